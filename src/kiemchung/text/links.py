"""Links in a message: find them, take them out, bring them into one form."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'“”‘’]+"
    r"|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|vn|net|org|info|gov|edu|io|me|tv|ly|be|co|app|xyz|top|site|online|page|link)"
    r"(?:/[^\s<>\"'“”‘’]*)?(?![\w.-]*@)\b/?",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}…»"
_SUBDOMAINS = re.compile(r"^(?:www\d?|m|mobile|amp|touch|mbasic|vi-vn|vi)\.")
# Names that carry who shared, how and from where, never which page.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igsh(?:id)?|mc_[ce]id|_ga|_gl|yclid|zarsrc|zalo_?\w*"
    r"|ref(?:_?src|_?url|er(?:er)?)?|rdid|mibextid|__cft__.*|__tn__|spm|cmpid|ocid|smid|gidzl)$",
    re.IGNORECASE,
)
_AMP_SUFFIX = re.compile(r"(?:[./]amp(?:\.html)?|\.amp\.html)$", re.IGNORECASE)
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_HOSTS = {"youtu.be": "youtube.com", "fb.com": "facebook.com", "fb.watch": "facebook.com",
          "twitter.com": "x.com", "vt.tiktok.com": "tiktok.com"}  # fmt: skip
_HOST = re.compile(r"(?:[^\s./]+\.)+[^\s./]{2,}", re.UNICODE)
_VIDEO_ID = re.compile(r"[\w-]{11}")


def find_links(text: str) -> list[str]:
    """Return the links in ``text`` in order, as they were written."""
    return [link.group().rstrip(_TRAILING) for link in _LINK.finditer(text)]


def find_link_spans(text: str) -> list[tuple[int, int]]:
    """Return where the links in ``text`` begin and end."""
    spans = [(link.start(), link.group().rstrip(_TRAILING)) for link in _LINK.finditer(text)]
    return [(start, start + len(link)) for start, link in spans]


def without_links(text: str) -> str:
    """Return ``text`` with a space in place of every link."""
    return _LINK.sub(" ", text)


def link_key(link: str) -> str:
    """Return the form that every way of writing one address shares: ``host/path?query``.

    Scheme, ``www.`` and mobile hosts, port, fragment, tracking parameters, AMP and index
    page suffixes and a closing slash do not count; the order of parameters does not either.
    An address that cannot be parsed is returned folded to lower case.
    """
    try:
        parts = urlsplit(link if "://" in link else f"//{link}")
        host = _host(parts.hostname or "")
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return link.strip().lower()
    path = _path(parts.path)
    if host == "youtube.com":
        return _youtube_key(path, query)
    kept = sorted((name, value) for name, value in query if not _TRACKING.match(name))
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def site_of(link: str) -> str:
    """Return the host of ``link`` without ``www.``, or an empty string."""
    try:
        host = urlsplit(link if "://" in link else f"//{link}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def web_address(text: str) -> str:
    """Return ``text`` as an http(s) address, or an empty string when it is none.

    Other schemes (``javascript:`` among them) are no address of a page.
    """
    address = text.strip()
    if "://" not in address.split("?")[0] and ":" not in address.split("/")[0]:
        address = f"https://{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and " " not in address
    return address if usable else ""


def _host(host: str) -> str:
    host = _SUBDOMAINS.sub("", host.lower().rstrip("."))
    return _HOSTS.get(host, host)


def _path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", unquote(path)).rstrip("/")
    return _INDEX_PAGE.sub("", _AMP_SUFFIX.sub("", path)).rstrip("/")


def _youtube_key(path: str, query: list[tuple[str, str]]) -> str:
    """Return the key of a video in each of its short forms (youtu.be/ID, /shorts/ID, ?v=ID)."""
    video = dict(query).get("v") or path.rsplit("/", 1)[-1]
    if _VIDEO_ID.fullmatch(video):
        return f"youtube.com/watch?v={video}"
    return f"youtube.com{path}"
