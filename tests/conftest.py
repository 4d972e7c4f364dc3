"""Tests run on the real PostgreSQL, as the application role, in a clone of a migrated template.

The cluster in `.run/` is shared and stays up; every process (each worker of xdist too) has a database of its own
and two numbered databases of Valkey, so that several people can run tests at once.
"""

import os
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest

os.environ["SAFEGUARD_MODE"] = "test"
os.environ["SAFEGUARD_CLOCK_FILE"] = f"/tmp/safeguard-clock-{os.getpid()}"  # noqa: S108

ALIASES = ("default", "owner", "national")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of this process alone, dropped at the end."""
    from django.core.cache import cache
    from django.test import TransactionTestCase

    from safeguard.localservers import postgres, valkey

    with django_db_blocker.unblock():
        postgres.start()
        valkey.start()
        _drop_orphans()
        make_clone()
        # The application may not TRUNCATE, so a test that commits gets a new clone instead of a flush.
        TransactionTestCase._fixture_teardown = lambda _: make_clone()  # type: ignore[method-assign]
        yield
        cache.clear()
        _close()
        postgres.drop_database(database_name())


def database_name() -> str:
    return f"safeguard_test_{os.getpid()}"


def make_clone() -> None:
    """A fresh copy of the template under this process's name."""
    from safeguard.localservers import postgres

    _close()
    name = database_name()
    with postgres.lock("template"):
        template = _template()
        postgres.drop_database(name)
        postgres.make_database(name, template)
    _use(name, *ALIASES)


def _template() -> str:
    """Migrated once by the owner for each state of the migrations."""
    from django.core.management import call_command
    from django.db import connections

    from safeguard.localservers import migrations, postgres

    half = f"safeguard_template_{migrations.digest()}"
    done = f"{half}_done"
    if postgres.has_database(done):
        return done
    for name in postgres.superuser_sql(
        "SELECT datname FROM pg_database WHERE datname ~ '^safeguard_template_'"
    ).split():
        postgres.drop_database(name)
    postgres.prepare_database(half)
    _use(half, "owner")
    call_command("migrate", database="owner", verbosity=0)
    call_command("load_rulebook", database="owner", stdout=StringIO())
    connections["owner"].close()
    postgres.superuser_sql(f'ALTER DATABASE "{half}" RENAME TO "{done}"')
    return done


def _use(name: str, *aliases: str) -> None:
    from django.conf import settings
    from django.db import connections

    for alias in aliases:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = settings.DATABASES[alias]["NAME"] = name
    os.environ["SAFEGUARD_DB"] = name


def _close() -> None:
    from django.db import connections

    for alias in ALIASES:
        connections[alias].close()


def _drop_orphans() -> None:
    """What killed runs left behind."""
    from safeguard.localservers import postgres

    for name in postgres.superuser_sql(
        "SELECT datname FROM pg_database WHERE datname ~ '^safeguard_test_[0-9]+$'"
    ).split():
        if not Path(f"/proc/{name.rsplit('_', 1)[1]}").exists():
            postgres.drop_database(name)


@pytest.fixture
def sql_as(transactional_db: None) -> Iterator[Callable[[str], psycopg.Connection]]:
    """Plain SQL as one of the roles (`sql_as("app")`), on what the test has committed."""
    from safeguard.localservers.paths import postgres_sockets

    opened: list[psycopg.Connection] = []

    def connect(role: str) -> psycopg.Connection:
        user = role if role == "postgres" else f"safeguard_{role}"
        opened.append(psycopg.connect(host=str(postgres_sockets()), user=user, dbname=database_name()))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()
