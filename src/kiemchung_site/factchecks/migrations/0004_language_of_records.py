from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Left


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    said = Coalesce(KT("content__language"), models.Value(""))
    apps.get_model("factchecks", "Record").objects.update(language=Left(said, 12))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("factchecks", "0003_own_entries")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="record",
            name="language",
            field=models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(
                fields=["language", "-published", "-revision"], name="record_of_language"
            ),
        ),
    ]
