import pytest

from kiemchung.claims import Level
from kiemchung.errors import EmptyMessage, NoWords
from kiemchung.matching.matcher import Matcher
from kiemchung.matching.pairs import Likeness
from kiemchung_site.claims.actions import shown_to_desk, submit_question
from kiemchung_site.claims.models import Claim, Counted, DayCount, Doubt, Joined, Question
from kiemchung_site.errors import FormUsed
from kiemchung_site.factchecks.library import SiteLibrary
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about, form, newest_question


@pytest.fixture
def likeness(monkeypatch: pytest.MonkeyPatch) -> list[Likeness]:
    """What the matcher says about any two texts; without it the fake encoder decides."""
    said: list[Likeness] = []

    def compare(_: Matcher, text: str, others: list[str]) -> list[Likeness]:
        return said * len(others)

    monkeypatch.setattr(Matcher, "compare", compare)
    return said


def test_a_question_opens_a_claim_and_says_nothing_about_its_sender(sample: SiteLibrary) -> None:
    ask(f"Chị Lan 0912345678: {PAPAYA}")
    (question,) = Question.objects.all()
    assert question.text == f"Chị [tên riêng] [số điện thoại]: {PAPAYA}"
    assert question.joined == Joined.OPENED
    names = {field.name for field in Question._meta.get_fields()}
    assert names == {"id", "text", "language", "claim", "joined", "asked_at", "receipt", "doubt"}
    claim = question.claim
    assert (claim.asked, claim.restated, claim.text) == (1, False, question.text)


def test_what_is_stored_is_what_the_preview_showed(sample: SiteLibrary) -> None:
    shown = shown_to_desk(f"anh Tuấn (tuan@mail.example) nói:\r\n{PAPAYA}\x00")
    submit_question(shown, form())
    assert newest_question().text == shown


def test_the_same_text_is_one_claim_with_two_questions(sample: SiteLibrary) -> None:
    ask()
    ask(f"Mọi người ơi, {PAPAYA.lower()} có đúng không ạ?")
    (claim,) = Claim.objects.all()
    assert claim.asked == claim.questions.count() == 2
    assert DayCount.objects.get(what=Counted.JOINED).number == 1


def test_another_question_is_another_claim(sample: SiteLibrary) -> None:
    assert claim_about(PAPAYA) != claim_about(DAM)


def test_a_link_alone_is_a_question_too(sample: SiteLibrary) -> None:
    link = "https://tin.example/la-du-du"
    assert claim_about(link) == claim_about(link)
    assert claim_about("https://tin.example/khac").asked == 1


def test_a_joining_that_is_sure_is_done(sample: SiteLibrary, likeness: list[Likeness]) -> None:
    claim = claim_about(PAPAYA)
    likeness.append(Likeness(Level.SAME_CLAIM, 0.99))
    ask("Lá đu đủ trị được sốt xuất huyết à")
    assert newest_question().claim == claim
    assert newest_question().joined == Joined.MATCHER


def test_a_joining_that_is_doubtful_is_left_to_a_member(
    sample: SiteLibrary, likeness: list[Likeness]
) -> None:
    claim = claim_about(PAPAYA)
    likeness.append(Likeness(Level.RELATED, 0.8))
    ask("Lá đu đủ trị được sốt xuất huyết à")
    (doubt,) = Doubt.objects.all()
    assert doubt.claim == claim
    assert doubt.question.claim != claim
    assert doubt.probability == 0.8


def test_a_joining_that_is_unlikely_is_not_offered(
    sample: SiteLibrary, likeness: list[Likeness]
) -> None:
    claim_about(PAPAYA)
    likeness.append(Likeness(Level.RELATED, 0.4))
    ask(DAM)
    assert not Doubt.objects.exists()


def test_a_question_is_taken_when_nothing_can_be_compared(db: None) -> None:
    """The index is missing here."""
    ask(PAPAYA)
    ask("Lá đu đủ trị được sốt xuất huyết à")
    assert Question.objects.count() == 2


def test_a_form_counts_once(sample: SiteLibrary) -> None:
    used = form()
    submit_question(PAPAYA, used)
    with pytest.raises(FormUsed):
        submit_question(DAM, used)
    assert Question.objects.count() == 1
    assert DayCount.objects.get(what=Counted.SUBMITTED).number == 1


@pytest.mark.parametrize(("text", "error"), [("", EmptyMessage), ("🙂🙂", NoWords)])
def test_what_says_nothing_is_refused(db: None, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        submit_question(text, form())
    assert not Question.objects.exists()
