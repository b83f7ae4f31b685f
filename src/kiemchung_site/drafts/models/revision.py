from typing import ClassVar

from django.conf import settings
from django.db import models

from kiemchung_site.drafts.models.draft import Draft
from kiemchung_site.drafts.texts import Text, text_from_fields
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet


class RevisionQuerySet(PermanentQuerySet["Revision"]):
    def newest(self) -> "RevisionQuerySet":
        """Return the revision of each draft that is its text now."""
        later = Revision.objects.filter(
            draft=models.OuterRef("draft"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))

    def thin_out(self) -> None:
        """Forget what nobody was asked to review; the database allows it for closed drafts."""
        passed = self.filter(requests=None)
        super(PermanentQuerySet, passed).delete()


class Revision(Permanent):
    """The text of a draft as one member saved it; never changed, so that it can be approved."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    content = models.JSONField()
    pen = models.CharField(max_length=40, blank=True)
    """The opened page on which it was written."""
    stroke = models.PositiveIntegerField(default=0)
    """How often that page was sent before."""

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "revision"
        ordering: ClassVar = ["draft", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="revision_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft}, {self.number}"

    @property
    def text(self) -> Text:
        """What it says."""
        return text_from_fields(self.content)
