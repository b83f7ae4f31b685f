"""The quality gate: fails when matching gets worse than the floors in evaluation/floors.json.

The floors belong to exact files, whose hash stands beside them: measure anew when those change,
and raise a floor when matching got better. Each leaves room for what another processor's rounding
changes: a message or two.
"""

import hashlib
import json
from pathlib import Path

import pytest

from kiemchung.claims_json import Json
from kiemchung.evaluation import evaluate, read_evaluation_set, without_diacritics
from kiemchung.library import chosen_encoder
from kiemchung.matching.encoder import open_encoder

ROOT = Path(__file__).parents[2]
SETS: dict[str, dict[str, Json]] = json.loads(
    (ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8")
)


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("library.jsonl", "queries.jsonl", "qrels.tsv"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def measured(fields: Json, path: str) -> float:
    """Return the figure at ``path``: keys with slashes between them."""
    for key in path.split("/"):
        assert isinstance(fields, dict)
        fields = fields[key]
    assert isinstance(fields, int | float)
    return float(fields)


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quality")


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", SETS)
def test_matching_is_no_worse_than_its_floors(name: str, work: Path) -> None:
    wanted = SETS[name]
    folder = ROOT / str(wanted["folder"])
    if not folder.is_dir():
        pytest.skip(f"{folder} lies beside the checkout only where the project is built")
    assert fingerprint(folder) == wanted["fingerprint"], "the set has changed: measure anew"
    encoder = open_encoder(chosen_encoder(), work / "encoders", report=lambda _: None)
    data = read_evaluation_set(folder, str(wanted["split"]))
    if wanted.get("diacritics") is False:
        data = without_diacritics(data)
    fields = evaluate(data, encoder, work / "indexes").as_fields()
    floors, ceilings = wanted["floors"], wanted["ceilings"]
    assert isinstance(floors, dict)
    assert isinstance(ceilings, dict)
    too_low = {
        p: measured(fields, p) for p, f in floors.items() if measured(fields, p) < float(str(f))
    }
    too_high = {
        p: measured(fields, p) for p, c in ceilings.items() if measured(fields, p) > float(str(c))
    }
    assert (too_low, too_high) == ({}, {})


def test_every_set_of_floors_holds_something() -> None:
    for wanted in SETS.values():
        assert wanted["floors"]
