import json
from pathlib import Path

import pytest

from kiemchung.claims import Level
from kiemchung.errors import BadEvaluationSet
from kiemchung.evaluation import evaluate, read_evaluation_set, without_diacritics
from kiemchung.evaluation.metrics import (
    average_precision,
    calibration_error,
    measure,
    percentile,
    reciprocal_rank,
)
from kiemchung.matching.encoder.fake import FakeEncoder

LIBRARY = [
    {"id": "d1", "text": "Nước chanh nóng chữa khỏi ung thư", "lang": "vi"},
    {"id": "d2", "text": "Garlic necklaces keep the flu away", "lang": "en"},
]
QUERIES = [
    {"id": "q1", "text": "nước chanh nóng chữa khỏi ung thư", "lang": "vi", "split": "test"},
    {"id": "q2", "text": "garlic necklaces keep the flu away", "lang": "en", "split": "dev"},
    {"id": "q3", "text": "mấy giờ cửa hàng mở cửa", "lang": "vi", "split": "test", "kind": "no"},
    {"id": "q4", "text": "🙂", "lang": "und", "split": "test", "kind": "no"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, items in (("library", LIBRARY), ("queries", QUERIES)):
        lines = [json.dumps(item, ensure_ascii=False) for item in items]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("q1\td1\nq2\td2\n", encoding="utf-8")
    return tmp_path


def test_measures_are_those_of_the_textbooks() -> None:
    assert average_precision(["a", "b", "c"], {"a", "c"}, 5) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(list("uvwxya"), {"a"}, 5) == 0
    assert average_precision(["a"], {"a", "b"}, 5) == 0.5
    assert reciprocal_rank(["b", "a"], {"a"}) == 0.5
    assert reciprocal_rank(["b"], {"a"}) == 0
    quality = measure([(["a"], {"a"}), (["b", "a"], {"a"}), ([], {"a"})])
    assert (quality.n, quality.mrr) == (3, 0.5)
    assert quality.success_at_1 == pytest.approx(1 / 3)
    assert quality.success_at_10 == pytest.approx(2 / 3)
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([], 0.5) == 0.0


def test_a_calibrated_probability_has_no_error() -> None:
    assert calibration_error([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(0.9, True), (0.9, False)]) == pytest.approx(0.4)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration_error([]) == 0


def test_queries_can_be_asked_without_diacritics(folder: Path) -> None:
    data = without_diacritics(read_evaluation_set(folder))
    assert data.queries[0].text == "nuoc chanh nong chua khoi ung thu"


def test_a_set_is_read_asked_and_counted(folder: Path, tmp_path: Path) -> None:
    data = read_evaluation_set(folder)
    fields = evaluate(data, FakeEncoder(), tmp_path / "work").as_fields()
    assert (fields["library"], fields["queries"]) == (2, 4)
    overall = fields["overall"]
    assert overall == {"n": 2, "map@5": 1, "mrr": 1, "success@1": 1, "success@10": 1}
    assert set(fields["languages"] or {}) == {"vi", "en"}
    unanswerable = fields["unanswerable"]
    assert isinstance(unanswerable, dict)
    assert unanswerable["n"] == 2
    assert unanswerable["same_claim"] == 0
    assert set(fields["milliseconds"] or {}) == {"p50", "p99"}


def test_a_split_can_be_chosen(folder: Path, tmp_path: Path) -> None:
    result = evaluate(read_evaluation_set(folder, "dev"), FakeEncoder(), tmp_path / "work")
    assert [asked.query.id for asked in result.asked] == ["q2"]
    assert result.asked[0].level is Level.SAME_CLAIM


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("queries.jsonl", "{", "line 1: it is not JSON"),
        ("queries.jsonl", "[]", "not a JSON object"),
        ("queries.jsonl", '{"id": "q"}', "'text' is missing"),
        ("library.jsonl", '{"id": "d", "text": 5}', "'text' is missing or no text"),
        ("qrels.tsv", "q1 d1", "expected: query id, tab"),
    ],
)
def test_what_is_wrong_with_a_set_is_named(
    folder: Path, name: str, content: str, said: str
) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadEvaluationSet, match=said):
        read_evaluation_set(folder)


def test_a_split_without_queries_is_refused(folder: Path) -> None:
    with pytest.raises(BadEvaluationSet, match="no queries of the split"):
        read_evaluation_set(folder, "tset")
