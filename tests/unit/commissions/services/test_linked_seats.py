"""A seat held by an adult who had no account: once linked, its holder is told and reads, or is left out when a side."""

import pytest

from cases.enums import SideRole
from cases.models import Act, Involvement
from cases.selectors.access import visible_cases
from commissions.selectors.composition import recused_seats
from commissions.selectors.invitations import told_here
from commissions.services.notices import send_notice
from safeguard import clock
from safeguard.people.models import Adult
from safeguard.people.services.links import link_adult
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import CALLED, call, make_place

pytestmark = pytest.mark.django_db


class Seated:
    """The sixth member of the commission stands in the order without an account; the account is there."""

    def __init__(self):
        self.place = make_place()
        self.member = self.place.members[5]
        with school_scope(self.place.school.pk):
            self.adult = Adult.objects.get(user_id=self.member.user_id)
            Adult.objects.filter(pk=self.adult.pk).update(user_id=None)
            call(self.place)

    def link(self):
        link_adult(adult_id=self.adult.pk, user_id=self.member.user_id, by=self.place.principal)

    def told(self):
        return {row.adult_id for row in told_here(self.place.meeting)}


@pytest.fixture
def seated():
    made = Seated()
    with clock.frozen(CALLED), school_scope(made.place.school.pk):
        yield made


def test_nobody_is_told_before_and_the_holder_is_told_after(seated):
    assert seated.adult.pk not in seated.told()
    seated.link()
    assert seated.adult.pk in seated.told()


def test_the_holder_reads_the_materials_once_linked_and_told(seated):
    seated.link()
    place = seated.place
    send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
    assert visible_cases(seated.member).get() == place.case


def test_a_holder_who_is_a_witness_is_out_of_the_case_by_the_account(seated):
    """As an adult only a victim or an accused is left out; the recusal of a witness needs the account."""
    place, case = seated.place, seated.place.case
    Involvement.objects.create(
        school=place.school, case=case, act=Act.objects.filter(case=case).first(), adult=seated.adult,
        role=SideRole.WITNESS, added_at=CALLED, added_by=place.principal.user_id,
    )  # fmt: skip
    seats = [seat for seat in place.seats if seat.adult_id == seated.adult.pk]

    def left_out():
        [seat] = type(seats[0]).objects.filter(pk=seats[0].pk).select_related("adult")
        return recused_seats([seat], [case.pk])[case.pk]

    assert left_out() == set()
    seated.link()
    assert left_out() == {seats[0].pk}
    send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
    assert not visible_cases(seated.member).exists()
