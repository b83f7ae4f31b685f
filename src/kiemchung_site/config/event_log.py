"""The log: what happened, without who did it and without what was sent.

Messages of other libraries are written as their template, never with its values, and errors
without their sentence: either may hold an address or an asked text.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

_OWN = "kiemchung_site"
_SERVER = "_granian"
"""Granian's own name, under which it tells of its processes and where they listen, nothing else.

What its names below this one tell of connections is another library's like any other.
"""


class EventFormatter(logging.Formatter):
    """Writes one JSON object for each event."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, str | int | list[str]] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            event["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            event["error"] = f"{kind.__module__}.{kind.__qualname__}"
            event["at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace, limit=-8)
            ]
        return json.dumps(event, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] == _OWN or record.name == _SERVER:
        return record.getMessage()
    # Without arguments a message may be made of values, as Django's are about a wrong host.
    return str(record.msg) if record.args else record.name
