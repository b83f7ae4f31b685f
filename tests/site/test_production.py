"""The site in production mode, as it stands behind a server that speaks https."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from tests.functional.examples import PASSWORD
from tests.serving import Served, serving

pytestmark = pytest.mark.slow

HOST = "desk.example"
BEHIND_HTTPS = {"Host": HOST, "X-Forwarded-Proto": "https"}
LOGIN = "/en/desk/account/login/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = {
        "KIEMCHUNG_MODE": "production",
        "KIEMCHUNG_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "KIEMCHUNG_ORIGIN": f"https://{HOST}",
    }
    with serving(tmp_path_factory.mktemp("production"), **settings) as served:
        served.run("tests.functional.admitting:admit_members")
        yield served


@pytest.fixture
def reader(site: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.address, headers=BEHIND_HTTPS) as client:
        yield client


def test_who_comes_without_https_is_led_to_it(site: Served) -> None:
    answer = httpx.get(f"{site.address}/vi/?x=1", headers={"Host": HOST})
    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{HOST}/vi/?x=1")


def test_who_looks_after_the_machine_needs_no_https(site: Served) -> None:
    assert httpx.get(f"{site.address}/healthz").status_code == 200
    assert httpx.get(f"{site.address}/readyz").status_code == 200


def test_browsers_are_told_to_keep_to_https(reader: httpx.Client) -> None:
    answer = reader.get("/vi/")
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_another_host_is_refused(reader: httpx.Client) -> None:
    assert reader.get("/vi/", headers={"Host": "evil.example"}).status_code == 400


def log_in(reader: httpx.Client, origin: str) -> httpx.Response:
    page = reader.get(LOGIN)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found
    # The client keeps cookies that are for https alone to itself: here the way is plain.
    headers = {"Origin": origin, "Cookie": f"csrftoken={page.cookies['csrftoken']}"}
    sent = {"login": "hoa@desk.example", "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
    return reader.post(LOGIN, data=sent, headers=headers)


def test_cookies_go_over_https_alone(reader: httpx.Client) -> None:
    answer = log_in(reader, f"https://{HOST}")
    assert answer.headers["Location"] == "/en/desk/account/login/code/"
    language = reader.post("/language/", data={"language": "en", "next": "/vi/"})
    set_here = [*answer.headers.get_list("set-cookie"), *language.headers.get_list("set-cookie")]
    set_here += reader.get(LOGIN).headers.get_list("set-cookie")
    assert {one.partition("=")[0] for one in set_here} == {"sessionid", "csrftoken", "language"}
    assert [one for one in set_here if "; Secure" not in one or "; HttpOnly" not in one] == []


def test_a_form_from_another_origin_is_refused(reader: httpx.Client) -> None:
    assert log_in(reader, "https://evil.example").status_code == 403
    assert log_in(reader, f"http://{HOST}").status_code == 403


def test_every_line_of_the_log_is_one_event(site: Served, reader: httpx.Client) -> None:
    reader.get("/vi/nowhere/")
    reader.get("/vi/", headers={"Host": "evil.example"})
    assert site.stop() == 0
    events = [json.loads(line) for line in site.log.read_text(encoding="utf-8").splitlines()]
    loggers = {event["logger"] for event in events}
    assert {"_granian", "django.security.DisallowedHost"} <= loggers
    told = " ".join(event["event"] for event in events)
    assert "Serving on http" in told
    assert "Listening at" in told
    assert "evil.example" not in told
