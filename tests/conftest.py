"""Tests run on the real PostgreSQL, as the application role, in a clone of a migrated template.

The cluster in `.run/` is shared and stays up; every process (each worker of xdist too) has a database of its own
and two numbered databases of Valkey, so that several people can run tests at once.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

os.environ["SAFEGUARD_MODE"] = "test"
os.environ["SAFEGUARD_CLOCK_FILE"] = f"/tmp/safeguard-clock-{os.getpid()}"  # noqa: S108

REAL_SERVERS = {"e2e", "faults"}
# How long an example takes says something of the machine, and two cores may be busy with a browser.
settings.register_profile("busy machine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("busy machine")
# A mutant is tried with the same few examples each time: what survives must survive for a reason.
settings.register_profile(
    "mutants", settings.get_profile("busy machine"), max_examples=20, derandomize=True, database=None
)


def pytest_sessionstart() -> None:
    """A mutant is forked from a process that has read the rulebook already: it must read it with its own code."""
    if "MUTANT_UNDER_TEST" not in os.environ:
        return
    settings.load_profile("mutants")
    for name, module in list(sys.modules.items()):
        if name.startswith(("safeguard.procedures", "safeguard.calendars")):
            for value in vars(module).values():
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of this process alone, dropped at the end."""
    from django.core.cache import cache
    from django.test import TransactionTestCase

    from safeguard.localservers import postgres, valkey
    from tests import databases

    with django_db_blocker.unblock():
        postgres.start()
        valkey.start()
        databases.drop_orphans()
        databases.make_clone()
        # The application may not TRUNCATE, so a test that commits gets a new clone instead of a flush.
        TransactionTestCase._fixture_teardown = lambda _: databases.make_clone()  # type: ignore[method-assign]
        yield
        cache.clear()
        databases.close_connections()
        postgres.drop_database(databases.database_name())
    Path(os.environ["SAFEGUARD_CLOCK_FILE"]).unlink(missing_ok=True)


@pytest.fixture
def sql_as(transactional_db: None) -> Iterator[Callable[[str], psycopg.Connection]]:
    """Plain SQL as one of the roles (`sql_as("app")`), on what the test has committed."""
    from safeguard.localservers.paths import postgres_sockets
    from tests.databases import database_name

    opened: list[psycopg.Connection] = []

    def connect(role: str) -> psycopg.Connection:
        user = role if role == "postgres" else f"safeguard_{role}"
        opened.append(psycopg.connect(host=str(postgres_sockets()), user=user, dbname=database_name()))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def pytest_itemcollected(item: pytest.Item) -> None:
    for folder in REAL_SERVERS & set(item.path.parts):
        item.add_marker(getattr(pytest.mark, folder))


class ByFolder(LoadScopeScheduling):
    """What needs real servers of its own runs in one process, folder by folder; the rest where there is room.

    xdist's own groups are lost with this version of pytest: they are written into a field that it has no more.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        return folder if folder in REAL_SERVERS else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFolder:
    return ByFolder(config, log)


@pytest.fixture(autouse=True)
def _both_steps(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """`client.force_login` means: signed in with both steps. `password_only` tests take the first step alone."""
    if "password_only" in request.keywords:
        return
    from time import time

    from allauth.account.internal.flows import login
    from django.test import Client

    sign_in = Client.force_login

    def with_both_steps(client: Client, user: Any, backend: str | None = None) -> None:
        sign_in(client, user, backend)
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time()}]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()

    monkeypatch.setattr(Client, "force_login", with_both_steps)
