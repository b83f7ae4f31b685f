import csv
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from kiemchung.claims import Level
from kiemchung.importing import import_checks
from kiemchung_site.claims.actions import (
    answer_by_known,
    decline_claim,
    merge_claims,
    restate_claim,
    take_answer_back,
)
from kiemchung_site.claims.actions.purge import purge_questions
from kiemchung_site.claims.models import Claim, Ground, Question
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.models import Kind, Record
from kiemchung_site.members.models import Member
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about
from tests.site.desk.test_known_answers import ELSEWHERE
from tests.site.figures.building import (
    DAY,
    answered,
    asks,
    claim,
    correct,
    day,
    declined,
    known,
    last_quarter,
    noon,
    publish,
)

FIGURES = "/en/desk/figures/"


def query(first: object = None, last: object = None) -> str:
    period = last_quarter().period
    return urlencode({"from": first or period.first, "to": last or period.last})


def page_of(client: Client, address: str = FIGURES) -> str:
    response = client.get(f"{address}?{query()}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"</?strong>", "", response.text))


def lines_of(client: Client, **period: object) -> dict[tuple[str, str], str]:
    response = client.get(f"{FIGURES}figures.csv?{query(**period)}")
    assert response.status_code == 200
    lines = csv.DictReader(response.text.splitlines())
    return {(line["figure"], line["part"]): line["value"] for line in lines}


def test_an_empty_desk_says_that_there_is_not_enough_yet(checker: Client) -> None:
    page = checker.get(FIGURES).text
    assert page.count("Not enough yet") == 4
    assert "No claim was open." in page
    assert "<svg" not in page
    for part in ("report/", "figures.csv"):
        assert checker.get(FIGURES + part).status_code == 200


def test_times_to_publication_have_a_median_and_a_spread(checker: Client) -> None:
    for days in (1, 3, 5, 7, 9):
        answered(noon(2), days * DAY)
    claim(noon(10))
    declined(noon(10), DAY)
    page = page_of(checker)
    assert (
        "Of the 5 claims that a fact-check answered in this period, half were answered within "
        "5 days of the first question." in page
    )
    assert "5 were answered by its end and 1 were still open" in page
    lines = lines_of(checker)
    times = [lines["time_to_publication_of_answered", cut] for cut in ("p25", "p50", "p75")]
    assert times == ["3.0", "5.0", "7.0"]
    assert lines["time_to_publication_of_first_asked", "p75"] == "9.0"


def test_one_answered_claim_has_no_median(checker: Client) -> None:
    answered(noon(2), DAY)
    assert "one claim was answered in this period, and a median needs two" in page_of(checker)


def test_a_claim_waits_from_the_first_question_of_all_that_were_merged(checker: Client) -> None:
    for _ in range(2):
        target = answered(noon(20), 2 * DAY)
        between = claim(noon(15), into=target)
        claim(noon(12), into=between)
    lines = lines_of(checker)
    assert lines["time_to_publication_of_answered", "p50"] == "10.0"
    assert lines["time_to_publication_of_answered", "answered"] == "2"


def test_a_period_is_counted_as_things_stood_at_its_end(checker: Client) -> None:
    answered(noon(1), 4 * DAY)
    answered(noon(1), 40 * DAY)
    declined(noon(1), 40 * DAY)
    claim(noon(30))
    lines = lines_of(checker, last=day(9))
    assert lines["time_to_publication_of_first_asked", "answered"] == "1"
    assert lines["time_to_publication_of_first_asked", "still_open"] == "2"
    assert lines["open_claims_by_age", "1_to_3_weeks"] == "2"
    assert lines["open_claims_by_age", "total"] == "2"
    assert lines_of(checker)["open_claims_by_age", "total"] == "1"


def test_open_claims_are_counted_by_age(checker: Client) -> None:
    end = last_quarter().period.end
    for days in (0.1, 2.9, 3, 6.9, 7, 27.9, 28, 90.9, 91, 400):
        claim(end - days * DAY)
    lines = lines_of(checker)
    ages = [value for (figure, _), value in lines.items() if figure == "open_claims_by_age"]
    assert ages == ["2", "2", "2", "2", "2", "10"]
    assert "10 claims were open." in page_of(checker)


def test_demand_is_counted_by_the_topic_that_questions_stand_under_now(checker: Client) -> None:
    health = claim(noon(3), topic="health")
    claim(noon(4), into=health)
    claim(noon(5), topic="scams")
    claim(noon(6))
    claim(noon(-1), topic="food")
    lines = lines_of(checker)
    demand = {part: value for (figure, part), value in lines.items() if figure.startswith("quest")}
    assert demand == {"health": "2", "no_topic": "1", "scams": "1", "total": "4"}
    page = page_of(checker)
    assert '<desc id="demand-words">Health: 2; no topic yet: 1; Scams: 1</desc>' in page


def test_questions_count_when_they_and_their_claims_are_gone(checker: Client) -> None:
    mai = Member.objects.get(name="Mai")
    restated = claim_about(PAPAYA)
    merged = claim_about("Lá đu đủ tươi hạ sốt cực nhanh đó bà con")
    restate_claim(restated, text="Nước lá đu đủ chữa sốt", topic="health", by=mai)
    ask(PAPAYA)
    merge_claims(merged, restated, by=mai)
    ask(DAM)
    purge_questions(timezone.now() + timedelta(days=91))
    assert not Question.objects.exists()
    assert Claim.objects.get() == restated
    today = timezone.localdate()
    lines = lines_of(checker, first=today, last=today)
    assert lines["questions_by_topic", "health"] == "3"
    assert lines["questions_by_topic", "no_topic"] == "1"


def test_a_claim_that_an_earlier_fact_check_answers_is_let_go(checker: Client) -> None:
    known(noon(1), 4 * DAY)
    then = lines_of(checker, last=day(3))
    assert then["open_claims_by_age", "total"] == "1"
    assert then["time_to_publication_of_first_asked", "still_open"] == "1"
    now = lines_of(checker)
    assert now["open_claims_by_age", "total"] == "0"
    assert now["time_to_publication_of_first_asked", "still_open"] == "0"
    assert now["time_to_publication_of_answered", "answered"] == "0"
    assert now["questions_by_topic", "total"] == "1"


def test_a_claim_is_open_again_when_its_answer_is_taken_back(
    checker: Client, sample: SiteLibrary
) -> None:
    mai, today = Member.objects.get(name="Mai"), timezone.localdate()
    mine = claim_about(PAPAYA)
    import_checks(sample, [ELSEWHERE], wait=60)
    answer_by_known(mine, Record.objects.get(content__url=ELSEWHERE.url), by=mai)
    assert lines_of(checker, first=today, last=today)["open_claims_by_age", "total"] == "0"
    take_answer_back(mine, by=mai)
    assert lines_of(checker, first=today, last=today)["open_claims_by_age", "total"] == "1"


def test_the_deeds_of_the_desk_are_what_is_counted(checker: Client) -> None:
    mai = Member.objects.get(name="Mai")
    claim_about(PAPAYA)
    text, reason = "Phố nào đẹp nhất", "Một ý kiến."
    decline_claim(claim_about(DAM), text=text, ground=Ground.OPINION, reason=reason, by=mai)
    today = timezone.localdate()
    lines = lines_of(checker, first=today, last=today)
    assert lines["open_claims_by_age", "under_3_days"] == "1"
    assert lines["time_to_publication_of_first_asked", "still_open"] == "1"
    assert lines["questions_by_topic", "total"] == "2"


def test_the_share_of_asks_that_were_answered_at_once(checker: Client) -> None:
    asks(2, Level.SAME_CLAIM)
    asks(1, Level.SAME_CLAIM, day(80))
    asks(4, Level.NOTHING)
    asks(1, Level.RELATED)
    asks(1000, Level.NOTHING, day(-1))
    page = page_of(checker)
    assert "37.5% of 8 messages were answered at once" in page
    assert lines_of(checker)["messages_answered_at_once", ""] == "37.5"


def test_corrections_are_held_against_all_fact_checks(checker: Client) -> None:
    before = publish(noon(-20), 2)
    new = publish(noon(5), 6)
    correct(before[0], noon(-10), Kind.CORRECTION)
    correct(before[1], noon(6), Kind.CLARIFICATION)
    correct(new[0], noon(7), Kind.TYPO)
    withdrawn = correct(new[1], noon(8), Kind.RETRACTED)
    correct(withdrawn, noon(200), Kind.CORRECTION)
    lines = lines_of(checker)
    assert lines["corrections_by_kind", "total"] == "2"
    assert lines["corrections_by_kind", "retracted"] == "1"
    assert lines["fact_checks", ""] == "8"
    assert lines["corrections_per_hundred_fact_checks", ""] == "25.0"
    assert "25 for every hundred fact-checks: 2 in this period, with 8" in page_of(checker)


WRONG_PERIODS = {
    "from=2026-06-30&to=2026-04-01": "The last day is before the first one.",
    "from=2026-02-30&to=2026-04-01": "This is not a day of the calendar.",
    "from=2026-04-01": "Choose a day.",
    "to=2026-04-01": "Choose a day.",
    "from=&to=": "Choose a day.",
    "from=2190-01-01&to=2190-02-01": "This day is yet to come.",
    "from=1066-10-14&to=2026-04-01": "This is not a day of the calendar.",
    "from=2026-04-01&to=9999-12-31": "This is not a day of the calendar.",
    "from=%00&to=Lan": "This is not a day of the calendar.",
    "from=01/04/2026&to=2026-06-30": "This is not a day of the calendar.",
}


@pytest.mark.parametrize("wrong", WRONG_PERIODS)
@pytest.mark.parametrize("part", ["", "report/", "figures.csv"])
def test_what_is_no_period_is_said_to_be_none(checker: Client, wrong: str, part: str) -> None:
    response = checker.get(f"{FIGURES}{part}?{wrong}")
    assert response.status_code == 422
    assert WRONG_PERIODS[wrong] in response.text
    assert 'aria-invalid="true"' in response.text


def test_every_chart_has_a_name_words_and_a_table(checker: Client) -> None:
    for days in (1, 3):
        answered(noon(2), days * DAY, topic="health")
    claim(noon(3))
    asks(3, Level.RELATED)
    correct(publish(noon(1))[0], noon(2), Kind.CORRECTION)
    for address in (FIGURES, f"{FIGURES}report/"):
        page = page_of(checker, address)
        charts = re.findall(r'<svg role="img" aria-labelledby="(\S+) (\S+)".*?</svg>', page)
        assert len(charts) == 5
        for title, words in charts:
            assert re.search(f'<title id="{title}">[^<]+</title>', page)
            assert re.search(f'<desc id="{words}">[^<]*\\d[^<]*</desc>', page)
        assert page.count("<table>") == 5
        assert "style=" not in page
        assert "<style" not in page


def test_the_report_has_a_title_its_period_and_open_tables(checker: Client) -> None:
    answered(noon(2), DAY)
    answered(noon(2), DAY)
    page = page_of(checker, f"{FIGURES}report/")
    quarter = last_quarter()
    assert f"<h1>Quarterly report: quarter {quarter.number} of {quarter.year}</h1>" in page
    assert "<details>" not in page
    first, last = quarter.period.first, quarter.period.last
    assert f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}" in page
    other = checker.get(f"{FIGURES}report/?{query(last=day(4))}").text
    assert "<h1>Report</h1>" in other


