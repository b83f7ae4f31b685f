from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SAID = ("text", "language", "topic", "ground", "reason", "declined_at")


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    declining = apps.get_model("claims", "Declining")
    declined = apps.get_model("claims", "Claim").objects.filter(status="declined", merged_into=None)
    rows = [
        declining(claim_id=key, **dict(zip(_SAID, said, strict=True)))
        for key, *said in declined.order_by("declined_at", "pk").values_list("pk", *_SAID)
    ]
    declining.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("claims", "0003_words_of_claims")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Declining",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("language", models.CharField(max_length=3)),
                ("topic", models.CharField(blank=True, max_length=40)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("opinion", "an opinion"),
                            ("prediction", "a prediction"),
                            ("satire", "satire"),
                            ("private", "a private matter"),
                            ("not_checkable", "cannot be checked"),
                            ("no_interest", "of no public interest"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField()),
                ("declined_at", models.DateTimeField()),
                ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declinings",
                        to="claims.claim",
                    ),
                ),
            ],
            options={
                "ordering": ["-declined_at", "-pk"],
                "indexes": [models.Index(fields=["-declined_at", "-id"], name="declining_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_up_at", None)),
                        fields=("claim",),
                        name="declining_in_force_once",
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
