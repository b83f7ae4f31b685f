import csv
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from kiemchung.claims import Level
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.figures.periods import quarter_of
from kiemchung_site.public.keeping import SHELF
from tests.site.figures.building import (
    DAY,
    answered,
    asks,
    claim,
    correct,
    day,
    last_quarter,
    noon,
    publish,
)

pytestmark = pytest.mark.django_db

FIGURES = "/en/figures/"
PAGE = (Path(__file__).parents[3] / "docs" / "site.md").read_text(encoding="utf-8")


def page_of(client: Client, address: str = FIGURES) -> str:
    SHELF.clear()
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"</?strong>", "", response.text))


def file_of(client: Client) -> str:
    SHELF.clear()
    response = client.get(f"{FIGURES}{last_quarter().name}.csv")
    assert response.status_code == 200
    return response.text


def lines_of(client: Client) -> dict[tuple[str, str], str]:
    lines = csv.DictReader(file_of(client).splitlines())
    return {(line["figure"], line["part"]): line["value"] for line in lines}


def test_a_new_site_says_that_there_is_not_enough_yet(client: Client) -> None:
    following = quarter_of(timezone.localdate()).following.period.first
    page = page_of(client)
    assert "Not enough yet." in page
    assert f"on 1 {following:%B %Y}" in page
    claim(timezone.now())
    assert "Not enough yet." in page_of(client)
    assert client.get(f"{FIGURES}{quarter_of(timezone.localdate()).name}/").status_code == 404


def test_readers_see_the_last_quarter(client: Client) -> None:
    for days in (1, 3, 5, 7, 9, 11):
        answered(noon(2), days * DAY, topic="health")
    for _ in range(5):
        claim(noon(85))
    asks(30, Level.SAME_CLAIM)
    asks(10, Level.RELATED)
    asks(10, Level.NOTHING)
    page = page_of(client)
    assert "Of the 6 claims that a fact-check answered in this period" in page
    assert "half were answered within 6 days" in page
    assert "60% of 50 messages were answered at once" in page
    assert '<desc id="demand-words">Health: 6; no topic yet: 5</desc>' in page
    assert "together" in page
    assert lines_of(client)["time_to_publication_of_answered", "p25"] == "3.5"


def test_tenths_are_not_shown_to_readers(client: Client) -> None:
    for days in range(1, 21):
        answered(noon(2), days * DAY)
    page = page_of(client)
    assert "a tenth within" not in page
    assert lines_of(client)["time_to_publication_of_answered", "p90"] == ""


def small_numbers(number: int) -> None:
    """Let everything have happened so many times."""
    for _ in range(number):
        answered(noon(2), DAY, topic="scams")
        claim(noon(3))
    asks(number, Level.RELATED)
    for version in publish(noon(4), number):
        correct(version, noon(5), Kind.CORRECTION)


@pytest.mark.parametrize("surroundings", [0, 7])
def test_nothing_tells_whether_something_happened_once_or_four_times(
    client: Client, surroundings: int
) -> None:
    asks(50, Level.SAME_CLAIM)
    for _ in range(surroundings):
        claim(noon(80), topic="health")
    small_numbers(1)
    once = page_of(client), file_of(client)
    small_numbers(1)
    assert (page_of(client), file_of(client)) == once
    assert "under 5" in once[0]
    assert "together" not in once[0]


def test_a_fifth_time_is_shown(client: Client) -> None:
    small_numbers(4)
    before = page_of(client)
    small_numbers(1)
    assert page_of(client) != before
    lines = lines_of(client)
    assert lines["corrections_by_kind", "all"] == "5"
    assert lines["corrections_per_hundred_fact_checks", ""] == "100.0"
    assert lines["questions_by_topic", "scams"] == "5"


def test_a_share_is_not_shown_when_a_part_of_its_whole_is_small(client: Client) -> None:
    asks(100, Level.SAME_CLAIM)
    asks(100, Level.NOTHING)
    asks(4, Level.RELATED)
    page = page_of(client)
    assert "100" in page
    assert "% of" not in page
    assert "204" not in page
    lines = lines_of(client)
    assert lines["messages_answered_at_once", ""] == ""
    assert lines["messages_by_answer", "total"] == ""


def test_periods_that_overlap_cannot_be_asked_for(client: Client) -> None:
    asks(100, Level.SAME_CLAIM)
    asks(3, Level.SAME_CLAIM, day(10))
    period = last_quarter().period
    cut = f"{FIGURES}?from={period.first}&to={day(9)}"
    # An address with a query is not named in the head.
    asked, usual = (page.partition("<body>")[2] for page in (page_of(client, cut), page_of(client)))
    assert asked
    assert asked == usual.replace(f'value="{FIGURES}"', f'value="{cut.replace("&", "&amp;")}"')


@pytest.mark.parametrize(
    "name", ["2026", "2026-q5", "2999-q1", "x", "2026-q1.csv", "2000-q1", "%00", "2026-q1'--"]
)
@pytest.mark.parametrize("end", ["/", ".csv"])
def test_a_quarter_of_which_there_are_no_figures(client: Client, name: str, end: str) -> None:
    claim(noon(2))
    response = client.get(f"{FIGURES}{name}{end}")
    assert response.status_code == 404
    assert "There are no figures of this quarter. Choose one that is over." in response.text


def test_every_quarter_since_the_first_one_can_be_chosen(client: Client) -> None:
    claim(noon(-100))
    asks(9, Level.NOTHING)
    page = page_of(client)
    names = re.findall(r'href="/en/figures/(\d{4}-q\d)/"', page)
    assert names[0] == last_quarter().name
    assert len(names) in (2, 3)
    assert (
        "9"
        not in re.sub(r".*<h2 id=\"at-once\">", "", page_of(client, f"{FIGURES}{names[-1]}/"))[:400]
    )


def test_the_number_of_queries_does_not_grow(
    client: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for _ in range(2):
        for number in range(20):
            answered(noon(number), DAY, topic=f"t{number % 3}")
        SHELF.clear()
        with django_assert_num_queries(12):
            assert client.get(FIGURES).status_code == 200


def test_the_page_is_light_and_set_in_vietnamese(client: Client) -> None:
    for number in range(12):
        for _ in range(6):
            answered(noon(number), (number + 1) * DAY, topic=f"chủ đề {number}")
    for level in Level:
        asks(12345, level)
    SHELF.clear()
    response = client.get("/vi/figures/")
    assert "37.035" in response.text
    assert len(response.content) < 40 * 1024


DOCUMENTED = re.compile(r"^\| `(/(?:desk/)?figures/[^`]*)` \|", re.MULTILINE)


def test_every_address_of_the_figures_is_documented() -> None:
    found = {resolve(f"/vi{path}").view_name for path in DOCUMENTED.findall(PAGE)}
    public = {"figures", "figures_of_quarter", "figures_csv"}
    desk = {"figures", "figures_report", "figures_csv"}
    assert found == {f"public:{name}" for name in public} | {f"desk:{name}" for name in desk}


def test_every_page_leads_to_the_figures(client: Client) -> None:
    assert 'href="/en/figures/"' in client.get("/en/").text
