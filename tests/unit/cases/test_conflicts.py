"""A member who is close to a side is found from the school's data: relative, class teacher; whichever came last."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.domain.filing import Answers, SideDraft
from cases.enums import RecusalGround
from cases.models import Act, CaseEvent, Recusal
from cases.selectors.access import visible_cases
from cases.services.file_report import file_report
from cases.services.join_report import join_report
from cases.services.sides import SideFound, add_side
from commissions.selectors.composition import recused_seats, seats_on
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.people.models import Adult, Child, Enrolment, Guardianship, SchoolClass
from safeguard.people.services.links import link_adult
from safeguard.people.services.ties import add_guardianship, change_class_teacher
from safeguard.tenancy.scope import school_scope
from tests.factories import FIRST_DAY, make_adult, make_child, make_member, make_school, make_user
from tests.unit.commissions.places import Place as CommissionPlace
from tests.unit.commissions.places import make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
G = RecusalGround


@dataclass
class Place:
    """A school with two children in 7-Б; the staff as adults with accounts."""

    procedure: str = "ua-1646"
    children: dict[str, Child] = field(default_factory=dict)

    def __post_init__(self):
        country = self.procedure[:2]
        self.school = make_school(country)
        if self.procedure not in {"ua-1646", "kz-2021"}:
            adopt_procedure(
                organisation_id=self.school.pk, procedure=self.procedure, by=None, order_number="2-о",
                order_on=date(2025, 1, 8), from_on=date(2025, 1, 8),
            )  # fmt: skip
        self.head = make_member(self.school, Role.PRINCIPAL, user=make_user("Галина Вербова"))
        with school_scope(self.school.pk):
            self.children = {role: make_child(self.school) for role in ("victim", "accused", "witness")}

    def staff(self, *roles, has_account=True):
        """Member and adult; the adult without the account yet when asked so."""
        user = make_user()
        member = make_member(self.school, *roles, user=user)
        with school_scope(self.school.pk):
            adult = make_adult(self.school, user=user if has_account else None, is_staff=True)
        return member, adult

    def within(self, act, **known):
        with clock.frozen(NOW), school_scope(self.school.pk):
            return act(**known)

    def represent(self, adult, role, until_on=None):
        def tie():
            Guardianship.objects.create(
                school=self.school, child=self.children[role], adult=adult, kinship="mother", from_on=FIRST_DAY,
                until_on=until_on,
            )  # fmt: skip

        self.within(tie)

    def teach(self, adult, role):
        """A class of that child alone."""

        def tie():
            own = SchoolClass.objects.create(
                school=self.school, school_year=2025, grade=7, letter=role[0].upper(), teacher=adult
            )
            Enrolment.objects.filter(child=self.children[role]).delete()
            Enrolment.objects.create(school=self.school, child=self.children[role], school_class=own, from_on=FIRST_DAY)
            return own

        return self.within(tie)

    def answers(self, *roles):
        return Answers(
            sides=[SideDraft(role, child_id=self.children[role].pk) for role in roles or self.children],
            kinds=["psychological"],
            place="online",
            happened_at=NOW - timedelta(days=1),
            narrative="Після уроку показала чат.",
            danger_now="no",
            first_aid_given=False,
        )

    def file(self, *roles, by=None):
        found = self.within(file_report, school=self.school, answers=self.answers(*roles), by=by or self.head)
        return found.case

    def grounds(self):
        with school_scope(self.school.pk):
            return dict(Recusal.objects.values_list("user_id", "ground"))

    def sees(self, member):
        with school_scope(self.school.pk):
            return visible_cases(member).exists()


@pytest.mark.parametrize("role", ["victim", "accused", "witness"])
@pytest.mark.parametrize("office", [Role.DEPUTY, Role.SECRETARY, Role.STAFF, Role.PRINCIPAL])
def test_who_represents_a_side_is_recused_when_the_report_is_filed(role, office):
    place = Place()
    member, adult = place.staff(office)
    place.represent(adult, role)
    place.file()
    assert place.grounds() == {member.user_id: G.RELATIVE}
    assert not place.sees(member)


def test_whose_representation_has_ended_is_no_less_partial():
    place = Place()
    member, adult = place.staff(Role.DEPUTY)
    place.represent(adult, "victim", until_on=date(2025, 1, 1))
    place.file()
    assert place.grounds() == {member.user_id: G.RELATIVE}


# Which offices would let the class teacher handle the case, under which text, of which side.
TEACHERS = [
    ("ua-1646", Role.COMMISSION_MEMBER, "victim", True),
    ("ua-1646", Role.COMMISSION_MEMBER, "accused", True),
    ("ua-1646", Role.COMMISSION_MEMBER, "witness", False),
    ("ua-1646", Role.PSYCHOLOGIST, "accused", True),
    ("ua-1646", Role.RESPONSIBLE_PERSON, "victim", True),
    ("ua-1646", Role.PRINCIPAL, "victim", True),
    ("ua-1646", Role.CLASS_TEACHER, "victim", False),
    ("ua-bila-tserkva-21", Role.DEPUTY, "victim", True),
    ("kz-2021", Role.DEPUTY, "victim", False),
    ("kz-2021", Role.PSYCHOLOGIST, "victim", False),
]


@pytest.mark.parametrize(("procedure", "office", "role", "is_recused"), TEACHERS)
def test_the_class_teacher_of_a_party_doesnt_decide_about_it(procedure, office, role, is_recused):
    place = Place(procedure)
    member, adult = place.staff(office)
    place.teach(adult, role)
    place.file()
    assert place.grounds() == ({member.user_id: G.TEACHER} if is_recused else {})


def test_the_class_of_the_day_of_the_report_counts():
    place = Place()
    _, adult = place.staff(Role.DEPUTY)
    own = place.teach(adult, "victim")
    place.within(lambda: Enrolment.objects.filter(school_class=own).update(until_on=date(2025, 8, 31)))
    place.file()
    assert place.grounds() == {}


def test_the_strongest_ground_is_kept():
    """A mother who teaches the class is a relative."""
    place = Place()
    member, adult = place.staff(Role.DEPUTY)
    place.teach(adult, "victim")
    place.represent(adult, "victim")
    place.file()
    assert place.grounds() == {member.user_id: G.RELATIVE}


# What may come after the report, and whom it reaches.
def _guardianship(place, member, adult):
    place.within(
        add_guardianship, school=place.school, child_id=place.children["accused"].pk, adult_id=adult.pk,
        kinship="father", by=place.head,
    )  # fmt: skip
    return G.RELATIVE


def _class_teacher(place, member, adult):
    own = place.teach(None, "accused")
    place.within(change_class_teacher, class_id=own.pk, teacher_id=adult.pk, by=place.head)
    return G.TEACHER


def _joined_report(place, member, adult):
    place.represent(adult, "witness")
    case = place.within(lambda: visible_cases(place.head).get())
    answers = place.answers("victim", "witness")
    place.within(join_report, school=place.school, case_id=case.pk, answers=answers, by=place.head)
    return G.RELATIVE


def _side(place, member, adult):
    place.represent(adult, "witness")
    case = place.within(lambda: visible_cases(place.head).get())
    act = place.within(lambda: Act.objects.get(case=case))
    found = SideFound(act.pk, "witness", child_id=place.children["witness"].pk)
    place.within(add_side, case_id=case.pk, side=found, school=place.school, by=place.head)
    return G.RELATIVE


@pytest.mark.parametrize("later", [_guardianship, _class_teacher, _joined_report, _side])
def test_whatever_makes_them_close_after_the_report_takes_the_case_from_their_sight(later):
    place = Place()
    member, adult = place.staff(Role.DEPUTY)
    place.file("victim", "accused")
    assert place.sees(member)
    ground = later(place, member, adult)
    assert place.grounds() == {member.user_id: ground}
    assert not place.sees(member)


@pytest.mark.parametrize(("tie", "ground"), [("represent", G.RELATIVE), ("teach", G.TEACHER)])
def test_the_account_that_comes_last_is_reached_as_well(tie, ground):
    place = Place()
    member, adult = place.staff(Role.DEPUTY, has_account=False)
    getattr(place, tie)(adult, "victim")
    case = place.file("victim", "accused")
    assert place.grounds() == {}
    place.within(link_adult, adult_id=adult.pk, user_id=member.user_id, by=place.head)
    assert place.grounds() == {member.user_id: ground}
    with school_scope(place.school.pk):
        [event] = CaseEvent.objects.filter(case=case, kind="recusal.recorded")
        assert event.data == {"user": str(member.user_id), "ground": ground}


def test_who_is_recused_already_is_not_recorded_twice():
    place = Place()
    _, adult = place.staff(Role.DEPUTY)
    case = place.file("victim", "accused")
    for role in ("victim", "accused"):
        place.within(
            add_guardianship, school=place.school, child_id=place.children[role].pk, adult_id=adult.pk,
            kinship="mother", by=place.head,
        )  # fmt: skip
    with school_scope(place.school.pk):
        assert CaseEvent.objects.filter(case=case, kind="recusal.recorded").count() == 1


# --- a seat without an account ---


def sides_of(place: CommissionPlace) -> dict[str, Child]:
    return {row.role: row.child for row in place.case.involvements.filter(child__isnull=False)}


@pytest.mark.parametrize("tie", ["relative", "teacher", "none"])
def test_a_seat_without_an_account_neither_counts_nor_votes_when_its_holder_is_close(tie):
    place = make_place()
    with school_scope(place.school.pk):
        seat = place.seats[6]
        Adult.objects.filter(pk=seat.adult_id).update(user_id=None)
        child = sides_of(place)["accused"]
        if tie == "relative":
            Guardianship.objects.create(
                school=place.school, child=child, adult_id=seat.adult_id, kinship="father", from_on=FIRST_DAY
            )
        if tie == "teacher":
            SchoolClass.objects.filter(enrolments__child=child).update(teacher_id=seat.adult_id)
        found = recused_seats(seats_on(date(2025, 9, 11)), [place.case.pk])
    assert found == {place.case.pk: {seat.pk} if tie != "none" else set()}
