"""A side who was entered before having an account is recused as soon as the account is theirs, or may be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.domain.filing import Answers, SideDraft
from cases.enums import CaseStatus, RecusalGround
from cases.models import Act, Case, CaseEvent, Handling, Recusal
from cases.selectors.access import visible_cases
from cases.services.file_report import file_report
from cases.services.join_report import join_report
from cases.services.sides import SideFound, add_side
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import Invitation, User
from safeguard.accounts.services.invitations import Invitee, invite
from safeguard.accounts.tokens import digest_of
from safeguard.errors import RuleViolation
from safeguard.organisations.selectors.members import as_member
from safeguard.people.models import Adult
from safeguard.people.services.links import join_by_invitation, keep_apart, link_adult
from safeguard.tenancy.scope import school_scope
from tests.factories import PASSWORD, make_adult, make_child, make_member, make_school, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
NAME = "Коваль Іван"


class Place:
    """A school whose list holds the adult Ivan Koval without an account. A deputy of that name may come."""

    def __init__(self):
        self.school = make_school()
        self.head = make_member(self.school, Role.PRINCIPAL, user=make_user("Галина Вербова"))
        self.teacher = make_member(self.school, Role.CLASS_TEACHER, user=make_user("Олена Терник"))
        with school_scope(self.school.pk):
            self.victim = make_child(self.school)
            self.adult = make_adult(self.school, "Коваль\nІван", is_staff=True)

    def deputy(self, role=Role.DEPUTY):
        return make_member(self.school, role, user=make_user(NAME))

    def answers(self, *, role="accused", is_member=None):
        return Answers(
            sides=(
                SideDraft("victim", child_id=self.victim.pk),
                SideDraft(role, adult_id=self.adult.pk, is_member=is_member),
            ),
            kinds=["psychological"],
            place="online",
            happened_at=NOW - timedelta(days=1),
            narrative="Після уроку показала чат.",
            danger_now="no",
            first_aid_given=False,
        )

    def file(self, *, by=None, **said):
        return self.within(file_report, school=self.school, answers=self.answers(**said), by=by or self.teacher).case

    def within(self, act, **known):
        with clock.frozen(NOW), school_scope(self.school.pk):
            return act(**known)

    def decide(self, act, member):
        return self.within(act, adult_id=self.adult.pk, user_id=member.user_id, by=self.head)

    def recusals(self):
        with school_scope(self.school.pk):
            return set(Recusal.objects.values_list("user_id", "ground"))

    def sees(self, member):
        with school_scope(self.school.pk):
            return visible_cases(member).exists()

    def kinds(self, prefix="recusal."):
        with school_scope(self.school.pk):
            return list(
                CaseEvent.objects.filter(kind__startswith=prefix).order_by("seq").values_list("kind", flat=True)
            )


@pytest.fixture
def place():
    return Place()


# --- naming an adult of whose name somebody works here ---


def by_file(place, is_member):
    place.file(is_member=is_member)


def by_joining(place, is_member):
    case = place.within(
        file_report, school=place.school, answers=replace(place.answers(), sides=place.answers().sides[:1]),
        by=place.teacher,
    ).case  # fmt: skip
    answers = place.answers(is_member=is_member)
    place.within(join_report, school=place.school, case_id=case.pk, answers=answers, by=place.teacher)


def by_adding(place, is_member):
    case = place.within(
        file_report, school=place.school, answers=replace(place.answers(), sides=place.answers().sides[:1]),
        by=place.teacher,
    ).case  # fmt: skip
    with school_scope(place.school.pk):
        act = Act.objects.get().pk
    side = SideFound(act, "accused", adult_id=place.adult.pk, is_member=is_member)
    place.within(add_side, case_id=case.pk, side=side, school=place.school, by=place.teacher)


WAYS = pytest.mark.parametrize("name", [by_file, by_joining, by_adding])


@WAYS
def test_it_must_be_said_whether_it_is_the_member(place, name):
    deputy = place.deputy()
    with pytest.raises(RuleViolation, match="same person"):
        name(place, None)
    assert not place.recusals()
    with school_scope(place.school.pk):
        assert Adult.objects.get(pk=place.adult.pk).user_id is None
    assert deputy.user_id


@WAYS
@pytest.mark.parametrize(("is_member", "is_seen"), [(True, False), (False, True)])
def test_as_it_was_said_the_member_sees_the_case_or_not(place, name, is_member, is_seen):
    deputy = place.deputy()
    name(place, is_member)
    assert place.sees(deputy) is is_seen
    assert place.sees(place.head)


@WAYS
def test_where_nobody_of_the_name_works_nothing_is_asked(place, name):
    name(place, None)
    assert not place.recusals()


@pytest.mark.parametrize("role", ["victim", "accused", "witness"])
def test_every_role_of_a_side_counts(place, role):
    deputy = place.deputy()
    place.file(role=role, is_member=True)
    assert not place.sees(deputy)


def test_what_a_teacher_says_links_no_account_and_the_head_decides(place):
    """Otherwise an account named like a member of the commission would get that member's papers by a report."""
    deputy = place.deputy()
    place.file(is_member=True)
    assert place.recusals() == {(deputy.user_id, RecusalGround.DOUBT)}
    with school_scope(place.school.pk):
        assert Adult.objects.get(pk=place.adult.pk).user_id is None


