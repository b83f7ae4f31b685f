from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kiemchung_site.drafts.actions.rules import lock, require_writer
from kiemchung_site.drafts.models import Draft, Revision
from kiemchung_site.drafts.texts import Text, fields_of
from kiemchung_site.errors import EditedMeanwhile
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Pen:
    """The opened page from which a text is sent, and how often it was sent before.

    By it a page that never heard that it was saved is told from another page.
    """

    name: str = ""
    stroke: int = 0


NO_PEN = Pen()


@transaction.atomic
def save_draft(draft: Draft, text: Text, *, base: int, by: Member, pen: Pen = NO_PEN) -> Revision:
    """Keep ``text``, written on top of revision ``base``, and return the newest revision.

    What is there already is not written again, so that a save may be repeated. A request for
    review and an approval hold for their revision alone: a new one withdraws them. Raises
    NotAllowed, DraftClosed, or EditedMeanwhile when another page was saved after ``base``.
    """
    require_writer(by)
    draft = lock(draft)
    newest = draft.newest
    text = _of_this_kind(draft, text, newest)
    if text == newest.text:
        return newest
    if newest.number != base and not _is_own_echo(draft, base, by, pen):
        raise EditedMeanwhile
    return Revision.objects.create(
        draft=draft,
        number=newest.number + 1,
        by=by,
        saved_at=timezone.now(),
        content=fields_of(text),
        pen=pen.name,
        stroke=pen.stroke,
    )


def _is_own_echo(draft: Draft, base: int, by: Member, pen: Pen) -> bool:
    """Return whether all that was saved after ``base`` is what this same page sent earlier."""
    if not pen.name:
        return False
    own = Q(by=by, pen=pen.name, stroke__lt=pen.stroke)
    later = draft.revisions.filter(number__gt=base)
    return later.exists() and not later.exclude(own).exists()


def _of_this_kind(draft: Draft, text: Text, newest: Revision) -> Text:
    """A first publication stays one, and a correction, too."""
    if draft.corrects_id is None:
        return Text(text.manuscript)
    return text if text.kind is not Kind.FIRST else replace(text, kind=newest.text.kind)
