"""When a changed calendar moves a limit: the corrected time counts, but nobody is late for what they couldn't know.

Worked case TC-59: a corrected calendar may bring a limit forward, and the earlier one binds; both stay in the log.
The texts say nothing of a correction that comes when the earlier limit has passed or is about to. Then what is done
by the beginning of the next working day is in time, and never less than that; never more than the limit before.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from safeguard.calendars import WorkCalendar
from safeguard.procedures.localtime import at_clock

#: When work begins. A default of the product, not the law.
MORNING = time(9)


def binding(*, was: datetime, corrected: datetime, now: datetime, calendar: WorkCalendar, zone: ZoneInfo) -> datetime:
    """The instant that binds after the correction. Asked again it gives the same, or leaves it as it was."""
    if corrected >= was:
        return corrected
    return min(was, max(corrected, next_morning(now, calendar, zone)))


def next_morning(now: datetime, calendar: WorkCalendar, zone: ZoneInfo) -> datetime:
    """09:00 of the first working day after today."""
    return at_clock(calendar.add_working_days(now.astimezone(zone).date(), 1), MORNING, zone)
