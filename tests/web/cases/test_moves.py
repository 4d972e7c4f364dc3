"""Moves of a case: who decides, what stands in the way, what the chronology says."""

from functools import partial

import pytest

from cases.enums import DutyState
from cases.models import Case, Deadline
from cases.selectors.duties import owed_duties
from cases.services.duties import DutyAnswer, answer_duty
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.web.cases.conftest import LATER, errors, text

pytestmark = pytest.mark.django_db
WHY = "Усі заходи виконано."
#: What came of the case contains nothing that the texts forbid.
NOTHING = {"contains": "none"}
DECLINED = partial(DutyAnswer, state=DutyState.NOT_APPLICABLE, reason="Не було потреби.")


def status(place):
    [row] = place.rows(Case, pk=place.case.pk)
    return row.status


def settle(place, status="monitored"):
    """Nothing is owed any more."""
    with school_scope(place.school.pk), clock.frozen(LATER):
        for duty in owed_duties(place.case):
            answer_duty(case_id=place.case.pk, answer=DECLINED(duty.key), by=place.head)
        Deadline.objects.filter(case=place.case).update(
            state="met", met_at=place.case.received_at, missed_at=None, late_seconds=None
        )
        Case.objects.filter(pk=place.case.pk).update(status=status)


def test_the_head_refers_the_case_with_a_reason(place):
    page = place.case_page(place.head, "move/refer/")
    assert "Refer the case to the commission" in text(page)
    done = place.on_case(place.head, "move/refer/", {"reason": WHY})
    assert done.status_code == 302
    assert status(place) == "commission"
    assert place.events("case.referred") == [{"from": "open", "to": "commission"}]
    assert WHY in text(place.case_page(place.head, "timeline/"))


def test_without_a_reason_nothing_moves(place):
    assert list(errors(place.on_case(place.head, "move/refer/", {"reason": " "}))) == ["reason"]
    assert status(place) == "open"


def test_a_case_that_owes_something_isnt_closed_and_the_reason_stays_typed(place):
    with school_scope(place.school.pk):
        Case.objects.update(status="monitored")
    page = place.on_case(place.head, "move/close/", {"reason": WHY, **NOTHING})
    assert page.status_code == 200
    assert list(errors(page)) == ["__all__"]
    assert WHY in text(page)
    assert status(place) == "monitored"


def test_a_case_that_owes_nothing_is_closed_and_leaves_the_desk(place):
    settle(place)
    assert place.on_case(place.head, "move/close/", {"reason": WHY, **NOTHING}).status_code == 302
    [case] = place.rows(Case)
    assert (case.status, str(case.closed_on)) == ("closed", "2025-09-09")
    assert place.get(place.head, "").context["cases"] == []
    assert place.case_page(place.head, "").status_code == 200


def test_the_page_offers_only_moves_that_are_possible(place):
    assert [each["label"] for each in place.case_page(place.head, "").context["moves"]] == [
        "Refer the case to the commission",
        "Join the case to an earlier one",
        "Split the case",
    ]
    settle(place)
    labels = [each["label"] for each in place.case_page(place.head, "").context["moves"]]
    assert labels[0] == "Close the case"
    assert "Refer the case to the commission" not in labels


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.RESPONSIBLE_PERSON, Role.DEPUTY])
def test_nobody_but_the_head_decides(place, role):
    member = place.member(role)
    assert place.case_page(member, "").context["moves"] == []
    assert place.case_page(member, "move/refer/").status_code == 403
    assert place.on_case(member, "move/refer/", {"reason": WHY}).status_code == 403
    assert status(place) == "open"


def test_the_deputy_decides_where_every_head_is_recused(place):
    deputy = place.member(Role.DEPUTY)
    place.recuse(place.head)
    assert place.on_case(deputy, "move/refer/", {"reason": WHY}).status_code == 302


@pytest.mark.parametrize("who", ["teacher", "recused head", "stranger"])
def test_a_hidden_case_and_no_case_answer_alike(place, who):
    member = {"teacher": lambda: place.member(Role.CLASS_TEACHER), "recused head": lambda: place.head}.get(
        who, lambda: make_member(make_school(), Role.PRINCIPAL)
    )()
    if who == "recused head":
        place.recuse(place.head)
    for ask in (place.get, place.post):
        assert ask(member, f"cases/{place.case.pk}/move/refer/").status_code == 404
        assert ask(member, f"cases/{place.victim.pk}/move/refer/").status_code == 404
    assert status(place) == "open"


def test_a_move_that_nobody_knows_isnt_there(place):
    assert place.case_page(place.head, "move/vanish/").status_code == 404
