"""Names of private persons, by the words that announce them.

There is no list of people here. A name is what stands in capitals behind "chị", "Mrs" or
"my neighbour", or a family name with a middle name; streets, places and what everybody speaks
of with such a word stay.
"""

import re

import regex

from kiemchung.text.folding import fold
from kiemchung.text.personal.full_names import FAMILY_NAMES, find_full_names
from kiemchung.text.personal.kinds import Finds, Found, Personal
from kiemchung.text.personal.places import is_place

_WORD = r"(?:\p{Lu}\p{Ll}{0,14}(?:\p{Lu}\p{Ll}{1,14})?\p{M}?(?!\p{L})\.?)"
_NAME = rf"(?P<name>{_WORD}(?:[ -]{_WORD}){{0,9}})"
_SHOUTED = r"(?P<name>\p{Lu}{2,14}(?: \p{Lu}{1,14}){1,2})"
_TITLES = (
    r"(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Ee]m|[Bb]ác|[Cc]ô|[Cc]hú|[Cc]ậu|[Dd]ì|[Tt]hím|[Mm]ợ|[Dd]ượng"
    r"|[Cc]háu|[Tt]hầy|[Cc]hi|[Oo]ng)"
)
_CUES = (
    rf"(?<!\p{{L}}){_TITLES} {_NAME}",
    rf"(?<!\p{{L}})(?:Mr|Mrs|Ms|Miss|Mister)\.? {_NAME}",
    r"(?<!\p{L})[Mm]y (?:\w{1,12} )?(?:neighbou?r|friend|cousin|uncle|aunt|brother|sister|mother"
    r"|father|boss|colleague|coworker|co-worker|teacher|landlord|landlady|wife|husband|son"
    rf"|daughter|grandmother|grandfather|classmate|niece|nephew),? (?:is |called |named )?{_NAME}",
    r"(?<!\p{L})(?:tên là|tên|hàng xóm(?: của)?(?: tôi| mình| em| nhà)?(?: là)?|bạn (?:tôi|mình|em)"
    rf"(?: là)?|[Hh]ọ tên:?|[Hh]ọ và tên:?|[Tt]ên:|[Nn]ame:|(?:[Mm]y|[Hh]is|[Hh]er) name is|named) {_NAME}",
    r"(?<!\p{L})(?:[Cc]hủ (?:tài khoản|TK)|[Cc]hu tai khoan|CTK|[Nn]gười nhận|[Hh]ọ tên"
    rf"|[Hh]ọ và tên|[Aa]ccount holder|[Bb]eneficiary)\W{{1,3}}{_SHOUTED}",
    rf"(?<!\p{{L}})(?:ANH|CHỊ|ÔNG|BÀ|EM|BÁC|CÔ|CHÚ|CẬU|THẦY) {_SHOUTED}",
)
_PATTERNS = tuple(map(regex.compile, _CUES))
_LONGEST = 4
"""Words of a name; where more stand in capitals, it is a headline."""

_KNOWN_TO_ALL = frozenset(
    map(
        fold,
        re.split(
            r"\|",
            "Việt Nam|Hà Nội|Sài Gòn|Hồ|Hồ Chí Minh|Đà Nẵng|Hải Phòng|Cần Thơ|Huế|Trung Quốc|Mỹ|Nhật"
            "|Pháp|Hàn|Nga|Đức|Lào|Thái|Ấn Độ|Campuchia|Quốc|Rịa|Nà|Đen|Điểm|Chiểu|Triệu|Trưng|Táo"
            "|Công|Địa|Trời|Bụt|Tiên|Bé|Vy|Vít|Tô|Chúa Xứ|Chúa|Già|Noel|Tơ|Google|Facebook|Zalo"
            "|Youtube|Covid|Tết|Phật|Mụ|Kẹ|Ba Bị|Hằng|Cuội|President|Minister|Prime|Speaker|Chairman"
            "|Secretary|Universe|World|Vietnam|Earth|Grand|Ơi|À|Ạ|Đã|Nghe|Cho|Xin|Có|Bị|Nói|Là|Không"
            "|Ai|Và|Được",
        ),
    )
)
"""What follows a title without being anybody's name: countries, saints, chatting."""


def find_names(text: str) -> Finds:
    """Yield the names of private persons in ``text`` (in normal form)."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text, overlapped=True):
            if _is_name(found["name"]) and not is_place(text[: found.start()]):
                yield Found(*_without_stop(text, *found.span("name")), Personal.NAME)
    yield from find_full_names(text)


def _is_name(words: str) -> bool:
    parts = fold(words).replace("-", " ").split()
    if not 1 <= len(parts) <= _LONGEST or parts[0] in _KNOWN_TO_ALL:
        return False
    if " ".join(parts[:2]) in _KNOWN_TO_ALL or " ".join(parts[:3]) in _KNOWN_TO_ALL:
        return False
    # Some texts stand in capitals everywhere, so there it takes a family name.
    return not (words.isupper() and len(words) > 2) or parts[0] in FAMILY_NAMES


def _without_stop(text: str, start: int, end: int) -> tuple[int, int]:
    return (start, end - 1) if text[end - 1] == "." else (start, end)
