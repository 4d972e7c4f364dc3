"""One report told of two unrelated acts: one of them goes on as a case of its own.

The report stands in both. The clocks of the new case count from when the report was received, never later; who was
told of the report before the split was told of it in both. Nobody is let in who wasn't; a recusal holds in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.lifecycle import next_status
from cases.domain.splitting import check_split
from cases.enums import CaseAction, CaseStatus
from cases.models import Act, Case, Deadline, DeadlineStage, Involvement, Notice, Report
from cases.selectors.clocks import clocks_of, definition_of
from cases.selectors.joined import told_in
from cases.selectors.sides import standing_notices
from cases.selectors.transitions import circumstances_of
from cases.services.deadlines import build_deadlines, refresh_due
from cases.services.events import draft, locked_case, record
from cases.services.notices import SEALED, settle_notices
from cases.services.recusals import copy_recusals
from cases.services.reopening import check_move
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.procedures.schema import Evidence, Start
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number
from safeguard.vault.keys import new_key
from safeguard.vault.models import Purpose


@dataclass(frozen=True)
class Split:
    """Which sides of which report go, and what their act was."""

    report_id: UUID
    involvements: Sequence[UUID]
    happened_at: datetime
    kinds: Sequence[str]
    title: str
    reason: str
    kept_kinds: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def split_case(*, case_id: UUID, split: Split, seen: int, by: Member) -> Case:
    """Answers the new case, with a number of its own."""
    case = locked_case(case_id)
    check_move(case, split.reason, seen=seen, by=by)
    next_status(CaseStatus(case.status), CaseAction.SPLIT, circumstances_of(case))
    report = told_in(case).filter(pk=split.report_id).first()
    if report is None:
        raise RuleViolation(gettext_noop("Choose a report of this case."), field="report")
    sides = list(Involvement.objects.filter(case=case, act__report=report).order_by("added_at", "pk"))
    _check(split, report, sides)
    new = _new_case(case, report, split)
    moved = _move_sides(new, report, split, [row for row in sides if row.pk in set(split.involvements)])
    copy_recusals(case, new)
    said = {"report": report.pk, "number_of_report": report.number}
    off = {**said, "case": case.pk, "number": case.number}
    events = record(
        new,
        draft("case.opened", by=by, data=_opened(new), occurred_at=report.head_received_at),
        draft("case.split_off", by=by, data=off, text=split.reason.strip()),
    )
    _open_clocks(case, new, report, moved)
    _carry_notices(case, new, events[-1].pk)
    _close_books(case, new, split, said, by)
    return new


def _opened(new: Case) -> dict[str, object]:
    return {"number": new.number, "procedure": new.procedure.procedure, "version": new.procedure.version}


def _check(split: Split, report: Report, sides: Sequence[Involvement]) -> None:
    check_split(split.involvements, [row.pk for row in sides])
    if split.happened_at > report.received_at:
        raise RuleViolation(gettext_noop("It can't have happened after it was reported."), field="happened_at")
    if not split.kinds or not split.title.strip():
        raise RuleViolation(gettext_noop("Say what kind of violence it was, and give the case a title."), field="title")


def _new_case(case: Case, report: Report, split: Split) -> Case:
    """Under the same edition: the report was received under it."""
    new = Case(
        id=uuid7(),
        school_id=case.school_id,
        data_key=new_key(Purpose.CASE),
        number=next_number(Register.CASES, report.school_year),
        school_year=report.school_year,
        kinds=list(split.kinds),
        place=report.place,
        procedure=case.procedure,
        tie_rule=case.tie_rule,
        received_at=report.head_received_at,
        opened_at=clock.now(),
        split_from=case,
    )
    new.seal("title", split.title.strip())
    new.save(force_insert=True)
    return new


def _move_sides(new: Case, report: Report, split: Split, chosen: Sequence[Involvement]) -> dict[UUID, Involvement]:
    """By the id they had: in the old case the row stays, so that nobody else gets its code, and is no side any more."""
    act = Act.objects.create(school_id=new.school_id, case=new, report=report, happened_at=split.happened_at)
    moved = {}
    for row in chosen:
        moved[row.pk] = Involvement.objects.create(
            school_id=new.school_id,
            case=new,
            act=act,
            child_id=row.child_id,
            adult_id=row.adult_id,
            role=row.role,
            grade=row.grade,
            age=row.age,
            sex=row.sex,
            added_at=row.added_at,
            added_by=row.added_by,
        )
    Involvement.objects.filter(pk__in=moved).update(left_at=clock.now())
    return moved


def _open_clocks(case: Case, new: Case, report: Report, moved: dict[UUID, Involvement]) -> None:
    """From the receipt of the report. A clock that a side found later had of its own goes with it."""
    clocks = clocks_of(School.objects.select_related("organisation").get(pk=new.school_id), new.procedure)
    own = Deadline.objects.filter(case=case, subject_id__in=moved)
    has_own = {each for each in own.values_list("subject_id", flat=True) if each}
    minors = any(row.child_id for before, row in moved.items() if before not in has_own)
    facts = {str(Start.ACCEPTED): report.received_at}
    rows, stages = build_deadlines(new, clocks, has_minor_sides=minors, facts=facts)
    Deadline.objects.bulk_create(rows)
    DeadlineStage.objects.bulk_create(stage for stage in stages if stage.at > clock.now())
    for before in has_own:
        own.filter(subject_id=before).update(case=new, subject_id=moved[before].pk)


def _carry_notices(case: Case, new: Case, event_id: UUID) -> None:
    """Who was told of the report was told of both acts: the notices stand in the new case too, as they were given."""
    children = set(Involvement.objects.filter(case=new, child__isnull=False).values_list("child_id", flat=True))
    for notice in standing_notices(case):
        if notice.side_child_id is None or notice.side_child_id in children:
            _copy(notice, new)
    _settle(new, event_id)


def _copy(notice: Notice, new: Case) -> None:
    """Sealed anew: the new case's words don't hang on the other's key."""
    same = ("rule", "side_child_id", "adult_id", "told_at", "channel", "reference", "recorded_at", "recorded_by")
    columns = {name: getattr(notice, name) for name in same}
    row = Notice(id=uuid7(), school_id=new.school_id, data_key=new.data_key, case=new, **columns)
    for column in ("told_whom", *SEALED):
        row.seal(column, notice.open(column))
    row.save(force_insert=True)


def _settle(case: Case, event_id: UUID) -> None:
    """Every rule that a notice meets, where somebody was told."""
    told = {notice.rule for notice in standing_notices(case)}
    for rule in definition_of(case.procedure).rules:
        if rule.met_by is Evidence.NOTICE_GIVEN and rule.key in told:
            settle_notices(case, rule, event_id)


def _close_books(case: Case, new: Case, split: Split, said: dict[str, object], by: Member) -> None:
    """In the old case nobody waits any more for those who left."""
    told = {**said, "case": new.pk, "number": new.number, "sides": list(split.involvements)}
    kinds = list(split.kept_kinds) or case.kinds
    [event] = record(case, draft("case.split", by=by, data=told, text=split.reason.strip()), kinds=kinds)
    _settle(case, event.pk)
    for each in (case, new):
        refresh_due(each)
        each.save(update_fields=["next_due_at"])
