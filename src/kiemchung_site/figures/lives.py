"""When each claim was first asked about, and when the desk had done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from kiemchung_site.claims.models import Claim, ClaimEvent, Deed, Status


@dataclass(frozen=True, slots=True)
class Life:
    """What figures need to know of one claim."""

    topic: str
    asked: datetime
    """For the first time; with others merged into it, the first time of them all."""
    answered: datetime | None
    """When the fact-check was published that answers it."""
    let_go: datetime | None
    """When it was declined, or seen to be answered by what was published earlier."""

    def is_open_at(self, moment: datetime) -> bool:
        done = self.answered or self.let_go
        return self.asked < moment and (done is None or done >= moment)

    def wait_until(self, moment: datetime) -> timedelta:
        """Return how long it has waited, at most until ``moment``."""
        return min(self.answered or moment, moment) - self.asked


@dataclass(frozen=True, slots=True)
class Lives:
    """The claims that stand, by their keys, and into which ones others were merged."""

    standing: Mapping[int, Life]
    merged_into: Mapping[int, int]

    def topic_of(self, claim_id: int) -> str:
        """Return the topic under which the questions of a claim stand now."""
        return self.standing[_last(claim_id, self.merged_into)].topic


def read_lives() -> Lives:
    """Read all claims, in three queries."""
    rows = list(
        Claim.objects.values_list(
            "pk", "merged_into_id", "topic", "opened_at", "status", "declined_at"
        )
    )
    merged_into = {key: into for key, into, *_ in rows if into is not None}
    asked: dict[int, datetime] = {}
    for key, _, _, opened_at, *_ in rows:
        last = _last(key, merged_into)
        asked[last] = min(opened_at, asked.get(last, opened_at))
    answered, known = _newest(Deed.ANSWERED), _newest(Deed.KNOWN)
    standing = {
        key: Life(
            topic=topic,
            asked=asked[key],
            answered=answered.get(key) if status == Status.PUBLISHED else None,
            let_go=known.get(key) if status == Status.PUBLISHED else declined_at,
        )
        for key, into, topic, _, status, declined_at in rows
        if into is None
    }
    return Lives(standing, merged_into)


def _newest(deed: Deed) -> dict[int, datetime]:
    """Return when each claim was last closed by ``deed``; some were opened again since."""
    events = ClaimEvent.objects.filter(deed=deed).order_by()
    return dict(events.values_list("claim_id").annotate(Max("at")))


def _last(key: int, merged_into: Mapping[int, int]) -> int:
    while key in merged_into:
        key = merged_into[key]
    return key
