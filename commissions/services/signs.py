"""The signs on which a qualification rests, noted for each accused at the hearing (UA-B-IV.1.4b, C-13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.selectors.clocks import definition_of
from cases.services.events import draft
from commissions.domain.conflicts import Overtaken
from commissions.enums import Harm
from commissions.models import Hearing, Meeting, MeetingEvent, Signs
from commissions.selectors.accused import accused_of
from commissions.selectors.signs import listed_kinds
from commissions.services.events import check_state, locked_meeting, record
from commissions.services.texts import BEFORE_FINALISING
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School


@dataclass(frozen=True)
class SignsDraft:
    """`kinds` are columns of the procedure's own list of signs."""

    accused_id: UUID | None
    is_systematic: bool | None
    kinds: Sequence[str]
    harm: Harm


@transaction.atomic
def note_signs(*, school: School, hearing_id: UUID, signs: SignsDraft, seen: int, by: Member) -> Signs:
    """One row for each accused, changed until the minutes are finalised; `seen` is the version that was shown."""
    hearing = Hearing.objects.select_related("case__procedure").get(pk=hearing_id)
    meeting = locked_meeting(hearing.meeting_id)
    check_state(meeting, *BEFORE_FINALISING)
    _check(school, hearing, signs)
    row = Signs.objects.filter(hearing=hearing, accused_id=signs.accused_id).first()
    if (row.version if row else 0) != seen:
        _refuse(meeting, hearing, signs, row)
    row = row or Signs(id=uuid7(), school_id=hearing.school_id, hearing=hearing, accused_id=signs.accused_id)
    row.is_systematic, row.kinds, row.harm = signs.is_systematic, list(signs.kinds), signs.harm
    row.version, row.saved_at = seen + 1, clock.now()
    row.save()
    record(meeting, draft("signs.noted", by=by, data={"hearing": hearing.pk, "accused": signs.accused_id}))
    return row


def _check(school: School, hearing: Hearing, signs: SignsDraft) -> None:
    people = accused_of(hearing.meeting_id, school.organisation.language).get(hearing.case_id, [])
    known: list[UUID | None] = [each.id for each in people]
    if signs.accused_id not in (known or [None]):
        raise RuleViolation(gettext_noop("This person isn't accused in this case."), field="accused")
    if not set(signs.kinds) <= set(listed_kinds(definition_of(hearing.case.procedure))):
        raise RuleViolation(gettext_noop("Choose from the list of the procedure."), field="kinds")


def _refuse(meeting: Meeting, hearing: Hearing, signs: SignsDraft, row: Signs | None) -> None:
    key = {"hearing": str(hearing.pk), "accused": str(signs.accused_id) if signs.accused_id else None}
    event = MeetingEvent.objects.filter(meeting=meeting, kind="signs.noted", data__contains=key).last()
    version = row.version if row else 0
    raise Overtaken(
        who=event.by_name if event else "", at=event.recorded_at if event else None, version=version, theirs={}
    )
