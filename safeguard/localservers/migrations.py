"""Whether a database is up to date, without asking Django, which takes seconds to say so."""

import hashlib

from safeguard.localservers import postgres
from safeguard.localservers.paths import ROOT


def digest() -> str:
    """A hash over everything that decides what a migrated database holds."""
    files = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("safeguard/*/migrations/*.py")]
    files += [*ROOT.glob("rulebook/**/*.toml"), *ROOT.glob("safeguard/tenancy/sql/*.sql")]
    files += [ROOT / "safeguard/tenancy/rls.py", ROOT / "safeguard/organisations/services/rulebook.py"]
    files += [ROOT / "requirements/runtime.txt"]
    found = hashlib.sha256()
    for path in sorted(file for file in files if file.is_file() and "node_modules" not in file.parts):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def is_current(database: str) -> bool:
    """The digest of its last migration stands as a comment on the database."""
    query = f"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{database}'"
    return postgres.superuser_sql(query) == digest()


def mark_current(database: str) -> None:
    postgres.superuser_sql(f"COMMENT ON DATABASE \"{database}\" IS '{digest()}'")
