"""Who leaves hands over measures too; seats of the commission wait for an order, and who runs meetings is told.

A recusal stays the stronger one: a measure of a case that the heir may not know of isn't theirs, and nothing tells
them of it. Then, and where nobody takes over, those whose office it is are told.
"""

from uuid import UUID

from django.db import transaction

from cases.models import Case, Recusal
from cases.selectors.addressees import readers
from cases.services.events import draft, locked_case, record
from cases.services.grants import tell_of_duty
from commissions.domain.follow_up import StepDraft
from commissions.enums import StepKind
from commissions.models import Measure
from commissions.selectors.follow_up import held_by
from commissions.selectors.leaving import meetings_ahead
from commissions.services.events import locked_meeting, record_after
from commissions.services.follow_up import write_step
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership, School
from safeguard.organisations.zones import zone_of
from safeguard.people.services.persons import adult_of_member


@transaction.atomic
def hand_over_measures(*, leaving: Membership, successor: Membership | None, by: Member) -> None:
    """Every measure that the person answers for, one event of its case each. Meetings are locked before cases."""
    if leaving.organisation.kind != OrganisationKind.SCHOOL:
        return
    _note_empty_seats(leaving, by)
    school = School.objects.select_related("organisation").get(pk=leaving.organisation_id)
    for measure in held_by(leaving.user_id):
        case = locked_case(measure.decision.case_id)  # type: ignore[union-attr]
        if successor is None or _is_recused(case, successor.user_id):
            _tell_office(case, measure)
        else:
            _pass_on(school, case, measure, leaving, successor, by)


def _pass_on(
    school: School, case: Case, measure: Measure, leaving: Membership, successor: Membership, by: Member
) -> None:
    """No words: that the person left is said by the event's kind and its people."""
    heir = adult_of_member(school=school, user_id=successor.user_id)
    step = StepDraft(StepKind.PASSED_ON, clock.today(zone_of(school)), "", responsible_id=heir.pk)
    row = write_step(measure, step, by)
    data = {"measure": measure.pk, "step": row.pk, "from": leaving.user_id, "user": successor.user_id}
    record(case, draft("measure.passed_on", by=by, data=data))


def _tell_office(case: Case, measure: Measure) -> None:
    for user_id in readers(case, on=clock.today()):
        tell_of_duty(case, user_id, f"m-{measure.pk.hex[-24:]}")


def _note_empty_seats(leaving: Membership, by: Member) -> None:
    """A seat is filled by order only; the meeting's chain says why it is empty."""
    for meeting_id in meetings_ahead(leaving.user_id).order_by("pk").values_list("pk", flat=True):
        record_after(locked_meeting(meeting_id), draft("member.left", by=by, data={"user": leaving.user_id}))


def _is_recused(case: Case, user_id: UUID) -> bool:
    return Recusal.objects.filter(case=case, user_id=user_id).exists()
