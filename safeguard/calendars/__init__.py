"""Working days over reviewed calendar tables. Pure: the day, the table and the overrides are arguments."""

from safeguard.calendars.calendar import (
    CalendarError,
    DayKind,
    DayRule,
    SkippedDay,
    WorkCalendar,
)
from safeguard.calendars.load import CALENDARS, load_calendar
from safeguard.calendars.suspension import Suspension, SuspensionKind

__all__ = [
    "CALENDARS",
    "CalendarError",
    "DayKind",
    "DayRule",
    "SkippedDay",
    "Suspension",
    "SuspensionKind",
    "WorkCalendar",
    "load_calendar",
]
