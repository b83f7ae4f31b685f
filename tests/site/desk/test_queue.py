import re
import unicodedata
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from kiemchung_site.claims.actions import (
    assess_harm,
    assign_claim,
    purge_questions,
    restate_claim,
    set_deadline,
    start_work,
)
from kiemchung_site.claims.models import Claim, Doubt, Harm, SavedFilter
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import Member
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about, newest_question

GARLIC = "Ăn tỏi sống mỗi ngày thì không bao giờ bị cúm"


@pytest.fixture
def three(sample: SiteLibrary) -> list[Claim]:
    """Claims that were asked about once, twice and three times."""
    claims = [claim_about(PAPAYA), claim_about(DAM), claim_about(GARLIC)]
    for text in (DAM, GARLIC, GARLIC):
        ask(text)
    return claims


def shown(page: str) -> list[int]:
    return [int(key) for key in re.findall(r'<h2[^>]*><a href="/vi/desk/claims/(\d+)/"', page)]


def test_the_queue_is_ordered_by_demand_freshness_and_harm(
    checker: Client, three: list[Claim]
) -> None:
    papaya, dam, garlic = three
    assert shown(checker.get("/vi/desk/claims/").text) == [garlic.pk, dam.pk, papaya.pk]
    assess_harm(papaya, Harm.GRAVE, by=Member.objects.get(name="Mai"))
    assert shown(checker.get("/vi/desk/claims/").text) == [papaya.pk, garlic.pk, dam.pk]
    garlic.refresh_from_db()
    garlic.last_asked_at = timezone.now() - timedelta(weeks=5)
    garlic.weigh()
    garlic.save()
    page = checker.get("/vi/desk/claims/").text
    assert shown(page) == [papaya.pk, dam.pk, garlic.pk]
    for figure in ("hỏi 3 lần <b>1,6</b>", "<b>-5,0</b>", "nguy đến tính mạng <b>6,0</b>"):
        assert figure in page


def test_views_are_cut_down_and_kept(checker: Client, three: list[Claim]) -> None:
    papaya, dam, garlic = three
    mai = Member.objects.get(name="Mai")
    assign_claim(papaya, mai, by=mai)
    assess_harm(dam, Harm.SERIOUS, by=mai)
    set_deadline(garlic, timezone.localdate() - timedelta(days=1), by=mai)
    Doubt.objects.create(question=newest_question(), claim=papaya, probability=0.7)
    views = {
        "whose=me": [papaya.pk],
        "whose=nobody": [garlic.pk, dam.pk],
        "harm=2": [dam.pk],
        "overdue=on": [garlic.pk],
        "doubtful=on": [garlic.pk],
        "status=published": [],
    }
    for query, keys in views.items():
        assert sorted(shown(checker.get(f"/vi/desk/claims/?{query}").text)) == sorted(keys), query
    checker.post("/vi/desk/claims/filters/", {"name": "của tôi", "query": "whose=me"})
    assert '<a href="/vi/desk/claims/?whose=me">của tôi</a>' in checker.get("/vi/desk/claims/").text
    saved = SavedFilter.objects.get()
    checker.post(f"/vi/desk/claims/filters/{saved.pk}/drop/")
    assert not SavedFilter.objects.exists()


