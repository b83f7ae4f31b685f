"""What a member wrote comes back whenever it cannot be taken."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.test import Client

from kiemchung_site.claims.actions import answer_claim
from tests.site.building import member, published
from tests.site.desk.written import NAMES, SHOWN, WORDS, filled
from tests.site.drafts.writing import open_claim
from tests.site.failing import FAILURES

Failing = Callable[[Path], AbstractContextManager[None]]


@pytest.mark.parametrize(("failing", "sentence"), FAILURES)
@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_comes_back_when_the_database_fails(
    client: Client, database_file: Path, name: str, failing: Failing, sentence: str
) -> None:
    an = member("An")
    client.force_login(an)
    form = filled(name, an)
    with failing(database_file):
        response = client.post(form.address, form.fields)
    assert response.status_code == 503
    assert sentence in response.text
    assert SHOWN in response.text
    assert client.post(form.address, form.fields).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_comes_back_when_the_session_is_over(
    client: Client, db: None, name: str
) -> None:
    an = member("An")
    form = filled(name, an)
    response = client.post(form.address, form.fields)
    assert response.status_code == 403
    assert "Your session has ended" in response.text
    assert SHOWN in response.text
    client.force_login(an)
    assert client.post(form.address, form.fields).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_comes_back_with_a_token_that_counts(db: None, name: str) -> None:
    an = member("An")
    form = filled(name, an)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(an)
    response = strict.post(form.address, form.fields | {"csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert SHOWN in response.text
    token = {"csrfmiddlewaretoken": response.cookies["csrftoken"].value}
    assert strict.post(form.address, form.fields | token).status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_what_another_site_sends_is_not_shown_as_the_members_words(db: None, name: str) -> None:
    an = member("An")
    form = filled(name, an)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(an)
    response = strict.post(form.address, form.fields, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert SHOWN not in response.text


def test_what_was_written_comes_back_when_somebody_was_faster(client: Client, db: None) -> None:
    claim, version = open_claim(), published()
    client.force_login(member("An"))
    answer_claim(claim, version.fact_check)
    sent = {"decline-text": "Điều này", "decline-ground": "opinion", "decline-reason": WORDS}
    response = client.post(f"/en/desk/claims/{claim.pk}/decline/", sent)
    assert response.status_code == 409
    assert SHOWN in response.text


def test_a_page_that_was_looked_at_is_not_published_by_mistake(client: Client, db: None) -> None:
    form = filled("page", member("An"))
    response = client.post(form.address, form.fields | {"preview": "yes"})
    assert 'name="preview"' in response.text


def test_a_stranger_who_wrote_nothing_is_led_to_the_log_in_page(client: Client, db: None) -> None:
    form = filled("claim_note", member("An"))
    assert client.post(form.address).status_code == 302


@pytest.mark.parametrize("deed", ["assign", "harm", "deadline", "merge"])
def test_a_choice_alone_leads_to_the_log_in_page(client: Client, db: None, deed: str) -> None:
    address = f"/en/desk/claims/{open_claim().pk}/{deed}/"
    response = client.post(address, {f"{deed}-to": "1"})
    assert response["Location"].startswith("/en/desk/account/login/")


@pytest.mark.parametrize(("failing", "sentence"), FAILURES)
def test_the_database_fails_on_a_page_without_a_form(
    client: Client, database_file: Path, failing: Failing, sentence: str
) -> None:
    client.force_login(member("An"))
    claim = open_claim()
    with failing(database_file):
        response = client.get(f"/en/desk/claims/{claim.pk}/")
    assert response.status_code == 503
    assert sentence in response.text
