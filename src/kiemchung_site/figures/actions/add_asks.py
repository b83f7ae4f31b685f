from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from kiemchung.claims import Level
from kiemchung_site.figures.models import AskCount


@transaction.atomic
def add_asks(counts: Mapping[tuple[date, Level], int]) -> None:
    """Add to each day and level what was counted. Several processes may do so at once."""
    for (day, level), number in sorted(counts.items()):
        AskCount.objects.get_or_create(day=day, level=level)
        AskCount.objects.filter(day=day, level=level).update(count=F("count") + number)
