"""`script/server` as a person uses it: it comes up, and whenever it is stopped no process of it is left."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240


def _environment(folder: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAFEGUARD")}
    return kept | {"SAFEGUARD_RUN": str(folder), "PORT": str(port)}


def _left(folder: Path) -> list[str]:
    """Every process that was started with this folder, whoever its parent is by now."""
    mark, found = f"SAFEGUARD_RUN={folder}".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes().split(b"\0"):
                found.append((place / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.fixture
def folder() -> Iterator[Path]:
    """Open to PostgreSQL's own user, as a project's folder is. Set-up is done: this environment is everybody's."""
    subprocess.run(["script/bootstrap"], cwd=ROOT, check=True)
    made = Path(f"/var/tmp/safeguard-test-{os.getpid()}")  # noqa: S108
    made.mkdir(mode=0o755)
    yield made
    shutil.rmtree(made)


@pytest.mark.slow
def test_it_comes_up_twice_and_leaves_nothing(folder: Path) -> None:
    env = _environment(folder)
    for start in ("first", "second"):
        server = subprocess.Popen(["script/server"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
        said = ""
        while "Safeguard runs on" not in said:
            line = server.stdout.readline()
            assert line, said
            said += line
        assert ("loading the demo region" in said) == (start == "first")
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert _left(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.3, 1, 2, 4, 6, 9])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stopped_while_it_starts_it_leaves_nothing(folder: Path, seconds: float, number: signal.Signals) -> None:
    server = subprocess.Popen(["script/server"], cwd=ROOT, env=_environment(folder), stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    server.send_signal(number)
    server.wait(PATIENCE)
    assert _left(folder) == []
