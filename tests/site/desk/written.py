"""Every form of the desk in which somebody writes, filled in as a browser sends it."""

from dataclasses import dataclass

from kiemchung_site.members.models import Member
from tests.site.building import member, published
from tests.site.desk.sending import changed
from tests.site.drafts.writing import open_claim, waiting, written

WORDS = "Viết rất lâu <b> & kỹ"
SHOWN = "Viết rất lâu &lt;b&gt; &amp; kỹ"


@dataclass(frozen=True)
class Filled:
    """What is sent where."""

    address: str
    fields: dict[str, object]


def filled(name: str, by: Member) -> Filled:
    """Return the form called ``name``, filled in by ``by``, who may send it."""
    return _FORMS[name](by)


def _draft(by: Member) -> Filled:
    return Filled(f"/en/desk/drafts/{written(by).pk}/", changed(2, reasoning=WORDS))


def _review(by: Member) -> Filled:
    draft = waiting(member("Nga"))
    fields = {"revision": 2, "decision": "send_back", "reasons": WORDS}
    return Filled(f"/en/desk/reviews/{draft.pk}/", fields)


def _page(by: Member) -> Filled:
    fields = {"text": WORDS, "reason": "Mới", "after": 0}
    return Filled("/en/desk/pages/about/en/", fields)


def _correction(by: Member) -> Filled:
    slug = published().fact_check.slug
    return Filled(f"/en/desk/published/{slug}/", {"kind": "correction", "reason": WORDS})


def _note(by: Member) -> Filled:
    return Filled(f"/en/desk/claims/{open_claim().pk}/note/", {"note-text": WORDS})


def _restatement(by: Member) -> Filled:
    fields = {"restate-text": WORDS, "restate-topic": ""}
    return Filled(f"/en/desk/claims/{open_claim().pk}/restate/", fields)


def _declining(by: Member) -> Filled:
    fields = {"decline-text": "Điều này", "decline-ground": "opinion", "decline-reason": WORDS}
    return Filled(f"/en/desk/claims/{open_claim().pk}/decline/", fields)


def _view_of_queue(by: Member) -> Filled:
    return Filled("/en/desk/claims/filters/", {"name": WORDS, "query": ""})


_FORMS = {
    "draft": _draft,
    "review": _review,
    "page": _page,
    "correct": _correction,
    "claim_note": _note,
    "claim_restate": _restatement,
    "claim_decline": _declining,
    "keep_filter": _view_of_queue,
}
NAMES = tuple(_FORMS)
