"""What the desk does not rate: the page, and feeds of it."""

from importlib import import_module
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.test import Client

from kiemchung_site.claims.actions import answer_claim, decline_claim, reopen_claim, restate_claim
from kiemchung_site.claims.models import Claim, Declining, Ground
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import Member, Role
from tests.site.building import member, published
from tests.site.claims.building import PAPAYA, claim_about

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def lan(sample: SiteLibrary) -> Member:
    return member("Bo", Role.CHECKER)


def declined(by: Member, text: str = "Lá đu đủ <b>", reason: str = "Chỉ là ý kiến.") -> Claim:
    claim = claim_about(f"{PAPAYA} {text}")
    decline_claim(claim, text=text, ground=Ground.OPINION, reason=reason, by=by)
    return claim


def entries(client: Client, kind: str) -> list[ElementTree.Element]:
    response = client.get(f"/vi/declined/{kind}.xml")
    assert response.status_code == 200
    assert "Bo" not in response.text
    assert PAPAYA not in response.text
    root = ElementTree.fromstring(response.content)
    return root.findall(f"{ATOM}entry" if kind == "atom" else "channel/item")


def guids(entry: ElementTree.Element) -> set[str]:
    return {part.text or "" for part in entry if part.tag in ("guid", f"{ATOM}id")}


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_declined_claims_have_a_feed_with_their_reasons(
    client: Client, lan: Member, kind: str
) -> None:
    assert entries(client, kind) == []
    claim = declined(lan)
    (entry,) = entries(client, kind)
    texts = ["".join(part.itertext()) for part in entry]
    assert "ý kiến: Lá đu đủ <b>" in [text.lower().replace("lá", "Lá") for text in texts]
    assert "Chỉ là ý kiến." in texts
    link = f"https://desk.example/vi/declined/?claim={claim.pk}#claim-{claim.pk}"
    assert link in [*texts, *(part.get("href") for part in entry)]
    reopen_claim(claim, by=lan)
    (again,) = entries(client, kind)
    texts = ["".join(part.itertext()) for part in again]
    assert "Đã xem xét lại: Lá đu đủ <b>" in texts
    assert guids(entry).isdisjoint(guids(again))


def test_declining_once_more_is_news(client: Client, lan: Member) -> None:
    claim = declined(lan)
    (first,) = entries(client, "rss")
    reopen_claim(claim, by=lan)
    decline_claim(claim, text="Lá đu đủ", ground=Ground.SATIRE, reason="Đùa.", by=lan)
    found = entries(client, "rss")
    assert [entry.findtext("title") for entry in found] == [
        "châm biếm: Lá đu đủ",
        "Đã xem xét lại: Lá đu đủ <b>",
    ]
    assert len({entry.findtext("guid") for entry in (first, *found)}) == 3


def test_what_was_taken_up_again_stays_in_the_words_of_then(client: Client, lan: Member) -> None:
    claim = declined(lan)
    assert "Đã xem xét lại" not in client.get("/vi/declined/").text
    reopen_claim(claim, by=lan)
    restate_claim(claim, text="Lá khác", topic="health", by=lan)
    page = client.get("/vi/declined/").text
    for said in ("Lá đu đủ &lt;b&gt;", "Chỉ là ý kiến.", "Đã xem xét lại"):
        assert said in page
    assert "Lá khác" not in page
    decline_claim(claim, text="Lá khác", ground=Ground.SATIRE, reason="Đùa.", by=lan)
    page = client.get("/vi/declined/", {"claim": claim.pk}).text
    assert page.index("Lá khác") < page.index("Lá đu đủ")
    assert page.count("Đã xem xét lại") == 1
    assert page.count(f'id="claim-{claim.pk}"') == 1


def test_a_declined_claim_that_is_answered_after_all_says_so(client: Client, lan: Member) -> None:
    answer_claim(declined(lan), published().fact_check)
    assert "Đã xem xét lại" in client.get("/vi/declined/").text


def test_what_was_declined_before_there_were_lines_has_one(lan: Member) -> None:
    claims = [declined(lan, f"Điều thứ {number}") for number in range(2)]
    reopen_claim(claims[0], by=lan)
    Declining.objects.all().delete()
    import_module("kiemchung_site.claims.migrations.0004_declinings").fill(apps, None)
    line = Declining.objects.get()
    assert (line.claim, line.text, line.reason) == (claims[1], "Điều thứ 1", "Chỉ là ý kiến.")


def test_a_link_of_the_feed_opens_the_page_where_the_claim_stands(
    client: Client, lan: Member
) -> None:
    claims = [declined(lan, f"Điều thứ {number} trong năm {number}") for number in range(21)]
    for claim in claims:
        page = client.get("/vi/declined/", {"claim": claim.pk}).text
        assert f'id="claim-{claim.pk}"' in page


@pytest.mark.parametrize("claim", ["", "x", "\x00", "0", "-1", "9" * 18, "9" * 5000, "²", "１"])
def test_a_claim_that_was_not_declined_opens_the_first_page(
    client: Client, lan: Member, claim: str
) -> None:
    declined(lan)
    response = client.get("/vi/declined/", {"claim": claim})
    assert response.status_code == 200
    assert "Chỉ là ý kiến." in response.text


@pytest.mark.parametrize("feed", ["declined", "fact-checks"])
@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_what_xml_cannot_carry_breaks_no_feed(
    client: Client, lan: Member, feed: str, kind: str
) -> None:
    declined(lan, "Trang\x0cmới \x1b[1m \ufffe \u202e", "Vì\x01 thế.")
    published(claim="Trang\x0cmới \x1b", summary="Vì\x01 thế.")
    response = client.get(f"/vi/{feed}/{kind}.xml")
    assert response.status_code == 200
    assert "Trang mới" in response.text
    ElementTree.fromstring(response.content)


def test_the_page_names_its_feeds(client: Client, lan: Member) -> None:
    page = client.get("/vi/declined/").text
    for kind in ("rss", "atom"):
        assert f'type="application/{kind}+xml"' in page
        assert f'<a href="/vi/declined/{kind}.xml">' in page