def test_views_are_a_members_own(checker: Client, contributor: Client, three: list[Claim]) -> None:
    checker.post("/vi/desk/claims/filters/", {"name": "việc riêng", "query": "whose=me"})
    assert "việc riêng" in checker.get("/vi/desk/claims/").text
    assert "việc riêng" not in contributor.get("/vi/desk/claims/").text
    contributor.post(f"/vi/desk/claims/filters/{SavedFilter.objects.get().pk}/drop/")
    assert SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "query", ["status=x", "harm=9", "page=-1", "page=x", "whose=%00", "topic=%00", "doubtful=x"]
)
def test_a_view_that_is_not_there_is_no_error(
    checker: Client, three: list[Claim], query: str
) -> None:
    assert checker.get(f"/vi/desk/claims/?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow(
    checker: Client, sample: SiteLibrary, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    now = timezone.now()
    mai = Member.objects.get(name="Mai")
    for number in (1, 60):
        Claim.objects.bulk_create(
            Claim(
                text=f"Điều {n}",
                folded=f"dieu {n}",
                language="vi",
                opened_at=now,
                last_asked_at=now,
                assigned_to=mai,
            )
            for n in range(number)
        )
        with django_assert_num_queries(7):
            assert checker.get("/vi/desk/claims/?words=dieu").status_code == 200


def test_strangers_are_led_to_the_log_in_page(client: Client, three: list[Claim]) -> None:
    for path in ("/vi/desk/claims/", f"/vi/desk/claims/{three[0].pk}/"):
        response = client.get(path)
        assert response.status_code == 302
        assert "desk/claims" not in response["Location"].split("?")[0]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("đu đủ", ["papaya"]),
        ("DU DU", ["papaya"]),
        (unicodedata.normalize("NFD", "đủ, sốt?"), ["papaya"]),
        ("trong", ["papaya", "dam"]),
        ("trong đêm", ["dam"]),
        ("thi\u200b không", ["garlic"]),
        ("không có gì", []),
        ("%", ["papaya", "dam", "garlic"]),
        ("_ung", []),
        ("\u202e", ["papaya", "dam", "garlic"]),
        ("\x00", ["papaya", "dam", "garlic"]),
        ("a" * 61, ["papaya", "dam", "garlic"]),
    ],
)
def test_words_are_found_however_they_are_written(
    checker: Client, three: list[Claim], words: str, found: list[str]
) -> None:
    keys = dict(zip(("papaya", "dam", "garlic"), (claim.pk for claim in three), strict=True))
    response = checker.get("/vi/desk/claims/", {"words": words})
    assert response.status_code == 200
    assert sorted(shown(response.text)) == sorted(keys[name] for name in found)


def test_words_go_with_the_other_parts_of_a_view_and_are_kept(
    checker: Client, three: list[Claim]
) -> None:
    _, dam, _ = three
    assess_harm(dam, Harm.SERIOUS, by=Member.objects.get(name="Mai"))
    query = urlencode({"words": "trong " * 10, "harm": 2})
    assert shown(checker.get(f"/vi/desk/claims/?{query}").text) == [dam.pk]
    response = checker.post("/vi/desk/claims/filters/", {"name": "đập", "query": query})
    assert response["Location"] == f"/vi/desk/claims/?{query}"
    assert SavedFilter.objects.get().query == query


def test_the_longest_words_can_be_kept(checker: Client, three: list[Claim]) -> None:
    query = urlencode({"words": "ệ" * 60, "status": "in_work", "topic": "technology"})
    checker.post("/vi/desk/claims/filters/", {"name": "x", "query": query})
    assert SavedFilter.objects.get().query == query


def test_a_claim_is_found_by_the_words_that_it_has_now(checker: Client, three: list[Claim]) -> None:
    papaya = three[0]
    mai = Member.objects.get(name="Mai")
    restate_claim(papaya, text="Cây thuốc trị bệnh", topic="health", by=mai)
    assert shown(checker.get("/vi/desk/claims/?words=cay+thuoc").text) == [papaya.pk]
    assert shown(checker.get("/vi/desk/claims/?words=du+du").text) == []


def test_what_a_question_said_is_not_found_when_it_is_gone(
    checker: Client, three: list[Claim]
) -> None:
    start_work(three[0], by=Member.objects.get(name="Mai"))
    purge_questions(timezone.now() + timedelta(days=91))
    assert shown(checker.get("/vi/desk/claims/?words=du+du").text) == []
    assert set(Claim.objects.values_list("folded", flat=True)) == {""}
