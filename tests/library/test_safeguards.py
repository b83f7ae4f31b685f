"""The lines that are never crossed, as docs/safeguards.md names them."""

import ast
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kiemchung import cli
from kiemchung.claims import Answer, Match
from kiemchung.importing import import_checks, import_sources
from kiemchung.library import Library
from kiemchung.sample import sample_library

ROOT = Path(__file__).parents[2]
NETWORK = {"httpx", "socket", "urllib.request", "http.client", "requests", "smtplib", "asyncio"}
MAY_REACH_OUT = {
    "claimreview/sources/opening.py",
    "importing.py",  # hands a transport through
    "matching/encoder/openai_endpoint.py",
}


def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data", "fake")


def test_every_safeguard_has_its_test() -> None:
    page = (ROOT / "docs" / "safeguards.md").read_text(encoding="utf-8")
    named = set(re.findall(r"::(test_\w+)", page))
    assert named
    assert named <= set(globals())


def test_only_importing_and_chosen_endpoints_reach_the_network() -> None:
    source = ROOT / "src" / "kiemchung"
    reaching = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(n in NETWORK or n.split(".")[0] in NETWORK for n in names):
                reaching.add(str(path.relative_to(source)))
    assert reaching == MAY_REACH_OUT


def test_asking_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = library(tmp_path)
    import_checks(kept, list(sample_library())[:5])

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert kept.matcher.ask("nước chanh nóng chữa ung thư") is not None


def test_nothing_is_collected_for_the_makers_of_the_parts(tmp_path: Path) -> None:
    ranking = "from kiemchung.matching.ranker import trained_ranker; trained_ranker()"
    # Nothing of a continuous integration's environment, in which onnxruntime never collects.
    bare = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-c", ranking], env=bare, check=True)
    assert list(tmp_path.rglob("*")) == []


def test_who_made_a_claim_is_kept_nowhere(tmp_path: Path) -> None:
    feed = tmp_path / "feed.json"
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "Ăn vỏ sầu riêng làm mọc lại răng",
        "url": "https://desk.example/1",
        "author": {"name": "Desk"},
        "itemReviewed": {"@type": "Claim", "author": {"name": "Unmistakable Speaker"}},
        "reviewRating": {"alternateName": "Sai"},
    }
    feed.write_text(json.dumps(review), encoding="utf-8")
    kept = library(tmp_path)
    import_sources(kept, [str(feed)])
    assert kept.store.count() == 1
    assert _files_with(kept.folder, "Unmistakable Speaker") == []


def test_a_message_is_written_nowhere(tmp_path: Path) -> None:
    kept = library(tmp_path)
    import_checks(kept, list(sample_library())[:5])
    kept.matcher.ask("unmistakablemessage nước chanh nóng chữa ung thư")
    assert _files_with(kept.folder, "unmistakablemessage") == []


def test_an_answer_says_nothing_about_the_asker() -> None:
    assert set(Answer.__dataclass_fields__) == {"level", "matches", "language"}
    about_the_asker = {"sender", "user", "address", "score", "sentiment", "viewpoint"}
    assert not about_the_asker & set(Match.__dataclass_fields__)


def test_every_verdict_was_published_by_somebody(tmp_path: Path) -> None:
    kept = library(tmp_path)
    checks = list(sample_library())
    import_checks(kept, checks)
    published = {(check.claim, check.verdict) for check in checks}
    for check in checks[:40]:
        for match in kept.matcher.ask(check.claim).matches:
            assert (match.fact_check.claim, match.fact_check.verdict) in published


def test_there_is_no_command_beyond_the_documented_ones() -> None:
    names = {command.name for command in cli.app.registered_commands}
    assert names == {"ask", "import", "reindex", "sample", "evaluate"}


def _files_with(folder: Path, text: str) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and text.encode() in p.read_bytes()]
