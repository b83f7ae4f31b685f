import gzip
import json
from pathlib import Path

import httpx
import pytest

from kiemchung.claimreview import Found, Skipped, SkipReason, open_source
from kiemchung.claims import FactCheck
from kiemchung.errors import UnknownFormat, UnreadableSource
from tests.library.claimreview.test_claim_review import GOOD


def second() -> dict[str, object]:
    return {**GOOD, "claimReviewed": "Garlic cures the flu", "url": "https://desk.example/garlic"}


def read(path: Path | str, transport: httpx.BaseTransport | None = None) -> list[Found]:
    with open_source(str(path), transport) as source:
        return list(source.found)


def claims(found: list[Found]) -> list[str]:
    return [item.what.claim for item in found if isinstance(item.what, FactCheck)]


def reasons(found: list[Found]) -> list[SkipReason]:
    return [item.what.reason for item in found if isinstance(item.what, Skipped)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


BOTH = ["Hot lemon water cures cancer", "Garlic cures the flu"]


@pytest.mark.parametrize(
    "document",
    [
        {
            "@type": "DataFeed",
            "dataFeedElement": [{"@type": "DataFeedItem", "item": [GOOD, second()]}],
        },
        {"@type": "DataFeed", "dataFeedElement": [{"item": GOOD}, {"item": second()}]},
        {"dataFeedElement": [GOOD, second()]},
        [GOOD, second()],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, GOOD, second()]},
        [{"@type": "NewsArticle", "review": [GOOD, second()]}],
    ],
)
def test_json_is_read_in_every_shape(tmp_path: Path, document: object) -> None:
    assert claims(read(write(tmp_path, "x.json", json.dumps(document)))) == BOTH


def test_a_single_review_is_read(tmp_path: Path) -> None:
    assert claims(read(write(tmp_path, "x.jsonld", json.dumps(GOOD, indent=1)))) == BOTH[:1]
    assert claims(read(write(tmp_path, "y.jsonld", json.dumps(GOOD)))) == BOTH[:1]


def test_a_compressed_feed_is_read(tmp_path: Path) -> None:
    content = gzip.compress(json.dumps({"dataFeedElement": [GOOD]}).encode())
    assert claims(read(write(tmp_path, "feed.json.gz", content))) == BOTH[:1]


def test_a_saved_search_answer_is_read_without_claimants(tmp_path: Path) -> None:
    answer = {
        "claims": [
            {
                "text": "Hot lemon water cures cancer",
                "claimant": "Somebody",
                "claimReview": [
                    {
                        "publisher": {"name": "Desk", "site": "desk.example"},
                        "url": "https://desk.example/lemon",
                        "title": "No, it does not",
                        "reviewDate": "2024-03-05T00:00:00Z",
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ],
        "nextPageToken": "x",
    }
    (found,) = read(write(tmp_path, "x.json", json.dumps(answer)))
    assert isinstance(found.what, FactCheck)
    assert (found.what.title, found.what.publisher.name) == ("No, it does not", "Desk")
    assert "Somebody" not in repr(found)


def test_json_lines_go_on_after_a_broken_line(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD), "{broken", json.dumps(second())]
    found = read(write(tmp_path, "x.jsonl", "\n".join(lines)))
    assert claims(found) == BOTH
    assert reasons(found) == [SkipReason.UNREADABLE]
    assert [item.place for item in found if isinstance(item.what, Skipped)] == ["line 2"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_each_separator(tmp_path: Path, mark: str, encoding: str) -> None:
    rows = [
        ["Claim", "Rating", "URL", "Date", "Publisher"],
        ["Uống nước chanh", "Sai", "https://desk.example/1", "05/03/2024", "Báo"],
    ]
    text = "\r\n".join(mark.join(row) for row in rows)
    (found,) = read(write(tmp_path, "x.csv", text.encode(encoding)))
    assert isinstance(found.what, FactCheck)
    assert (found.what.claim, found.what.language) == ("Uống nước chanh", "vi")


def test_a_truncated_document_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    content = json.dumps({"dataFeedElement": [{"item": GOOD}, {"item": second()}]})[:-40]
    found = read(write(tmp_path, "x.json", content))
    assert claims(found) == BOTH[:1]
    assert reasons(found) == [SkipReason.UNREADABLE]


PAGE = """<!doctype html><html><head><link rel="canonical" href="https://desk.example/lemon">
<script type="application/ld+json">{"@type": "Organization", "name": "Desk",}</script>
<script type="application/ld+json">
//<![CDATA[
%s
//]]>
</script><script type="application/LD+JSON">{oops</script></head><body>x</body></html>"""


def test_a_web_page_is_read_with_all_its_reviews(tmp_path: Path) -> None:
    reviews = json.dumps([{**GOOD, "url": None}, second()])
    found = read(write(tmp_path, "x.html", PAGE % reviews))
    assert claims(found) == BOTH
    assert isinstance(found[0].what, FactCheck)
    assert found[0].what.url == "https://desk.example/lemon"
    assert reasons(found) == [SkipReason.UNREADABLE]


def test_an_address_is_fetched() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"Location": "/feed"})
        return httpx.Response(200, json={"dataFeedElement": [GOOD]})

    assert claims(read("https://desk.example/old", httpx.MockTransport(answer))) == BOTH[:1]


@pytest.mark.parametrize("status", [404, 500])
def test_an_address_that_fails_is_named(status: int) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(status))
    with pytest.raises(UnreadableSource, match=str(status)):
        read("https://desk.example/feed", transport)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="No such file"):
        read(tmp_path / "none.json")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"just words", b"\x00" * 100])
def test_an_unknown_format_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnknownFormat, match="known format"):
        read(write(tmp_path, "x.bin", content))


_DEEP = 100_000


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * _DEEP + "]" * _DEEP,
        '{"review": ' * 3000 + "1" + "}" * 3000,
        '{"claim": ' + "9" * 5000 + "}",
        '{"claim": "x", "url": "https://a.example/x", "verdict": "False", "ratingValue": '
        + "9" * 400
        + "}",
    ],
    ids=["deep list", "deep objects", "long number", "large number"],
)
def test_hostile_values_end_nothing(tmp_path: Path, hostile: str) -> None:
    good = json.dumps(GOOD)
    document = f"[{good}, {hostile}, {json.dumps(second())}]"
    script = f'<script type="application/ld+json">{hostile}</script>'
    read(write(tmp_path, "alone.json", hostile))
    read(write(tmp_path, "page.html", f"<html><head>{script}</head></html>"))
    assert claims(read(write(tmp_path, "list.json", document)))[0] == BOTH[0]
    lines = f"{good}\n{json.dumps(second())}\n{hostile}\n{json.dumps(second())}\n"
    found = claims(read(write(tmp_path, "x.jsonl", lines)))
    assert (found[0], found[1], found[-1]) == (*BOTH, BOTH[1])


def test_a_line_that_unpacks_to_too_much_is_passed_over(tmp_path: Path) -> None:
    endless = '{"claim": "' + "x" * 25_000_000 + '"}'
    packed = gzip.compress(f"{json.dumps(GOOD)}\n{endless}\n{json.dumps(second())}".encode(), 1)
    found = read(write(tmp_path, "x.jsonl.gz", packed))
    assert claims(found) == BOTH
    assert reasons(found) == [SkipReason.UNREADABLE]
