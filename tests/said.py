"""Every refusal that a test provokes must be one that we can say in Ukrainian, word for word."""

import gettext
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from safeguard.errors import DomainError

_LOCALE = Path(__file__).resolve().parents[1] / "locale"


@cache
def _known() -> frozenset[str]:
    catalogue: Any = gettext.translation("django", _LOCALE, ["uk"])
    return frozenset(key for key in catalogue._catalog if isinstance(key, str))


@pytest.fixture(autouse=True)
def refusals_can_be_said(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Their parameters fit their words, too."""
    unsaid: list[str] = []
    begin = DomainError.__init__

    def heard(self: DomainError, message: str, **told: Any) -> None:
        begin(self, message, **told)
        if message not in _known():
            unsaid.append(message)
        str(self)

    monkeypatch.setattr(DomainError, "__init__", heard)
    yield
    assert unsaid == []


@pytest.fixture(autouse=True)
def server_at_the_other_end_of_the_world(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No answer depends on the time zone of the machine."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
