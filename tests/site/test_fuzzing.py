"""Every address of the site with whatever hypothesis thinks of: no failure, no trace, no leak."""

import io
import logging
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung_site.config.event_log import EventFormatter
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import Member, Role
from tests.site.building import member, published
from tests.site.drafts.writing import open_claim, waiting

MARK = "Xiphosura"
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_DRAWN = frozenset({"path", "circle"})


def patterns(
    among: list[URLPattern | URLResolver] | None = None, before: tuple[object, ...] = ()
) -> Iterator[tuple[object, ...]]:
    """Yield the parts of every address: fixed texts and the converters between them."""
    for entry in get_resolver().url_patterns if among is None else among:
        parts = (*before, entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, parts)
        else:
            yield parts


ADDRESSES = list(patterns())


Row = Callable[[str], str]
"""Says what stands in a place of an address, given the folder before it."""


def path_to(parts: tuple[object, ...], language: str, fill: Row) -> str:
    """Return the path of a page, with its places filled."""
    whole = "/"
    for pattern in parts:
        fixed = f"{language}/" if hasattr(pattern, "language_prefix") else str(pattern)
        for name in getattr(pattern, "converters", {}):
            folder = (whole + fixed[: fixed.index("<")]).split("/")[-2]
            fixed = _fill(fixed, name, fill(folder))
        whole += fixed
    return whole


def _fill(route: str, name: str, value: str) -> str:
    start, end = route.index("<"), route.index(">")
    assert route[start:end].endswith(name)
    return route[:start] + value + route[end + 1 :]


texts = st.text(max_size=40).map(lambda text: MARK + text)
FIELDS = (
    *("message", "words", "topic", "language", "page", "code", "next", "text", "claim", "name"),
    *("query", "email", "role", "deed", "password", "login", "credential", "revision", "verdict"),
    *("kind", "reason", "show", "decision", "reasoning", "after", "preview", "status", "whose"),
    *(
        "evidence-TOTAL_FORMS",
        "evidence-INITIAL_FORMS",
        "evidence-0-quote",
        "evidence-0-source_url",
    ),
    *("note-text", "restate-text", "harm-harm", "assign-to", "deadline-day", "decline-ground"),
    *("answer-record", "merge-into", "join-question", "split-question", "undo-event", MARK),
)
HOSTILE = (
    *("", "1", "0", "-1", "9" * 30, "1e9", "٣", "NaN", "None", "null", "true", "vi", "/vi/", "//x"),
    *("\x00", "\u202e", "e\u0301" * 300, "a" * 60_000, "\r\nX: y", "<b>", "%s", "{0}"),
    *("' OR 1=1 --", "../../etc/passwd", "javascript:alert(1)", "0000-00-00", "9999-12-31", "[]"),
)
values = texts | st.sampled_from(HOSTILE)
forms = st.dictionaries(st.sampled_from(FIELDS), values, max_size=12)
bodies = st.one_of(
    st.tuples(st.just("form"), forms),
    st.tuples(
        st.sampled_from(
            [
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json",
                "text/plain; charset=nothing",
                MARK,
            ]
        ),
        st.binary(max_size=300).map(lambda body: MARK.encode() + body),
    ),
)
headers = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_HOST",
            "HTTP_COOKIE",
            "HTTP_ACCEPT",
            "HTTP_ACCEPT_LANGUAGE",
            "HTTP_AUTHORIZATION",
            "HTTP_REFERER",
            "HTTP_ORIGIN",
            "HTTP_USER_AGENT",
            "HTTP_X_FORWARDED_FOR",
            "HTTP_X_FORWARDED_HOST",
            "HTTP_RANGE",
            "HTTP_IF_NONE_MATCH",
            "HTTP_IF_MODIFIED_SINCE",
            "HTTP_TRANSFER_ENCODING",
        ]
    ),
    st.sampled_from(["testserver", "language=en", "bytes=0-1", ""])
    | st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30).map(
        lambda text: MARK + text
    ),
    max_size=3,
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(EventFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "kiemchung_site")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def filled(sample: SiteLibrary) -> dict[str, str]:
    """Return what stands in the places of addresses where there is something."""
    version, checker = published(), member("Mai", Role.CHECKER)
    claim = open_claim()
    draft, slug = str(waiting(checker, about=claim).pk), version.fact_check.slug
    return {
        **{"claims": str(claim.pk), "drafts": draft, "reviews": draft, "members": str(checker.pk)},
        **{"published": slug, "fact-checks": slug, "vi": "about", "en": "about", "pages": "about"},
        **{"about": "vi"},
    }


def test_every_address_is_among_them() -> None:
    assert len(ADDRESSES) >= 12
    assert any("metrics" in str(parts[-1]) for parts in ADDRESSES)


@pytest.mark.slow
@settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("is_checker", [False, True])
def test_nothing_that_is_sent_anywhere_breaks_the_site(
    filled: dict[str, str], log: io.StringIO, is_checker: bool, method: str, data: st.DataObject
) -> None:
    language, header = data.draw(st.sampled_from(["vi", "en"])), data.draw(headers)
    filling = data.draw(st.sampled_from([filled, {}]))
    unknown = data.draw(st.sampled_from([MARK, "0", "-1", "9" * 30]) | texts)
    query, body = data.draw(forms), data.draw(bodies)
    for parts in ADDRESSES:
        path = path_to(parts, language, lambda folder: filling.get(folder, unknown))
        # Once without the headers: most strange ones end a request at the door.
        for sent_header in ({}, header):
            client = Client(raise_request_exception=False)
            if is_checker:
                client.force_login(Member.objects.get(pk=filled["members"]))
            check(send(client, path, method, query, body, sent_header), method, path)
            assert MARK not in log.getvalue(), path


def check(response: HttpResponseBase, method: str, path: str) -> None:
    assert response.status_code < 500, path
    assert method in ("GET", "HEAD", "POST", "OPTIONS") or response.status_code != 200, path
    check_headers(response)
    if not response.streaming and response["Content-Type"].startswith("text/html"):
        check_html(response.content.decode())


def send(
    client: Client,
    path: str,
    method: str,
    query: dict[str, str],
    body: tuple[str, dict[str, str] | bytes],
    header: dict[str, str],
) -> HttpResponseBase:
    kind, content = body
    if isinstance(content, dict):
        if method == "POST":
            return client.post(path, content, query_params=query, **header)
        kind, content = "text/plain", b""
    return client.generic(method, path, content, kind, query_params=query, **header)


def check_headers(response: HttpResponseBase) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert set(response.cookies) <= {"language", "csrftoken", "sessionid"}


def check_html(page: str) -> None:
    if page:
        reader = Balanced()
        reader.feed(page)
        reader.close()
        assert reader.open == []


class Balanced(HTMLParser):
    """Holds that every element is closed by its own end tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        assert tag in _VOID | _DRAWN, tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag
