"""Sessions in the database, each with its member, so that all of one can be ended at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest
from django.utils import timezone

from kiemchung_site.members.models import MemberSession

_STARTED = "started_at"
_SEEN = "seen_at"
_RENEW_AFTER = timedelta(minutes=5)


class SessionStore(DatabaseStore):
    """The engine that ``SESSION_ENGINE`` names."""

    @classmethod
    def get_model_class(cls) -> type[MemberSession]:
        return MemberSession

    def create_model_instance(self, data: dict[str, Any]) -> MemberSession:
        now = timezone.now()
        data.setdefault(_STARTED, now.timestamp())
        data[_SEEN] = now.timestamp()
        row: MemberSession = super().create_model_instance(data)  # type: ignore[assignment]
        row.member_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.started_at = datetime.fromtimestamp(data[_STARTED], UTC)
        row.seen_at = now
        return row


def keep_alive(request: HttpRequest) -> None:
    """Put the end of a session off while it is used; written every few minutes at most."""
    seen = request.session.get(_SEEN, 0)
    if timezone.now().timestamp() - seen > _RENEW_AFTER.total_seconds():
        request.session.modified = True
