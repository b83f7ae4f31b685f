"""Writing, reviewing and publishing in a real browser: no keystroke is lost on the way."""

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from tests.functional.conftest import log_in
from tests.functional.deeds import enter_desk, review, write
from tests.serving import Served
from tests.site.building import CLAIM


class Desk:
    """A running site, and browsers in which its members are logged in."""

    def __init__(self, site: Served, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self.contexts: list[BrowserContext] = []

    def page(self, name: str = "", **options: object) -> Page:
        """Return a page in a browser of its own, with ``name`` logged in."""
        context = self.browser.new_context(base_url=self.site.address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        if name:
            self.log_in(page, name)
        return page

    def log_in(self, page: Page, name: str) -> None:
        log_in(page, self.site, f"{name.lower()}@desk.example")

    def newest(self, page: Page) -> dict[str, object]:
        """Return the newest text of the draft on ``page`` as it is stored."""
        stored = self.site.run("tests.functional.filling:newest_text", number_of(page))
        return dict(json.loads(stored))

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def desk(site: Served, browser: Browser) -> Iterator[Desk]:
    opened = Desk(site, browser)
    yield opened
    opened.close()


@pytest.fixture
def own_desk(own_site: Served, browser: Browser) -> Iterator[Desk]:
    """A desk of its own, which Lan enters as people do: with a password and a code."""
    own_site.run("tests.functional.filling:add_member", "Lan")
    opened = Desk(own_site, browser)
    yield opened
    opened.close()


def started(desk: Desk, name: str = "Lan", **options: object) -> Page:
    """Return the page of a new draft."""
    page = desk.page(name, **options)
    page.goto("/en/desk/drafts/")
    page.get_by_role("button", name="Start a draft").click()
    expect(page).to_have_url(re.compile(r"/drafts/\d+/$"))
    return page


def number_of(page: Page) -> str:
    found = re.search(r"/drafts/(\d+)/", page.url)
    assert found is not None
    return found[1]


def saved(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("Saved.")


def drop_connection(page: Page) -> None:
    page.route("**/autosave/", lambda route: route.abort())


def test_a_fact_check_is_written_reviewed_by_somebody_else_published_and_read(
    own_site: Served, browser: Browser
) -> None:
    for name in ("Lan", "Minh"):
        own_site.run("tests.functional.filling:add_member", name)
    desk = Desk(own_site, browser)
    page = started(desk)
    write(page, CLAIM)
    saved(page)
    assert desk.newest(page)["claim"] == CLAIM
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("không")
    page.get_by_role("button", name="Save and ask for review").click()
    expect(page.get_by_text("Lan asked for a review of this text.")).to_be_visible()

    other = desk.page("Minh")
    other.goto("/en/desk/reviews/")
    other.get_by_role("link", name=CLAIM).click()
    review(other)
    expect(other.get_by_text("Minh approved this very text.")).to_be_visible()
    other.get_by_role("button", name="Publish").click()
    other.get_by_role("link", name="The public page").click()

    reader = desk.page()
    reader.goto(other.url)
    expect(reader.get_by_role("heading", name=CLAIM)).to_be_visible()
    expect(reader.get_by_text("Lan viết, Minh duyệt").first).to_be_visible()
    reader.goto("/vi/")
    reader.get_by_role("textbox").fill(CLAIM)
    reader.get_by_role("button", name="Tra cứu").click()
    found = reader.locator(".answer .lead")
    expect(found).to_have_text("Đã có bản kiểm chứng về đúng điều này.")
    desk.close()


def test_what_was_typed_when_the_page_died_can_be_restored(desk: Desk) -> None:
    page = started(desk)
    drop_connection(page)
    page.get_by_label("Summary").press_sequentially("Gõ tới đây thì máy hỏng")
    address, context = page.url, page.context
    with pytest.raises(Error):
        page.goto("chrome://crash")
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_label("Summary")).to_have_value("")
    again.get_by_role("button", name="Restore it").click()
    expect(again).to_have_url(re.compile("saved="))
    expect(again.get_by_label("Summary")).to_have_value("Gõ tới đây thì máy hỏng")
    expect(again.get_by_role("button", name="Restore it")).to_be_hidden()
    assert desk.newest(again)["summary"] == "Gõ tới đây thì máy hỏng"


def test_what_is_not_wanted_any_more_can_be_forgotten(desk: Desk) -> None:
    page = started(desk)
    drop_connection(page)
    page.get_by_label("Summary").fill("Thôi khỏi")
    page.reload()
    page.get_by_role("button", name="Forget it").click()
    page.reload()
    expect(page.get_by_role("button", name="Restore it")).to_be_hidden()


def test_leaving_right_after_the_last_key_loses_nothing(desk: Desk) -> None:
    page = started(desk)
    address = page.url
    page.get_by_label("Summary").fill("Gõ xong đóng luôn")
    page.goto("/en/")
    page.goto(address)
    summary = page.get_by_label("Summary")
    if not summary.input_value():  # the page was quicker than the save that left before it
        page.get_by_role("button", name="Restore it").click()
    expect(summary).to_have_value("Gõ xong đóng luôn")


def test_a_save_whose_answer_was_lost_is_no_conflict(desk: Desk) -> None:
    page = started(desk)
    lost = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/autosave/", lose)
    page.get_by_label("Summary").fill("Một")
    expect(page.get_by_role("status")).to_contain_text("cannot be reached")
    page.get_by_label("Summary").fill("Một hai")
    saved(page)
    assert desk.newest(page)["summary"] == "Một hai"


def test_a_session_that_ends_stops_no_writing(desk: Desk) -> None:
    page = started(desk)
    page.context.clear_cookies()
    page.get_by_label("Summary").fill("Viết khi phiên đã hết")
    expect(page.get_by_role("status")).to_contain_text("not logged in any more")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_label("Summary")).to_have_value("Viết khi phiên đã hết")
    desk.log_in(page, "Lan")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page).to_have_url(re.compile("saved="))
    assert desk.newest(page)["summary"] == "Viết khi phiên đã hết"


