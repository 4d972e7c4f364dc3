"""Production starts with every secret or not at all, and passes Django's own deployment check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SAFEGUARD_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SAFEGUARD_MASTER_KEYS": "1:" + "A" * 43 + "=",
    "SAFEGUARD_BLIND_INDEX_KEY": "B" * 43 + "=",
    "SAFEGUARD_HOSTS": "safeguard.example",
    "DATABASE_URL": "postgres://safeguard_app@database.example/safeguard",
    "OWNER_DATABASE_URL": "postgres://safeguard_owner@database.example/safeguard",
    "NATIONAL_DATABASE_URL": "postgres://safeguard_national@database.example/safeguard",
    "REDIS_URL": "redis://valkey.example:6379",
    "EMAIL_URL": "smtp+tls://user@mail.example:587",
    "SAFEGUARD_MAIL_FROM": "safeguard@safeguard.example",
}


def _check(**changes: str | None) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFEGUARD", "DJANGO"))}
    values = kept | NEEDED | changes | {"SAFEGUARD_MODE": "production"}
    env = {name: value for name, value in values.items() if value is not None}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean() -> None:
    done = _check()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_a_missing_value_stops_the_start_and_is_named(name: str) -> None:
    done = _check(**{name: None})
    assert done.returncode != 0
    assert name.removesuffix("S") in done.stderr.splitlines()[-1]
