import json
import logging
import sys

from kiemchung_site.config.event_log import EventFormatter


def written(name: str, message: str, *values: object, **more: object) -> dict[str, object]:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, values, None)
    record.__dict__.update(more)
    return dict(json.loads(EventFormatter().format(record)))


def test_our_own_events_are_written_in_full() -> None:
    assert written("kiemchung_site.factchecks", "took %d", 3)["event"] == "took 3"


def test_others_values_are_left_out() -> None:
    event = written("django.request", "%s: %s", "Not Found", "/secret", status_code=404)
    assert (event["event"], event["status"]) == ("%s: %s", 404)
    assert written("django.security", "bad host secret.example")["event"] == "django.security"


def test_what_the_server_tells_of_itself_is_written_but_not_what_it_tells_of_connections() -> None:
    assert written("_granian", "Listening at: 127.0.0.1")["event"] == "Listening at: 127.0.0.1"
    assert written("_granian.tcp", "from 192.0.2.7")["event"] == "_granian.tcp"


def test_an_error_is_told_by_kind_and_place_without_its_sentence() -> None:
    try:
        raise ValueError("secret")
    except ValueError:
        event = written("django.request", "%s", "x", exc_info=sys.exc_info())
    assert event["error"] == "builtins.ValueError"
    assert "test_event_log.py" in str(event["at"])
    assert "secret" not in json.dumps(event)
