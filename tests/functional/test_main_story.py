"""The desk's whole way, with the pages that people have: asked, checked by two, told, corrected."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.conftest import NewPage
from tests.functional.deeds import enter_desk, review, write
from tests.serving import Served

CLAIM = "Ăn hạt mít sống mỗi sáng làm tóc bạc đen lại sau một tháng"
MESSAGE = f"{CLAIM}. Hỏi chị Nguyễn Thị Hoa, 0912 345 678."
CORRECTED = "Chưa có nghiên cứu nào; tóc bạc không đen lại nhờ thức ăn."
REASON = "Bản trước nói quá chắc."

pytestmark = pytest.mark.slow


def asked(page: Page, site: Served) -> None:
    page.goto(f"{site.address}/vi/")
    page.locator("#message").fill(MESSAGE)
    page.get_by_role("button", name="Tra cứu").click()


def question_sent(page: Page) -> str:
    """Send the message that nobody knows anything about, and return the receipt's code."""
    expect(page.locator(".answer .lead")).to_have_text("Chúng tôi chưa biết gì về điều này.")
    page.locator("form.offer button").click()
    preview = page.locator(".preview")
    expect(preview).to_contain_text(CLAIM)
    expect(preview).not_to_contain_text("0912")
    expect(preview).not_to_contain_text("Hoa")
    number = page.locator("form.send [name=number]")
    expect(number).to_have_value(re.compile(r"^\d+$"), timeout=60_000)
    page.locator("form.send button").click()
    return page.locator(".code code").inner_text()


def progress(page: Page, site: Served, code: str) -> Page:
    page.goto(f"{site.address}/vi/questions/status/")
    page.locator("#code").fill(code.lower())
    page.locator("form.ask button").click()
    return page


def test_a_question_is_answered_by_two_people_and_its_sender_learns_of_the_correction(
    own_site: Served, new_page: NewPage
) -> None:
    for name in ("Lan", "Minh"):
        own_site.run("tests.functional.filling:add_member", name)
    reader, lan, minh = new_page(), new_page(), new_page()

    asked(reader, own_site)
    code = question_sent(reader)
    reader.get_by_role("button").last.click()
    expect(reader.locator(".progress .lead")).to_contain_text("Đã nhận")

    enter_desk(lan, own_site, "Lan")
    lan.get_by_role("link", name="Queue").first.click()
    lan.locator(".queue h2 a", has_text="hạt mít sống").click()
    expect(lan.locator(".questions blockquote")).not_to_contain_text("0912")
    lan.get_by_label("One checkable sentence").fill(CLAIM)
    lan.get_by_role("button", name="Restate").click()
    expect(lan.get_by_role("heading", name=CLAIM)).to_be_visible()
    lan.get_by_role("button", name="Write a fact-check").click()
    expect(lan.get_by_label("Claim", exact=True)).to_have_value(CLAIM)
    expect(progress(reader, own_site, code).locator(".progress")).to_contain_text(CLAIM)
    write(lan, CLAIM)
    lan.get_by_role("button", name="Save and ask for review").click()
    expect(lan.get_by_text("Lan asked for a review of this text.")).to_be_visible()

    enter_desk(minh, own_site, "Minh")
    approved_and_published(minh, CLAIM)

    asked(reader, own_site)
    expect(reader.locator(".answer .lead")).to_have_text("Đã có bản kiểm chứng về đúng điều này.")
    reader.locator(".answer a.source").click()
    expect(reader.get_by_role("heading", name=CLAIM)).to_be_visible()
    expect(reader.get_by_text("Lan viết, Minh duyệt").first).to_be_visible()
    address = reader.url
    told = progress(reader, own_site, code).locator(".progress")
    expect(told).not_to_contain_text("Đã sửa từ đó đến nay")
    told.locator("a.source").click()
    expect(reader).to_have_url(address)

    lan.goto(f"{own_site.address}/en/desk/")
    lan.get_by_role("link", name="Published").first.click()
    lan.get_by_role("link", name=CLAIM).click()
    lan.get_by_label("Kind of correction").select_option("correction")
    lan.get_by_label("Reason").fill(REASON)
    lan.get_by_role("button", name="Start").click()
    lan.get_by_label("Summary").fill(CORRECTED)
    lan.get_by_role("button", name="Save and ask for review").click()
    expect(lan.get_by_text("Lan asked for a review of this text.")).to_be_visible()
    approved_and_published(minh, CLAIM)

    told = progress(reader, own_site, code).locator(".progress")
    expect(told).to_contain_text("Đã sửa từ đó đến nay")
    expect(told).to_contain_text(REASON)
    told.get_by_role("link", name="Đính chính").click()
    expect(reader.locator(".summary")).to_have_text(CORRECTED)
    expect(reader.locator("#history")).to_be_visible()


def approved_and_published(page: Page, claim: str) -> None:
    page.get_by_role("link", name="Reviews").first.click()
    page.get_by_role("link", name=claim).first.click()
    review(page)
    expect(page.get_by_text("Minh approved this very text.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="The public page")).to_be_visible()
