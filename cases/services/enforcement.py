"""What happens when a limit comes near and when it passes. Safe to run twice, and late."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from uuid_utils.compat import uuid7

from cases.enums import OVER, READERS, Danger, DeadlineState, StageKind
from cases.models import Case, Deadline, DeadlineStage
from cases.selectors.addressees import addressees, readers
from cases.selectors.clocks import definition_of
from cases.services.deadlines import miss_deadline
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.organisations.models import School
from safeguard.organisations.selectors.calendar import suspended_between
from safeguard.organisations.selectors.tree import parent_of
from safeguard.organisations.zones import zone_of
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.models import DepartmentAlert
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.procedures.schema import Addressee

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)
NOBODY = "nobody"
#: Where nobody held the role: often enough for a head who is named this morning, too seldom to crowd out other schools.
ASK_AGAIN = timedelta(minutes=15)


def miss_deadlines(ids: Iterable[UUID]) -> int:
    """Open limits that have passed become missed, each with an event of its case; how many."""
    missed = 0
    for row in Deadline.objects.filter(pk__in=list(ids), state=DeadlineState.OPEN).order_by("case_id"):
        missed += _miss(row.pk, row.case_id)
    return missed


def _miss(deadline_id: UUID, case_id: UUID) -> bool:
    case = locked_case(case_id)
    row = Deadline.objects.select_for_update().get(pk=deadline_id)
    if row.state != DeadlineState.OPEN or row.due_at >= clock.now() or _stands_still(case, row):
        return False
    miss_deadline(row)
    record(case, draft("deadline.missed", by=None, data={"rule": row.rule, "due_at": row.due_at, "deadline": row.pk}))
    return True


def _stands_still(case: Case, row: Deadline) -> bool:
    """Its clock is stopped by teaching that is still suspended: the rest of it runs once somebody enters the end."""
    stopped_by = {rule.key: rule.stopped_by for rule in definition_of(case.procedure).rules}.get(row.rule, ())
    if not stopped_by:
        return False
    found = suspended_between(case.school_id, row.due_at, clock.now())
    return any(each.row.until_at is None and each.row.kind in stopped_by for each in found)


def act_on_stages(ids: Iterable[UUID]) -> int:
    """Send what each stage asks for, once; how many were acted on. Another worker's stages are left to it."""
    due = DeadlineStage.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk__in=list(ids), done_at__isnull=True, at__lte=clock.now()
    )
    acted = 0
    for stage in due.select_related("deadline__case__procedure").order_by("at"):
        stage.outcome = _act(stage)
        if stage.outcome == NOBODY and _waits_for_somebody(stage):
            stage.at = clock.now() + ASK_AGAIN
        else:
            stage.done_at = clock.now()
        stage.save(update_fields=["outcome", "done_at", "at"])
        acted += 1
    return acted


def _waits_for_somebody(stage: DeadlineStage) -> bool:
    """A stage that found nobody isn't lost: it comes again until somebody holds the role or the act is done.

    Of several stages that say the same to the same people one waits, so that whoever comes gets one message and no
    heap. The department needs none: its page keeps the alert for whoever comes. Nor does a case that is closed.
    """
    if stage.recipients == Addressee.DEPARTMENT or stage.deadline.case.status in OVER:
        return False
    alike = DeadlineStage.objects.filter(
        deadline=stage.deadline, kind=stage.kind, recipients=stage.recipients, done_at__isnull=True
    )
    return not alike.filter(at__lte=clock.now() + ASK_AGAIN).exclude(pk=stage.pk).exists()


def _act(stage: DeadlineStage) -> str:
    deadline, case = stage.deadline, stage.deadline.case
    if stage.recipients == READERS:
        return _announce(case, stage)
    if deadline.state not in UNMET:
        return "met"
    if stage.kind == StageKind.REMIND and deadline.due_at <= clock.now():
        return "passed"
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    zone = zone_of(school)
    rule = definition_of(case.procedure).rule(deadline.rule)
    to = Addressee(stage.recipients)
    recipients = addressees(case, to, rule, on=clock.today(zone))
    kind = MessageKind.REMINDER if stage.kind == StageKind.REMIND else MessageKind.ESCALATION
    # The department's officers get no case id: they may not even count a school's cases.
    case_id = None if to is Addressee.DEPARTMENT else case.pk
    subject = Subject(kind, deadline.pk, stage.stage, case_id=case_id, rule=deadline.rule)
    queue_messages(subject, recipients, zone=zone)
    if to is Addressee.DEPARTMENT:
        alert_department(case, deadline, stage.stage)
    return "sent" if recipients else NOBODY


def _announce(case: Case, stage: DeadlineStage) -> str:
    """A new report, to everybody whose office it is and who isn't recused; at night too when there is danger."""
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    zone = zone_of(school)
    recipients = readers(case, on=clock.today(zone))
    is_urgent = case.reports.filter(danger_now=Danger.YES).exists()
    subject = Subject(MessageKind.NEW_REPORT, case.pk, stage.stage, case_id=case.pk)
    queue_messages(subject, recipients, zone=zone, is_urgent=is_urgent)
    return "sent" if recipients else NOBODY


def alert_department(case: Case, deadline: Deadline, stage: str) -> None:
    """School, rule, lateness: nothing that leads to a case. Written from the school, read by the department."""
    parent = parent_of(case.school_id, on=clock.now().date())
    if parent is None:
        return
    key = settings.BLIND_INDEX_KEY.encode()
    DepartmentAlert.objects.bulk_create(
        [
            DepartmentAlert(
                id=uuid7(),
                school_id=case.school_id,
                department=parent,
                rule=deadline.rule,
                procedure_id=case.procedure_id,
                stage=stage,
                subject_digest=hmac.new(key, deadline.pk.bytes, hashlib.sha256).hexdigest(),
                due_at=deadline.due_at,
                created_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
