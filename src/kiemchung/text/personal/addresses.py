"""Addresses by which one person is reached: e-mail, profiles."""

import re

from kiemchung.text.personal.kinds import Finds, Found, Personal

# Every repetition has a bound, so that a long message takes no longer than its length asks.
_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE
)
_LOCAL = r"(?<![\w.+-])[\w.+-]{1,64}"
# Written so that machines do not see it: "lan a còng gmail chấm com".
_AT = r"(?:\s?(?:@|[(\[] ?(?:at|a còng|a cong) ?[)\]])\s?|\s(?:a còng|a cong|AT)\s)"
_DOT = r"(?:\s?(?:\.|[(\[] ?(?:dot|chấm|cham) ?[)\]])\s?|\s(?:dot|chấm|cham)\s)"
_TOP = r"(?:com|vn|net|org|edu|gov|info|me|io|uk|de|fr)"
_SPELLED = tuple(
    map(
        re.compile,
        (
            rf"{_LOCAL}{_AT}[\w-]{{1,63}}(?:(?i:{_DOT})[\w-]{{1,63}}){{0,3}}(?i:{_DOT}{_TOP})\b",
            rf"{_LOCAL}\s(?i:at)\s[\w-]{{1,63}}(?i:\s(?:dot|chấm|cham)\s[\w-]{{1,63}}){{1,3}}\b",
            rf"{_LOCAL}{_AT}(?i:gmail|yahoo|hotmail|outlook|icloud)\b",
        ),
    )
)
_PEOPLE = (
    r"(?:facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com/t|zalo\.me|t\.me|wa\.me|viber\.me"
    r"|instagram\.com|tiktok\.com|threads\.(?:net|com)|twitter\.com|x\.com|linkedin\.com/in"
    r"|youtube\.com)"
)
# A profile is one part of an address; posts, groups and videos have more.
_PROFILE = re.compile(
    rf"(?<![\w.@-])(?:https?://)?(?:[a-z-]{{1,12}}\.)?{_PEOPLE}/"
    r"(?:profile\.php\?id=\d{1,20}\S{0,200}|people/\S{1,200}|(@?[\w.+%-]{2,80}+)/?(?:\?\S{0,200})?)"
    r"(?=$|[\s)\]}>\"',;!.?])",
    re.IGNORECASE,
)
_NO_PROFILES = frozenset(
    {
        "watch", "groups", "share", "photo", "photos", "photo.php", "reel", "reels", "events",
        "story.php", "stories", "hashtag", "marketplace", "search", "explore", "home", "help",
        "login", "permalink.php", "sharer.php", "posts", "video", "videos", "playlist", "shorts",
        "results", "live", "gaming", "pages", "public", "joinchat",
    }
)  # fmt: skip


def find_addresses(text: str) -> Finds:
    """Yield e-mail addresses and links to profiles in ``text`` (in normal form).

    A link to a post or a video stays: it is what the question is about.
    """
    for pattern in (_EMAIL, *_SPELLED):
        for email in pattern.finditer(text):
            yield Found(*email.span(), Personal.EMAIL)
    for profile in _PROFILE.finditer(text):
        if (profile[1] or "").lower() not in _NO_PROFILES:
            yield Found(*profile.span(), Personal.PROFILE)