def test_what_the_head_says_links(place):
    deputy = place.deputy()
    place.file(is_member=True, by=place.head)
    assert place.recusals() == {(deputy.user_id, RecusalGround.SIDE)}
    with school_scope(place.school.pk):
        assert Adult.objects.get(pk=place.adult.pk).user_id == deputy.user_id


def test_of_two_members_of_one_name_neither_sees_it_until_it_is_known_which(place):
    first, second = place.deputy(), place.deputy()
    place.file(is_member=True, by=place.head)
    assert (place.sees(first), place.sees(second)) == (False, False)
    place.decide(link_adult, first)
    assert (place.sees(first), place.sees(second)) == (False, True)


# --- linking, and telling apart ---


@pytest.mark.parametrize("status", [CaseStatus.OPEN, CaseStatus.CLOSED])
def test_linking_recuses_in_every_case_in_which_the_adult_is_a_side(place, status):
    cases = [place.file(), place.file(role="witness")]
    deputy = place.deputy()
    with school_scope(place.school.pk):
        Case.objects.update(status=status, closed_on=NOW.date() if status == CaseStatus.CLOSED else None)
    assert place.sees(deputy)
    place.decide(link_adult, deputy)
    assert place.recusals() == {(deputy.user_id, RecusalGround.SIDE)}
    assert not place.sees(deputy)
    assert place.kinds() == ["recusal.recorded"] * len(cases)


def test_whoever_works_on_the_case_works_on_it_no_more(place):
    case = place.file()
    deputy = place.deputy(Role.STAFF)
    with school_scope(place.school.pk):
        Handling.objects.create(school=place.school, case=case, user_id=deputy.user_id, from_at=NOW)
    place.decide(link_adult, deputy)
    with school_scope(place.school.pk):
        assert Handling.objects.get().until_at == NOW


@pytest.mark.parametrize(
    ("decision", "ground", "events"),
    [
        pytest.param(link_adult, {RecusalGround.SIDE}, ["recusal.recorded"], id="one person"),
        pytest.param(keep_apart, set(), ["recusal.lifted"], id="two people"),
    ],
)
def test_the_head_ends_the_doubt(place, decision, ground, events):
    deputy = place.deputy()
    place.file(is_member=True)
    place.decide(decision, deputy)
    assert {found for _, found in place.recusals()} == ground
    assert place.sees(deputy) is (decision is keep_apart)
    assert place.kinds() == events


def test_doubt_stays_while_another_side_bears_the_name(place):
    deputy = place.deputy()
    case = place.file(is_member=True)
    with school_scope(place.school.pk):
        act, other = Act.objects.get().pk, make_adult(place.school, "Коваль\nІван\nПетрович")
    side = SideFound(act, "witness", adult_id=other.pk, is_member=True)
    place.within(add_side, case_id=case.pk, side=side, school=place.school, by=place.teacher)
    place.decide(keep_apart, deputy)
    assert not place.sees(deputy)


def test_a_declared_recusal_is_lifted_by_nobody(place):
    deputy = place.deputy()
    case = place.file(is_member=False)
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school=place.school, case=case, user_id=deputy.user_id, ground=RecusalGround.DECLARED, recorded_at=NOW,
            recorded_by=deputy.user_id,
        )  # fmt: skip
    place.decide(keep_apart, deputy)
    assert place.recusals() == {(deputy.user_id, RecusalGround.DECLARED)}


def test_who_was_in_doubt_and_is_named_by_account_is_a_side_for_certain(place):
    deputy = place.deputy()
    case = place.file(is_member=True)
    with school_scope(place.school.pk):
        own = make_adult(place.school, NAME, user=User.objects.get(pk=deputy.user_id))
    answers = replace(place.answers(), sides=(place.answers().sides[0], SideDraft("accused", adult_id=own.pk)))
    place.within(join_report, school=place.school, case_id=case.pk, answers=answers, by=place.teacher)
    assert place.recusals() == {(deputy.user_id, RecusalGround.SIDE)}


# --- invited after the adult was named ---


@pytest.fixture
def token():
    return "a random link of an invitation"


def come(place, token, name):
    invitee = Invitee("new@example.org", name, frozenset({Role.DEPUTY}), "uk")
    with clock.frozen(NOW):
        made = invite(organisation=place.school.organisation, invitee=invitee, by=place.head)
        Invitation.objects.filter(pk=made.pk).update(token_digest=digest_of(token))
    membership = place.within(join_by_invitation, token=token, password=PASSWORD)
    return as_member(membership)


@pytest.mark.parametrize(("name", "is_seen"), [(NAME, False), ("Ігор Липовець", True)])
def test_a_newcomer_of_the_name_of_a_side_sees_nothing_until_it_is_decided(place, token, name, is_seen):
    place.file()
    newcomer = come(place, token, name)
    assert place.sees(newcomer) is is_seen
    place.decide(keep_apart, newcomer)
    assert place.sees(newcomer)
