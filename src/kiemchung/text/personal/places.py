"""What stands before a street, a school or a firm that bears a person's name."""

import regex

_BEFORE = regex.compile(
    r"(?:đường|phố|cầu|trường|THPT|THCS|bệnh viện|công viên|quận|phường|xã|huyện|ngõ|hẻm|chợ|kênh"
    r"|sông|núi|đảo|đền|chùa|nước|tiếng|vương quốc|đội|street|road|hospital|school|đại lộ|khu|taxi"
    r"|công ty|nhà xe|nhà thuốc|phòng khám|cửa hàng"
    # Without diacritics only what is no other word: "cho" is a market, but also "for".
    r"|\b(?:duong|pho|truong|benh vien|cong vien|quan|phuong|huyen|dai lo|cong ty|nha xe|nha thuoc"
    r"|phong kham|cua hang))"
    r"(?: \p{Ll}+)?\s$",
    regex.IGNORECASE,
)
_REACH = 24


def is_place(before: str) -> bool:
    """Say whether a name behind ``before`` is that of a place or a firm."""
    return _BEFORE.search(before[-_REACH:]) is not None
