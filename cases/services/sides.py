"""A person in a role in an act, found after the report was filed. A role is never copied from another act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.enums import OVER, SideRole
from cases.models import Act, Case, Deadline, DeadlineStage, Involvement
from cases.selectors.clocks import clocks_of
from cases.selectors.people import Coded, coded_adults, coded_children
from cases.selectors.sides import minor_sides
from cases.services.conflicts import members_in_conflict
from cases.services.deadlines import UNMET, build_deadlines_of_new_sides
from cases.services.events import draft, locked_case, record
from cases.services.recusals import recuse
from cases.services.same_name import with_namesakes
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of


@dataclass(frozen=True)
class SideFound:
    """Exactly one of a child and an adult, in one role in one act. `is_member` as in a report."""

    act_id: UUID
    role: SideRole
    child_id: UUID | None = None
    adult_id: UUID | None = None
    is_member: bool | None = None

    @property
    def person_id(self) -> UUID:
        ids = [person for person in (self.child_id, self.adult_id) if person]
        if len(ids) != 1:
            raise RuleViolation(gettext_noop("Choose a person."), field="who")
        return ids[0]


@transaction.atomic
def add_side(*, case_id: UUID, side: SideFound, school: School, by: Member) -> Involvement:
    """A member who turns out to be a side is recused at once; a child's representatives get a clock of their own."""
    case, now = locked_case(case_id), clock.now()
    if case.status in OVER:
        raise RuleViolation(gettext_noop("This case is closed: a new report opens a case of its own."))
    act = Act.objects.filter(case=case, pk=side.act_id).first()
    if act is None:
        raise RuleViolation(gettext_noop("Choose what happened."), field="act")
    _refuse_second_role(act, side)
    people = _coded(side, school, now, by)
    is_new_minor = side.child_id is not None and side.child_id not in minor_sides(case)
    row = _insert(case, act, side, people[side.person_id], by)
    if is_new_minor:
        _start_clock(case, row, school)
    for user_id, ground in members_in_conflict(case, [side], people).items():
        recuse(case, user_id, ground, recorded_by=by.user_id)
    said = {"act": act.pk, "involvement": row.pk, "role": side.role, "child": side.child_id, "adult": side.adult_id}
    record(
        case,
        draft("side.added", by=by, data={key: value for key, value in said.items() if value}),
        next_due_at=case.next_due_at,
    )
    return row


def _refuse_second_role(act: Act, side: SideFound) -> None:
    person = {"child_id": side.child_id} if side.child_id else {"adult_id": side.adult_id}
    known = Involvement.ever.filter(act=act, **person).first()
    if known is None:
        return
    if {known.role, str(side.role)} == {SideRole.VICTIM, SideRole.ACCUSED}:
        raise RuleViolation(
            gettext_noop("The same person can't be the victim and the alleged offender of one act."), field="who"
        )
    raise RuleViolation(gettext_noop("This person is named in this act already."), field="who")


def _coded(side: SideFound, school: School, now: datetime, by: Member) -> dict[UUID, Coded]:
    ids = [side.person_id]
    day = now.astimezone(zone_of(school)).date()
    found = coded_children(ids, on=day) if side.child_id else coded_adults(ids)
    if not found:
        raise RuleViolation(gettext_noop("This person isn't known to this school."), field="who")
    return with_namesakes(school, [side], found, by)


def _insert(case: Case, act: Act, side: SideFound, coded: Coded, by: Member) -> Involvement:
    return Involvement.objects.create(
        id=uuid7(),
        school_id=case.school_id,
        case=case,
        act=act,
        child_id=side.child_id,
        adult_id=side.adult_id,
        role=side.role,
        grade=coded.grade,
        age=coded.age,
        sex=coded.sex,
        added_at=clock.now(),
        added_by=by.user_id,
    )


def _start_clock(case: Case, row: Involvement, school: School) -> None:
    """While the first clock still runs the child joins it; else one of its own begins now."""
    now = clock.now()
    clocks = clocks_of(school, case.procedure)
    running = Deadline.objects.filter(case=case, state__in=UNMET, due_at__gte=now, subject_id=None)
    joined = {key for key in running.values_list("rule", flat=True) if clocks.procedure.rule(key).each}
    deadlines, stages = build_deadlines_of_new_sides(case, clocks, received_at=now, subject_id=row.pk)
    begun = [deadline for deadline in deadlines if deadline.rule not in joined]
    Deadline.objects.bulk_create(begun)
    kept = {deadline.pk for deadline in begun}
    DeadlineStage.objects.bulk_create(stage for stage in stages if stage.deadline_id in kept)
