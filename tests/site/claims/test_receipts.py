from typing import Any

import pytest
from argon2.low_level import hash_secret_raw
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung_site.claims import receipts
from kiemchung_site.claims.models import Question
from kiemchung_site.claims.receipts import _MEMORY, _ROUNDS, hash_of, new_code
from kiemchung_site.factchecks.library import SiteLibrary
from tests.site.claims.building import age, ask, newest_question

STATUS = "/vi/questions/status/"
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
SENDABLE = [code.encode(errors="replace").decode() for code in WRONG]
SLOW = [(_MEMORY, _ROUNDS)]
"""What the slow hash is asked for, one time."""


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


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_code_breaks_the_page(client: Client, db: None, code: str) -> None:
    sent = {"code": code.encode(errors="replace").decode()}
    assert client.post(STATUS, sent).status_code in (404, 429)


def test_right_over_and_malformed_cost_the_same_work(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes time is hashing and looking in the table: both happen once, whatever is sent."""
    right, over = ask(), ask("Một câu hỏi khác về chuyện khác hẳn")
    age(newest_question(), 91)
    hashed = count_hashing(monkeypatch)
    works = [work_of(client, code, hashed) for code in (right, over, *SENDABLE)]
    assert works == [(SLOW, 1)] * len(works)


def test_over_and_malformed_cannot_be_told_apart(client: Client, sample: SiteLibrary) -> None:
    over = ask()
    age(newest_question(), 91)
    expected, *others = [answer_to(client, code) for code in (over, *SENDABLE)]
    assert expected[0] == 404
    assert others == [expected] * len(others)


def count_hashing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Return a list that grows by what each use of the slow hash costs."""
    made: list[tuple[int, int]] = []

    def counted(*given: Any, **options: Any) -> bytes:
        made.append((options["memory_cost"], options["time_cost"]))
        return hash_secret_raw(*given, **options)

    monkeypatch.setattr(receipts, "hash_secret_raw", counted)
    return made


def work_of(
    client: Client, code: str, hashed: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], int]:
    """Return what the whole page hashes for ``code``, and how often it looks for a question."""
    hashed.clear()
    with CaptureQueriesContext(connection) as queries:
        client.post(STATUS, {"code": code})
    looks = [query for query in queries if '"receipt" = ' in query["sql"]]
    return list(hashed), len(looks)


def answer_to(client: Client, code: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and page; of the headers, not when it was asked."""
    response = client.post(STATUS, {"code": code})
    headers = {name: value for name, value in response.items() if name != "Expires"}
    return response.status_code, headers, response.content
