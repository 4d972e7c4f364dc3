"""Where the local servers keep their files. They listen on sockets in closed folders: no port to collide or to find."""

import hashlib
import os
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = Path(os.environ.get("SAFEGUARD_RUN", ROOT / ".run")).resolve()
#: A socket's path must fit into 107 bytes, its own name included.
LONGEST_FOLDER = 80


def postgres_folder() -> Path:
    """The cluster: in the project, or where a system user can reach it when root's project lies in a closed home."""
    if os.geteuid() != 0 or is_open(RUN):
        return RUN / "pg"
    return Path("/var/lib/safeguard") / _short(RUN) / "pg"


def postgres_sockets() -> Path:
    return _near(postgres_folder())


def valkey_socket(folder: Path | None = None) -> Path:
    return _near(folder or RUN / "valkey") / "valkey.sock"


def is_open(path: Path) -> bool:
    """Whether everybody may pass through every folder above: the system user is nobody special."""
    there = [folder for folder in [path, *path.parents] if folder.exists()]
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in there)


def _near(folder: Path) -> Path:
    if len(os.fsencode(folder)) <= LONGEST_FOLDER:
        return folder
    short = Path(tempfile.gettempdir()) / f"safeguard-{os.geteuid()}-{_short(folder)}"
    return short if len(os.fsencode(short)) <= LONGEST_FOLDER else Path("/tmp") / short.name  # noqa: S108


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
