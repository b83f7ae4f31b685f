"""What the desk does not rate: the page, and feeds of it."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from kiemchung_site.claims.actions import decline_claim, reopen_claim
from kiemchung_site.claims.models import Claim, Ground
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
    assert entries(client, kind) == []


def test_declining_once_more_is_news(client: Client, lan: Member) -> None:
    claim = declined(lan)
    (first,) = entries(client, "rss")
    reopen_claim(claim, by=lan)
    decline_claim(claim, text="Lá đu đủ", ground=Ground.SATIRE, reason="Đùa.", by=lan)
    (second,) = entries(client, "rss")
    assert first.findtext("guid") != second.findtext("guid")


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