def test_without_a_choice_the_quarter_that_runs_is_shown(checker: Client) -> None:
    claim(timezone.now() - timedelta(minutes=1))
    page = checker.get(FIGURES).text
    assert "1 claim was open." in page
    assert "the period is not over" in checker.get(f"{FIGURES}report/").text


def test_no_figure_is_about_a_member_and_none_has_a_text(checker: Client) -> None:
    mine = claim(noon(3), topic="health", text="Unmistakable sentence")
    mine.assigned_to = Member.objects.get(name="Mai")
    mine.save()
    answered(noon(4), DAY, text="Unmistakable sentence")
    for part in ("report/", "figures.csv", ""):
        page = checker.get(f"{FIGURES}{part}?{query()}").text
        assert "Unmistakable" not in page
        assert len(re.findall(r"\bMai\b", page)) == (
            0 if part == "figures.csv" else 1
        )  # who is logged in


def test_the_file_is_offered_under_a_name_and_starts_no_formula(checker: Client) -> None:
    claim(noon(3), topic="=1+1")
    response = checker.get(f"{FIGURES}figures.csv?{query()}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    period = last_quarter().period
    assert f'filename="figures-{period.first}-{period.last}.csv"' in response["Content-Disposition"]
    assert ",'=1+1," in response.text


def test_the_number_of_queries_does_not_grow(
    checker: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for _ in range(2):
        for number in range(20):
            target = answered(noon(number), DAY, topic=f"t{number % 3}")
            claim(noon(number), into=target)
        with django_assert_num_queries(11):
            assert checker.get(f"{FIGURES}?{query()}").status_code == 200


@pytest.mark.parametrize("part", ["", "report/"])
def test_the_pages_speak_vietnamese(checker: Client, part: str) -> None:
    answered(noon(2), 3 * DAY)
    answered(noon(2), 4 * DAY)
    page = checker.get(f"/vi/desk/figures/{part}?{query()}").text
    assert "3,5 ngày" in page
