"""The sample library: fact-checks written for this project, so that a first question has an answer.

Every entry names an organisation and a page where a reader can check. It is a sample: not the
work of a desk, and said to be one wherever it is shown.
"""

import json
from collections.abc import Iterator
from datetime import date
from importlib import resources

from kiemchung.claims import FactCheck, Publisher, Source, Verdict

WRITTEN = date(2026, 11, 22)
"""The day on which the sample was last checked."""

_SCALE = {
    "vi": ("Sai", "Phần lớn sai", "Đúng một nửa", "Phần lớn đúng", "Đúng"),
    "en": ("False", "Mostly false", "Half true", "Mostly true", "True"),
}
_PUBLISHER = {
    "vi": Publisher("Kiểm Chứng (thư viện mẫu)", "sample.kiemchung"),
    "en": Publisher("Kiểm Chứng (sample library)", "sample.kiemchung"),
}


def sample_library() -> Iterator[FactCheck]:
    """Yield the fact-checks of the sample library."""
    lines = resources.files(__package__).joinpath("library.jsonl").read_text(encoding="utf-8")
    for line in lines.splitlines():
        entry = json.loads(line)
        language, step = entry["lang"], entry["verdict"]
        source = Source(entry["source"]["name"], entry["source"]["url"])
        yield FactCheck(
            claim=entry["claim"],
            verdict=Verdict(_SCALE[language][step - 1], step, 5, 1),
            publisher=_PUBLISHER[language],
            url=source.url,
            language=language,
            published=WRITTEN,
            explanation=entry["explanation"],
            sources=(source,),
            topic=entry["topic"],
            sample=True,
        )
