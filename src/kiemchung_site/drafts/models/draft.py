from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kiemchung_site.claims.models import Claim
from kiemchung_site.factchecks.models import Version
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet
from kiemchung_site.members.models import Member

if TYPE_CHECKING:
    from kiemchung_site.drafts.models.revision import Revision


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> "DraftQuerySet":
        """Return the drafts that are neither published nor dropped."""
        return self.filter(published=None, dropped_at=None)

    def by(self, member: Member) -> "DraftQuerySet":
        """Return the drafts in which ``member`` wrote."""
        return self.filter(contributors__member=member)


class Draft(models.Model):
    """A fact-check or a correction that is being written; its text stands in revisions."""

    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="drafts")
    """What was asked; nothing where a member took the matter up."""
    corrects = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    """The published version that this one is to replace; never another one later."""
    published = models.OneToOneField(
        Version, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(published=None, dropped_at=None),
                name="one_open_correction",
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(dropped_at=None), name="draft_has_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.published_id is None and self.dropped_at is None

    @property
    def newest(self) -> "Revision":
        """The text as it is now."""
        return self.revisions.select_related("by").latest("number")

    def was_written_by(self, member: Member) -> bool:
        """Return whether any text in it is by ``member``."""
        return self.contributors.filter(member=member).exists()


class Contributor(Permanent):
    """A member who wrote in a draft. The database adds one with each revision."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="contributors")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "contributor"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "member"], name="contributor_once")
        ]

    def __str__(self) -> str:
        return str(self.member)
