"""A draft's pages, ready to be shown."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from kiemchung.claims import Verdict
from kiemchung_site.desk.draft_forms import DraftForms
from kiemchung_site.desk.suggestions import suggestions
from kiemchung_site.drafts.actions.publish import approval_of
from kiemchung_site.drafts.models import Decision, Draft, Review, Revision
from kiemchung_site.drafts.queries import Standing, reviews_of, standing_of
from kiemchung_site.drafts.texts import Text, merge, text_changes
from kiemchung_site.factchecks.differences import FieldDifference, changes
from kiemchung_site.factchecks.entries import verdict_in
from kiemchung_site.factchecks.manuscripts import Manuscript, manuscript_of
from kiemchung_site.members.models import Member
from kiemchung_site.public.answers import ShownAnswer
from kiemchung_site.public.markdown import render_markdown


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text as readers will see it."""

    text: Text
    verdict: Verdict | None
    reasoning: SafeString

    @property
    def manuscript(self) -> Manuscript:
        return self.text.manuscript


def show_text(text: Text) -> ShownText:
    """Return ``text`` as it will stand on the public page."""
    manuscript = text.manuscript
    verdict = None
    if manuscript.verdict is not None:
        verdict = verdict_in(manuscript.language, manuscript.verdict)
    return ShownText(text, verdict, render_markdown(manuscript.reasoning))


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The page of a draft: how far it is, what was said about it, what is known already."""

    standing: Standing
    shown: ShownText
    """The stored text."""
    reviews: list[Review]
    approval: Review | None
    member: Member

    @property
    def draft(self) -> Draft:
        return self.standing.draft

    @property
    def authors(self) -> str:
        """The names of all who wrote in it."""
        return ", ".join(c.member.name for c in self.draft.contributors.all())

    @property
    def disagreements(self) -> list[Review]:
        return [review for review in self.reviews if review.decision == Decision.DISAGREE]

    @property
    def may_be_reviewed(self) -> bool:
        return self.standing.may_be_reviewed_by(self.member)

    @property
    def would_become_author(self) -> bool:
        """Whether the member could still review it, but not after saving a change."""
        return self.member.may_approve and not self.draft.was_written_by(self.member)

    @property
    def writes_freely(self) -> bool:
        """Whether what the member types may be saved before they say so."""
        return self.standing.request is None and not self.would_become_author

    @property
    def differences(self) -> list[FieldDifference]:
        """What a correction changes."""
        if self.draft.corrects is None:
            return []
        return changes(manuscript_of(self.draft.corrects), self.shown.manuscript)

    @property
    def suggestions(self) -> ShownAnswer | None:
        """Earlier fact-checks of what it is about."""
        return suggestions(self.shown.manuscript.claim)


def show_draft(draft: Draft, member: Member) -> DraftPage:
    """Return the page of ``draft`` as ``member`` sees it."""
    standing = standing_of(draft)
    return DraftPage(
        standing, show_text(standing.revision.text), reviews_of(draft), approval_of(draft), member
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts that were written on top of the same one."""

    theirs: Revision
    merged: Text
    """Mine, with the parts that only they changed."""
    differences: list[FieldDifference]
    """From their text to the merged one."""
    taken_over: list[FieldDifference]
    """From mine to the merged one."""


def conflict_between(draft: Draft, forms: DraftForms) -> Conflict:
    """Return what to show when ``forms`` came after another save."""
    theirs, mine = draft.newest, forms.text
    base = draft.revisions.filter(number=forms.base).first()
    merged = merge(base.text if base is not None else None, theirs.text, mine)
    return Conflict(theirs, merged, text_changes(theirs.text, merged), text_changes(mine, merged))
