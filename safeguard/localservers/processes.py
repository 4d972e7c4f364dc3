"""Starting and ending programs so that none is left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

#: Even a supervisor that is killed outright takes its programs with it.
_WITH_PARENT = ["setpriv", "--pdeathsig", "TERM"]


def launch(
    command: list[str], *, log: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """A program in a group of its own; its words go to a file, or to the terminal when there is none."""
    target = log.open("ab") if log else None
    try:
        return subprocess.Popen(
            [*_WITH_PARENT, *command],
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT if target else None,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    finally:
        if target:
            target.close()


def end(process: subprocess.Popen[bytes], *, patience: float = 10.0) -> None:
    """Asks the leader, waits, then ends whatever is left of its group."""
    with suppress(ProcessLookupError):
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 2
    while group_is_alive(process.pid) and time.monotonic() < until:
        time.sleep(0.02)


def group_is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
