import html
import json
import re

import pytest
from django.test import Client

from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind, Record, Step, Version
from kiemchung_site.factchecks.queries import OwnLanguageFirst
from kiemchung_site.pages.names import PAGES
from kiemchung_site.public.templatetags.newsroom import beginning
from tests.site.building import CLAIM, approval, correct, manuscript, published

pytestmark = pytest.mark.django_db


def corrected(first: Version, kind: Kind, **changes: object) -> Version:
    given, by = manuscript(**changes), approval(first.author, first.reviewer)
    return correct(first, given, by, kind=kind, reason=f"reason for {kind}")


def page_of(client: Client, version: Version, language: str = "vi") -> str:
    response = client.get(version.fact_check.address(language))
    assert response.status_code == 200
    return response.text


def test_a_fact_check_shows_everything_it_rests_on(client: Client) -> None:
    page = page_of(client, published())
    in_order = (
        CLAIM,
        "Sai</strong>",
        "Răng vĩnh viễn đã mất thì không mọc lại.",
        "Lan viết, Minh duyệt",
        "<strong>không</strong>",
        "bác bỏ điều được nói",
        "Răng vĩnh viễn không mọc lại.",
        "Bệnh viện Răng Hàm Mặt",
        "Một thử nghiệm có đối chứng",
        "Chưa ai thử riêng",
        "Đăng lần đầu",
    )
    body = page[page.index("<main") :]
    positions = [body.index(text) for text in in_order]
    assert positions == sorted(positions)


def test_quotes_are_in_the_language_of_the_fact_check(client: Client) -> None:
    page = page_of(client, published(), "en")
    assert re.search(r'<blockquote cite="[^"]+" lang="vi"><p>Răng vĩnh viễn không mọc lại', page)


def test_the_topic_leads_to_the_list_of_that_topic(client: Client) -> None:
    version = published(topic="răng & miệng/lợi")
    page = page_of(client, version)
    (address,) = re.findall(r'<p class="kicker"><a href="([^"]+)">', page)
    found = client.get(html.unescape(address)).text
    assert '<option value="răng &amp; miệng/lợi" selected>' in found
    assert CLAIM in found


