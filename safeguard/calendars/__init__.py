"""Working days over reviewed calendar tables. Pure: the day, the table and the overrides are arguments."""

from safeguard.calendars.calendar import (
    CalendarError,
    DayKind,
    DayRule,
    SkippedDay,
    WorkCalendar,
)
from safeguard.calendars.load import CALENDARS, load_calendar

__all__ = [
    "CALENDARS",
    "CalendarError",
    "DayKind",
    "DayRule",
    "SkippedDay",
    "WorkCalendar",
    "load_calendar",
]
