import statistics
import time

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung_site.claims.models import Question
from kiemchung_site.claims.queries import progress_of
from kiemchung_site.claims.receipts import hash_of, new_code
from kiemchung_site.factchecks.library import SiteLibrary
from tests.site.claims.building import age, ask, newest_question

WRONG = (
    "7F3K-9QXM-2B4C-8DTR-5WZY",
    "7F3K",
    "",
    "-",
    "đây không phải mã",
    "\x00\x00",
    "' OR 1=1 --",
    "A" * 100_000,
    "\ud800",
)


def test_a_code_has_a_hundred_random_bits_and_no_letter_that_is_taken_for_another() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert len(code.replace("-", "")) == 20
        assert [len(group) for group in code.split("-")] == [4] * 5
        assert not set(code) & set("ILOU")


@pytest.mark.parametrize(
    "written",
    [
        "7f3k9qxm2b4c8dtr10zy",
        "7F3K 9QXM 2B4C 8DTR 1OZY",
        " 7f3k-9qxm-2b4c-8dtr-lozy\n",
        "7F3K–9QXM–2B4C–8DTR–IoZY",
    ],
)
def test_a_code_is_read_however_it_is_typed(written: str) -> None:
    assert hash_of(written) == hash_of("7F3K-9QXM-2B4C-8DTR-10ZY")


def test_a_longer_code_is_another_one() -> None:
    assert hash_of("7F3K-9QXM-2B4C-8DTR-10ZY-0") != hash_of("7F3K-9QXM-2B4C-8DTR-10ZY")


def test_the_code_itself_is_kept_nowhere(sample: SiteLibrary) -> None:
    code = ask()
    kept = repr(Question.objects.values_list())
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert newest_question().receipt == hash_of(code)


def test_hashing_depends_on_the_key_of_the_site(settings) -> None:  # type: ignore[no-untyped-def]
    code = new_code()
    before = hash_of(code)
    settings.SECRET_KEY = "another key of the site"
    assert hash_of(code) != before


@pytest.mark.parametrize("code", WRONG, ids=range(len(WRONG)))
def test_what_is_no_receipt_is_answered_like_one_that_is_over(
    client: Client, sample: SiteLibrary, code: str
) -> None:
    over = ask()
    age(newest_question(), 91)
    expected = client.post("/vi/questions/status/", {"code": over})
    found = client.post("/vi/questions/status/", {"code": code.encode(errors="replace").decode()})
    assert found.status_code == expected.status_code == 404
    assert found.content == expected.content


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_code_breaks_the_page(client: Client, db: None, code: str) -> None:
    sent = {"code": code.encode(errors="replace").decode()}
    assert client.post("/vi/questions/status/", sent).status_code in (404, 429)


def test_right_over_and_malformed_take_the_same_time(sample: SiteLibrary) -> None:
    right, over = ask(), ask("Một câu hỏi khác về chuyện khác hẳn")
    age(newest_question(), 91)
    medians = [_median_time(code) for code in (right, over, "x", "A" * 10_000)]
    assert max(medians) < 1.5 * min(medians)


def _median_time(code: str) -> float:
    times = []
    for _ in range(15):
        start = time.process_time()
        progress_of(code, timezone.now())
        times.append(time.process_time() - start)
    return statistics.median(times)
