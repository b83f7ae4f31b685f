import pytest
from django.test import Client


def test_vietnamese_is_first_whatever_the_browser_says(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "en"})
    assert response["Location"] == "/vi/"


def test_the_chosen_language_is_remembered(client: Client) -> None:
    client.post("/language/", {"language": "en", "page": "/vi/"})
    assert client.get("/")["Location"] == "/en/"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("/vi/about/", "/en/about/"),
        ("/vi/fact-checks/?words=x&page=2", "/en/fact-checks/?words=x&page=2"),
        ("//evil.example/", "/en/"),
        ("https://evil.example/vi/", "/en/"),
        ("/language/", "/en/"),
        ("\\\\evil.example", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_same_page_is_shown_in_the_chosen_language(
    client: Client, page: str, shown: str
) -> None:
    assert client.post("/language/", {"language": "en", "page": page})["Location"] == shown


def test_an_unknown_language_is_answered_with_the_first(client: Client) -> None:
    assert client.post("/language/", {"language": "xx"})["Location"] == "/vi/"
    client.cookies["language"] = "../xx"
    assert client.get("/")["Location"] == "/vi/"
