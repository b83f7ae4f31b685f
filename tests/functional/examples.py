"""What the sites that are looked at were asked; see ``filling``."""

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
