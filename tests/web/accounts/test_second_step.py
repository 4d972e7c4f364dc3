"""Without the second step a role that needs it reaches nothing: asked at every address there is."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from safeguard.access.roles import SECOND_FACTOR_ROLES, Role
from safeguard.accounts.domain.totp import PERIOD, code_at
from safeguard.accounts.entrance.guard import OPEN
from safeguard.accounts.enums import MailKind
from safeguard.accounts.models import AccountMail
from safeguard.accounts.services.acting import Order, appoint_acting_head
from safeguard.organisations.selectors.members import as_member
from tests.factories import FIRST_DAY, make_membership
from tests.web.accounts.conftest import STILL, code_now, first_step, give_factor, secret_of, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.password_only]

SET_UP, CODE = "/account/second-step/set-up/", "/account/confirm/code/"
SAMPLES = {"uuid": str(UUID(int=1)), "slug": "a-slug", "str": "a-word", "int": "1", "path": "a/path"}
#: Groups of addresses written as regular expressions, by name; a new one needs a sample here.
GROUPS = {"uidb36": "abc", "key": "def", "unit": "a-slug", "media": "csv"}


def every_address(places: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, address) of the whole table, schools and departments filled in."""

    def walk(patterns: list[URLPattern | URLResolver], before: str, space: str) -> Iterator[tuple[str, str]]:
        for entry in patterns:
            part = before + _route(entry, places)
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, part, f"{space}{entry.namespace}:" if entry.namespace else space)
            else:
                yield f"{space}{entry.name}", f"/{part}"

    yield from walk(get_resolver().url_patterns, "", "")


def _route(entry: URLPattern | URLResolver, places: dict[str, str]) -> str:
    if isinstance(entry.pattern, RegexPattern):
        samples = GROUPS | places
        plain = re.sub(r"\(\?P<(\w+)>(?:\[[^\]]*\]|[^()\[\]])*\)", lambda found: samples[found[1]], str(entry.pattern))
        return plain.strip("^$").replace("\\", "")
    filled = re.sub(r"<(?:\w+:)?(school|department)>", lambda found: places[found[1]], str(entry.pattern))
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES[found[1] or "str"], filled)


def is_turned_back(response, path: str, to: str = SET_UP) -> bool:
    if path.startswith("/api/"):
        return response.status_code == 403 and response.json() == {"status": 403, "code": "second_factor_required"}
    return response.status_code == 302 and response["Location"].startswith(f"{to}?next=")


@pytest.fixture
def places(school, region):
    return {"school": school.organisation.slug, "department": region.district.slug}


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
def test_no_address_opens_without_the_second_step(school, region, places, role):
    place = school.pk if role in {Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY, Role.RESPONSIBLE_PERSON} else None
    user = make_membership(place or region.district.pk, role).user
    client = Client()
    client.force_login(user)
    addresses = list(every_address(places))
    assert len(addresses) > 60
    reached = [path for name, path in addresses if name not in OPEN and not is_turned_back(client.get(path), path)]
    assert reached == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "head", "options"])
def test_nor_by_another_method(head, places, method):
    client = Client()
    client.force_login(head)
    for path in [path for name, path in every_address(places) if name not in OPEN]:
        response = getattr(client, method)(path)
        if path.startswith("/api/") and method == "head":
            assert response.status_code == 403
        else:
            assert is_turned_back(response, path), path


def test_the_open_addresses_are_these(head, places):
    """Set-up, confirmation, the way out, language, the two notices, health. A longer list needs a reason here.

    The questions to the rulebook know no one and ask no database: a colleague's link opens for everybody alike.
    """
    assert {
        "mfa_activate_totp", "mfa_reauthenticate", "account_reauthenticate", "account_logout", "language",
        "public:privacy", "public:accessibility", "health",
        "questions:due", "questions:calendar", "questions:vote", "questions:days",
    } == OPEN  # fmt: skip
    assert {name for name, _ in every_address(places)} >= OPEN


def test_with_the_second_step_the_same_addresses_open(client, head):
    """Else the walk above would prove nothing."""
    give_factor(head)
    assert sign_in(client, head)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert client.get(f"/s/{head.memberships.get().organisation.slug}/settings/staff/").status_code == 200


def test_a_role_that_does_not_need_it_walks_in(client, teacher):
    first_step(client, teacher)
    assert client.get("/account/").status_code == 200


def test_a_role_given_in_the_middle_of_a_session_counts_from_the_next_request(client, teacher):
    client.force_login(teacher)
    assert client.get("/account/").status_code == 200
    membership = teacher.memberships.get()
    membership.roles = ["class_teacher", "secretary"]
    membership.save()
    assert is_turned_back(client.get("/account/"), "/account/")


