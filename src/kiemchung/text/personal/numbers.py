"""Numbers that belong to a person: telephone, account, identity paper, card.

What counts something stays: prices, doses, years, distances. So do the short numbers of the
emergency services and 1800 and 1900 numbers, which only organisations have.
"""

import re

from kiemchung.text.links import find_link_spans
from kiemchung.text.numbers import begins_with_unit
from kiemchung.text.personal.cues import BANK
from kiemchung.text.personal.kinds import Finds, Found, Personal

_RUN = re.compile(r"(?:(?<![\w.,])|(?<=[^\d\s],))[+(]{0,2}[\doO](?:[ .()–-]{0,3}\d){6,24}(?!\w)")
_BETWEEN = " .()–-"
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)"
    r"(?:\s\d{1,2}[:h]\d{0,2})?"
)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+")
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₫]|usd|vnd|eur)\s?$", re.IGNORECASE)
_CURRENCY_AFTER = re.compile(r"\s?[$€£¥₫]")
_PLACES_OF_PHONE = re.compile(r"(?:0|\+?84|0084)(?:[35789]\d{8}|2\d{9})")
_OLD_MOBILE = re.compile(r"01[2689]\d{8}")
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
_HOTLINE = re.compile(r"1[89]00\d{4,6}")
# A mobile number that touches letters, has marks in it, or letters that look like digits.
_HIDDEN_MOBILE = re.compile(
    r"(?<!\d)(?<!\d[.,/])(?=(?:\D{0,3}\d){8})(?:\+?84|[0oO])[35789](?:[,./*_ -]?[\doOlI]){8}(?!,?\d)"
)
# In a link, where only its name says what a number is.
_IN_QUERY = re.compile(
    r"(?<=[?&])(?:sdt|dt|tel|phone|mobile|zalo|cccd|cmnd|cmt|stk|tk|account)=\+?(?P<number>\d{8,20})"
    r"(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(r"\d{4}(?:[ .-]\d{4}){3}(?:[ .-]\d{1,3})?")
_GROUPS = re.compile(r"0\d{2,}(?:[ .-]\d{3,})+")
_FEWEST_ALONE = 9
_CUE = re.compile(
    r"(?:stk|tk|số tài khoản|tài khoản|so tai khoan|tai khoan|số thẻ|cmnd|cmt|cccd|căn cước"
    r"|can cuoc|chứng minh|chung minh|hộ chiếu|ho chieu|mã số|ma so|bhxh|bhyt|bằng lái|gplx|thẻ atm"
    r"|account|acct|passport|id number|identity|citizen id|iban|ssn|social security|aadhaar"
    r"|national insurance|driver'?s licen[cs]e"
    r"|điện thoại|dien thoai|đt|sđt|sdt|phone|tel|call|hotline)\W{0,3}(?:\w{1,12}\W{1,3}){0,3}$",
    re.IGNORECASE,
)
_AT_A_BANK = re.compile(rf"(?<!\w)(?:{BANK})\W{{1,3}}$")
_CUE_REACH = 50


def find_numbers(text: str) -> Finds:
    """Yield the numbers in ``text`` (in normal form) that belong to a person."""
    kept = [*find_link_spans(text), *(date.span() for date in _DATE.finditer(text))]
    for run in _RUN.finditer(text):
        if any(start <= run.start() < end for start, end in kept):
            continue
        stop = min(
            (start for start, _ in kept if run.start() < start < run.end()), default=run.end()
        )
        written = text[run.start() : stop].rstrip(_BETWEEN)
        stop = run.start() + len(written)
        start = stop - len(written.lstrip("(")) if ")" not in written else run.start()
        kind = _kind(text[start:stop], text[:start], text[stop:][:40])
        if kind is not None:
            yield Found(start, stop, kind)
    for mobile in _HIDDEN_MOBILE.finditer(text):
        if not any(start < mobile.end() and mobile.start() < end for start, end in kept):
            yield Found(*mobile.span(), Personal.PHONE)
    for number in _IN_QUERY.finditer(text):
        is_phone = _PLACES_OF_PHONE.fullmatch(number["number"])
        yield Found(*number.span("number"), Personal.PHONE if is_phone else Personal.NUMBER)


def _kind(written: str, before: str, after: str) -> Personal | None:
    digits = "".join(c for c in written.replace("O", "0").replace("o", "0") if c.isdigit())
    if _PLACES_OF_PHONE.fullmatch(digits) or _OLD_MOBILE.fullmatch(digits):
        return Personal.PHONE
    if written.lstrip("(").startswith("+") or _NORTH_AMERICAN.fullmatch(written):
        return Personal.PHONE
    if _CARD.fullmatch(written) or (13 <= len(digits) <= 19 and _has_check_digit(digits)):
        return Personal.CARD
    if _counts(written, before[-5:], after) or _HOTLINE.fullmatch(digits):
        return None
    near = before[-_CUE_REACH:]
    if _CUE.search(near) or _AT_A_BANK.search(near):
        return Personal.NUMBER
    is_one = written.isdigit() or _GROUPS.fullmatch(written) is not None
    return Personal.NUMBER if is_one and len(digits) >= _FEWEST_ALONE else None


def _counts(written: str, before: str, after: str) -> bool:
    """Say whether a number is an amount of something."""
    if _CURRENCY_BEFORE.search(before) or _CURRENCY_AFTER.match(after):
        return True
    return begins_with_unit(after) or _AMOUNT.fullmatch(written) is not None


def _has_check_digit(digits: str) -> bool:
    """Say whether the last digit is the one that ISO/IEC 7812 asks of a card."""
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
