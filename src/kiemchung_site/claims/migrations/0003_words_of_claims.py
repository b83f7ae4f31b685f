from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung.text.folding import fold
from kiemchung.text.normal import normal_form

_AT_ONCE = 500


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    claims = apps.get_model("claims", "Claim").objects
    found = list(claims.exclude(text="").only("text"))
    for claim in found:
        claim.folded = fold(normal_form(claim.text))
    claims.bulk_update(found, ["folded"], batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("claims", "0002_answer_by_known")]
    operations: ClassVar = [
        migrations.AddField(model_name="claim", name="folded", field=models.TextField(blank=True)),
        migrations.AlterField(
            model_name="savedfilter", name="query", field=models.CharField(max_length=1000)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
