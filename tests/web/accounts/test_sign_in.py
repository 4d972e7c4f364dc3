"""Signing in: what is asked, what is answered, and what a stranger learns (nothing)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from safeguard.access.roles import Role
from safeguard.accounts.services.demo import used_key
from tests.factories import PASSWORD, make_membership, make_school, make_user
from tests.web.accounts.conftest import code_now, first_step, give_factor, letters, path_in, sign_in

pytestmark = pytest.mark.django_db
NEW = "quite another long pass phrase"


def text_of(response) -> str:
    """What a person reads: without what differs by itself (tokens, the address typed)."""
    html = response.content.decode()
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)
    return re.sub(r"[\w.]+@example\.org", "ADDRESS", html)


def is_signed_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_password_alone_opens_a_role_that_needs_no_more(client, teacher):
    assert first_step(client, teacher)["Location"] == "/"
    assert is_signed_in(client)


def test_the_address_is_the_same_in_any_case(client, teacher):
    response = client.post("/sign-in/", {"login": f" {teacher.email.upper()} ", "password": PASSWORD})
    assert response["Location"] == "/"


def test_who_set_up_a_second_step_is_asked_for_it(client, teacher):
    give_factor(teacher)
    assert first_step(client, teacher)["Location"] == "/sign-in/code/"
    assert not is_signed_in(client)
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    assert client.post("/sign-in/code/", {"code": code_now(teacher)})["Location"] == "/"
    assert is_signed_in(client)


@pytest.mark.parametrize("spaced", ["{} {}", "{}{}"])
def test_a_code_may_be_typed_with_a_space(client, teacher, spaced):
    give_factor(teacher)
    first_step(client, teacher)
    code = code_now(teacher)
    assert client.post("/sign-in/code/", {"code": spaced.format(code[:3], code[3:])}).status_code == 302


@pytest.mark.parametrize(("ahead", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (3, False)])
def test_a_code_counts_half_a_minute_early_and_late(client, teacher, ahead, is_good):
    give_factor(teacher)
    first_step(client, teacher)
    response = client.post("/sign-in/code/", {"code": code_now(teacher, ahead=ahead)})
    assert (response.status_code == 302) is is_good


def test_a_code_works_once(teacher):
    give_factor(teacher)
    code = code_now(teacher)
    first, second = Client(), Client()
    for client, status in ((first, 302), (second, 200)):
        first_step(client, teacher)
        assert client.post("/sign-in/code/", {"code": code}).status_code == status


def test_a_used_code_stays_used_as_long_as_the_clock_tolerates_it(client, teacher, monkeypatch):
    """allauth forgets after 30 seconds what its tolerance accepts for 90."""
    kept = {}
    monkeypatch.setattr(
        "safeguard.accounts.entrance.forms.cache.set", lambda key, _, timeout: kept.update({key: timeout})
    )
    give_factor(teacher)
    first_step(client, teacher)
    client.post("/sign-in/code/", {"code": code_now(teacher)})
    assert kept[used_key(teacher, code_now(teacher))] == 90


def test_a_recovery_code_works_once_in_place_of_the_app(teacher):
    give_factor(teacher)
    code = Authenticator.objects.get(user=teacher, type="recovery_codes").wrap().get_unused_codes()[0]
    for status in (302, 200):
        client = Client()
        first_step(client, teacher)
        assert client.post("/sign-in/code/", {"code": code}).status_code == status


# --- what a stranger learns ---


def test_unknown_address_wrong_password_and_wrong_case_are_answered_alike(teacher):
    known = first_step(Client(), teacher, "not the password")
    unknown = Client().post("/sign-in/", {"login": "nobody@example.org", "password": "not the password"})
    assert known.status_code == unknown.status_code == 200
    assert text_of(known) == text_of(unknown)


def test_asking_for_a_new_password_is_answered_alike(teacher):
    known = Client().post("/password/", {"email": teacher.email}, follow=True)
    unknown = Client().post("/password/", {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain == [("/password/sent/", 302)]
    assert text_of(known) == text_of(unknown)
    assert [letter.to for letter in letters()] == [[teacher.email]]


def test_a_closed_account_looks_unknown_to_who_has_no_password(teacher):
    close(teacher)
    closed = first_step(Client(), teacher, "not the password")
    unknown = Client().post("/sign-in/", {"login": "nobody@example.org", "password": "not the password"})
    assert text_of(closed) == text_of(unknown)


def test_a_closed_account_stays_closed(client, teacher):
    close(teacher)
    assert first_step(client, teacher)["Location"] == "/sign-in/closed/"
    assert not is_signed_in(client)
    Client().post("/password/", {"email": teacher.email})
    assert letters() == []


def test_there_is_no_sign_up(client):
    for name in ("account_signup", "account_email", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/sign-in/").content.decode().count("sign-up") == 0


# --- limits ---


def test_the_sixth_wrong_password_is_not_even_tried(teacher):
    for _ in range(5):
        assert first_step(Client(), teacher, "wrong").status_code == 200
    client = Client()
    response = first_step(client, teacher)
    assert response.status_code == 200
    assert "Too many failed attempts" in response.content.decode()
    assert not is_signed_in(client)


def test_an_unknown_address_is_locked_out_alike(teacher):
    answers = []
    for address in (teacher.email, "nobody@example.org"):
        cache.clear()
        for _ in range(6):
            last = Client().post("/sign-in/", {"login": address, "password": "wrong"}, REMOTE_ADDR="192.0.2.7")
        answers.append(text_of(last))
    assert answers[0] == answers[1]


def test_the_limit_of_one_is_not_the_limit_of_another(teacher, head):
    for _ in range(5):
        first_step(Client(), teacher, "wrong", REMOTE_ADDR="192.0.2.1")
    assert first_step(Client(), head, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_one_address_can_not_try_many_accounts(teacher):
    """Ten failures a minute from one address, whoever is tried."""
    for number in range(10):
        Client().post("/sign-in/", {"login": f"person-{number}@example.org", "password": "wrong"})
    assert "Too many failed attempts" in first_step(Client(), teacher).content.decode()


def test_codes_are_limited_too(client, teacher):
    give_factor(teacher)
    first_step(client, teacher)
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    response = client.post("/sign-in/code/", {"code": code_now(teacher)})
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_asking_for_letters_without_end_is_refused_with_our_page(teacher):
    answers = [Client().post("/password/", {"email": teacher.email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


# --- passwords ---


def test_a_new_password_by_letter(client, teacher):
    client.post("/password/", {"email": teacher.email})
    page = client.get(path_in(letters()[0]), follow=True)
    assert page.status_code == 200
    assert teacher.email not in page.request["PATH_INFO"]
    done = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert done["Location"] == "/password/done/"
    teacher.refresh_from_db()
    assert teacher.check_password(NEW)
    assert [letter.subject for letter in letters()][1:] == ["Your Safeguard password was changed"]


def test_the_link_works_once(teacher):
    client = Client()
    client.post("/password/", {"email": teacher.email})
    link = path_in(letters()[0])
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    again = Client().get(link, follow=True)
    assert "no longer valid" in again.content.decode()


def test_the_letter_does_not_pass_the_second_step(client, head):
    give_factor(head)
    client.post("/password/", {"email": head.email})
    page = client.get(path_in(letters()[0]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_signed_in(client)
    assert first_step(client, head, NEW)["Location"] == "/sign-in/code/"


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [
        ("short", "short", "at least 12 characters"),
        ("123456789012345", "123456789012345", "digits only"),
        ("passwordpassword", "another password", "twice"),
        ("{email}", "{email}", "too much like your name or address"),
    ],
)
def test_passwords_that_are_refused(client, teacher, first, again, said):
    client.force_login(teacher)
    typed = {"oldpassword": PASSWORD, "password1": first, "password2": again}
    typed = {name: value.format(email=teacher.email) for name, value in typed.items()}
    assert said in client.post("/account/password/", typed).content.decode()
    teacher.refresh_from_db()
    assert teacher.check_password(PASSWORD)


def test_changing_the_password_ends_the_sessions_elsewhere(teacher):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, teacher)
        assert is_signed_in(client)
    here.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_a_new_password_by_letter_ends_every_session(teacher):
    elsewhere, client = Client(), Client()
    sign_in(elsewhere, teacher)
    client.post("/password/", {"email": teacher.email})
    page = client.get(path_in(letters()[0]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_signed_in(elsewhere)


# --- where one lands ---


def test_one_place_of_work_is_entered_at_once(client, teacher, school):
    client.force_login(teacher)
    assert client.get("/")["Location"] == f"/s/{school.organisation.slug}/"


def test_several_places_are_offered(client, teacher, school, region):
    other = make_school(district=region.district)
    make_membership(other.pk, Role.STAFF, user=teacher)
    make_membership(region.district.pk, Role.DISTRICT_OFFICER, user=teacher)
    client.force_login(teacher)
    page = client.get("/", follow=True).content.decode()
    for slug in (f"/s/{school.organisation.slug}/", f"/s/{other.organisation.slug}/", f"/d/{region.district.slug}/"):
        assert f'href="{slug}"' in page


def test_no_place_of_work_is_said_so(client):
    client.force_login(make_user())
    assert "no place of work" in client.get("/", follow=True).content.decode()


def test_nobody_signed_in_is_asked_to(client):
    assert client.get("/")["Location"] == "/sign-in/?next=/"


@pytest.mark.parametrize(("wanted", "lands"), [("/account/", "/account/"), ("https://evil.example/", "/")])
def test_after_sign_in_back_to_ones_page_but_never_elsewhere(client, teacher, wanted, lands):
    response = client.post(f"/sign-in/?next={wanted}", {"login": teacher.email, "password": PASSWORD})
    assert response["Location"] == lands


def test_the_accounts_language_wins_over_the_browsers(client, teacher):
    teacher.language = "kk"
    teacher.save()
    first_step(client, teacher)
    assert client.cookies["language"].value == "kk"


def test_signing_out_needs_a_press(client, teacher):
    client.force_login(teacher)
    client.get("/sign-out/")
    assert is_signed_in(client)
    client.post("/sign-out/")
    assert not is_signed_in(client)


# --- demo accounts ---


@pytest.mark.parametrize(("mode", "opens"), [("demo", True), ("test", False), ("production", False)])
def test_a_demo_account_signs_in_to_a_demo_only(client, settings, school, mode, opens):
    user = make_user(is_demo=True)
    make_membership(school.pk, Role.STAFF, user=user)
    settings.MODE = mode
    assert first_step(client, user)["Location"] == ("/" if opens else "/sign-in/closed/")
    assert get_user(client).is_authenticated is opens


def test_a_session_of_a_demo_account_ends_with_the_demo(client, settings, school):
    settings.MODE = "demo"
    user = make_user(is_demo=True)
    make_membership(school.pk, Role.STAFF, user=user)
    first_step(client, user)
    settings.MODE = "production"
    assert not is_signed_in(client)


def close(user):
    user.is_active, user.deactivated_at = False, user.created_at
    user.save()
