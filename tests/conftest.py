"""Tests run on the real PostgreSQL, as the application role, in a clone of a migrated template."""

import hashlib
import os
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from safeguard.localservers import postgres, valkey

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("SAFEGUARD_MODE", "test")


def _migrations_digest() -> str:
    files = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("safeguard/*/migrations/*.py")])
    files += [*sorted((ROOT / "safeguard/tenancy/sql").glob("*.sql")), ROOT / "safeguard/tenancy/rls.py"]
    files += sorted(ROOT.glob("rulebook/*/*@*.toml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files if path.exists())).hexdigest()[:12]


def _use(alias: str, name: str) -> None:
    connections[alias].close()
    connections[alias].settings_dict["NAME"] = settings.DATABASES[alias]["NAME"] = name


def _template() -> str:
    """Migrated once by the owner for each state of the migrations; shared by every worker and every run."""
    name = f"safeguard_template_{_migrations_digest()}"
    done = f"{name}_done"
    with postgres.lock("template"):
        if not postgres.superuser_sql(f"SELECT 1 FROM pg_database WHERE datname = '{done}'"):
            postgres.drop_database(name)
            postgres.prepare_database(name)
            _use("owner", name)
            call_command("migrate", database="owner", verbosity=0)
            call_command("load_rulebook", database="owner", verbosity=0, stdout=StringIO())
            connections["owner"].close()
            postgres.superuser_sql(f'ALTER DATABASE "{name}" RENAME TO "{done}"')
    return done


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """A database of this process alone, dropped at the end."""
    with django_db_blocker.unblock():
        postgres.start()
        valkey.start()
        name = f"safeguard_test_{os.getpid()}"
        postgres.drop_database(name)
        postgres.make_database(name, _template())
        for alias in ("default", "owner", "national"):
            _use(alias, name)
        yield
        for alias in ("default", "owner", "national"):
            connections[alias].close()
        postgres.drop_database(name)
