"""A dropped draft stays dropped: its revisions may go, and others must not come in their place."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung_site.factchecks.triggers import Refusal, refuse

DRAFT = "drafts_draft"
KEPT = "what was written and decided in a draft is kept"
REFUSAL = Refusal(
    f"{DRAFT}_dropped",
    DRAFT,
    "UPDATE OF dropped_at",
    "OLD.dropped_at IS NOT NULL AND NEW.dropped_at IS NULL",
    KEPT,
)


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    refuse(editor, REFUSAL)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("drafts", "0003_approved")]
    operations: ClassVar = [migrations.RunPython(hold)]
