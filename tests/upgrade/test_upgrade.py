"""Every release is migrated to today's: nothing is lost, every chronology stays whole, every text opens."""

from dataclasses import asdict

import pytest

from safeguard.localservers import postgres
from tests.databases import database_name
from tests.harness import database_with
from tests.upgrade.released import FOLDER, Told, read, run

RELEASES = sorted(path.stem for path in FOLDER.glob("*.dump"))


def test_there_is_a_release():
    assert "0.1.0" in RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_becomes_todays(release):
    with database_with("template0", database_name("_upgrade")) as database:
        postgres.restore_database(database, FOLDER / f"{release}.dump")
        run(database, "manage.py", "migrate", "--database", "owner", "--verbosity", "0")
        run(database, "manage.py", "load_rulebook", "--database", "owner")
        assert read(database) == asdict(Told.of(release))
