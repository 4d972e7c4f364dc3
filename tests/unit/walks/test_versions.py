"""A case keeps the procedure in force when its report was received; another takes effect on the day of its order."""

from datetime import date, timedelta

import pytest

from cases.domain.filing import Answers, SideDraft
from cases.models import Case, CaseEvent
from cases.selectors.clocks import definition_of
from cases.services.file_report import file_report
from cases.services.join_report import join_report
from safeguard import clock
from safeguard.errors import DomainError
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian
from tests.unit.walks.places import Walk, at, begin

pytestmark = pytest.mark.django_db
LOCAL, NATIONAL = "ua-bila-tserkva-21", "ua-1646"


@pytest.fixture
def walk():
    """A case of Monday under the national procedure; the local one is adopted from Wednesday on."""
    walk = begin(NATIONAL)
    adopt(walk, LOCAL, date(2025, 9, 10))
    return walk


def adopt(walk: Walk, procedure: str, from_on: date) -> None:
    order = {"order_number": "14-о", "order_on": from_on - timedelta(days=1), "from_on": from_on}
    adopt_procedure(organisation_id=walk.school.pk, procedure=procedure, by=None, **order)


def answers(walk: Walk, **times: object) -> Answers:
    child = make_child(walk.school)
    make_guardian(walk.school, child)
    return Answers(
        sides=[SideDraft("victim", child_id=child.pk)],
        kinds=["psychological"],
        place="corridor",
        happened_at=at(8, 8),
        narrative="Ображають.",
        danger_now="no",
        first_aid_given=False,
        **times,
    )


def pinned(case: Case) -> str:
    return Case.objects.select_related("procedure").get(pk=case.pk).procedure.procedure


@pytest.mark.parametrize(
    ("received_at", "procedure"),
    [
        pytest.param(at(9, 23, 59), NATIONAL, id="the last minute before the order takes effect"),
        pytest.param(at(10, 0), LOCAL, id="the first minute of its day, on the institution's clock"),
    ],
)
def test_the_procedure_in_force_when_the_report_was_received_counts(walk, received_at, procedure):
    """Not when it was entered: both are entered on Friday."""
    times = {
        "channel": "oral",
        "received_at": received_at,
        "head_received_at": received_at,
        "reporter_name": "Перехожий",
    }
    with school_scope(walk.school.pk), clock.frozen(at(12, 12)):
        filed = file_report(school=walk.school, answers=answers(walk, **times), by=walk.place.principal)
        assert pinned(filed.case) == procedure
        opened = CaseEvent.objects.get(case=filed.case, kind="case.opened")
        assert opened.data["procedure"] == procedure
        assert opened.data["version"] == filed.case.procedure.version


def test_an_older_case_keeps_its_procedure_to_its_end(walk):
    """Every step after the new order is still one of the national procedure: no chain, no second notice."""
    with school_scope(walk.school.pk):
        walk.call(at(10, 11), at(11, 10))
        walk.hold(at(11, 10))
        walk.decide(at(11, 11))
        rules = {row.rule for row in walk.limits()}
        assert pinned(walk.case) == NATIONAL
        assert rules == {rule.key for rule in definition_of(walk.case.procedure).rules}


def test_a_further_report_after_the_order_doesnt_move_the_case(walk):
    with school_scope(walk.school.pk), clock.frozen(at(11, 12)):
        join_report(school=walk.school, case_id=walk.case.pk, answers=answers(walk), by=walk.place.principal)
        assert pinned(walk.case) == NATIONAL
        assert not [row for row in walk.limits() if row.rule.startswith("investigation")]


def test_a_report_of_a_day_before_any_order_is_refused(walk):
    """There is nothing to count by."""
    times = {
        "channel": "oral",
        "received_at": at(8, 9).replace(year=2019),
        "head_received_at": at(8, 9).replace(year=2019),
    }
    early = answers_of_2019(walk, times)
    with school_scope(walk.school.pk), clock.frozen(at(12, 12)), pytest.raises(DomainError):
        file_report(school=walk.school, answers=early, by=walk.place.principal)


def answers_of_2019(walk: Walk, times: dict[str, object]) -> Answers:
    return Answers(
        sides=[],
        kinds=["psychological"],
        place="corridor",
        happened_at=at(8, 8).replace(year=2019),
        narrative="Ображають.",
        danger_now="no",
        first_aid_given=False,
        reporter_name="Перехожий",
        **times,
    )