def test_the_page_carries_claim_review_that_equals_what_is_read(client: Client) -> None:
    version = published()
    page = page_of(client, version)
    (markup,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    review = json.loads(markup)
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == CLAIM
    assert review["url"] == f"https://desk.example/vi/fact-checks/{version.fact_check.slug}/"
    assert f'<link rel="canonical" href="{review["url"]}">' in page
    assert review["reviewRating"]["alternateName"] == "Sai"
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["author"]["correctionsPolicy"].endswith("/vi/corrections-policy/")


def test_markup_cannot_be_broken_out_of(client: Client) -> None:
    page = page_of(client, published(claim="x </script><script>alert(1)</script>"))
    assert "<script>" not in page
    assert page.count("</script>") == 1


def test_reasoning_is_rendered_without_anything_dangerous(client: Client) -> None:
    text = (
        "<script>alert(1)</script> [a](javascript:alert(1)) ![i](https://x.example/i.png)"
        "\n\n## Heading\n\n<img src=x onerror=alert(1)>\n\n| a |\n|---|\n| b |"
    )
    page = page_of(client, published(reasoning=text))
    body = page[page.index("<main") :]
    assert "<script" not in body
    assert "<img" not in body
    assert 'href="javascript' not in body
    assert "<td>b</td>" in body


def test_a_correction_shows_what_it_changed(client: Client) -> None:
    first = published()
    corrected(first, Kind.CORRECTION, summary="Răng vĩnh viễn đã mất thì chẳng mọc lại.")
    page = page_of(client, first)
    assert "<del>không</del><ins>chẳng</ins>" in page
    assert "reason for correction" in page
    assert "sửa ngày" in page


def test_a_retracted_fact_check_stays_readable_and_says_so(client: Client) -> None:
    first = published()
    by = approval(first.author, first.reviewer)
    same = manuscript_of(first)
    correct(first, same, by, kind=Kind.RETRACTED, reason="sai nguồn")
    page = page_of(client, first, "en")
    assert "Retracted. This fact-check no longer holds" in page
    assert "application/ld+json" not in page


def test_corrections_list_all_but_typing_errors(client: Client) -> None:
    first = published()
    second = corrected(first, Kind.TYPO, uncertainty="Chưa ai thử.")
    third = corrected(second, Kind.CLARIFICATION, uncertainty="Chưa ai thử riêng.")
    corrected(third, Kind.CORRECTION, verdict=Step.MOSTLY_FALSE)
    for path in ("/vi/corrections/", "/vi/corrections/rss.xml", "/vi/corrections/atom.xml"):
        text = client.get(path).text
        assert "reason for typo" not in text
        assert "reason for clarification" in text
        assert "reason for correction" in text
    assert "Đổi kết luận" in client.get("/vi/corrections/").text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_in_the_readers_language_comes_first(
    client: Client, sample: SiteLibrary, language: str
) -> None:
    own = Record.objects.filter(language=language).count()
    assert 20 < own < Record.objects.count()
    first = client.get(f"/{language}/fact-checks/").text
    assert set(re.findall(r'<h2 lang="(\w+)">', first)) == {language}
    border = own // 20 + 1
    both = client.get(f"/{language}/fact-checks/", {"page": border}).text
    assert set(re.findall(r'<h2 lang="(\w+)">', both)) == {"vi", "en"}
    assert '<option value="vi">' in both
    assert '<option value="en">' in both


def test_paging_shows_every_record_once(client: Client, sample: SiteLibrary) -> None:
    shown = []
    for page in range(1, 13):
        text = client.get("/vi/fact-checks/", {"page": page}).text
        shown += re.findall(r'<h2 lang="\w+"><a href="([^"]+)', text)
    assert len(shown) == Record.objects.count()
    newest = [r.entry.url for r in OwnLanguageFirst(Record.objects.all(), "vi")[:]]
    assert [html.unescape(address) for address in shown] == newest


def test_one_language_can_be_chosen(client: Client, sample: SiteLibrary) -> None:
    page = client.get("/vi/fact-checks/", {"language": "en", "topic": "scams"}).text
    assert set(re.findall(r'<h2 lang="(\w+)">', page)) == {"en"}
    assert '<option value="en" selected>' in page


def test_the_list_is_read_from_indexes(sample: SiteLibrary) -> None:
    found = OwnLanguageFirst(Record.objects.all(), "vi")
    for part in (found._own, found._others):
        assert "TEMP B-TREE" not in part[:20].explain()


def test_long_explanations_are_cut_between_words() -> None:
    words = "đốt " * 100
    assert beginning(words) == "đốt " * 59 + "đốt…"
    assert beginning("short") == "short"
    assert beginning("字" * 300) == "字" * 240 + "…"


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_feeds_have_the_newest_fact_checks_under_their_public_address(
    client: Client, kind: str
) -> None:
    version = published()
    response = client.get(f"/vi/fact-checks/{kind}.xml")
    assert response["Content-Type"].startswith(f"application/{kind}+xml")
    assert f"https://desk.example/vi/fact-checks/{version.fact_check.slug}/" in response.text
    assert f"Sai: {CLAIM}" in response.text


def test_the_list_has_everything_that_can_be_found(client: Client, sample: SiteLibrary) -> None:
    published()
    page = client.get("/vi/fact-checks/").text
    assert "229 bản kiểm chứng" in page
    assert "Trang 1 trên 12" in page
    assert page.count("<article") == 20


def test_the_list_is_searched_with_or_without_diacritics(
    client: Client, sample: SiteLibrary
) -> None:
    published()
    for words in ("SAU RIENG RANG", "răng sầu riêng"):
        page = client.get("/vi/fact-checks/", {"words": words}).text
        assert "1 bản kiểm chứng" in page
        assert CLAIM in page


def test_the_list_is_cut_down_to_a_topic(client: Client, sample: SiteLibrary) -> None:
    page = client.get("/en/fact-checks/", {"topic": "scams"}).text
    assert "18 fact-checks" in page
    assert '<option value="scams" selected>Scams</option>' in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "\x00", "٣"])
def test_a_page_that_is_not_there_is_answered_with_one_that_is(
    client: Client, sample: SiteLibrary, page: str
) -> None:
    assert client.get("/vi/fact-checks/", {"page": page, "words": "\x00"}).status_code == 200
    assert client.get("/vi/corrections/", {"page": page}).status_code == 200


def test_the_number_of_queries_of_the_list_does_not_grow(
    client: Client, sample: SiteLibrary, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(6):
        client.get("/vi/fact-checks/")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_desk_page_is_there_in_both_languages(
    client: Client, name: str, language: str
) -> None:
    response = client.get(f"/{language}/{name}/")
    assert response.status_code == 200
    assert response["Content-Language"] == language


def test_an_unknown_address_is_answered_in_the_readers_language(client: Client) -> None:
    assert "Không có trang này" in client.get("/vi/fact-checks/nothing/").text
    response = client.get("/en/nothing/")
    assert response.status_code == 404
    assert "Page not found" in response.text
