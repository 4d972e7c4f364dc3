"""A case with several accused counts once: as bullying when at least one of them is (C-17)."""

import pytest

from commissions.enums import MotionKind
from reporting.domain.periods import quarter_of
from reporting.selectors.figures import figures_of_school
from reporting.services.refresh import refresh_school
from safeguard import clock
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import RECEIVED, make_place
from tests.unit.commissions.services.test_findings import BULLYING, CONFLICT, DENIED, accuse, decide

pytestmark = pytest.mark.django_db
K = MotionKind


@pytest.mark.parametrize(
    ("motions", "figure"),
    [([BULLYING, CONFLICT], "bullying"), ([CONFLICT, CONFLICT], "not_bullying"), ([DENIED, CONFLICT], "not_bullying")],
)
def test_a_case_counts_once(motions, figure):
    place = make_place()
    with school_scope(place.school.pk):
        accuse(place, 2)
        decide(place, motions)
    with clock.frozen(RECEIVED.replace(day=20)):
        refresh_school(place.school.pk)
    with school_scope(place.school.pk):
        figures = figures_of_school(place.school.pk, quarter_of(RECEIVED.date()))
    assert {name: figures.get((name, "total"), 0) for name in ("bullying", "not_bullying")} == {
        "bullying": int(figure == "bullying"),
        "not_bullying": int(figure == "not_bullying"),
    }
