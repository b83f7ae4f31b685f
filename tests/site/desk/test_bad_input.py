"""What a member, or who has got hold of a session, can send: answered by a page, never a failure."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from kiemchung_site.claims.models import Claim, ClaimEvent, Deed, Question, SavedFilter
from kiemchung_site.drafts.models import Draft
from kiemchung_site.members.models import Member, OneTimeLink, Role
from kiemchung_site.pages.models import PageVersion
from tests.site.building import manuscript, member, published
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about, newest_question
from tests.site.desk.entering import enter
from tests.site.desk.sending import sent
from tests.site.drafts.writing import waiting

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n'


@dataclass(frozen=True, slots=True)
class Place:
    """What is at the desk to be aimed at."""

    client: Client
    claim: Claim
    question: Question
    draft: Draft
    slug: str
    lan: Member


@pytest.fixture
def place(client: Client, db: None) -> Place:
    an = member("An", Role.ADMINISTRATOR, password="a long old password")
    lan = member("Hoa", password="a long old password")
    enter(client, an)
    slug = published().fact_check.slug
    claim_about(DAM)
    claim = claim_about(PAPAYA)
    return Place(client, claim, newest_question(), waiting(lan, about=claim), slug, lan)


Fields = dict[str, object]
Aim = Callable[[Place], tuple[str, Fields]]


def of_claim(deed: str, **fields: object) -> Aim:
    named = {f"{deed}-{name}": value for name, value in fields.items()}
    return lambda place: (f"claims/{place.claim.pk}/{deed}/", dict(named))


def of_draft(path: str) -> Aim:
    return lambda place: (f"drafts/{place.draft.pk}/{path}", sent(manuscript(), 2, deed="up-0"))


def of_review(place: Place) -> tuple[str, Fields]:
    fields = {"revision": 2, "decision": "approve", "reasons": "x", "fair": "x", "opened": "x"}
    return f"reviews/{place.draft.pk}/", fields


FORMS: dict[str, Aim] = {
    "a note": of_claim("note", text="x"),
    "restating": of_claim("restate", text="x", topic="health"),
    "harm": of_claim("harm", harm=1),
    "handing over": of_claim("assign", to=1),
    "a deadline": of_claim("deadline", day="2026-12-01"),
    "declining": of_claim("decline", text="x", ground="opinion", reason="x"),
    "merging": of_claim("merge", into=1),
    "splitting": of_claim("split", question=1),
    "undoing": of_claim("undo", event=1),
    "answering": of_claim("answer", record="x"),
    "confirming": lambda place: (f"claims/{place.claim.pk}/confirm/", {"join-question": 1}),
    "refusing": lambda place: (f"claims/{place.claim.pk}/refuse/", {"join-question": 1}),
    "keeping a view": lambda place: ("claims/filters/", {"name": "x", "query": "harm=1"}),
    "a draft": of_draft(""),
    "autosaving": of_draft("autosave/"),
    "a preview": of_draft("preview/"),
    "publishing": lambda place: (f"drafts/{place.draft.pk}/publish/", {"show": 1}),
    "a review": of_review,
    "a correction": lambda place: (f"published/{place.slug}/", {"kind": "typo", "reason": "x"}),
    "a page": lambda place: ("pages/funding/en/", {"text": "x", "reason": "x", "after": 0}),
    "an invitation": lambda place: (
        "members/",
        {"name": "x", "email": "x@desk.example", "role": "checker"},
    ),
    "a role": lambda place: (f"members/{place.lan.pk}/", {"deed": "role", "role": "checker"}),
    "logging in": lambda place: ("account/login/", {"login": "x@desk.example", "password": "x"}),
    "a password": lambda place: (
        "account/password/",
        {"oldpassword": "x", "password1": "x", "password2": "x"},
    ),
    "a code": lambda place: ("account/confirm/code/", {"code": "123456"}),
}
VALUES = {
    "empty": "",
    "a zero byte": "a\x00b",
    "controls": "a\x0c\x1b[2Jb\ufffe\uffff",
    "decomposed": unicodedata.normalize("NFD", "Đủ đệ"),
    "right to left": "\u202e\u2067abc",
    "larger than any number": "9" * 5000,
    "other digits": "１²",
    "somebody else's": "2",
    "markup": "<script>alert(1)</script>{{ 7|add:7 }}%(x)s",
    "long": "ă" * 100_000,
}


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("form", FORMS)
def test_no_field_takes_what_breaks_the_desk(place: Place, form: str, value: str) -> None:
    path, fields = FORMS[form](place)
    for name in fields:
        response = place.client.post(f"/vi/desk/{path}", fields | {name: VALUES[value]})
        assert response.status_code < 500, name
        assert "<script>alert" not in response.text
    # What was taken is shown, too.
    for page in (f"claims/{place.claim.pk}/", "claims/", f"drafts/{place.draft.pk}/"):
        shown = place.client.get(f"/vi/desk/{page}")
        assert shown.status_code in (200, 302)
        assert "<script>alert" not in shown.text


BODIES = {
    "ten megabytes": (URLENCODED, b"text=" + b"a" * 10_000_000),
    "ten megabytes in parts": (MULTIPART, PART + b"a" * 10_000_000 + b"\r\n--x--\r\n"),
    "no text in any encoding": (URLENCODED, b"note-text=%ff%fe&restate-text=%ed%a0%80&x=%00"),
    "bytes": (URLENCODED, bytes(range(256)) * 20),
    "broken parts": (MULTIPART, b"--y\r\nContent-Disp"),
    "a file": (MULTIPART, PART.replace(b'text"', b'text"; filename="x"') + b"x\r\n--x--\r\n"),
    "JSON": ("application/json", b'{"note-text": "x"}'),
    "too many fields": (URLENCODED, b"&".join(b"f%d=1" % n for n in range(5000))),
    "too many pieces of evidence": (URLENCODED, b"revision=2&evidence-TOTAL_FORMS=1000000000"),
    "another encoding": (f"{URLENCODED}; charset=utf-7", b"note-text=+ADw-script+AD4-"),
}


@pytest.mark.parametrize("checks", [True, False], ids=["forged", "with a token"])
@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_the_desk(place: Place, body: str, checks: bool) -> None:
    kind, content = BODIES[body]
    client = Client(enforce_csrf_checks=checks)
    enter(client, Member.objects.get(name="An"))
    before = ClaimEvent.objects.count()
    for path, _ in (aim(place) for aim in FORMS.values()):
        response = client.generic("POST", f"/en/desk/{path}", content, content_type=kind)
        assert response.status_code < 500, path
        if checks:
            assert response.status_code in (400, 403, 413), path
            assert response.status_code != 400 or len(content) < 1_000_000
        elif len(content) > 1_000_000 and not path.startswith("account/login"):
            assert response.status_code == 413, path
    if checks:
        assert ClaimEvent.objects.count() == before
        assert not PageVersion.objects.exists()
        assert not OneTimeLink.objects.exists()


ROUTES = (
    "claims/{}/",
    "claims/{}/note/",
    "claims/{}/answer/",
    "claims/{}/unanswer/",
    "claims/{}/presence/",
    "claims/filters/{}/drop/",
    "drafts/{}/",
    "drafts/{}/autosave/",
    "drafts/{}/publish/",
    "drafts/{}/drop/",
    "reviews/{}/",
    "members/{}/",
    "members/invitations/{}/",
    "account/passkeys/{}/remove/",
    "published/{}/",
    "pages/{}/en/",
    "account/link/{}/",
)


@pytest.mark.parametrize(
    "key",
    ["0", "-1", "9" * 18, "9" * 19, "9" * 30, "9" * 5000, "１", "%00", "%ff", "%E2%80%AE", "1'"],
)
@pytest.mark.parametrize("route", ROUTES)
def test_a_row_that_is_not_there_is_not_found(place: Place, route: str, key: str) -> None:
    SavedFilter.objects.create(member=place.lan, name="x", query="")
    for method in ("GET", "POST"):
        response = place.client.generic(method, f"/en/desk/{route.format(key)}")
        assert response.status_code in (404, 405) or "filters" in route, method
        assert response.status_code < 500
    assert SavedFilter.objects.count() == 1


@pytest.mark.parametrize("claim", ["", "x", "\x00", "-1", "9" * 30, "9" * 5000, "²", "１"])
def test_a_draft_about_a_claim_that_is_not_there_is_not_begun(place: Place, claim: str) -> None:
    before = Draft.objects.count()
    response = place.client.post("/en/desk/drafts/new/", query_params={"claim": claim})
    assert response.status_code == 404
    assert Draft.objects.count() == before


def test_a_deed_at_one_claim_touches_no_other(place: Place) -> None:
    ask(DAM)
    other = newest_question()
    path = f"/en/desk/claims/{place.claim.pk}/split/"
    assert place.client.post(path, {"split-question": other.pk}).status_code == 409
    event = other.claim.events.get(deed=Deed.JOINED)
    path = f"/en/desk/claims/{place.claim.pk}/undo/"
    assert place.client.post(path, {"undo-event": event.pk}).status_code == 409
    other.refresh_from_db()
    assert other.claim.asked == 2


def test_a_view_leads_nowhere_but_to_the_queue(place: Place) -> None:
    for query in ("\r\nSet-Cookie: a=b", "//evil.example", "x#y", "a=1&a=\x1f", "\u202e"):
        response = place.client.post("/en/desk/claims/filters/", {"name": "x", "query": query})
        assert response.status_code == 302
        assert response["Location"].startswith("/en/desk/claims/")
        assert "\n" not in response["Location"]
        assert place.client.get("/en/desk/claims/").status_code == 200
