"""Whatever is looked at has a name in the list of who looked at a case."""

import re
from pathlib import Path

from cases.presenters.access import PLACES

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cases", "commissions", "reporting", "safeguard")
_WHAT = re.compile(r'\bwhat="([a-z_. ]+)"')


def test_every_look_has_a_name() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    named = {what for path in files for what in _WHAT.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 40
    assert named - set(PLACES) == set()
