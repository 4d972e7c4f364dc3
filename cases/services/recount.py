"""A calendar has changed: the open limits of a school are counted again.

Open ones move; what had passed before the change was entered stays missed; what is met never moves. The old time, the
new one, the reason and the order stand in the case's chronology. Everything of one school is one transaction, so a
worker that falls leaves nothing half done, and a second run finds nothing to do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from cases.domain.recount import binding
from cases.enums import OVER, DeadlineState
from cases.models import Case, Deadline
from cases.selectors.addressees import addressees
from cases.selectors.clocks import Clocks, clocks_of
from cases.services.deadlines import refresh_due
from cases.services.events import draft, locked_case, record
from cases.services.moving import move_row, restate
from safeguard import clock
from safeguard.audit.chain import EventDraft
from safeguard.calendars import CalendarError
from safeguard.organisations.enums import RecountCause
from safeguard.organisations.models import CalendarRecount, School
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.procedures.evaluate import Deadline as Limit
from safeguard.procedures.evaluate import counted_again
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.schema import Addressee, Rule

KIND = "deadlines.moved"
UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


@dataclass(frozen=True)
class Moved:
    """One limit that has another time now. `corrected`: what the calendar says, where that came too late to bind."""

    row: Deadline
    before: datetime
    corrected: datetime | None


def recount_school(ids: Iterable[UUID]) -> int:
    """What is asked of the school in scope, together; how many limits moved."""
    asked = CalendarRecount.objects.select_for_update().filter(done_at__isnull=True).order_by("asked_at", "pk")
    school_ids = asked.filter(pk__in=list(ids)).values_list("institution_id", flat=True)
    causes = list(asked.filter(institution_id__in=list(school_ids)))
    if not causes:
        return 0
    school = School.objects.select_related("organisation").get(pk=causes[0].institution_id)
    owing = Deadline.objects.filter(state__in=UNMET, due_at__gte=min(cause.since for cause in causes))
    case_ids = owing.exclude(case__status__in=OVER).order_by("case_id").values_list("case_id", flat=True)
    moved = sum(_recount_case(case_id, school, causes) for case_id in dict.fromkeys(case_ids))
    CalendarRecount.objects.filter(pk__in=[cause.pk for cause in causes]).update(done_at=clock.now())
    return moved


def _recount_case(case_id: UUID, school: School, causes: Sequence[CalendarRecount]) -> int:
    case = locked_case(case_id)
    clocks = clocks_of(school, case.procedure)
    rules = {rule.key: rule for rule in clocks.procedure.rules}
    rows = Deadline.objects.select_for_update().filter(case=case, state__in=UNMET).order_by("due_at", "pk")
    known = [(row, rules[row.rule]) for row in rows if row.rule in rules]
    found = [_recount(row, rule, clocks) for row, rule in known if _is_concerned(row, rule, causes)]
    moved = [each for each in found if each]
    if moved:
        refresh_due(case)
        record(case, _event(moved, causes, clocks), next_due_at=case.next_due_at)
        _alert(case, moved, clocks)
    return len(moved)


def _is_concerned(row: Deadline, rule: Rule, causes: Iterable[CalendarRecount]) -> bool:
    """It hadn't passed when the change was entered; suspended teaching concerns only the clocks that it stops."""
    return any(
        cause.since <= row.due_at and (rule.stopped_by or cause.cause != RecountCause.SUSPENSION) for cause in causes
    )


def _recount(row: Deadline, rule: Rule, clocks: Clocks) -> Moved | None:
    """None when its time stays; its row then still says by which calendar it was counted last."""
    now, before = clock.now(), row.due_at
    try:
        limit = counted_again(rule, row.starts_at, clocks.calendar, clocks.zone, clocks.suspended)
        if limit.binding is None:
            return None
        corrected = limit.binding
        due = binding(was=before, corrected=corrected, now=now, calendar=clocks.calendar, zone=clocks.zone)
    except CalendarError:
        return None  # there is no table for these days: the limit stays as it was counted
    limit = _bound(limit, due)
    if due == before:
        restate(row, limit)
        return None
    move_row(row, limit, clocks, now=now)
    return Moved(row, before, corrected if due != corrected else None)


def _bound(limit: Limit, due: datetime) -> Limit:
    """The law's time or our default, whichever the rule has, set to what binds; with a remark where they differ."""
    if limit.binding is None or due == limit.binding:
        return limit
    local = {"corrected": limit.binding, "binds": due.astimezone(limit.binding.tzinfo)}
    note = Note(NoteCode.CORRECTED, {name: f"{at:%Y-%m-%d %H:%M}" for name, at in local.items()})
    bound = replace(limit, default_due=due) if limit.is_default else replace(limit, due=due)
    return replace(bound, notes=(*limit.notes, note))


def _event(moved: Sequence[Moved], causes: Sequence[CalendarRecount], clocks: Clocks) -> EventDraft:
    data = {
        "moved": [_said(each) for each in moved],
        "causes": [_why(cause) for cause in causes],
        "calendar": clocks.calendar.version,
    }
    reasons = dict.fromkeys(cause.reason for cause in causes if cause.reason)
    return draft(KIND, by=None, data=data, text="; ".join(reasons))


def _why(cause: CalendarRecount) -> dict[str, object]:
    return {
        "cause": cause.cause,
        "order": cause.order_number,
        "order_on": cause.order_on,
        "ordered_by": cause.ordered_by,
    }


def _said(each: Moved) -> dict[str, object]:
    said = {"rule": each.row.rule, "deadline": each.row.pk, "before": each.before, "after": each.row.due_at}
    return said | ({"corrected": each.corrected} if each.corrected else {})


def _alert(case: Case, moved: Sequence[Moved], clocks: Clocks) -> None:
    """Who owes what is due sooner hears of it at once (TC-59). A later limit stands on the desk and can wait."""
    for each in moved:
        if each.row.due_at >= each.before:
            continue
        rule = clocks.procedure.rule(each.row.rule)
        to = addressees(case, Addressee.DUTY_HOLDER, rule, on=clock.today(clocks.zone))
        stage = f"moved-{each.row.due_at:%Y%m%d%H%M%S}"
        subject = Subject(MessageKind.LIMIT_MOVED, each.row.pk, stage, case_id=case.pk, rule=rule.key)
        queue_messages(subject, to, zone=clocks.zone)
