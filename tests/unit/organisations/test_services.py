"""Institutions change by dated, logged acts; old quarters keep their tree."""

# ruff: noqa: ARG005  each act of the table takes what any of them needs

from datetime import UTC, date, datetime, timedelta

import pytest

from reporting.domain.periods import Quarter
from reporting.selectors.figures import below
from reporting.services.refresh import moved_schools, refresh_levels, refresh_moved, refresh_school
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.audit.models import AdministrativeAct
from safeguard.errors import RuleViolation
from safeguard.organisations.models import Adoption, Organisation, Placement
from safeguard.organisations.selectors.adoption import adoption_in_force
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.selectors.operated import operated
from safeguard.organisations.selectors.tree import children_of, parent_of
from safeguard.organisations.services import changes, states
from safeguard.tenancy.scope import department_scope, school_scope
from tests.factories import make_case, make_membership, make_region, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 11, 20, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
MOVED = date(2025, 11, 10)


@pytest.fixture(autouse=True)
def _still():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region():
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def by(region) -> Member:
    return as_member(make_membership(region.ministry.pk, Role.OPERATOR))


@pytest.fixture
def elsewhere():
    return make_region().district


def state(school):
    row = Organisation.objects.get(pk=school.pk)
    return row.state, row.state_from_on


def logged(organisation_id) -> list[str]:
    return list(
        AdministrativeAct.objects.filter(organisation_id=organisation_id)
        .order_by("at", "pk")
        .values_list("kind", flat=True)
    )


# --- states ---


def test_suspended_and_resumed(school, by):
    states.suspend_school(organisation_id=school.pk, reason="order 5", by=by)
    assert state(school) == ("suspended", TODAY)
    states.resume_school(organisation_id=school.pk, by=by)
    assert state(school) == ("active", TODAY)
    assert logged(school.pk)[-2:] == ["organisation.suspended", "organisation.resumed"]


def test_closed_from_a_day_it_keeps_its_place_before_it(school, region, by):
    states.close_organisation(organisation_id=school.pk, from_on=MOVED, reason="order 6", by=by)
    assert state(school) == ("closed", MOVED)
    assert parent_of(school.pk, on=MOVED - timedelta(days=1)) == region.district
    assert parent_of(school.pk, on=MOVED) is None


def test_merged_into_another(school, region, by):
    other = make_school(district=region.district)
    states.merge_school(organisation_id=school.pk, successor=other.organisation, from_on=MOVED, by=by)
    assert state(school) == ("closed", MOVED)
    assert Organisation.objects.get(pk=school.pk).successor == other.organisation
    assert logged(school.pk)[-1] == "organisation.merged"


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda s, r, by: states.resume_school(organisation_id=s.pk, by=by), id="resume an active school"),
        pytest.param(
            lambda s, r, by: states.suspend_school(organisation_id=r.district.pk, reason="x", by=by),
            id="suspend a department",
        ),
        pytest.param(
            lambda s, r, by: states.close_organisation(
                organisation_id=s.pk, from_on=TODAY + timedelta(days=1), reason="x", by=by
            ),
            id="close tomorrow",
        ),
        pytest.param(
            lambda s, r, by: states.close_organisation(
                organisation_id=s.pk, from_on=date(2020, 9, 1), reason="x", by=by
            ),
            id="close before it began",
        ),
        pytest.param(
            lambda s, r, by: states.close_organisation(organisation_id=r.district.pk, from_on=TODAY, reason="x", by=by),
            id="close a department with schools",
        ),
        pytest.param(
            lambda s, r, by: states.merge_school(organisation_id=s.pk, successor=s.organisation, from_on=TODAY, by=by),
            id="merge into itself",
        ),
        pytest.param(
            lambda s, r, by: states.merge_school(organisation_id=s.pk, successor=r.district, from_on=TODAY, by=by),
            id="merge into a department",
        ),
        pytest.param(
            lambda s, r, by: states.merge_school(
                organisation_id=s.pk, successor=make_school("kz").organisation, from_on=TODAY, by=by
            ),
            id="merge into another country",
        ),
        pytest.param(
            lambda s, r, by: changes.move_school(organisation_id=s.pk, parent=r.district, from_on=TODAY, by=by),
            id="move where it stands",
        ),
        pytest.param(
            lambda s, r, by: changes.move_school(
                organisation_id=s.pk, parent=make_region("kz").district, from_on=TODAY, by=by
            ),
            id="move to another country",
        ),
        pytest.param(
            lambda s, r, by: changes.move_school(
                organisation_id=s.pk, parent=make_school().organisation, from_on=TODAY, by=by
            ),
            id="move under a school",
        ),
        pytest.param(
            lambda s, r, by: changes.move_school(
                organisation_id=s.pk, parent=r.region, from_on=date(2020, 9, 1), by=by
            ),
            id="move before it stood anywhere",
        ),
    ],
)
def test_what_cant_be_is_refused_and_nothing_changes(school, region, by, act):
    before = (
        state(school),
        list(Placement.objects.filter(organisation=school.organisation).values()),
        logged(school.pk),
    )
    with pytest.raises(RuleViolation):
        act(school, region, by)
    after = (
        state(school),
        list(Placement.objects.filter(organisation=school.organisation).values()),
        logged(school.pk),
    )
    assert before == after


