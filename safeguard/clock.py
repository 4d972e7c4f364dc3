"""The one clock. Web, worker and scheduler read it; in demo and tests an offset file moves all three together."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC) + _offset()


def today(zone: tzinfo | None = None) -> date:
    """The local date in a zone; without one, in the zone that is active (the institution's inside a view)."""
    return now().astimezone(zone or timezone.get_current_timezone()).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Tests only: the clock stands still in this context."""
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def _offset() -> timedelta:
    """Seconds in the shared file; production has no such file and never looks for one."""
    path = settings.CLOCK_FILE
    if not path or not os.path.exists(path):
        return timedelta(0)
    text = Path(path).read_text(encoding="ascii").strip()
    return timedelta(seconds=float(text)) if text else timedelta(0)
