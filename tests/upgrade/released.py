"""What the dump of a release holds, and the keys that open it: made for tests, they guard nothing."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KEYS = {
    "SAFEGUARD_MODE": "test",
    "DJANGO_SETTINGS_MODULE": "safeguard.settings",
    "SAFEGUARD_SECRET_KEY": "upgrade tests only",
    "SAFEGUARD_BLIND_INDEX_KEY": "upgrade tests only",
    "SAFEGUARD_MASTER_KEYS": "1:" + base64.b64encode(b"upgrade tests only".ljust(32)).decode(),
}


@dataclass(frozen=True)
class Told:
    """Counts, what verify_chain says, and a text that was sealed."""

    cases: int
    documents: int
    chains: str
    narrative: str

    def save(self, version: str) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"{version}.json").write_text(text, encoding="utf-8")

    @classmethod
    def of(cls, version: str) -> "Told":
        return cls(**json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8")))


def run(database: str, *arguments: str) -> str:
    """A Python program of the project on a database with the dump's keys."""
    env = {**os.environ, **KEYS, "SAFEGUARD_DB": database}
    done = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def read(database: str) -> dict[str, Any]:
    return json.loads(run(database, "-m", "tests.upgrade.read"))
