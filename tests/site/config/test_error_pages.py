import inspect
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from kiemchung import errors
from kiemchung.errors import BadInput, KiemchungError
from kiemchung_site import errors as site_errors
from kiemchung_site.config.error_pages import SENTENCES, forged_form
from kiemchung_site.public import views

_BASES = {KiemchungError, site_errors.SiteError}
_MENDABLE = (
    BadInput,
    site_errors.DeskRefusal,
    site_errors.QuestionRefusal,
    site_errors.NoSuchQuarter,
)


def kinds() -> list[type[KiemchungError]]:
    found = [
        value
        for module in (errors, site_errors)
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, KiemchungError)
    ]
    return [kind for kind in dict.fromkeys(found) if kind not in _BASES]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status_and_a_sentence(kind: type[KiemchungError]) -> None:
    if issubclass(kind, (site_errors.BadSetting, site_errors.BackupProblem)):
        pytest.skip("is met at the command line only")
    known = next((status for base, status, _ in SENTENCES if issubclass(kind, base)), None)
    assert known is not None
    assert (known < 500) == issubclass(kind, _MENDABLE)


def test_no_line_of_the_table_hides_behind_an_earlier_one() -> None:
    for place, (kind, _, _) in enumerate(SENTENCES):
        assert not any(issubclass(kind, earlier) for earlier, _, _ in SENTENCES[:place]), kind


@override_settings(ALLOWED_HOSTS=["desk.example"])
def test_a_wrong_host_is_a_page(client: Client) -> None:
    response = client.get("/vi/", headers={"host": "evil.example"})
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "Không đọc được" in response.text


@pytest.mark.parametrize("path", ["/vi/%00/", "/%ff%fe/", "/vi/fact-checks/%E2%80%AE/", "/vi"])
def test_strange_addresses_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.MOVED_PERMANENTLY)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/vi/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "Bạn không được phép làm việc này."), ("en", "You may not do this.")],
)
def test_a_forged_form_is_a_page(rf: RequestFactory, language: str, sentence: str) -> None:
    with translation.override(language):
        response = forged_form(rf.post(f"/{language}/"))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert sentence in response.text


def test_a_form_that_may_write_needs_its_token() -> None:
    """Without one go asking, choosing a language, and questions, whose forms count once."""
    exempt = {name for name in views.__all__ if getattr(getattr(views, name), "csrf_exempt", False)}
    questions = {"question", "send_question", "question_status"}
    assert exempt == {"ask", "choose_language"} | questions
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE
