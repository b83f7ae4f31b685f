import json
from pathlib import Path

import pytest

from kiemchung.cli.exits import CONFIGURATION
from kiemchung.library import data_folder
from kiemchung.matching.index.generation import current_name

from .conftest import Run

pytestmark = pytest.mark.usefixtures("fake_encoder")

MATCH_FIELDS = {
    *("claim", "verdict", "publisher", "date", "url", "language", "level", "probability"),
    *("scores", "words"),
}


def test_the_first_question_fills_an_empty_library_with_the_sample(kiemchung: Run) -> None:
    ran = kiemchung("ask", "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư")
    assert ran.code == 0
    assert "sample library" in ran.err
    assert "Thư viện mẫu" in ran.out
    assert "Đã có bản kiểm chứng về đúng điều này." in ran.out
    assert "Gần như nguyên văn" in ran.out
    assert "cancer.gov/about-cancer/causes-prevention/risk/myths" in ran.out.replace(
        "│", ""
    ).replace(" ", "").replace("\n", "")


def test_json_holds_what_is_promised(kiemchung: Run) -> None:
    ran = kiemchung("ask", "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư", "--json")
    assert ran.json["answer"] == "same_claim"
    matches = ran.json["matches"]
    assert isinstance(matches, list)
    (first, *_) = matches
    assert isinstance(first, dict)
    assert set(first) >= MATCH_FIELDS
    assert first["verdict"] == "Sai"
    assert first["scores"] == {"lexical": 1.0, "semantic": 1.0}


def test_standard_input_and_argument_are_the_same(kiemchung: Run) -> None:
    text = "nước chanh nóng chữa ung thư"
    by_argument = kiemchung("ask", text, "--json")
    assert kiemchung("ask", "-", "--json", stdin=text.encode()).json == by_argument.json
    assert kiemchung("ask", "-", "--json", stdin=text.encode("utf-16")).json == by_argument.json


def test_an_import_is_found_at_once_and_repeating_it_changes_nothing(
    kiemchung: Run, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.jsonl"
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "Ăn vỏ sầu riêng làm mọc lại răng",
        "url": "https://desk.example/sau-rieng",
        "datePublished": "2026-01-02",
        "author": {"@type": "Organization", "name": "Desk"},
        "reviewRating": {"alternateName": "Sai", "ratingValue": 1, "bestRating": 5},
    }
    feed.write_text(json.dumps(review), encoding="utf-8")
    assert kiemchung("import", str(feed), "--json").json["imported"] == 1
    ran = kiemchung("ask", "ăn vỏ sầu riêng làm mọc lại răng", "--json")
    assert ran.json["answer"] == "same_claim"
    again = kiemchung("import", str(feed), "--json").json
    assert (again["imported"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_the_sample_can_be_taken_out(kiemchung: Run) -> None:
    kiemchung("sample")
    kiemchung("sample", "--remove")
    ran = kiemchung("ask", "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư", "--json")
    assert ran.json == {"answer": "nothing", "language": "vi", "matches": []}


def test_an_index_of_another_encoder_is_refused_with_the_way_out(
    kiemchung: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiemchung("sample")
    index = data_folder() / "index"
    manifest = index / current_name(index) / "manifest.json"
    manifest.write_text(manifest.read_text().replace("fake", "other"))
    ran = kiemchung("ask", "nước chanh")
    assert ran.code == CONFIGURATION
    assert "kiemchung reindex" in ran.err
    assert kiemchung("reindex").code == 0
    assert kiemchung("ask", "nước chanh nóng").code == 0


def test_words_of_the_message_cannot_write_markup_or_control_the_terminal(kiemchung: Run) -> None:
    ran = kiemchung("ask", "[bold red]nước chanh[/] \x1b[31m nóng \x07 chữa ung thư")
    assert ran.code == 0
    assert "\x1b[31m" not in ran.out
    assert "\x07" not in ran.out
