"""What is to be done, written down at the hearing: for whom, by whom, until when, and how its effect will be judged."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import SideRole
from cases.models import Involvement
from cases.selectors.clocks import definition_of
from cases.services.events import draft
from cases.services.outcomes import check_contents, explain_words
from commissions.domain.measures import MeasureDraft, check_measure, check_person, kinds_of
from commissions.models import Hearing, Measure, Meeting
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.texts import BEFORE_FINALISING, check_names
from safeguard import clock
from safeguard.access.member import Member

__all__ = ["MeasureDraft", "add_measure", "remove_measure"]


@transaction.atomic
def add_measure(*, hearing_id: UUID, measure: MeasureDraft, by: Member) -> Measure:
    """Educational and aimed at the act, not at the person (UA-B-III.S.8); nothing of what the texts forbid."""
    hearing = Hearing.objects.select_related("case__procedure").get(pk=hearing_id)
    meeting = locked_meeting(hearing.meeting_id)
    check_state(meeting, *BEFORE_FINALISING)
    procedure = definition_of(hearing.case.procedure)
    held_on = _held_on(meeting, ZoneInfo(procedure.timezone))
    check_names(meeting, {"text": measure.text, "effect": measure.effect})
    check_measure(measure, held_on=held_on, kinds=kinds_of(procedure.minutes))
    _check_person(hearing, measure)
    check_contents(hearing.case, measure.contents, measure.words, is_investigated=True)
    row = _measure(hearing, measure, by)
    row.save(force_insert=True)
    said = {"measure": row.pk, "kind": row.kind, "hearing": hearing.pk}
    record(meeting, draft("measure.added", by=by, data=said))
    explain_words(hearing.case_id, measure.contents.why_not, by=by, data={"meeting": meeting.pk, "measure": row.pk})
    return row


def _held_on(meeting: Meeting, zone: ZoneInfo) -> date:
    return meeting.starts_at.astimezone(zone).date()


def _check_person(hearing: Hearing, measure: MeasureDraft) -> None:
    if measure.person_id is None:
        return
    side = Involvement.objects.filter(case_id=hearing.case_id, pk=measure.person_id).first()
    check_person(measure, SideRole(side.role) if side else None, is_child=bool(side and side.child_id))


def _measure(hearing: Hearing, measure: MeasureDraft, by: Member) -> Measure:
    row = Measure(
        id=uuid7(),
        school_id=hearing.school_id,
        data_key_id=hearing.data_key_id,
        hearing=hearing,
        kind=measure.kind,
        for_whom=measure.for_whom or "",
        person_id=measure.person_id,
        responsible_id=measure.responsible_id,
        judged_by_id=measure.judged_by_id,
        due_on=measure.due_on,
        added_at=clock.now(),
        added_by=by.user_id,
    )
    for name in ("text", "due_note", "effect"):
        row.seal(name, getattr(measure, name).strip())
    return row


@transaction.atomic
def remove_measure(*, measure_id: UUID, by: Member) -> None:
    """Before the minutes are finalised a measure may be struck out; the event stays."""
    row = Measure.objects.select_related("hearing").get(pk=measure_id)
    meeting = locked_meeting(row.hearing.meeting_id)
    check_state(meeting, *BEFORE_FINALISING)
    said = draft("measure.removed", by=by, data={"measure": row.pk, "kind": row.kind, "hearing": row.hearing_id})
    row.delete()
    record(meeting, said)
