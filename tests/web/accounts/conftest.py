import re
import time
from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail as post
from django.core.cache import cache

from safeguard.access.roles import Role
from safeguard.accounts.domain.totp import PERIOD, code_at, demo_secret
from safeguard.accounts.models import AccountMail, User
from safeguard.accounts.services import mail
from tests.factories import PASSWORD, make_membership, make_region, make_school

STILL = time.time()


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    """Limits are kept in the cache: each test begins with none used."""
    cache.clear()


@pytest.fixture(autouse=True)
def _english(settings, monkeypatch):
    """These tests read the words of the source; what translators make of them is theirs to change."""
    settings.LANGUAGE_CODE = "en"
    monkeypatch.setattr(User._meta.get_field("language"), "default", "en")


@pytest.fixture(autouse=True)
def _half_a_minute_that_does_not_end(monkeypatch):
    """Codes change every 30 seconds; a test must not stand on the edge."""
    for module in ("allauth.mfa.totp.internal.auth", "safeguard.accounts.services.demo"):
        monkeypatch.setattr(f"{module}.time", SimpleNamespace(time=lambda: STILL))


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def teacher(school) -> User:
    return make_membership(school.pk, Role.CLASS_TEACHER).user


@pytest.fixture
def head(school) -> User:
    return make_membership(school.pk, Role.PRINCIPAL).user


def secret_of(user: User) -> str:
    return demo_secret("tests", user.email)


def give_factor(user: User) -> User:
    TOTP.activate(user, secret_of(user))
    RecoveryCodes.activate(user)
    return user


def code_now(user: User, *, ahead: int = 0) -> str:
    return code_at(secret_of(user), int(STILL) // PERIOD + ahead)


def first_step(client, user, password=PASSWORD, **extra):
    return client.post("/sign-in/", {"login": user.email, "password": password}, **extra)


def sign_in(client, user, *, ahead: int = 0):
    """Both steps, as a person does."""
    response = first_step(client, user)
    if response["Location"] == "/sign-in/code/":
        response = client.post("/sign-in/code/", {"code": code_now(user, ahead=ahead)})
    return response


def letters() -> list:
    """Every letter that waits, delivered."""
    for row in AccountMail.objects.filter(sent_at=None, dropped_at=None).order_by("created_at", "pk"):
        mail.deliver(row.pk)
    return post.outbox


def path_in(letter) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]
