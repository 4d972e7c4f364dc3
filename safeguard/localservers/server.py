"""`script/server`: PostgreSQL, Valkey, web, worker and scheduler under one roof, for demo and development."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from safeguard.localservers import migrations, postgres, valkey
from safeguard.localservers.paths import ROOT, RUN
from safeguard.localservers.processes import end, launch

PORT = int(os.environ.get("PORT", "8000"))
ADDRESS = f"http://127.0.0.1:{PORT}"
LOGS = RUN / "logs"
#: Stands while the demo loads: a start that finds it knows that the last one was interrupted.
LOADING = RUN / "demo-is-loading"
DATABASE = os.environ.get("SAFEGUARD_DB", "safeguard")


class Stop(Exception):
    """Somebody asked for the end, or a part failed (then with words)."""


class Server:
    def __init__(self) -> None:
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False
        self.owns_postgres = False
        self.env = {"SAFEGUARD_ADDRESS": ADDRESS, "PYTHONUNBUFFERED": "1"}

    def ask_to_stop(self, *_: object) -> None:
        """A signal only sets a mark, so that no program starts unnoticed between fork and bookkeeping."""
        self.stopping = True

    def run(self) -> None:
        if not _port_is_free():
            raise Stop(f"Port {PORT} is taken by another program; choose one with PORT=8001 script/server.")
        self.start_stores()
        self.prepare_database()
        self.start("web", *_gunicorn(), SAFEGUARD_POOL="8")
        celery = [_program("celery"), "-A", "safeguard.celery:app"]
        self.start(
            "worker", *celery, "worker", "--concurrency=2", "--loglevel=WARNING", "--without-gossip", "--without-mingle"
        )
        self.start("beat", *celery, "beat", "--loglevel=WARNING", "--pidfile=")
        accounts = self.manage_quietly("demo_accounts")
        self.wait_for_web()
        say(f"Safeguard runs on {ADDRESS}")
        if accounts:
            print(f"\n{accounts}\n", flush=True)
        say(f"Logs are in {os.path.relpath(LOGS)}. Ctrl-C stops everything.")
        while True:
            self.check()
            time.sleep(0.2)

    def start_stores(self) -> None:
        say("starting PostgreSQL")
        self.owns_postgres = not postgres.is_running()
        postgres.start()
        self.check()
        say("starting Valkey")
        if process := valkey.start():
            self.processes["valkey"] = process

    def prepare_database(self) -> None:
        if LOADING.exists():
            say("the last start was interrupted while the demo region loaded: beginning anew")
            postgres.drop_database(DATABASE)
            LOADING.unlink()
        fresh = postgres.prepare_database(DATABASE)
        if fresh:
            LOADING.touch()
        if not migrations.is_current(DATABASE):
            say("preparing the database" if fresh else "bringing the database up to date")
            self.manage("migrate", "--database=owner", "--verbosity=0")
            self.manage("load_rulebook", "--database=owner")
            migrations.mark_current(DATABASE)
        if fresh and has_command("load_demo"):
            say("loading the demo region (invented people)")
            self.manage("load_demo")
        LOADING.unlink(missing_ok=True)

    def start(self, name: str, *command: str, **env: str) -> None:
        self.check()
        say(f"starting {name}")
        self.processes[name] = launch(list(command), log=LOGS / f"{name}.log", env=self.env | env)

    def manage(self, *arguments: str) -> None:
        """A management command as a program of its own, so that a signal can end it."""
        name = f"manage.py {arguments[0]}"
        self.processes[name] = process = launch([sys.executable, str(ROOT / "manage.py"), *arguments], env=self.env)
        while process.poll() is None:
            self.check()
            time.sleep(0.05)
        del self.processes[name]
        if process.returncode:
            raise Stop(f"{name} failed.")

    def manage_quietly(self, command: str) -> str:
        """What a command prints; nothing when it isn't there."""
        if not has_command(command):
            return ""
        target = LOGS / f"{command}.log"
        target.unlink(missing_ok=True)
        self.processes[command] = process = launch([sys.executable, str(ROOT / "manage.py"), command], log=target)
        while process.poll() is None:
            self.check()
            time.sleep(0.05)
        del self.processes[command]
        return target.read_text(encoding="utf-8").strip()

    def wait_for_web(self) -> None:
        for _ in range(600):
            self.check()
            try:
                urllib.request.urlopen(f"{ADDRESS}/health/", timeout=10).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise Stop("The web server does not answer.")

    def check(self) -> None:
        """Ends the start or the run when asked to, or when a part has died."""
        if self.stopping:
            raise Stop
        for name, process in self.processes.items():
            if process.poll() is not None and name in ("web", "worker", "beat", "valkey"):
                raise Stop(f"{name} ended with {process.returncode}:\n{_tail(LOGS / f'{name}.log')}")

    def stop_all(self) -> None:
        """Writers first, stores last."""
        stores = [name for name in self.processes if name == "valkey"]
        others = [self.processes[name] for name in self.processes if name != "valkey"]
        for process in others:
            if process.poll() is None:
                process.terminate()
        for process in [*others, *(self.processes[name] for name in stores)]:
            end(process)
        if self.owns_postgres:
            postgres.stop()


def has_command(name: str) -> bool:
    """Looked up by file: asking Django would cost a second."""
    return any(next(ROOT.glob(f"{place}/management/commands/{name}.py"), None) for place in ("*", "safeguard/*"))


def say(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}", flush=True)


def _program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _gunicorn() -> list[str]:
    command = [_program("gunicorn"), "safeguard.wsgi:application", f"--bind=127.0.0.1:{PORT}", "--preload"]
    return [*command, "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=5", "--no-control-socket"]


def _port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return False
    return True


def _tail(path: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]) if path.exists() else ""


def main() -> int:
    for folder in (LOGS, RUN / "static"):
        folder.mkdir(parents=True, exist_ok=True)
    with (RUN / "server.lock").open("w") as only:
        try:
            fcntl.flock(only, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Safeguard is already running from this folder.")
            return 1
        server = Server()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, server.ask_to_stop)
        try:
            server.run()
        except Stop as reason:
            if str(reason):
                say(str(reason))
            return 1 if str(reason) else 0
        finally:
            say("stopping")
            server.stop_all()
            say("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
