"""The desk's start page says what waits, and where."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kiemchung_site.claims.models import Claim, Doubt
from kiemchung_site.members.models import Member
from tests.site.building import member
from tests.site.claims.building import ask, newest_question
from tests.site.desk.entering import enter
from tests.site.drafts.writing import open_claim, waiting, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Member:
    return member("Lan")


@pytest.fixture
def desk(client: Client, lan: Member) -> Client:
    return enter(client, lan)


def counts(client: Client) -> dict[str, tuple[str, int]]:
    """Return what the page says waits, with the address of its list and how much it is."""
    page = client.get("/en/desk/").text
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a> <strong>([\d,]+)</strong>', page)
    return {title: (address, int(number)) for address, title, number in found}


def overdue_claim(text: str) -> None:
    claim = open_claim(text)
    Claim.objects.filter(pk=claim.pk).update(deadline=timezone.localdate() - timedelta(days=1))


def doubtful_question(text: str) -> None:
    ask(text)
    question = newest_question()
    Doubt.objects.create(question=question, claim=open_claim(f"Gần {text}"), probability=0.7)


def test_it_counts_what_waits(desk: Client, lan: Member) -> None:
    minh = member("Minh")
    written(lan, claim="Một")
    waiting(minh, claim="Hai")
    waiting(lan, claim="Ba")
    overdue_claim("Bốn")
    doubtful_question("Uống nước lá đu đủ thì khỏi sốt xuất huyết")
    assert counts(desk) == {
        "Reviews that you could give": ("/en/desk/reviews/", 1),
        "Your drafts": ("/en/desk/drafts/", 2),
        "Claims past their deadline": ("/en/desk/claims/?overdue=on", 1),
        "Claims with a doubtful joining": ("/en/desk/claims/?doubtful=on", 1),
    }


@pytest.mark.parametrize(
    ("view", "words"), [("overdue=on", "Quá hạn"), ("doubtful=on", "Uống nước lá đu đủ")]
)
def test_each_count_leads_to_its_list(desk: Client, view: str, words: str) -> None:
    overdue_claim("Quá hạn")
    doubtful_question("Uống nước lá đu đủ thì khỏi sốt xuất huyết")
    claims = desk.get(f"/en/desk/claims/?{view}").context["claims"]
    assert [one.claim.text.startswith(words) for one in claims] == [True]


def test_who_writes_nothing_is_told_of_claims_alone(contributor: Client) -> None:
    assert sorted(counts(contributor)) == [
        "Claims past their deadline",
        "Claims with a doubtful joining",
    ]


def test_it_takes_as_many_queries_however_much_waits(desk: Client, lan: Member) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            counts(desk)
        return len(asked)

    minh = member("Minh")
    waiting(minh, claim="Một")
    overdue_claim("Hai")
    before = queries()
    for number in range(4):
        waiting(minh, claim=f"Ba {number}")
        written(lan, claim=f"Bốn {number}")
        overdue_claim(f"Năm {number}")
    assert queries() == before
