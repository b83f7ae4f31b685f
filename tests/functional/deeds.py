"""What members do at the desk, through its pages in English."""

from playwright.sync_api import Page

from kiemchung_site.factchecks.checklist import OF_REVIEWERS
from tests.serving import Served
from tests.site.desk.entering import PASSWORD, code_of

NEW_CLAIM = "Ăn hạt mít sống làm tóc bạc đen lại"


def enter_desk(page: Page, site: Served, name: str) -> None:
    """Log in as a member from ``filling.add_member``, as people do; an app's code counts once."""
    page.goto(f"{site.address}/en/desk/")
    page.get_by_label("E-mail address").fill(f"{name.lower()}@desk.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Code of the app").fill(code_of())
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name=f"Hello, {name}").wait_for()


def write(page: Page, claim: str = NEW_CLAIM) -> None:
    """Fill in every part."""
    page.get_by_label("Claim", exact=True).fill(claim)
    page.get_by_label("Verdict").select_option("1")
    page.get_by_label("Topic").select_option("health")
    page.get_by_label("Language").select_option("vi")
    page.get_by_label("Summary").fill("Răng vĩnh viễn đã mất thì không mọc lại.")
    page.get_by_label("Quote, word for word").fill("Răng vĩnh viễn không mọc lại.")
    page.get_by_label("What it says about the claim").select_option("contradicts")
    page.get_by_label("Name of the source").fill("Bệnh viện Răng Hàm Mặt")
    page.get_by_label("Address of the source").fill("https://hospital.example/rang")
    page.get_by_label("Reasoning").fill("Người lớn **không** còn mầm răng.")
    page.get_by_label("What is uncertain").fill("Chưa ai thử riêng vỏ sầu riêng.")
    page.get_by_label("Is it a statement of fact").fill("Có.")
    page.get_by_label("Whose primary source").fill("Bệnh viện.")
    page.get_by_label("What would show this conclusion").fill("Một thử nghiệm có đối chứng.")
    page.get_by_label("Who should be asked").fill("Người đăng tin.")


def review(page: Page, decision: str = "approve") -> None:
    """Answer every question of the reviewer's checklist, and decide."""
    for question in OF_REVIEWERS:
        page.locator(f"[name={question}]").fill(f"Đã trả lời {question}.")
    page.get_by_label(decision, exact=True).check()
    page.get_by_role("button", name="Give the review").click()
