"""Reminders and escalations of measures, as limits have them. Safe to run twice, and late.

The department isn't told: no text puts a limit on a measure, and the day is the commission's own.
"""

from collections.abc import Iterable
from uuid import UUID

from cases.enums import OVER, StageKind
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.addressees import readers
from cases.services.enforcement import ASK_AGAIN, NOBODY
from cases.services.events import draft, locked_case, record
from commissions.models import Measure, MeasureStage
from commissions.selectors.follow_up import followed, is_open
from safeguard import clock
from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import as_member, live_memberships
from safeguard.organisations.zones import zone_of
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.people.models import Adult


def act_on_measure_stages(ids: Iterable[UUID]) -> int:
    """Each once; how many were acted on. Cases first, in one order of locks."""
    found = MeasureStage.objects.filter(pk__in=list(ids), done_at__isnull=True, at__lte=clock.now())
    acted = 0
    order = found.order_by("measure__decision__case_id", "at").values_list("pk", "measure__decision__case_id")
    for stage_id, case_id in list(order):
        acted += _act_once(stage_id, case_id)
    return acted


def _act_once(stage_id: UUID, case_id: UUID) -> bool:
    case = Case.objects.select_for_update(of=("self",)).select_related("procedure", "data_key").get(pk=case_id)
    stage = MeasureStage.objects.select_for_update(of=("self",)).get(pk=stage_id)
    if stage.done_at is not None or stage.at > clock.now():
        return False
    stage.outcome = _act(case, stage)
    if stage.outcome == NOBODY:
        stage.at = clock.now() + ASK_AGAIN
    else:
        stage.done_at = clock.now()
    stage.save(update_fields=["outcome", "done_at", "at"])
    return True


def _act(case: Case, stage: MeasureStage) -> str:
    measure = followed().get(pk=stage.measure_id)
    if case.status in OVER:
        return "over"
    if not is_open(measure):
        return "ended"
    if measure.awaited_on != stage.due_on:  # type: ignore[attr-defined]
        return "moved"
    is_late = stage.kind == StageKind.ESCALATE
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    recipients = _recipients(case, measure, is_late=is_late)
    kind = MessageKind.MEASURE_LATE if is_late else MessageKind.MEASURE_NEAR
    subject = Subject(kind, measure.pk, f"{stage.stage}-{stage.due_on}", case_id=case.pk)
    queue_messages(subject, recipients, zone=zone_of(school))
    if is_late:
        _note_once(case, stage)
    return "sent" if recipients else NOBODY


def _recipients(case: Case, measure: Measure, *, is_late: bool) -> list[UUID]:
    """Who answers for it, while they may know of the case; when late, or nobody does, those whose office it is."""
    holder = _holder(case, measure)
    office = readers(case, on=clock.today()) if is_late or holder is None else []
    return list(dict.fromkeys([*([holder] if holder else []), *office]))


def _holder(case: Case, measure: Measure) -> UUID | None:
    users = Adult.objects.filter(pk=measure.holder_id, user_id__isnull=False)  # type: ignore[attr-defined]
    live = live_memberships(on=clock.today()).filter(
        organisation_id=case.school_id, user_id__in=list(users.values_list("user_id", flat=True))
    )
    for membership in live.select_related("user"):
        if visible_cases(as_member(membership)).filter(pk=case.pk).exists():
            return membership.user_id
    return None


def _note_once(case: Case, stage: MeasureStage) -> None:
    """In the chronology once for a day that passed, however often people are told."""
    others = MeasureStage.objects.filter(measure_id=stage.measure_id, due_on=stage.due_on, kind=StageKind.ESCALATE)
    if others.exclude(pk=stage.pk).filter(outcome__gt="").exists() or stage.outcome:
        return
    said = {"measure": stage.measure_id, "due_on": stage.due_on}
    record(locked_case(case.pk), draft("measure.overdue", by=None, data=said))
