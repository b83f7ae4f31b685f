"""Vietnamese full names: a family name, and what stands around it.

Many family names are words or begin the names of places, above all without diacritics. So a
full name counts alone only with a middle name that is nothing else ("Nguyễn Văn An"), and
otherwise beside what belongs to a person: a number, a bank, an account, a profile.
"""

import regex

from kiemchung.text.folding import fold
from kiemchung.text.personal.cues import BANK, PLATFORM
from kiemchung.text.personal.kinds import Finds, Found, Personal
from kiemchung.text.personal.places import is_place

_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Mai|Trịnh"
    "|Đoàn|Lâm|Phùng|Tạ|Cao|Châu|Tô|Trương|Hà|Đào|Lương|Thái|Quách|Vương"
)
_MIDDLES = "Văn|Thị|Hữu|Đức|Ngọc"
_LAST = "Nguyễn|Trần|Phạm|Hoàng|Huỳnh|Phan|Đặng|Bùi|Trịnh|Trương"
"""Family names that stand last in profiles ("Hoa Nguyen") and are no common word."""
FAMILY_NAMES = frozenset(map(fold, _FAMILIES.split("|")))


def _plain(names: str) -> str:
    """Return a pattern for ``names`` without diacritics."""
    return "|".join(fold(name).capitalize() for name in names.split("|"))


_FAMILY = f"{_FAMILIES}|{_plain(_FAMILIES)}"
_WORD = r"\p{Lu}\p{Ll}{0,6}(?![\p{L}\d])"
_PLAIN_WORD = r"[A-Z][a-z]{0,6}(?![\p{L}\d])"
_SHOUTED = r"\p{Lu}{1,7}(?![\p{L}\d])"
_PLAIN_SHOUTED = r"[A-Z]{1,7}(?![\p{L}\d])"
_NO_HEADLINE = r"(?! \p{Lu}{2})"
_START = r"(?<![\p{L}\d])"
# Without diacritics English sentences begin with these, too: "To Van Gogh", "Thai Van Drivers".
_ALONE_PLAIN = "|".join(n for n in _plain(_FAMILIES).split("|") if n not in ("To", "Thai"))

_ALONE = tuple(
    regex.compile(_START + pattern)
    for pattern in (
        rf"(?:{_FAMILIES}) (?:{_MIDDLES}|văn|thị) {_WORD}(?: {_WORD})?",
        rf"(?:{_ALONE_PLAIN}) (?:{_plain(_MIDDLES)}) {_PLAIN_WORD}(?: {_PLAIN_WORD})?",
        rf"(?:Nguyen|Pham|Huynh) thi {_PLAIN_WORD}(?: {_PLAIN_WORD})?",
        rf"(?:{_FAMILIES.upper()}) (?:{_MIDDLES.upper()}) {_SHOUTED}(?: {_SHOUTED}{_NO_HEADLINE})?",
        rf"(?:{_ALONE_PLAIN.upper()}) (?:{_plain(_MIDDLES).upper()}) {_PLAIN_SHOUTED}"
        rf"(?: {_PLAIN_SHOUTED}{_NO_HEADLINE})?",
        # Of a name in small letters one word is taken: where it ends cannot be seen.
        r"(?:nguyễn|trần|lê|phạm|huỳnh|đặng|bùi|đỗ|ngô|trịnh) (?:văn|thị) \p{Ll}{1,7}(?!\p{L})",
        r"(?:nguyen|pham|huynh) thi (?!truong)[a-z]{1,7}(?!\p{L})",
    )
)

