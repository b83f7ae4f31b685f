"""Every sentence of the site exists in Vietnamese, and what is shipped is what was translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[3] / "src" / "kiemchung_site"
CATALOGUE = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_IN_TEMPLATE = re.compile(r"\bn?gettext\(u?((?:'(?:[^'\\]|\\.)*')|(?:\"(?:[^\"\\]|\\.)*\"))")
_PLACE = re.compile(r"%\((\w+)\)s")


def sentences() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
                (argument,) = node.args
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)
    for path in (*SOURCE.rglob("*.html"), *SOURCE.rglob("templates/**/*.txt")):
        for found in _IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
            yield str(ast.literal_eval(found[1]))


def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def translated(entry: polib.POEntry) -> str:
    return str(entry.msgstr or entry.msgstr_plural.get(0, ""))


def test_every_sentence_is_translated() -> None:
    known = {entry.msgid for entry in catalogue() if translated(entry) and not entry.fuzzy}
    found = set(sentences())
    assert len(found) > 80
    assert sorted(found - known) == []


def test_no_translation_is_left_over() -> None:
    assert sorted({entry.msgid for entry in catalogue()} - set(sentences())) == []


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.msgid[:30])
def test_a_translation_has_the_places_of_its_sentence(entry: polib.POEntry) -> None:
    assert set(_PLACE.findall(translated(entry))) == set(_PLACE.findall(entry.msgid))


def test_the_compiled_catalogue_is_the_translated_one() -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {e.msgid: translated(e) for e in compiled} == {
        e.msgid: translated(e) for e in catalogue()
    }


def test_no_template_has_words_outside_translation() -> None:
    """Desk pages are written once for each language instead."""
    allowed = {"Tiếng Việt", "English", "RSS", "Atom"}
    for path in SOURCE.rglob("*.html"):
        if "pages" in path.parent.parts[-2:] or path.parent.parent.name == "pages":
            continue
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{[%{].*?[%}]}", "", text, flags=re.DOTALL)
        words = re.findall(r">([^<>]*[^\W\d_][^<>]*)<", text)
        assert {word.strip() for word in words} <= allowed, path
