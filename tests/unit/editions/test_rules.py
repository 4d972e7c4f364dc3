"""Who may enter, change and review: as tables."""

from dataclasses import replace
from uuid import uuid4

import pytest

from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.editions.domain.rules import field_at, may_enter, may_review, units_for
from safeguard.procedures.amend import Length, LimitUnit

AUTHOR = uuid4()


def member(*roles: Role, user=None) -> Member:
    return Member(user or uuid4(), "A", uuid4(), uuid4(), frozenset(roles))


@pytest.mark.parametrize("role", list(Role))
def test_the_head_and_the_officers_enter_and_nobody_else(role):
    enters = {Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.REGION_OFFICER, Role.MINISTRY_OFFICER}
    assert may_enter(member(role)) == (role in enters)


def test_who_is_let_in_for_one_case_enters_nothing():
    assert not may_enter(replace(member(Role.PRINCIPAL), guest_case=uuid4()))


@pytest.mark.parametrize(
    ("reviewer", "state", "is_own_or_below", "may"),
    [
        pytest.param(member(Role.PRINCIPAL), "submitted", True, True, id="another person of the institution"),
        pytest.param(member(Role.DISTRICT_OFFICER), "submitted", True, True, id="an officer above"),
        pytest.param(member(Role.DEPUTY), "submitted", True, True, id="the head's deputy"),
        pytest.param(member(Role.PRINCIPAL, user=AUTHOR), "submitted", True, False, id="the author"),
        pytest.param(member(Role.DISTRICT_OFFICER, user=AUTHOR), "submitted", True, False, id="the author above"),
        pytest.param(member(Role.RESPONSIBLE_PERSON), "submitted", True, False, id="without the right"),
        pytest.param(member(Role.DISTRICT_OFFICER), "submitted", False, False, id="a department beside"),
        pytest.param(member(Role.PRINCIPAL), "draft", True, False, id="not handed in yet"),
        pytest.param(member(Role.PRINCIPAL), "returned", True, False, id="returned already"),
        pytest.param(member(Role.PRINCIPAL), "approved", True, False, id="approved already"),
        pytest.param(member(Role.PRINCIPAL), "withdrawn", True, False, id="withdrawn"),
    ],
)
def test_a_second_person_reviews(reviewer, state, is_own_or_below, may):
    assert may_review(reviewer, written_by=[AUTHOR], state=state, is_own_or_below=is_own_or_below) == may


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("rule", 1, "within", "count"), "count-b"),
        (("rule", 0, "before", "days"), "count-a"),
        (("rule", 0, "before", "at"), "at-a"),
        (("rule", 1, "citation", "point"), "point-b"),
        (("rule", 1), "count-b"),
        (("edition", "held"), ""),
        ((), ""),
    ],
)
def test_a_refusal_of_the_loader_stands_beside_its_answer(path, name):
    assert field_at(path, ["a", "b"]) == name


def test_a_clock_time_stays_one_and_nothing_else_becomes_one():
    assert units_for(Length(1, LimitUnit.CLOCK)) == (LimitUnit.CLOCK,)
    assert LimitUnit.CLOCK not in units_for(Length(1, LimitUnit.HOURS))
    assert LimitUnit.CLOCK not in units_for(None)
