"""The real servers for tests: a Valkey of its own that may be stopped, worker, scheduler and web on one database.

`Servers` starts nothing by itself; the fixtures of tests/e2e and tests/faults do, and end whatever is left.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from safeguard.localservers import postgres, valkey
from safeguard.localservers.paths import ROOT, valkey_socket
from safeguard.localservers.processes import end, launch

PROGRAMS = Path(sys.executable).parent


class Servers:
    """Programs around one database. `mode` is demo where the demo region is needed, else test."""

    def __init__(self, database: str, *, mode: str = "test") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sg-"))
        self.database = database
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.mail = self.folder / "outbox"
        self.env = {
            "SAFEGUARD_MODE": mode,
            "SAFEGUARD_DB": database,
            "SAFEGUARD_VALKEY": str(self.folder / "valkey"),
            "SAFEGUARD_VALKEY_NUMBER": "0",
            "SAFEGUARD_MAIL": str(self.mail),
            "SAFEGUARD_ADDRESS": self.address,
            "SAFEGUARD_CLOCK_FILE": str(settings.CLOCK_FILE),
            "SAFEGUARD_BEAT_FILE": str(self.folder / "beat"),
            "SAFEGUARD_SECRET_KEY": settings.SECRET_KEY,
            "SAFEGUARD_MASTER_KEYS": ",".join(settings.MASTER_KEYS),
            "SAFEGUARD_BLIND_INDEX_KEY": settings.BLIND_INDEX_KEY,
        }

    # --- broker ---
    def start_broker(self) -> None:
        """Keeps its queue on disk, so stopping and starting it loses nothing that it had acknowledged."""
        if process := valkey.start(self.folder / "valkey"):
            self.processes["valkey"] = process

    def stop_broker(self) -> None:
        end(self.processes.pop("valkey"))

    @property
    def broker_url(self) -> str:
        return f"redis+socket://{valkey_socket(self.folder / 'valkey')}?virtual_host=0"

    def broker(self, number: int = 0) -> "valkey.valkey.Valkey":
        """A client, to look at what the broker holds; under 1 lie cache and sessions."""
        return valkey.valkey.Valkey(unix_socket_path=str(valkey_socket(self.folder / "valkey")), db=number)

    # --- time ---
    def set_clock(self, seconds: str) -> None:
        """A clock of these programs alone, so many seconds ahead; call it again to move it while they run."""
        path = self.folder / "clock"
        self.env["SAFEGUARD_CLOCK_FILE"] = str(path)
        half = path.with_suffix(".new")
        half.write_text(seconds, encoding="ascii")
        half.replace(path)

    # --- programs ---
    def start_worker(self, name: str = "worker", *, concurrency: int = 1) -> None:
        """Returns once it takes tasks."""
        command = [*_celery(), "worker", f"--concurrency={concurrency}", "--loglevel=INFO", "-n", f"{name}@test"]
        self._launch(name, [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"])
        wait_for(lambda: " ready." in self.log(name), 60, f"{name} takes tasks")

    def start_beat(self) -> None:
        self._launch("beat", [*_celery(), "beat", "--loglevel=WARNING", "--pidfile="])

    def start_web(self) -> None:
        command = [str(PROGRAMS / "gunicorn"), "safeguard.wsgi:application", f"--bind=127.0.0.1:{self.port}"]
        command += ["--workers=1", "--threads=4", "--timeout=60", "--graceful-timeout=2", "--no-control-socket"]
        self._launch("web", command, SAFEGUARD_POOL="4")
        wait_for(self._answers, 60, "the web server answers")

    def stop(self, name: str) -> None:
        end(self.processes.pop(name))

    def kill(self, name: str) -> None:
        """As a crash does: the whole group at once, no word to anybody."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        env = {**os.environ, **self.env}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def letters(self) -> list[str]:
        """Every mail sent so far, as it lies in the local outbox."""
        return [path.read_text(encoding="utf-8") for path in sorted(self.mail.glob("*.log"))]

    def close(self) -> None:
        for name in sorted(self.processes, key=lambda each: each == "valkey"):
            self.stop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _launch(self, name: str, command: list[str], **env: str) -> None:
        (self.folder / f"{name}.log").unlink(missing_ok=True)
        self.processes[name] = launch(command, log=self.folder / f"{name}.log", env=self.env | env)

    def _answers(self) -> bool:
        assert self.processes["web"].poll() is None, self.log("web")
        try:
            urllib.request.urlopen(f"{self.address}/health/", timeout=5).close()
        except OSError:
            return False
        return True


@contextmanager
def queueing(servers: Servers) -> Iterator[None]:
    """Inside, what this test process queues goes to the real broker of the servers."""
    from safeguard.celery import app

    before = app.conf.broker_url
    _use_broker(servers.broker_url)
    try:
        yield
    finally:
        _use_broker(before)
        app.conf.broker_url = before


def _use_broker(url: str) -> None:
    from kombu import pools

    from safeguard.celery import app

    app.conf.broker_url = app.conf.broker_read_url = app.conf.broker_write_url = url
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@contextmanager
def database_with(template: str, name: str) -> Iterator[str]:
    """A clone under its own name, dropped at the end."""
    postgres.drop_database(name)
    postgres.make_database(name, template)
    try:
        yield name
    finally:
        postgres.drop_database(name)


def wait_for(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Looks often; fails with words."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s in vain: {what}"
        time.sleep(0.1)


def _celery() -> list[str]:
    return [str(PROGRAMS / "celery"), "-A", "safeguard.celery:app"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
