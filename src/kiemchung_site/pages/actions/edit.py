from django.db import IntegrityError, transaction
from django.utils import timezone

from kiemchung_site.errors import (
    EmptyPage,
    IncompleteDraft,
    NotAllowed,
    NothingChanged,
    Overtaken,
)
from kiemchung_site.members.models import Member
from kiemchung_site.pages.models import PageVersion
from kiemchung_site.pages.queries import page, starting_text

LONGEST = 50_000


def edit_page(
    name: str, language: str, text: str, *, reason: str, after: int, by: Member
) -> PageVersion:
    """Put ``text`` on the page in place of version ``after``, which its author has read.

    Raises NotAllowed, EmptyPage, IncompleteDraft without a reason, NothingChanged, or Overtaken
    when somebody else has changed the page meanwhile.
    """
    _require_editor(by)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise EmptyPage
    if not reason.strip():
        raise IncompleteDraft(("reason",))
    if page(name, language).number != after:
        raise Overtaken
    if text == starting_text(name, language).strip():
        raise NothingChanged
    try:
        with transaction.atomic():
            return PageVersion.objects.create(
                name=name,
                language=language,
                number=after + 1,
                text=text,
                reason=reason.strip(),
                author=by,
                saved_at=timezone.now(),
            )
    except IntegrityError:
        raise Overtaken from None


def _require_editor(by: Member) -> None:
    stored = Member.objects.filter(pk=by.pk).first()
    if stored is None or not stored.may_approve:
        raise NotAllowed("edit the desk's pages")
