"""Secrets of a demo, made once and kept beside its data. They guard invented people only."""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path


def demo_secret(folder: Path, name: str) -> str:
    """The same value at every start and in every process: whoever comes first makes it."""
    path = folder / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(base64.b64encode(secrets.token_bytes(32)).decode(), encoding="ascii")
        half.chmod(0o600)
        with suppress(FileExistsError):
            os.link(half, path)
        half.unlink()
    return path.read_text(encoding="ascii")
