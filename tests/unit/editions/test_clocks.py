"""A case is counted by the edition in force where and when its report was received: before, after, next door, below."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.filing import Answers, SideDraft
from cases.models import Case, Deadline
from cases.selectors.clocks import definition_of
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.errors import DomainError
from safeguard.organisations.models import Placement
from safeguard.organisations.selectors import editions
from safeguard.organisations.selectors.editions import editions_at, in_force
from safeguard.procedures.amend import Length, LimitUnit, NewLimit
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_member, make_region, make_school
from tests.unit.editions.conftest import POLICE

DAY = date(2026, 12, 1)
BEFORE = datetime(2026, 11, 30, 12, tzinfo=UTC)
AFTER = datetime(2026, 12, 1, 12, tzinfo=UTC)


def police_hours(school, at):
    """What a report of that instant gives the police's notice, and the edition that its case is pinned to."""
    by = make_member(school, Role.RESPONSIBLE_PERSON)
    with clock.frozen(at), school_scope(school.pk):
        answers = Answers(
            sides=[SideDraft("victim", child_id=make_child(school).pk)], kinds=["physical"], place="online",
            happened_at=at - timedelta(hours=1), narrative="Слова.", danger_now="no", first_aid_given=False,
        )  # fmt: skip
        case = file_report(school=school, answers=answers, by=by).case
        due = Deadline.objects.get(case=case, rule="police_notice").due_at
        return (due - at) / timedelta(hours=1), Case.objects.select_related("procedure").get().procedure


@pytest.mark.parametrize(("at", "hours", "version"), [(BEFORE, 24, "2020-02-18"), (AFTER, 3, "2026-09-01+1")])
def test_a_schools_own_edition_counts_from_its_day_and_not_before(town, at, hours, version):
    town.adopt(town.approved(), DAY)
    found, pinned = police_hours(town.school, at)
    assert (found, pinned.version) == (hours, version)


def test_the_day_begins_at_midnight_where_the_school_is(town):
    town.adopt(town.approved(), DAY)
    kyiv_midnight = datetime(2026, 11, 30, 22, tzinfo=UTC)
    assert police_hours(town.school, kyiv_midnight - timedelta(seconds=1))[0] == 24
    assert in_force(town.school.pk, on=DAY).version.version == "2026-09-01+1"


def test_another_school_counts_on_as_it_did(town):
    beside = make_school(district=town.region.district)
    town.adopt(town.approved(), DAY)
    assert police_hours(beside, AFTER)[0] == 24


def test_approved_isnt_adopted(town):
    town.approved()
    assert police_hours(town.school, AFTER)[0] == 24


def test_a_case_keeps_its_edition_when_the_school_adopts_another(town):
    version = town.approved()
    _, pinned = police_hours(town.school, BEFORE)
    town.adopt(version, date(2026, 11, 1), order="8-н")
    assert definition_of(pinned).rule("police_notice").limit.count == 24


def test_every_screen_of_a_case_reads_the_edition_from_the_database_once(town):
    version = town.approved()
    editions._stored.cache_clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert definition_of(version) is definition_of(version)
    assert len(asked) == 1


# --- the tree ---


def departments(town, level, limit=POLICE, from_on=DAY):
    place = getattr(town.region, level)
    first, second = town.officer_of(place), town.officer_of(place)
    version = town.approved(place, first, second, limits=[limit])
    town.adopt(version, from_on, place)
    return version


@pytest.mark.parametrize("level", ["ministry", "region", "district"])
def test_a_departments_edition_counts_for_those_below(town, level):
    departments(town, level)
    assert police_hours(town.school, BEFORE)[0] == 24
    inside = make_school(district=town.region.district)
    assert police_hours(inside, AFTER)[0] == 3
    assert police_hours(make_school(), AFTER)[0] == 24


def test_the_nearest_order_counts_first_the_schools_own(town):
    departments(town, "ministry", NewLimit("police_notice", Length(5, LimitUnit.HOURS), "", "1", ""))
    departments(town, "district", NewLimit("police_notice", Length(4, LimitUnit.HOURS), "", "1", ""))
    below = make_school(district=town.region.district)
    town.adopt(town.approved(), DAY)
    assert police_hours(below, AFTER)[0] == 4
    assert police_hours(town.school, AFTER)[0] == 3


def test_an_order_without_an_edition_follows_those_above_again(town):
    departments(town, "ministry", NewLimit("police_notice", Length(5, LimitUnit.HOURS), "", "1", ""))
    town.adopt(town.approved(), DAY)
    town.adopt(None, date(2026, 12, 2), order="9-н")
    assert police_hours(town.school, AFTER + timedelta(days=1))[0] == 5


def test_an_edition_of_another_procedure_doesnt_reach_a_school(town):
    departments(town, "district")
    other = make_school(district=town.region.district)
    town.adopt(None, date(2026, 11, 1), other.organisation, "ua-kharkiv-51")
    assert in_force(other.pk, on=DAY).version.procedure == "ua-kharkiv-51"
    assert in_force(other.pk, on=DAY).version.owner is None


def test_a_school_that_moves_away_leaves_the_departments_edition(town):
    departments(town, "district")
    Placement.objects.filter(organisation=town.place).update(until_on=date(2026, 12, 5))
    Placement.objects.create(organisation=town.place, parent=make_region().district, from_on=date(2026, 12, 6))
    assert in_force(town.school.pk, on=date(2026, 12, 5)).version.owner == town.region.district
    assert in_force(town.school.pk, on=date(2026, 12, 6)).version.owner is None


def test_the_places_of_the_tree_see_the_same(town):
    version = departments(town, "region")
    for place, owner in ((town.region.ministry, None), (town.region.region, version), (town.region.district, version)):
        [found] = editions_at(place.pk, ["ua-1646"], on=DAY)
        assert (found.pk == version.pk) == (owner is not None)


# --- orders ---


@pytest.mark.parametrize(
    ("case", "words", "field"),
    [
        ("neighbour", "belongs to another institution", "procedure"),
        ("released", "belongs to another institution", "procedure"),
        ("other procedure", "belongs to another institution", "procedure"),
        ("too early", "comes into force on 01.09.2026", "from_on"),
        ("same day", "takes effect on this day already", "from_on"),
        ("below", "belongs to another institution", "procedure"),
    ],
)
def test_an_order_that_cant_be_is_refused(town, case, words, field):
    version, place, from_on, procedure = town.approved(), town.place, DAY, "ua-1646"
    if case == "neighbour":
        place = make_school(district=town.region.district).organisation
    if case == "below":
        place = town.region.district
    if case == "released":
        version = version.based_on
    if case == "other procedure":
        procedure = "ua-kharkiv-51"
    if case == "too early":
        from_on = date(2026, 8, 31)
    if case == "same day":
        town.adopt(version, DAY)
    with pytest.raises(DomainError, match=words) as refusal:
        town.adopt(version, from_on, place, procedure)
    assert refusal.value.field == field


def test_filing_asks_no_more_often_for_an_entered_edition(town):
    version = town.approved()
    counts = []
    for school in (town.school, make_school()):
        if school == town.school:
            town.adopt(version, DAY)
        police_hours(school, AFTER)
        with CaptureQueriesContext(connection) as asked:
            in_force(school.pk, on=DAY)
        counts.append(len(asked))
    assert counts == [1, 1]