def test_a_closed_school_is_never_touched_again(school, region, elsewhere, by):
    states.close_organisation(organisation_id=school.pk, from_on=TODAY, reason="x", by=by)
    for act in (
        lambda: states.resume_school(organisation_id=school.pk, by=by),
        lambda: changes.move_school(organisation_id=school.pk, parent=elsewhere, from_on=TODAY, by=by),
        lambda: changes.change_details(organisation_id=school.pk, changes={"name": "x"}, by=by),
    ):
        with pytest.raises(RuleViolation):
            act()


# --- moves and figures ---


def cases_below(department) -> dict[tuple[int, int], int]:
    with department_scope(department.pk):
        return {
            (quarter.year, quarter.number): sum(row.total("cases") for row in below(department.pk, quarter).values())
            for quarter in (Quarter(2025, 1), Quarter(2025, 2))
        }


def test_old_quarters_keep_their_tree_when_a_school_moves(school, region, elsewhere, by):
    with school_scope(school.pk):
        for month in (9, 9, 11):
            make_case(school, received_at=datetime(2025, month, 3, 8, tzinfo=UTC))
    refresh_school(school.pk)
    assert cases_below(region.district) == {(2025, 1): 2, (2025, 2): 1}
    changes.move_school(organisation_id=school.pk, parent=elsewhere, from_on=MOVED, by=by)
    for placement in moved_schools():
        refresh_moved(placement)
    refresh_levels()
    assert cases_below(region.district) == {(2025, 1): 2, (2025, 2): 0}
    assert cases_below(elsewhere) == {(2025, 1): 0, (2025, 2): 1}
    assert parent_of(school.pk, on=MOVED - timedelta(days=1)) == region.district
    assert parent_of(school.pk, on=MOVED) == elsewhere
    # A late change in a case of the old quarter doesn't carry that quarter over.
    with school_scope(school.pk):
        make_case(school, received_at=datetime(2025, 9, 5, 8, tzinfo=UTC))
    refresh_school(school.pk)
    assert cases_below(region.district)[2025, 1] == 3


def test_a_move_of_tomorrow_changes_nothing_today(school, region, elsewhere, by):
    changes.move_school(organisation_id=school.pk, parent=elsewhere, from_on=TODAY + timedelta(days=1), by=by)
    assert school.organisation in children_of(region.district.pk, on=TODAY)
    assert school.organisation in children_of(elsewhere.pk, on=TODAY + timedelta(days=1))
    assert operated(region.ministry.pk).filter(pk=school.pk).exists()


def test_an_operator_has_what_stands_below_closed_too_and_nothing_beside(school, region, elsewhere, by):
    beside = make_school(district=elsewhere)
    states.close_organisation(organisation_id=school.pk, from_on=TODAY, reason="x", by=by)
    mine = set(operated(region.ministry.pk).values_list("pk", flat=True))
    assert mine == {region.ministry.pk, region.region.pk, region.district.pk, school.pk}
    assert beside.pk not in mine


# --- details, procedure, calendar ---


def test_only_what_differs_is_changed_and_logged(school, by):
    told = {"name": school.organisation.name, "pupils": 401}
    assert changes.change_details(organisation_id=school.pk, changes=told, by=by) == ["pupils"]
    assert changes.change_details(organisation_id=school.pk, changes=told, by=by) == []
    assert logged(school.pk).count("organisation.changed") == 1


ORDER = {"procedure": "ua-1646", "order_number": "7-о", "order_on": date(2025, 11, 1), "from_on": date(2025, 12, 1)}


def test_the_next_order_ends_the_one_before_on_its_day(school, by):
    adoption = changes.adopt_procedure(organisation_id=school.pk, by=by, tie_rule="literal", **ORDER)
    assert adoption_in_force(school.pk, on=date(2025, 11, 30)) != adoption
    assert adoption_in_force(school.pk, on=date(2025, 12, 1)) == adoption


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"procedure": "kz-2021"}, "procedure"),
        ({"procedure": "none"}, "procedure"),
        ({"from_on": date(2025, 10, 31)}, "from_on"),
        ({"from_on": date(2020, 9, 1), "order_on": date(2020, 8, 1)}, "from_on"),
    ],
)
def test_an_order_that_cant_be_is_refused(school, by, change, field):
    with pytest.raises(RuleViolation) as refusal:
        changes.adopt_procedure(organisation_id=school.pk, by=by, **(ORDER | change))
    assert refusal.value.field == field
    assert Adoption.objects.filter(organisation=school.organisation).count() == 1


def test_a_failing_log_undoes_the_act(school, by, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(states, "log_act", fail)
    with pytest.raises(RuntimeError):
        states.suspend_school(organisation_id=school.pk, reason="x", by=by)
    assert state(school)[0] == "active"
