"""When a deadline reminds and when it escalates. All of these times are defaults of the product."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from safeguard.calendars import WorkCalendar
from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.localtime import at_clock, later
from safeguard.procedures.schema import Addressee, Remind, RemindDay


class StageKind(StrEnum):
    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Stage:
    """One instant at which somebody is told of a deadline. `key` is stable: one message per stage and recipient."""

    key: str
    kind: StageKind
    at: datetime
    to: Addressee


def stages(deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> list[Stage]:
    """The reminders and escalations of one deadline, soonest first; none when nothing sets a time.

    A reminder that would come before the deadline has begun, or at that very moment, is left out: the duty holder
    is told of a new deadline anyway. A limit before its start, as the notice of a meeting, has all of them.
    """
    due = deadline.binding
    if due is None:
        return []
    reminders = [
        Stage(remind.key, StageKind.REMIND, _reminds_at(remind, due, calendar, zone), Addressee.DUTY_HOLDER)
        for remind in deadline.rule.remind
    ]
    escalations = [
        Stage(step.key, StageKind.ESCALATE, later(due, step.after, zone), step.to) for step in deadline.rule.escalate
    ]
    runs = not deadline.projected and deadline.started_at < due
    begun = [stage for stage in reminders if stage.at < due and not (runs and stage.at <= deadline.started_at)]
    return sorted([*begun, *escalations], key=lambda stage: stage.at)


def _reminds_at(remind: Remind, due: datetime, calendar: WorkCalendar, zone: ZoneInfo) -> datetime:
    if remind.at is None:
        return later(due, -(remind.before or timedelta()), zone)
    last = due.astimezone(zone).date()
    day = last if remind.day is RemindDay.LAST_DAY else calendar.working_day_before(last)
    return at_clock(day, remind.at, zone)
