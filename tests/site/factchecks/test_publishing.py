from dataclasses import replace

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from kiemchung.claims import Level
from kiemchung.library import Library
from kiemchung.matching.index import IndexReader
from kiemchung.matching.matcher import Matcher
from kiemchung_site.errors import IncompleteDraft, NothingChanged, Overtaken
from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.checklist import OF_AUTHORS, OF_REVIEWERS
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Evidence, FactCheck, Kind, Record, Step, Version
from kiemchung_site.members.models import Member
from tests.site.building import (
    CHECKED,
    CLAIM,
    approval,
    correct,
    manuscript,
    member,
    publish,
    published,
)

pytestmark = pytest.mark.django_db


def corrected(version: Version, *, kind: Kind = Kind.CORRECTION, **changes: object) -> Version:
    return correct(
        version,
        replace(manuscript_of(version), **changes),  # type: ignore[arg-type]
        approval(version.author, version.reviewer),
        kind=kind,
        reason="Có bằng chứng mới.",
    )


def test_a_publication_is_found_at_once_and_by_every_process(
    sample: SiteLibrary, django_capture_on_commit_callbacks: Commit
) -> None:
    elsewhere: Library = SiteLibrary(sample.folder, "fake")
    assert elsewhere.matcher.ask(CLAIM).level is not Level.SAME_CLAIM
    with django_capture_on_commit_callbacks(execute=True):
        version = published()
    for library in (sample, elsewhere):
        found = library.matcher.ask(CLAIM).matches[0].fact_check
        assert found.claim == CLAIM
        assert found.url == f"https://desk.example/vi/fact-checks/{version.fact_check.slug}/"
        assert found.verdict.name == "Sai"


def test_nothing_reaches_the_index_before_the_commit(
    sample: SiteLibrary, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        published()
    assert len(waiting) == 1
    assert sample.matcher.ask(CLAIM).level is not Level.SAME_CLAIM


def test_an_index_that_cannot_be_written_loses_no_publication(
    library: SiteLibrary,
    django_capture_on_commit_callbacks: Commit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiemchung_site.factchecks.library._PATIENCE", 0.0)
    with library.open_writer(), django_capture_on_commit_callbacks(execute=True):
        published()
    assert Version.objects.count() == 1
    with library.open_writer() as writer:
        library.sync(writer)
    assert library.matcher.ask(CLAIM).level is Level.SAME_CLAIM


@pytest.mark.parametrize(
    "part", ["claim", "summary", "reasoning", "would_refute", "uncertainty", "topic", "language"]
)
def test_nothing_is_published_with_a_part_missing(part: str) -> None:
    with pytest.raises(IncompleteDraft):
        published(**{part: "  "})
    assert not FactCheck.objects.exists()


def test_nothing_is_published_with_a_question_unanswered() -> None:
    for question in OF_AUTHORS:
        answers = {**manuscript().answers, question: " "}
        with pytest.raises(IncompleteDraft) as refused:
            publish_fact_check(manuscript(answers=answers), approval(member("a"), member("b")))
        assert refused.value.missing == (question,)
        Member.objects.all().delete()
    for question in OF_REVIEWERS:
        by = approval(member("a"), member("b"), answers={**CHECKED, question: ""})
        with pytest.raises(IncompleteDraft) as refused:
            publish_fact_check(manuscript(), by)
        assert refused.value.missing == (question,)
        Member.objects.all().delete()
    assert not FactCheck.objects.exists()


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "hospital", "ftp://x.example/"])
def test_evidence_stands_at_an_address_that_readers_can_open(address: str) -> None:
    quote = replace(manuscript().evidence[0], source_url=address)
    with pytest.raises(IncompleteDraft) as refused:
        published(evidence=(*manuscript().evidence, quote))
    assert refused.value.missing == ("evidence",)


def test_nothing_is_published_without_a_verdict() -> None:
    with pytest.raises(IncompleteDraft) as refused:
        published(verdict=None)
    assert refused.value.missing == ("verdict",)


def test_what_was_answered_stays_beside_the_version() -> None:
    version = published()
    answers = {a.question: a.answer for a in version.answers.all()}
    assert answers == {**manuscript().answers, **CHECKED}


def test_nothing_is_published_without_evidence() -> None:
    with pytest.raises(IncompleteDraft):
        published(evidence=())
    assert not Evidence.objects.exists()


def test_a_correction_is_a_new_version_and_the_old_one_stays() -> None:
    first = published()
    second = corrected(first, summary="Răng đã mất thì không mọc lại, ở người lớn.")
    assert [v.number for v in first.fact_check.versions.all()] == [1, 2]
    assert second.kind == Kind.CORRECTION
    assert first.fact_check.versions.get(number=1).summary == first.summary


def test_a_correction_of_what_was_corrected_meanwhile_is_refused() -> None:
    first = published()
    corrected(first, summary="Một.")
    with pytest.raises(Overtaken):
        corrected(first, summary="Hai.")
    assert first.fact_check.versions.count() == 2


def test_another_verdict_is_always_called_so() -> None:
    second = corrected(published(), kind=Kind.TYPO, verdict=Step.HALF_TRUE)
    assert second.kind == Kind.VERDICT_CHANGED


def test_a_correction_that_changes_nothing_is_refused() -> None:
    with pytest.raises(NothingChanged):
        corrected(published())


def test_a_correction_needs_a_reason() -> None:
    first = published()
    with pytest.raises(IncompleteDraft):
        correct_fact_check(
            first,
            manuscript(summary="Khác."),
            approval(first.author, first.reviewer),
            kind=Kind.CLARIFICATION,
            reason=" ",
        )


def test_a_corrected_claim_replaces_the_old_one_in_the_record() -> None:
    corrected(published(), claim="Ăn hạt sầu riêng làm răng mọc lại")
    assert [record.entry.claim for record in Record.objects.all()] == [
        "Ăn hạt sầu riêng làm răng mọc lại"
    ]


def test_what_is_retracted_is_no_longer_found(
    sample: SiteLibrary, django_capture_on_commit_callbacks: Commit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first = published()
    with django_capture_on_commit_callbacks(execute=True):
        corrected(first, kind=Kind.RETRACTED)
    assert CLAIM not in [m.fact_check.claim for m in sample.matcher.ask(CLAIM).matches]
    assert first.fact_check.versions.count() == 2


def test_addresses_of_equal_claims_differ() -> None:
    by = approval(member("a"), member("b"))
    slugs = {publish(manuscript(), by).fact_check.slug for _ in range(2)}
    assert len(slugs) == 2
    assert all(slug.startswith("an-vo-sau-rieng-lam-rang-moc-lai-") for slug in slugs)


def test_the_reader_of_another_process_needs_no_database(sample: SiteLibrary) -> None:
    reader = IndexReader(sample.index_folder, sample.encoder.fingerprint)
    assert Matcher(sample.encoder, reader).ask(CLAIM) is not None
