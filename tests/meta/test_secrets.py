"""The settings of a machine, with its master keys, go neither into the repository nor into an image."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [".env", ".env.production"])
def test_git_takes_no_settings_of_a_machine(name):
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False).returncode == 0


def test_an_image_takes_none_either():
    assert "COPY . ." in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "**/.env*" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
