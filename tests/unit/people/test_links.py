"""An adult gets the account of a member: once, by whose office it is, and it stands in the log."""

import pytest
from django.db import IntegrityError, transaction

from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.audit.models import AdministrativeAct
from safeguard.clock import today
from safeguard.errors import Refused, RuleViolation
from safeguard.people.models import Adult
from safeguard.people.selectors.same_name import same_names
from safeguard.people.services.links import keep_apart, link_adult
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_member, make_school, make_user

pytestmark = pytest.mark.django_db


class Place:
    """A school in which Ivan Koval stands twice: as an adult, and as a deputy with an account."""

    def __init__(self):
        self.school = make_school()
        self.head = make_member(self.school, Role.PRINCIPAL, user=make_user("Галина Вербова"))
        self.deputy = make_member(self.school, Role.DEPUTY, user=make_user("Коваль Іван"))
        self.adult = make_adult_in(self.school, "Коваль\nІван\nПетрович")

    def adult_now(self):
        with school_scope(self.school.pk):
            return Adult.objects.get(pk=self.adult.pk)


def make_adult_in(school, name, **fields):
    with school_scope(school.pk):
        return make_adult(school, name, **fields)


@pytest.fixture
def place():
    return Place()


def decide(place, act=link_adult, *, adult=None, user=None, by=None):
    with school_scope(place.school.pk):
        return act(adult_id=(adult or place.adult).pk, user_id=(user or place.deputy).user_id, by=by or place.head)


def pairs(place, **narrowed):
    with school_scope(place.school.pk):
        return [(pair.adult_id, pair.user_id) for pair in same_names(place.school, on=today(), **narrowed)]


def acts(place):
    rows = AdministrativeAct.objects.filter(organisation_id=place.school.pk, kind__startswith="adult.")
    return [(row.kind, row.subject_user_id, row.data) for row in rows]


# --- who may be one person ---


@pytest.mark.parametrize(
    ("adult", "is_found"),
    [
        pytest.param("Коваль\nІван", True, id="the same name"),
        pytest.param("Іван\nКоваль", True, id="in another order"),
        pytest.param("КОВАЛЬ\nІван\nПетрович", True, id="with a patronymic"),
        pytest.param("Коваль\nІгор", False, id="another given name"),
        pytest.param("Коваль", False, id="a family name alone says nothing"),
    ],
)
def test_an_adult_without_an_account_is_held_against_the_members_by_name(place, adult, is_found):
    made = make_adult_in(place.school, adult)
    assert pairs(place, adult_ids=[made.pk]) == ([(made.pk, place.deputy.user_id)] if is_found else [])


@pytest.mark.parametrize(
    "settle",
    [
        pytest.param(decide, id="linked"),
        pytest.param(lambda place: decide(place, keep_apart), id="told apart"),
    ],
)
def test_once_decided_nothing_is_asked_again(place, settle):
    assert pairs(place) == [(place.adult.pk, place.deputy.user_id)]
    settle(place)
    assert pairs(place) == []


def test_a_namesake_of_another_school_is_nobody_here(place):
    other = make_school()
    make_member(other, Role.STAFF, user=make_user("Марко Дубовик"))
    made = make_adult_in(place.school, "Дубовик\nМарко")
    assert pairs(place, adult_ids=[made.pk]) == []


# --- linking ---


def test_the_adult_gets_the_account_and_the_log_says_who_did_it(place):
    decide(place)
    adult = place.adult_now()
    assert (adult.user_id, adult.is_staff) == (place.deputy.user_id, True)
    assert acts(place) == [("adult.linked", place.deputy.user_id, {"adult": str(place.adult.pk)})]


def test_linking_twice_is_one_act(place):
    decide(place)
    decide(place)
    assert len(acts(place)) == 1


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.SECRETARY, Role.RESPONSIBLE_PERSON, Role.STAFF])
@pytest.mark.parametrize("act", [link_adult, keep_apart])
def test_only_who_manages_the_staff_decides(place, role, act):
    with pytest.raises(Refused):
        decide(place, act, by=make_member(place.school, role))
    assert place.adult_now().user_id is None


def test_who_manages_the_staff_alone_takes_no_seat_by_renaming_themselves(place):
    hr = make_member(place.school, Role.HR, user=make_user("Коваль Іван"))
    with pytest.raises(Refused):
        decide(place, user=hr, by=hr)


def test_the_head_sees_everything_anyway_and_may_say_which_adult_they_are(place):
    own = make_adult_in(place.school, "Вербова\nГалина")
    assert decide(place, adult=own, user=place.head).user_id == place.head.user_id


def test_nobody_says_of_themselves_that_they_are_another(place):
    own = make_adult_in(place.school, "Вербова\nГалина")
    with pytest.raises(Refused):
        decide(place, keep_apart, adult=own, user=place.head)


def stranger(place):
    return {"user": make_member(make_school(), Role.STAFF)}


def linked_adult(place):
    decide(place)
    return {"user": make_member(place.school, Role.STAFF)}


def linked_account(place):
    decide(place)
    return {"adult": make_adult_in(place.school, "Коваль\nІван")}


def adult_elsewhere(place):
    other = make_school()
    return {"adult": make_adult_in(other, "Коваль\nІван")}


@pytest.mark.parametrize("wrong", [stranger, linked_adult, linked_account, adult_elsewhere])
def test_a_link_that_cant_be_is_refused(place, wrong):
    who = wrong(place)
    with pytest.raises(RuleViolation):
        decide(place, **who)


def test_the_database_holds_one_adult_an_account(place):
    decide(place)
    with school_scope(place.school.pk), pytest.raises(IntegrityError), transaction.atomic():
        make_adult(place.school, user=User.objects.get(pk=place.deputy.user_id))
