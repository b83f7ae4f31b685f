"""What can be said of the look without a browser: weight, contrast, landmarks."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from kiemchung_site.factchecks.library import SiteLibrary

_PAGE_LIMIT = 60 * 1024
_CONTRAST = 4.5
_TEXTS = (
    "ink",
    "quiet",
    "link",
    "false",
    "mostly-false",
    "half-true",
    "mostly-true",
    "true",
    "unrated",
)
_GROUNDS = ("paper", "raised")

STYLE = Path(str(finders.find("public/site.css"))).read_text(encoding="utf-8")


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


BLOCKS = re.findall(r":root \{(.+?)\}", STYLE, re.DOTALL)
LIGHT = tokens(BLOCKS[0])
DARK = LIGHT | tokens(BLOCKS[1])


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_text_can_be_read_on_every_ground(scheme: dict[str, str]) -> None:
    pairs = [(text, ground) for text in _TEXTS for ground in _GROUNDS]
    pairs += [("ink", "mark"), ("ink", "added"), ("ink", "removed"), ("on-accent", "accent")]
    weak = [pair for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < _CONTRAST]
    assert weak == []
    assert contrast(scheme["edge"], scheme["paper"]) >= 3


@pytest.mark.parametrize("path", ["/vi/", "/vi/fact-checks/", "/vi/methodology/"])
def test_a_page_with_its_style_stays_light(client: Client, sample: SiteLibrary, path: str) -> None:
    assert len(client.get(path).content) + len(STYLE.encode()) < _PAGE_LIMIT


def test_pages_have_landmarks_and_a_skip_link(client: Client) -> None:
    page = client.get("/vi/").text
    for landmark in ("<header", "<nav", "<main", "<footer", 'href="#content"', 'id="content"'):
        assert landmark in page
    assert page.count("<h1") == 1


def test_a_verdict_is_never_colour_alone(client: Client, sample: SiteLibrary) -> None:
    page = client.get("/vi/fact-checks/").text
    verdicts = re.findall(r'<span class="verdict.+?</span>', page, re.DOTALL)
    assert verdicts
    for verdict in verdicts:
        assert re.search(r"<(path|circle) ", verdict)
        assert re.search(r"<strong[^>]*>[^<]+</strong>", verdict)
