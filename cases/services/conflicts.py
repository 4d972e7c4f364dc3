"""Who may not handle a case by what the school's own data says: a side, a side's relative, a side's class teacher."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from cases.enums import RecusalGround, SideRole
from cases.models import Case, Involvement
from cases.selectors.clocks import definition_of
from cases.selectors.people import Coded, coded_children
from cases.services.events import draft, record
from cases.services.recusals import recuse
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import as_member, live_memberships
from safeguard.organisations.zones import zone_of


class InRole(Protocol):
    """A side as it was named."""

    @property
    def role(self) -> SideRole | str: ...

    @property
    def child_id(self) -> UUID | None: ...


def members_in_conflict(
    case: Case, sides: Collection[InRole], people: Mapping[UUID, Coded]
) -> dict[UUID, RecusalGround]:
    """Who is to be recused, and why; the stronger ground wins, and what is certain goes before what is doubted."""
    doubted = {user_id: RecusalGround.DOUBT for person in people.values() for user_id in person.doubted}
    relatives = {user_id: RecusalGround.RELATIVE for person in people.values() for user_id in person.relatives}
    themselves = {person.user_id: RecusalGround.SIDE for person in people.values() if person.user_id}
    return doubted | _teachers(case, sides, people) | relatives | themselves


def _teachers(case: Case, sides: Collection[InRole], people: Mapping[UUID, Coded]) -> dict[UUID, RecusalGround]:
    """The class teacher of a party, where a commission decides and they'd sit on it or see the case by office.

    Without a commission the class teacher belongs to those who handle the case (KZ-A3.1.3). A teacher without an
    office isn't recused: they see nothing anyway, and may be needed for the measures in the class.
    """
    parties = {side.child_id for side in sides if side.child_id and side.role != SideRole.WITNESS}
    found = {user_id for child_id in parties for user_id in people[child_id].teachers}
    if not found or definition_of(case.procedure).commission is None:
        return {}
    rows = live_memberships(on=clock.today()).filter(organisation_id=case.school_id, user_id__in=found)
    held = [as_member(row) for row in rows.select_related("user")]
    deciding = (Permission.MEETING_VIEW, Permission.CASE_VIEW_ALL)
    return {one.user_id: RecusalGround.TEACHER for one in held if any(one.may(each) for each in deciding)}


def settle_conflicts(case: Case, by: Member | None) -> None:
    """After a tie, an account or an office has changed. The case is locked; who is recused already stays so."""
    sides = list(Involvement.objects.filter(case=case, child__isnull=False))
    if not sides:
        return
    school = School.objects.select_related("organisation").get(pk=case.school_id)
    day = case.received_at.astimezone(zone_of(school)).date()
    people = coded_children({side.child_id for side in sides if side.child_id}, on=day)
    for user_id, ground in members_in_conflict(case, sides, people).items():
        if recuse(case, user_id, ground, recorded_by=by.user_id if by else user_id):
            record(case, draft("recusal.recorded", by=by, data={"user": user_id, "ground": ground}))
