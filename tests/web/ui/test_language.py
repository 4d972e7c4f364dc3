"""The language is chosen in the footer, by POST, and leads back to the same page and nowhere else."""

import pytest
from django.test import Client, RequestFactory

from safeguard.web.language import set_language
from tests.web.ui.page import Page

pytestmark = pytest.mark.urls("safeguard.web.interface_urls")


@pytest.mark.parametrize("code", ["uk", "kk", "ru", "en"])
def test_the_choice_is_kept_in_a_cookie(code):
    client = Client()
    response = client.post("/language/", {"language": code, "next": "/privacy/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/privacy/?a=1")
    page = Page(client.get("/privacy/", headers={"accept-language": "de"}).content)
    assert page.all("/html/@lang") == [code]
    assert page.all("//button[@aria-current='true']/@value") == [code]


@pytest.mark.parametrize(
    "way_back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
        "\x00//evil.example",
        "",
    ],
)
def test_the_way_back_is_never_a_stranger(way_back):
    response = Client().post("/language/", {"language": "kk", "next": way_back})
    assert response["Location"] == "/"


@pytest.mark.parametrize("code", ["", "de", "../../etc", "uk-UA"])
def test_an_unknown_language_changes_nothing(code):
    assert "language" not in Client().post("/language/", {"language": code, "next": "/"}).cookies


def test_a_link_can_not_change_it():
    assert Client().get("/language/?language=kk").status_code == 405


def test_a_stranger_can_not_change_it():
    assert Client(enforce_csrf_checks=True).post("/language/", {"language": "kk"}).status_code == 403


@pytest.mark.django_db
def test_it_is_kept_in_the_account_too(django_user_model):
    user = django_user_model.objects.create_user("teacher@example.org", language="uk")
    request = RequestFactory().post("/language/", {"language": "kk", "next": "/privacy/"})
    request.user = user
    set_language(request)
    user.refresh_from_db()
    assert user.language == "kk"
