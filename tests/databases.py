"""A migrated template, and clones of it: one for each test process, more where real servers run."""

import os
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from safeguard.localservers import migrations, postgres

ALIASES = ("default", "owner", "national")


def database_name(suffix: str = "") -> str:
    return f"safeguard_test_{os.getpid()}{suffix}"


def make_clone(suffix: str = "") -> str:
    """A fresh copy of the template under this process's name; with a suffix, beside the one the tests are on."""
    if not suffix:
        close_connections()
    name = database_name(suffix)
    with postgres.lock("template"):
        template = _template()
        postgres.drop_database(name)
        postgres.make_database(name, template)
    if not suffix:
        use(name, *ALIASES)
    return name


def use(name: str, *aliases: str) -> None:
    for alias in aliases:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = settings.DATABASES[alias]["NAME"] = name


def close_connections() -> None:
    for alias in ALIASES:
        connections[alias].close()


def drop_orphans() -> None:
    """What killed runs left behind."""
    query = "SELECT datname FROM pg_database WHERE datname ~ '^safeguard_test_[0-9]+'"
    for name in postgres.superuser_sql(query).split():
        if not Path(f"/proc/{name.split('_')[2]}").exists():
            postgres.drop_database(name)


def _template() -> str:
    """Migrated once by the owner for each state of the migrations."""
    half = f"safeguard_template_{migrations.digest()}"
    done = f"{half}_done"
    if postgres.has_database(done):
        return done
    query = "SELECT datname FROM pg_database WHERE datname ~ '^safeguard_template_'"
    for name in postgres.superuser_sql(query).split():
        postgres.drop_database(name)
    postgres.prepare_database(half)
    before = settings.DATABASES["owner"]["NAME"]
    use(half, "owner")
    call_command("migrate", database="owner", verbosity=0)
    call_command("load_rulebook", database="owner", stdout=StringIO())
    use(before, "owner")
    postgres.superuser_sql(f'ALTER DATABASE "{half}" RENAME TO "{done}"')
    return done
