"""Error pages: the right status, the reader's language, and nothing typed is lost."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from safeguard.web import errors, guards
from safeguard.web.signed_in import signed_in
from tests.web.ui.page import Page

LONG = "She said she doesn't want to go there any more.\nI wrote it down at once. <b>&"
OURS = {"sec-fetch-site": "same-origin"}


def explode(_request):
    raise RuntimeError("broken")


def too_many(_request):
    raise errors.TooManyRequests(30)


def echo(request):
    return HttpResponse(f"{request.POST.get('what', '')}|{len(request.FILES)}")


@signed_in
def desk(_request):
    return HttpResponse("desk")


handler400, handler403 = "safeguard.web.errors.bad_request", "safeguard.web.errors.forbidden"
handler404, handler500 = "safeguard.web.errors.not_found", "safeguard.web.errors.server_error"
urlpatterns = [
    path("explode/", explode),
    path("too-many/", too_many),
    path("echo/", echo),
    path("api/v1/explode/", explode),
    path("s/lyceum/", desk),
    path("accounts/login/", echo, name="account_login"),
    path("", include("safeguard.web.interface_urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


ADDRESSES = [("/nowhere/", 404), ("/explode/", 500), ("/too-many/", 429)]


@pytest.mark.parametrize("language", ["uk", "kk", "ru", "en"])
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_an_error_page_speaks_the_readers_language(client, address, status, language):
    response = client.get(address, headers={"accept-language": language})
    page = Page(response.content)
    assert response.status_code == status
    assert page.all("/html/@lang") == [language]
    assert len(page.all("//h1")) == 1


@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_what_was_typed_can_be_sent_again(client, address, status):
    response = client.post(f"{address}?step=2", {"what": LONG, "who": ["a", "b"], "empty": ""}, headers=OURS)
    page = Page(response.content)
    assert response.status_code == status
    assert page.all("//form[@action]/@action")[0].startswith(address)
    assert page.all("//form//textarea/text()") == [LONG.replace("\n", "\r\n")] or page.all(
        "//form//textarea/text()"
    ) == [LONG]
    assert page.all("//form//input[@name='who']/@value") == ["a", "b"]
    assert page.unlabelled() == []


@pytest.mark.parametrize(
    ("headers", "may_resend"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site", "origin": "http://testserver"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "null"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"referer": "http://testserver/form/"}, True),
        ({}, False),
    ],
)
def test_only_our_own_page_may_be_sent_again(strict, headers, may_resend):
    response = strict.post("/echo/", {"what": LONG}, headers=headers)
    page = Page(response.content)
    assert response.status_code == 403
    assert bool(page.all("//main//form")) == may_resend
    assert page.all("//main//textarea/@readonly") == ([] if may_resend else ["readonly"])
    assert page.all("//main//textarea/text()")


def test_a_form_left_open_too_long_arrives_at_the_second_try(strict):
    refused = strict.post("/echo/", {"what": LONG, "who": "a"}, headers=OURS)
    page = Page(refused.content)
    again = {str(one.get("name")): one.get("value") for one in page.all("//main//form//input[@name]")}
    again["what"] = page.all("//main//form//textarea/text()")[0]
    assert strict.post("/echo/", again, headers=OURS).content.decode().startswith(LONG[:40])


@pytest.mark.parametrize("name", ["password", "password1", "csrf_token2", "otp", "code", "client_secret"])
def test_a_secret_is_never_written_back(strict, name):
    response = strict.post("/echo/", {"login": "teacher@example.org", name: "hunter2" * 20}, headers=OURS)
    assert response.status_code == 403
    assert b"hunter2" not in response.content
    assert b"teacher@example.org" not in response.content


def test_a_form_too_large_comes_back_to_be_shortened(client):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        body = f"what={'long%20' * 400}&who=a"
        response = client.post("/echo/", body, content_type="application/x-www-form-urlencoded", headers=OURS)
    page = Page(response.content)
    assert response.status_code == 413
    assert page.all("//main//form//textarea/text()")[0].count("long") == 400
    assert page.all("//main//form//input[@name='who']/@value") == ["a"]


def test_a_file_too_large_costs_nobody_the_rest_of_the_form(client):
    with override_settings(MAX_UPLOAD_BYTES=1000):
        large = SimpleUploadedFile("film.mp4", b"0" * 200_000)
        response = client.post("/echo/", {"file": large, "what": "kept"})
    assert response.content == b"kept|1"


def test_of_a_file_too_large_the_field_says_so():
    from safeguard.forms import FileField, GovForm

    with override_settings(MAX_UPLOAD_BYTES=1000):
        request = RequestFactory().post("/", {"x": SimpleUploadedFile("film.mp4", b"0" * 200_000)})
        form = type("F", (GovForm,), {"x": FileField()})(request.POST, request.FILES)
        assert "film.mp4" in form.errors["x"][0]
        assert request.FILES["x"].read() == b""


def test_too_many_requests_says_when_to_try_again(client):
    assert client.get("/too-many/")["Retry-After"] == "30"


def test_htmx_gets_the_page_in_place_of_the_main_part(client):
    response = client.get("/nowhere/", headers={"hx-request": "true"})
    assert (response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"]) == ("#main", "#main", "outerHTML")


def test_the_api_answers_as_an_api(client):
    response = client.post("/api/v1/explode/", {"what": LONG})
    assert response.status_code == 500
    assert set(response.json()) == {"status", "reference"}


def test_a_broken_error_page_still_answers_in_four_languages(monkeypatch):
    monkeypatch.setattr(errors, "render_to_string", explode)
    response = errors.server_error(RequestFactory().get("/"))
    page = Page(response.content)
    assert response.status_code == 500
    assert page.all("//p/@lang") == ["uk", "kk", "ru", "en"]


def test_maintenance_keeps_what_was_typed_and_spares_the_health_check(client, tmp_path):
    with override_settings(RUN_DIR=tmp_path):
        handler = guards.Guards(lambda _: HttpResponse("open"))
        post = RequestFactory().post("/s/x/report/", {"what": LONG}, headers=OURS)
        assert handler(post).content == b"open"
        (tmp_path / "maintenance").touch()
        closed = handler(post)
        assert (closed.status_code, closed["Retry-After"]) == (503, "300")
        assert Page(closed.content).all("//main//form//textarea")
        assert handler(RequestFactory().get("/health/")).content == b"open"


def test_every_handler_is_wired():
    from safeguard import urls

    names = {
        name: getattr(urls, name) for name in ("handler400", "handler403", "handler404", "handler429", "handler500")
    }
    assert {name.rsplit(".", 1)[0] for name in names.values()} == {"safeguard.web.errors"}
    assert settings.CSRF_FAILURE_VIEW == "safeguard.web.errors.csrf_failure"
    assert settings.FILE_UPLOAD_HANDLERS[0] == "safeguard.web.uploads.LimitedUpload"


def test_a_session_that_ended_costs_nobody_their_text(client):
    response = client.post("/s/lyceum/", {"what": LONG}, headers=OURS)
    page = Page(response.content)
    assert response.status_code == 401
    assert page.all("//main//form[@action='/s/lyceum/']//textarea")
    assert page.all("//main//a[@target='_blank']/@href") == ["/accounts/login/"]


def test_who_only_reads_is_asked_to_sign_in(client):
    response = client.get("/s/lyceum/?tab=2")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/s/lyceum/%3Ftab%3D2")