def test_an_office_by_order_too(client, teacher, head, school):
    client.force_login(teacher)
    appoint_acting_head(
        organisation=school.organisation,
        membership_id=teacher.memberships.get().pk,
        order=Order("1", FIRST_DAY, FIRST_DAY, None),
        by=as_member(head.memberships.get()),
    )
    assert is_turned_back(client.get("/account/"), "/account/")


def test_a_session_that_began_without_it_is_asked_for_the_code(client, teacher):
    """Set up in another browser in the meantime: this one has still to show it."""
    client.force_login(teacher)
    give_factor(teacher)
    membership = teacher.memberships.get()
    membership.roles = ["principal"]
    membership.save()
    assert is_turned_back(client.get("/account/"), "/account/", CODE)
    response = client.post(f"{CODE}?next=/account/", {"code": code_now(teacher)})
    assert response["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_setting_up_right_after_the_first_sign_in(client, head, django_capture_on_commit_callbacks):
    """Password, picture, code, recovery codes, desk: the password is asked once, the code once."""
    assert first_step(client, head)["Location"] == "/"
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0].startswith(SET_UP)
    html = page.content.decode()
    secret = "".join(re.search(r"<code>([A-Z2-7 ]+)</code>", html)[1].split())
    assert "<svg" in html
    assert "data:" not in html
    code = code_at(secret, int(STILL) // PERIOD)
    with django_capture_on_commit_callbacks(execute=True):
        codes = client.post(SET_UP, {"code": code}, follow=True)
    assert codes.redirect_chain == [("/account/second-step/codes/", 302)]
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get("/account/").status_code == 200
    assert AccountMail.objects.get(user=head).kind == MailKind.FACTOR_SET


def test_a_wrong_code_sets_nothing_up(client, head):
    first_step(client, head)
    client.get(SET_UP)
    response = client.post(SET_UP, {"code": "123"})
    assert response.status_code == 200
    assert "The code is not right" in response.content.decode()
    assert not Authenticator.objects.filter(user=head).exists()


def test_who_needs_it_can_not_remove_it(client, head):
    give_factor(head)
    sign_in(client, head)
    client.post("/account/confirm/", {"password": "a long enough password 7"})
    response = client.post("/account/second-step/remove/")
    assert "Your role needs the second step" in response.content.decode()
    assert Authenticator.objects.filter(user=head, type="totp").exists()


def test_who_does_not_need_it_may(client, teacher):
    give_factor(teacher)
    sign_in(client, teacher)
    client.post("/account/second-step/remove/")
    assert not Authenticator.objects.filter(user=teacher).exists()
    assert AccountMail.objects.get(user=teacher).kind == MailKind.FACTOR_REMOVED


def test_the_seed_is_sealed_in_the_table(teacher):
    give_factor(teacher)
    assert secret_of(teacher) not in str(list(Authenticator.objects.values_list("data")))


def test_a_session_with_both_steps_costs_the_guard_no_query(client, head, django_assert_num_queries):
    give_factor(head)
    sign_in(client, head)
    client.get("/privacy/")
    with django_assert_num_queries(1):  # the user
        client.get("/sign-out/")


# --- demo ---


def test_a_demo_account_has_its_second_step_from_the_first_sign_in(client, settings, head):
    from django.core.management import call_command

    settings.MODE = "demo"
    head.is_demo = True
    head.save()
    assert first_step(client, head)["Location"] == "/sign-in/code/"
    page = client.get("/sign-in/code/").content.decode()
    assert "/demo/codes/" in page
    printed = _printed(call_command, "demo_code", head.email)
    assert printed in Client().get("/demo/codes/").content.decode()
    assert client.post("/sign-in/code/", {"code": printed})["Location"] == "/"
    assert _printed(call_command, "demo_code", head.email) != printed


def test_outside_a_demo_no_code_is_shown(client, settings, head):
    from django.core.management import CommandError, call_command

    head.is_demo = True
    head.save()
    for mode in ("test", "production"):
        settings.MODE = mode
        assert client.get("/demo/codes/").status_code == 404
        with pytest.raises(CommandError):
            call_command("demo_code", head.email)


def test_a_real_account_of_a_demo_shows_no_code(settings, head):
    from django.core.management import CommandError, call_command

    settings.MODE = "demo"
    with pytest.raises(CommandError):
        call_command("demo_code", head.email)


@pytest.mark.parametrize(("mode", "is_demo", "found"), [
    ("production", True, ["accounts.E001"]), ("production", False, []), ("demo", True, []),
])  # fmt: skip
def test_a_check_finds_demo_accounts_in_production(settings, head, mode, is_demo, found):
    from safeguard.accounts.checks import no_demo_accounts_outside_a_demo

    settings.MODE = mode
    head.is_demo = is_demo
    head.save()
    assert [error.id for error in no_demo_accounts_outside_a_demo(databases=["default"])] == found


def _printed(call_command, *arguments) -> str:
    from io import StringIO

    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()
