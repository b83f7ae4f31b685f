import pytest
from hypothesis import settings

# Time limits belong to benchmarks; a busy machine must not fail a property.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own library."""
    monkeypatch.setenv("KIEMCHUNG_DATA", str(tmp_path_factory.mktemp("data")))
