"""The pages that the desk edits, as members and readers see them."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from kiemchung_site.errors import EmptyPage, NotAllowed, Overtaken, Unchangeable
from kiemchung_site.members.models import Member, Role
from kiemchung_site.pages.actions import edit_page
from kiemchung_site.pages.models import PageVersion
from kiemchung_site.pages.names import PAGES
from tests.site.building import member
from tests.site.desk.entering import enter

pytestmark = pytest.mark.django_db

EDIT = "/en/desk/pages/funding/en/"
SENT = {"text": "## Who pays\n\nReaders **only**.", "reason": "The budget", "after": "0"}


@pytest.fixture
def lan(client: Client) -> Member:
    """A reviewer, who is logged in."""
    found = member("Lan")
    enter(client, found)
    return found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_there_before_the_desk_writes_anything(
    client: Client, lan: Member, name: str, language: str
) -> None:
    page = client.get(f"/{language}/{name}/").text
    assert page.count("<p>") > 1
    assert "{desk}" not in page
    assert client.get(f"/en/desk/pages/{name}/{language}/").status_code == 200
    assert client.get(f"/{language}/{name}/history/").status_code == 200


def test_what_is_saved_is_what_readers_see(client: Client, lan: Member) -> None:
    assert client.post(EDIT, SENT)["Location"] == "/en/funding/"
    page = client.get("/en/funding/").text
    assert "<h2>Who pays</h2>" in page
    assert "<strong>only</strong>" in page
    assert "has not published its funding" not in page
    assert "has not published" not in client.get("/vi/funding/").text
    assert "Readers" not in client.get("/vi/funding/").text


def test_readers_see_who_changed_what_and_why(client: Client, lan: Member) -> None:
    client.post(EDIT, SENT)
    client.post(EDIT, {**SENT, "text": "Nobody pays.", "reason": "It ended", "after": "1"})
    page = Client().get("/en/funding/history/").text
    assert page.index("It ended") < page.index("The budget")
    assert re.search(r"<del>[^<]*advertising[^<]*</del>", page)
    assert "Lan" in page
    assert "<ins>" in page


def test_a_preview_saves_nothing_and_loses_nothing(client: Client, lan: Member) -> None:
    page = client.post(EDIT, {**SENT, "preview": "yes", "reason": ""}).text
    assert "<h2>Who pays</h2>" in page
    assert "Readers **only**." in page
    assert not PageVersion.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> x",
        "[x](javascript:alert(1))",
        '<img src="https://evil.example/x.png" onerror="x">',
        "![x](https://evil.example/x.png)",
        '<a href="x" style="x" onclick="x">x</a>',
    ],
)
def test_nothing_dangerous_reaches_readers(client: Client, lan: Member, text: str) -> None:
    client.post(EDIT, {**SENT, "text": text})
    preview = client.post(EDIT, {**SENT, "text": text, "preview": "yes"}).text
    for page in (client.get("/en/funding/").text, preview.split("<form method")[0]):
        article = page.split("</header>")[-1]
        assert not re.search(r"<script>|<img|<[^>]*(javascript:|onclick|onerror|style=)", article)


def test_two_editors_never_overwrite_each_other_unknowingly(client: Client, lan: Member) -> None:
    client.post(EDIT, SENT)
    mine = {**SENT, "text": "My own text.", "reason": "Mine"}
    response = client.post(EDIT, mine)
    assert response.status_code == 409
    assert "My own text." in response.text
    assert "Readers" in response.text
    assert 'value="1"' in response.text
    assert PageVersion.objects.count() == 1
    assert client.post(EDIT, {**mine, "after": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"text": "  \n "}, 422),
        ({"reason": " "}, 422),
        ({"after": "-1"}, 422),
        ({"after": "x"}, 422),
        ({"after": "7"}, 409),
        ({"text": "x" * 50_001}, 422),
        ({"text": "a\x00b"}, 422),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form(
    client: Client, lan: Member, changes: dict[str, str], status: int
) -> None:
    response = client.post(EDIT, {**SENT, **changes})
    assert response.status_code == status
    assert not PageVersion.objects.exists()


def test_a_page_that_did_not_change_is_not_saved(client: Client, lan: Member) -> None:
    client.post(EDIT, SENT)
    assert client.post(EDIT, {**SENT, "after": "1"}).status_code == 409
    assert PageVersion.objects.count() == 1


def test_no_desk_takes_the_safeguards_back(client: Client, lan: Member) -> None:
    edit = "/en/desk/pages/safeguards/en/"
    client.post(edit, {**SENT, "text": "We may monitor social media."})
    page = client.get("/en/safeguards/").text
    assert "Collect or monitor social media." in page
    assert page.index("Collect or monitor") < page.index("We may monitor")
    with pytest.raises(EmptyPage):
        edit_page("safeguards", "en", " ", reason="x", after=1, by=lan)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.CHECKER])
def test_only_reviewers_and_administrators_write_pages(role: Role) -> None:
    with pytest.raises(NotAllowed):
        edit_page("about", "en", "x", reason="x", after=0, by=member("Hoa", role))


def test_a_version_is_never_changed_or_deleted(lan: Member) -> None:
    version = edit_page("about", "en", "x", reason="x", after=0, by=lan)
    with pytest.raises(Unchangeable):
        version.save()
    with pytest.raises(Unchangeable):
        PageVersion.objects.update(text="y")
    for statement in (
        "UPDATE pages_pageversion SET text = 'y'",
        "DELETE FROM pages_pageversion",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_faster_of_two_wins_and_the_other_is_told(lan: Member) -> None:
    edit_page("about", "en", "x", reason="x", after=0, by=lan)
    with pytest.raises(Overtaken):
        edit_page("about", "en", "y", reason="y", after=0, by=lan)


@pytest.mark.parametrize("path", ["nothing/en/", "about/fr/", "about/EN/"])
def test_unknown_pages_are_not_found(client: Client, lan: Member, path: str) -> None:
    assert client.get(f"/en/desk/pages/{path}").status_code == 404
