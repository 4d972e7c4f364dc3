"""Ask the commands as a person or a machine does: in a process of their own, with an empty environment."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(
    *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=dict(env or {}), check=False, cwd="/")


def batch(command: str, questions: Sequence[object], env: Mapping[str, str] | None = None) -> list[Any]:
    """The answers, one for one."""
    stdin = b"\n".join(json.dumps(question).encode() for question in questions) + b"\n"
    done = run(command, "--batch", stdin=stdin, env=env)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]
