"""Quiet hours: nobody is written to at night unless a child is in danger. Times are defaults of the product. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 0)


def not_before(at: datetime, zone: ZoneInfo, *, is_urgent: bool = False) -> datetime:
    """The instant itself by day; the end of the quiet hours by night."""
    local = at.astimezone(zone)
    if is_urgent or QUIET_UNTIL <= local.time() < QUIET_FROM:
        return at
    day = local.date() + timedelta(days=1) if local.time() >= QUIET_FROM else local.date()
    return datetime.combine(day, QUIET_UNTIL, tzinfo=zone)
