import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kiemchung import cli
from kiemchung.claims_json import Json


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Json]:
        return dict(json.loads(self.out))


Run = Callable[..., Ran]


@pytest.fixture
def kiemchung(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line as ``kiemchung(*arguments, stdin=b"…")``."""

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["kiemchung", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capfd.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encode without a network, for tests that are not about meaning."""
    monkeypatch.setenv("KIEMCHUNG_ENCODER", "fake")