_HOLDER = (
    r"(?i:ctk|chủ (?:tài khoản|tk|thẻ)|chu (?:tai khoan|tk|the)|(?:tên )?người (?:nhận|thụ hưởng)"
    r"|(?:ten )?nguoi (?:nhan|thu huong)|tên tài khoản|ten tai khoan|(?:họ )?(?:và )?tên|ho (?:va )?ten"
    r"|ten|stk|account (?:name|holder)|beneficiary|payee)(?i: (?:là|la|is))?"
)
_PROFILE = rf"(?i:{PLATFORM}|nick)"
_SOMEBODY = r"(?i:bé|bạn|cụ|nạn nhân)"
_OF_NUMBER = (
    r"\[(?:số điện thoại|số tài khoản hoặc giấy tờ|số thẻ|phone number"
    r"|account or identity number|card number)\]"
)
_BETWEEN = r"[\s,;:()|/–-]{1,4}"
_LONG = (
    rf"(?P<name>(?:{_FAMILY})(?: {_WORD}){{2,3}}|(?:{_FAMILY.upper()})(?: {_SHOUTED}){{2,3}}"
    rf"|(?:{_FAMILIES}) {_WORD})"
)
_ANNOUNCED = tuple(
    map(
        regex.compile,
        (
            rf"(?:{_START}(?:{BANK}|{_HOLDER}|{_PROFILE}|{_SOMEBODY})|{_OF_NUMBER}){_BETWEEN}{_LONG}",
            rf"{_START}{_LONG}{_BETWEEN}(?:(?i:sđt|sdt|đt|dt|tel|phone|zalo|stk|số)[\s:.]{{1,3}})?"
            rf"{_OF_NUMBER}",
            rf"{_START}{_PROFILE}{_BETWEEN}(?P<name>(?:{_WORD} ){{1,2}}(?:{_LAST}|{_plain(_LAST)}))"
            r"(?!\p{L})",
            rf"{_START}{_HOLDER}[\s:-]{{1,3}}(?P<name>(?:{_FAMILY.lower()})(?: \p{{Ll}}{{1,7}}){{1,2}})"
            r"(?!\p{L})",
        ),
    )
)

_OTHERWISE = regex.compile(
    r"(?:ha (?:noi|giang|tinh|nam|long|dong|tien|gia|lan|sot|huyet)|cao (?:bang|lanh|dang|cap|tuoi"
    r"|huyet|toc|su|dai|diem)|lam (?:dong|thao|sang|an|viec|them|giau)|thai (?:binh|nguyen|lan|do"
    r"|duong)|ho (?:chi minh|guom|tay|hoan|tro|so|ten|va|khau|gia|ngheo|dan|thuong)|phan (?:thiet"
    r"|rang|mem|thuong|ung|bon|qua)|ly (?:son|nhan|do|hon)|mai (?:chau|son|linh|dich|mai|tang|am)"
    r"|luong (?:son|tai|cao|thuc|huu)|hoang (?:mai|sa|cau|long|anh gia)|chau (?:doc|thanh|phu|a|au"
    r"|phi|my)|duong (?:minh chau|lam|tinh|huyet|day|lao|pho)|vu (?:ban|thu|tru|khi|han|an)"
    r"|vo (?:chong|sinh|cung)|dang (?:ky|cong|nhap|bai|vien)|doan (?:thanh|hung|ket)|dao (?:tao|duc"
    r"|phat|hoa)|to (?:chuc|quoc|khai|dan|cao|giac)|do (?:luong|son|tuoi|an|uong|dong|thi (?:moi|thong"
    r"|ve))|ngo doc|le (?:hoi|tan|phi|giang)|ta (?:chi|pi)|vuong quoc|truong (?:sa|hoc|hop|dai|mam"
    r"|phong)|tran (?:dau|chau)|bui bam|dinh (?:huong|cu|duong|ky)|phung phi)\b"
)
"""Places and common words that begin like a full name, folded."""


def find_full_names(text: str) -> Finds:
    """Yield the Vietnamese full names in ``text`` (in normal form)."""
    for pattern in _ALONE:
        for found in pattern.finditer(text):
            if not _is_otherwise(found.group()) and not is_place(text[: found.start()]):
                yield Found(*found.span(), Personal.NAME)
    for pattern in _ANNOUNCED:
        for found in pattern.finditer(text):
            start, end = found.span("name")
            if not _is_otherwise(found["name"]) and not is_place(text[:start]):
                yield Found(start, end, Personal.NAME)


def _is_otherwise(name: str) -> bool:
    return _OTHERWISE.match(fold(name)) is not None
