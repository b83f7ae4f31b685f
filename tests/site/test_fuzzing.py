"""Every address of the site with whatever hypothesis thinks of: no failure, no trace, no leak."""

import io
import logging
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung_site.config.event_log import EventFormatter
from kiemchung_site.factchecks.library import SiteLibrary
from tests.site.building import published

MARK = "Xiphosura"
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_DRAWN = frozenset({"path", "circle"})


def patterns(
    among: list[URLPattern | URLResolver] | None = None, before: tuple[object, ...] = ()
) -> Iterator[tuple[object, ...]]:
    """Yield the parts of every address: fixed texts and the converters between them."""
    for entry in get_resolver().url_patterns if among is None else among:
        parts = (*before, entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, parts)
        else:
            yield parts


ADDRESSES = list(patterns())


@st.composite
def paths(draw: st.DrawFn) -> str:
    """Return the path of any page, with its places filled by anything or by what is there."""
    whole = "/"
    for pattern in draw(st.sampled_from(ADDRESSES)):
        fixed = str(pattern)
        if prefix := getattr(pattern, "language_prefix", ""):
            fixed = draw(st.sampled_from(["vi/", "en/", prefix]))
        for name in getattr(pattern, "converters", {}):
            filled = draw(st.sampled_from([MARK, "about", "1", "0", "-1"]) | texts)
            fixed = _fill(fixed, name, filled)
        whole += fixed
    return whole


def _fill(route: str, name: str, value: str) -> str:
    start, end = route.index("<"), route.index(">")
    assert route[start:end].endswith(name)
    return route[:start] + value + route[end + 1 :]


texts = st.text(max_size=40).map(lambda text: MARK + text)
fields = st.sampled_from(
    ["message", "words", "topic", "language", "page", "code", "next", "text", "claim", MARK]
)
forms = st.dictionaries(fields, texts | st.sampled_from(["", "1", "vi", "/vi/", "//x"]), max_size=4)
bodies = st.one_of(
    st.tuples(st.just("form"), forms),
    st.tuples(
        st.sampled_from(
            [
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json",
                "text/plain; charset=nothing",
                MARK,
            ]
        ),
        st.binary(max_size=300).map(lambda body: MARK.encode() + body),
    ),
)
headers = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_HOST",
            "HTTP_COOKIE",
            "HTTP_ACCEPT",
            "HTTP_ACCEPT_LANGUAGE",
            "HTTP_AUTHORIZATION",
            "HTTP_REFERER",
            "HTTP_ORIGIN",
            "HTTP_USER_AGENT",
            "HTTP_X_FORWARDED_FOR",
            "HTTP_X_FORWARDED_HOST",
            "HTTP_RANGE",
            "HTTP_IF_NONE_MATCH",
            "HTTP_IF_MODIFIED_SINCE",
            "HTTP_TRANSFER_ENCODING",
        ]
    ),
    st.sampled_from(["testserver", "language=en", "bytes=0-1", ""])
    | st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30).map(
        lambda text: MARK + text
    ),
    max_size=3,
)
methods = st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(EventFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "kiemchung_site")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def filled(sample: SiteLibrary) -> None:
    published()


def test_every_address_is_among_them() -> None:
    assert len(ADDRESSES) >= 12
    assert any("metrics" in str(parts[-1]) for parts in ADDRESSES)


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(paths(), methods, forms, bodies, headers)
def test_nothing_that_is_sent_breaks_the_site(
    filled: None,
    log: io.StringIO,
    path: str,
    method: str,
    query: dict[str, str],
    body: tuple[str, dict[str, str] | bytes],
    header: dict[str, str],
) -> None:
    response = send(path, method, query, body, header)
    assert response.status_code < 500
    check_headers(response)
    if not response.streaming and response["Content-Type"].startswith("text/html"):
        check_html(response.content.decode())
    assert MARK not in log.getvalue()


def send(
    path: str,
    method: str,
    query: dict[str, str],
    body: tuple[str, dict[str, str] | bytes],
    header: dict[str, str],
) -> HttpResponseBase:
    client = Client(raise_request_exception=False)
    kind, content = body
    if isinstance(content, dict):
        if method == "POST":
            return client.post(path, content, query_params=query, **header)
        kind, content = "text/plain", b""
    return client.generic(method, path, content, kind, query_params=query, **header)


def check_headers(response: HttpResponseBase) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert set(response.cookies) <= {"language", "csrftoken", "sessionid"}


def check_html(page: str) -> None:
    if page:
        reader = Balanced()
        reader.feed(page)
        reader.close()
        assert reader.open == []


class Balanced(HTMLParser):
    """Holds that every element is closed by its own end tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        assert tag in _VOID | _DRAWN, tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag
