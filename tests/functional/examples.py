"""What there is to be seen in the sites that are looked at; see ``filling``."""

from enum import StrEnum
from pathlib import Path

QUESTIONS = {
    "received": "Mai Hà Nội cúp nước ba ngày liền, mọi người trữ nước đi",
    "joined": "Rửa mắt bằng nước lá ổi thì hết cận thị sau hai tuần, có thật không ạ?",
    "in_work": "Ngân hàng sắp khóa mọi tài khoản không quét khuôn mặt trước thứ sáu",
    "declined": "Phố đi bộ của thành phố mình là nơi đẹp nhất nước đúng không?",
    "answered": "Ăn vỏ sầu riêng thì răng mọc lại phải không mọi người?",
}
"""What was asked, by how far the desk is with it."""


def codes_in(data: Path) -> Path:
    """Return where ``filling.ask_examples`` has put the codes, by stage."""
    return data / "codes.json"


PASSWORD = "năm con chim sẻ nâu"
"""Of the members who log in by it."""


class Drafted(StrEnum):
    """The drafts, by how far they are."""

    WRITING = "writing"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    DROPPED = "dropped"


class Link(StrEnum):
    """What the one-time links are for."""

    INVITATION = "invitation"
    PASSWORD = "password"


def drafts_in(data: Path) -> Path:
    """Return where the drafts' numbers are, by how far they are."""
    return data / "drafts.json"


def links_in(data: Path) -> Path:
    """Return where the tokens of the one-time links are, by what they are for."""
    return data / "links.json"