def test_writing_goes_on_by_itself_after_logging_in_elsewhere(own_desk: Desk) -> None:
    page = started(own_desk)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Summary").fill("Đăng nhập lại ở thẻ khác")
    expect(page.get_by_role("status")).to_contain_text("not logged in any more")
    enter_desk(page.context.new_page(), own_desk.site, "Lan")
    page.bring_to_front()
    saved(page)
    assert own_desk.newest(page)["summary"] == "Đăng nhập lại ở thẻ khác"
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page).to_have_url(re.compile("saved="))


def test_what_came_back_is_sent_after_logging_in_elsewhere(own_desk: Desk) -> None:
    page = started(own_desk)
    drop_connection(page)
    page.get_by_label("Summary").fill("Gửi khi phiên đã hết")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="Not saved")).to_be_visible()
    enter_desk(page.context.new_page(), own_desk.site, "Lan")
    with page.expect_response("**/desk/token/"):
        page.bring_to_front()
        page.evaluate("dispatchEvent(new Event('focus'))")  # without a window there is none
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page).to_have_url(re.compile("saved="))
    assert own_desk.newest(page)["summary"] == "Gửi khi phiên đã hết"


def test_two_editors_merge_and_neither_is_overwritten(desk: Desk) -> None:
    first = started(desk)
    second = desk.page("Minh")
    second.goto(first.url)
    second.get_by_label("Summary").fill("Của Minh")
    second.get_by_label("What is uncertain").fill("Minh chưa chắc")
    second.get_by_role("button", name="Save", exact=True).first.click()
    expect(second).to_have_url(re.compile("saved="))
    first.get_by_label("Summary").fill("Của Lan")
    expect(first.get_by_role("status")).to_contain_text("Somebody else saved meanwhile")
    first.get_by_role("button", name="Save", exact=True).first.click()
    expect(first.get_by_role("heading", name="Two texts")).to_be_visible()
    expect(first.get_by_label("Summary")).to_have_value("Của Lan")
    expect(first.get_by_label("What is uncertain")).to_have_value("Minh chưa chắc")
    assert_accessible(first)
    first.get_by_label("Summary").fill("Của Lan và Minh")
    first.get_by_role("button", name="Save", exact=True).first.click()
    expect(first).to_have_url(re.compile("saved="))
    expect(first.get_by_role("button", name="Restore it")).to_be_hidden()
    stored = desk.newest(first)
    assert (stored["summary"], stored["uncertainty"]) == ("Của Lan và Minh", "Minh chưa chắc")


def test_a_possible_reviewer_saves_nothing_by_typing(desk: Desk) -> None:
    page = started(desk)
    reviewer = desk.page("Minh")
    reviewer.goto(page.url)
    reviewer.get_by_label("Summary").fill("Chỉ xem thôi")
    reviewer.wait_for_timeout(2500)
    assert desk.newest(page)["summary"] == ""


def test_a_draft_is_written_without_a_script(desk: Desk) -> None:
    page = started(desk, java_script_enabled=False)
    write(page)
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_label("Quote, word for word").nth(1).fill("Trích dẫn thứ hai")
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_role("button", name="Move evidence 2 up").click()
    quotes = desk.newest(page)["evidence"]
    assert [q["text"] for q in quotes] == ["Trích dẫn thứ hai", "Răng vĩnh viễn không mọc lại."]
    page.get_by_role("button", name="Remove evidence 1").click()
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("không")
    page.get_by_role("button", name="Save and ask for review").click()
    expect(page.get_by_text("Lan asked for a review of this text.")).to_be_visible()


def test_arranging_evidence_leaves_no_offer_to_restore(desk: Desk) -> None:
    page = started(desk)
    write(page)
    page.get_by_role("button", name="Save and add another").click()
    expect(page).to_have_url(re.compile("saved="))
    page.get_by_label("Quote, word for word").nth(1).fill("Thứ hai")
    page.get_by_role("button", name="Move evidence 2 up").click()
    expect(page.get_by_label("Quote, word for word").first).to_have_value("Thứ hai")
    expect(page.get_by_role("button", name="Restore it")).to_be_hidden()


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible_and_fit(desk: Desk, width: int, scheme: str) -> None:
    size = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = started(desk, **size)
    write(page)
    page.get_by_label("Summary").fill("")
    page.get_by_role("button", name="Save and ask for review").click()
    expect(page.get_by_text("This part is missing.")).to_be_visible()
    look(page)
    page.get_by_label("Summary").fill("Không mọc lại.")
    page.get_by_role("button", name="Save and ask for review").click()
    expect(page.get_by_text("Lan asked for a review of this text.")).to_be_visible()
    look(page)
    other = desk.page("Minh", **size)
    for path in (f"reviews/{number_of(page)}/", "reviews/", "drafts/", "published/"):
        other.goto(f"/en/desk/{path}")
        look(other)


def look(page: Page) -> None:
    assert_accessible(page)
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
