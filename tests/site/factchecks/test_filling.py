from dataclasses import replace

import pytest
from pytest_django import Settings

from kiemchung.claims import Level
from kiemchung.errors import IndexMismatch
from kiemchung.importing import import_checks
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.sample import sample_library
from kiemchung_site.factchecks.entering import enter_all
from kiemchung_site.factchecks.filling import catch_up, remove_sample
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.models import Record, RecordChange, RecordHead
from tests.library.building import fact_check
from tests.site.building import CLAIM, published

pytestmark = pytest.mark.django_db


def test_the_sample_can_be_taken_out_again(sample: SiteLibrary) -> None:
    known = next(iter(sample_library())).claim
    assert sample.matcher.ask(known).level is Level.SAME_CLAIM
    assert remove_sample(sample) == 228
    assert Record.objects.count() == 0
    assert sample.matcher.ask(known).level is Level.NOTHING


def test_an_index_behind_the_record_catches_up(sample: SiteLibrary) -> None:
    published()
    catch_up(sample)
    assert sample.matcher.ask(CLAIM).level is Level.SAME_CLAIM


def test_a_new_address_of_the_site_reaches_what_was_published_before(
    sample: SiteLibrary, settings: Settings
) -> None:
    published()
    moved = replace(settings.CONFIGURATION, origin="https://moved.example")
    settings.CONFIGURATION = moved
    enter_all()
    catch_up(sample)
    (found,) = (m.fact_check for m in sample.matcher.ask(CLAIM).matches)
    assert found.url.startswith("https://moved.example/vi/fact-checks/")
    assert Record.objects.count() == 229


def test_entering_again_changes_nothing(sample: SiteLibrary) -> None:
    published()
    before = sample.store.revision
    enter_all()
    assert sample.store.revision == before


def test_an_index_ahead_of_a_restored_record_is_built_anew(sample: SiteLibrary) -> None:
    import_checks(sample, [fact_check(CLAIM, url="https://x.example/1", site="x.example")])
    Record.objects.filter(content__claim=CLAIM).delete()
    RecordChange.objects.filter(revision__gt=228).delete()
    RecordHead.objects.update(revision=228)
    catch_up(sample)
    assert CLAIM not in [match.fact_check.claim for match in sample.matcher.ask(CLAIM).matches]


def test_an_index_of_another_encoder_is_built_anew(
    sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setattr(FakeEncoder, "fingerprint", "fake-2")
    later = SiteLibrary(sample.folder, sample.encoder_name)
    with pytest.raises(IndexMismatch):
        later.matcher.ask(CLAIM)
    catch_up(later)
    assert later.matcher.ask(CLAIM).level is Level.SAME_CLAIM


def test_a_damaged_index_is_built_anew(sample: SiteLibrary) -> None:
    published()
    catch_up(sample)
    for manifest in sample.index_folder.glob("generation-*/manifest.json"):
        manifest.write_bytes(b"{")
    later = SiteLibrary(sample.folder, sample.encoder_name)
    catch_up(later)
    assert later.matcher.ask(CLAIM).level is Level.SAME_CLAIM
