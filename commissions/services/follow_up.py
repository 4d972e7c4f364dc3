"""Measures are followed until each is closed with its effect, ended with a reason, or passed on."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import OVER
from cases.models import Case
from cases.selectors.transitions import may_move
from cases.services.events import draft, locked_case, record
from commissions.domain.follow_up import ENDS, StepDraft, check_step, stages_of
from commissions.domain.measures import ADVICE
from commissions.enums import StepKind
from commissions.models import Measure, MeasureStage, MeasureStep
from commissions.selectors.follow_up import followed, is_open, is_theirs
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.errors import Conflict, Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.outbox.services.messages import withdraw_messages
from safeguard.people.models import Adult


def await_measures(school: School, measures: Iterable[Measure]) -> None:
    """When the decision is written: reminders for every measure that somebody answers for until a day."""
    rows = [row for row in measures if row.responsible_id or row.kind not in ADVICE]
    MeasureStage.objects.bulk_create(stage for row in rows if row.due_on for stage in _stages(school, row, row.due_on))


@transaction.atomic
def record_step(*, measure_id: UUID, step: StepDraft, seen: int, by: Member) -> MeasureStep:
    """`seen`: how many entries the page showed; two people don't close the same measure twice."""
    found = Measure.objects.values_list("decision__case_id", flat=True).get(pk=measure_id)
    case = locked_case(found)
    measure = followed().select_related("decision__meeting", "data_key").get(pk=measure_id)
    check_may_follow(case, measure, step.kind, by)
    _check_seen(measure, seen)
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    zone = zone_of(school)
    check_step(
        step,
        is_open=is_open(measure),
        decided_on=measure.decision.decided_at.astimezone(zone).date(),  # type: ignore[union-attr]
        today=clock.today(zone),
        holder_id=measure.holder_id,  # type: ignore[attr-defined]
    )
    if step.responsible_id and not Adult.objects.filter(pk=step.responsible_id, is_staff=True).exists():
        raise RuleViolation(gettext_noop("Say who answers for the measure from now on."), field="responsible")
    row = write_step(measure, step, by)
    if step.next_on:
        MeasureStage.objects.bulk_create(_stages(school, measure, step.next_on), ignore_conflicts=True)
    if step.kind in ENDS:
        withdraw_messages(measure.pk)
    record(case, draft(f"measure.{step.kind}", by=by, data=_said(row), text=step.words.strip()))
    return row


def write_step(measure: Measure, step: StepDraft, by: Member) -> MeasureStep:
    row = MeasureStep(
        id=uuid7(),
        school_id=measure.school_id,
        data_key_id=measure.data_key_id,
        measure=measure,
        kind=step.kind,
        on=step.on,
        effect=step.effect or "",
        next_on=step.next_on,
        responsible_id=step.responsible_id,
        recorded_at=clock.now(),
        recorded_by=by.user_id,
        recorded_by_name=by.name,
    )
    row.seal("words", step.words.strip())
    row.save(force_insert=True)
    return row


def may_follow(case: Case, measure: Measure, by: Member) -> bool:
    """Whoever works on cases, who answers for the measure, and who judges it."""
    return case.status not in OVER and (by.may(Permission.NOTICE_RECORD) or is_theirs(measure, by.user_id))


def check_may_follow(case: Case, measure: Measure, kind: StepKind, by: Member) -> None:
    """What the commission decided is given up by whoever decides for the school."""
    if case.status in OVER:
        raise RuleViolation(gettext_noop("The case is closed. Reopen it first."))
    if not may_follow(case, measure, by):
        raise Refused(gettext_noop("Only who answers for the measure, and those who work on the case, may do this."))
    if kind in (StepKind.ENDED, StepKind.RESUMED) and not may_move(case, by):
        raise Refused(
            gettext_noop("The head decides this; when the head can't know of the case, the deputy."), field="kind"
        )


def _check_seen(measure: Measure, seen: int) -> None:
    if MeasureStep.objects.filter(measure=measure).count() != seen:
        raise Conflict(gettext_noop("Somebody has recorded something about this measure just now. Read it first."))


def _stages(school: School, measure: Measure, due_on: date) -> list[MeasureStage]:
    times = stages_of(due_on, now=clock.now(), zone=zone_of(school))
    return [
        MeasureStage(school_id=measure.school_id, measure=measure, due_on=due_on, kind=kind, stage=stage, at=at)
        for kind, stage, at in times
    ]


def _said(row: MeasureStep) -> dict[str, object]:
    said = {"measure": row.measure_id, "step": row.pk, "on": row.on, "effect": row.effect, "next_on": row.next_on}
    return {key: value for key, value in said.items() if value} | (
        {"adult": row.responsible_id} if row.responsible_id else {}
    )
