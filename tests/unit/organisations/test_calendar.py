"""Orders on the calendar: the nearest word counts, is inherited downwards, is ended and never deleted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.audit.models import AdministrativeAct
from safeguard.calendars import SuspensionKind as Kind
from safeguard.errors import RuleViolation
from safeguard.organisations.domain.calendar import MOST_DAYS, check_differs, check_free, days_of
from safeguard.organisations.enums import RecountCause, SuspensionKind
from safeguard.organisations.models import CalendarDay, CalendarEdition, CalendarRecount, School
from safeguard.organisations.selectors.calendar import (
    calendar_of,
    calendar_overrides,
    martial_until_at,
    overrides_between,
    suspended_between,
)
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.services import changes, recounts
from safeguard.organisations.services.calendar import end_days, order_days, set_martial_end
from safeguard.organisations.services.organisations import Details, create_organisation
from safeguard.organisations.services.suspensions import end_suspension, suspend_teaching, withdraw_suspension
from tests.factories import make_membership, make_region, make_school

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = date(2026, 3, 11)  # a Wednesday
SATURDAY = date(2026, 3, 14)
ORDER = {"reason": "flood", "order_number": "12", "order_on": TODAY}


@pytest.fixture(autouse=True)
def _still():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def region(db):
    return make_region()


@pytest.fixture
def school(region):
    return make_school(district=region.district)


@pytest.fixture
def by(region) -> Member:
    return as_member(make_membership(region.ministry.pk, Role.MINISTRY_OFFICER))


def order(place, works: bool, by: Member, first: date = DAY, last: date | None = None, **more):
    given_ = ORDER | more
    return order_days(organisation_id=place.pk, first=first, last=last, is_working=works, by=by, **given_)


# --- whose word counts ---

INHERITED = [
    # ministry, region, district, school -> does the Saturday work in the school; and in another district's school
    ("nobody says anything", {}, False, False),
    ("the ministry says it works", {"ministry": True}, True, True),
    ("the region over the ministry", {"ministry": True, "region": False}, False, False),
    ("the district over the region", {"region": False, "district": True}, True, False),
    ("the district over the ministry", {"ministry": True, "district": False}, False, True),
    ("the school over its district", {"district": True, "school": False}, False, False),
    ("the school over everybody", {"ministry": True, "region": False, "district": False, "school": True}, True, False),
    ("the school alone", {"school": True}, True, False),
]


@pytest.mark.parametrize(("says", "here", "beside"), [row[1:] for row in INHERITED], ids=[row[0] for row in INHERITED])
def test_the_nearest_word_counts(region, school, by, says, here, beside):
    other = make_school(district=_district_beside(region))
    places = {"ministry": region.ministry, "region": region.region, "district": region.district, "school": school}
    for name, works in says.items():
        CalendarDay.objects.create(
            organisation_id=places[name].pk, day=SATURDAY, is_working=works, reason="order", order_number="1"
        )
    assert calendar_of(school).is_working(SATURDAY) is here
    assert calendar_of(other).is_working(SATURDAY) is beside


def _district_beside(region):
    details = Details(slug="beside", name="Beside", country="ua", timezone="Europe/Kyiv", language="uk")
    return create_organisation(
        kind="district", details=details, parent=region.region, from_on=date(2020, 9, 1), by=None
    )


def test_a_school_that_moves_keeps_the_old_districts_past_and_takes_the_new_ones_days(region, school, by):
    there = _district_beside(region)
    moved = date(2026, 3, 10)
    before, after = date(2026, 3, 7), SATURDAY
    for place, day in ((region.district, before), (region.district, after), (there, before), (there, after)):
        order(place, True, by, day, reason=f"{place.slug} {day.day}")
    changes.move_school(organisation_id=school.pk, parent=there, from_on=moved, by=by)
    assert calendar_overrides(school.pk) == {
        before: (True, f"{region.district.slug} 7"),
        after: (True, "beside 14"),
    }


@pytest.mark.django_db
def test_moved_days_and_the_six_day_week_of_kazakhstan_under_an_order():
    """The table moves days; a district's order stands over it, in both weeks."""
    region = make_region("kz")
    five, six = (make_school("kz", district=region.district, week=week) for week in (5, 6))
    start = date(2026, 3, 20)  # before Nauryz, TC-57
    assert [calendar_of(each).add_working_days(start, 1) for each in (five, six)] == [
        date(2026, 3, 26),
        date(2026, 3, 25),
    ]
    order(
        region.district, True, as_member(make_membership(region.ministry.pk, Role.MINISTRY_OFFICER)), date(2026, 3, 24)
    )
    assert [calendar_of(each).add_working_days(start, 1) for each in (five, six)] == [date(2026, 3, 24)] * 2


# --- the dated switch ---


@pytest.mark.parametrize(
    ("until", "last"),
    [
        pytest.param(None, date(2027, 1, 4), id="martial law continues"),
        pytest.param(date(2026, 12, 24), date(2027, 1, 6), id="TC-24: it ends inside the count"),
        pytest.param(date(2026, 12, 25), date(2027, 1, 5), id="a day later: Christmas still works"),
    ],
)
def test_the_end_of_martial_law_is_a_dated_switch(region, school, by, until, last):
    if until:
        told = {"order_number": "Law 1", "order_on": TODAY, "by": by}
        assert set_martial_end(organisation_id=region.ministry.pk, until_on=until, **told) == 1
    school = School.objects.get(pk=school.pk)
    assert calendar_of(school).add_working_days(date(2026, 12, 21), 10) == last
    assert martial_until_at(region.region) == until
    assert make_school(district=region.district).martial_until_on == until, "a later school knows it too"


@pytest.mark.parametrize(
    ("country", "until", "field"),
    [
        ("kz", date(2026, 12, 24), "until_on"),
        ("ua", None, "until_on"),
        ("ua", date(2021, 1, 1), "until_on"),
    ],
)
@pytest.mark.django_db
def test_a_switch_that_cant_be_is_refused(country, until, field):
    region = make_region(country)
    make_school(country, district=region.district)
    with pytest.raises(RuleViolation) as refusal:
        set_martial_end(organisation_id=region.ministry.pk, until_on=until, order_number="1", order_on=TODAY, by=None)
    assert refusal.value.field == field


# --- an order ---


def test_an_order_is_entered_logged_and_asks_for_recounts_below(region, school, by):
    beside = make_school()
    order(region.region, False, by, DAY, DAY + timedelta(days=2))
    rows = list(CalendarDay.objects.order_by("day"))
    assert [(row.day.day, row.is_working, row.made_by_name, row.order_on) for row in rows] == [
        (day, False, by.name, TODAY) for day in (11, 12, 13)
    ]
    assert len({row.act_id for row in rows}) == 1
    [act] = AdministrativeAct.objects.filter(organisation_id=region.region.pk, kind__startswith="calendar.")
    assert act.data == {
        "from": "2026-03-11", "until": "2026-03-13", "is_working": False, "order": "12", "act": str(rows[0].act_id),
    }  # fmt: skip
    [asked] = CalendarRecount.objects.all()
    assert (asked.institution_id, asked.cause, asked.reason, asked.order_number, asked.order_on, asked.since) == (
        school.pk, RecountCause.DAYS, "flood", "12", TODAY, NOW,
    )  # fmt: skip
    assert beside.pk != school.pk


REFUSED = [
    ("the last day before the first", {"last": DAY - timedelta(days=1)}, "last"),
    ("too long", {"last": DAY + timedelta(days=MOST_DAYS)}, "last"),
    ("too far ahead", {"first": date(2028, 3, 3)}, "first"),
    ("it runs too far ahead", {"first": date(2028, 3, 1), "last": date(2028, 3, 3)}, "last"),
    ("too long ago", {"first": date(2025, 2, 28)}, "first"),
    ("dated tomorrow", {"order_on": TODAY + timedelta(days=1)}, "order_on"),
    ("a Wednesday works already", {"works": True}, "is_working"),
    ("a Sunday rests already", {"works": False, "first": date(2026, 3, 15)}, "is_working"),
    ("its own order says so already", {"first": date(2026, 3, 18)}, "first"),
    ("what the region ordered holds here already", {"works": True, "first": date(2026, 3, 21)}, "is_working"),
]


@pytest.mark.parametrize(("change", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_order_that_cant_be_is_refused_beside_its_field(region, school, by, change, field):
    order(school, False, by, date(2026, 3, 18))
    order(region.region, True, by, date(2026, 3, 21))
    asked = {"works": False} | change
    with pytest.raises(RuleViolation) as refusal:
        order(school, asked.pop("works"), by, **asked)
    assert refusal.value.field == field
    assert CalendarDay.objects.count() == 2


def test_a_department_may_order_what_rests_in_one_of_its_weeks_alone(region, by):
    """A Saturday rests in schools of five days and works in those of six: both orders change something."""
    order(region.district, True, by, SATURDAY)
    order(region.district, False, by, SATURDAY + timedelta(days=7))
    with pytest.raises(RuleViolation, match="day of rest already"):
        order(region.district, False, by, date(2026, 3, 15))


def test_what_was_ordered_above_may_be_undone_below(region, school, by):
    order(region.ministry, False, by)
    assert calendar_of(school).is_working(DAY) is False
    order(school, True, by)
    assert calendar_of(school).is_working(DAY) is True
    said = overrides_between(school.pk, DAY, DAY)
    assert [(row.depth, row.place_kind, row.is_working) for row in said] == [
        (0, "school", True),
        (3, "ministry", False),
    ]


# --- its end ---


def test_an_order_is_ended_from_a_day_on_and_stays_to_be_read(region, school, by):
    [first, *_] = order(region.district, False, by, DAY, DAY + timedelta(days=2))
    ended = end_days(
        organisation_id=region.district.pk, act_id=first.act_id, from_on=DAY + timedelta(days=1), by=by,
        reason="dry", order_number="13", order_on=TODAY,
    )  # fmt: skip
    assert [row.day.day for row in ended] == [12, 13]
    assert list(calendar_overrides(school.pk)) == [DAY]
    assert CalendarDay.objects.count() == 3
    assert {(row.end_reason, row.end_order_number, row.ended_by_name, row.ended_at) for row in ended} == {
        ("dry", "13", by.name, NOW)
    }
    assert CalendarRecount.objects.filter(cause=RecountCause.DAYS_ENDED, order_number="13").count() == 1
    order(region.district, False, by, DAY + timedelta(days=1), reason="again")


@pytest.mark.parametrize("place", ["school", "region"])
def test_only_who_ordered_ends_it_and_once(region, school, by, place):
    [row] = order(region.district, False, by)
    other = {"school": school, "region": region.region}[place]
    told = {"from_on": DAY, "reason": "x", "order_number": "1", "order_on": TODAY, "by": by}
    with pytest.raises(RuleViolation) as refusal:
        end_days(organisation_id=other.pk, act_id=row.act_id, **told)
    assert refusal.value.field == "from_on"
    end_days(organisation_id=region.district.pk, act_id=row.act_id, **told)
    with pytest.raises(RuleViolation):
        end_days(organisation_id=region.district.pk, act_id=row.act_id, **told)


@pytest.mark.parametrize("table", ["calendarday", "teachingsuspension"])
def test_the_application_cant_delete_one(region, school, by, table):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM organisations_{table}")


# --- what else changes how days are counted ---


def test_the_week_and_the_place_of_a_school_ask_for_a_recount(region, school, by):
    changes.change_details(organisation_id=school.pk, changes={"week": 6}, by=by)
    changes.change_details(organisation_id=school.pk, changes={"pupils": 12}, by=by)
    changes.move_school(organisation_id=school.pk, parent=region.region, from_on=TODAY, by=by)
    found = CalendarRecount.objects.order_by("pk").values_list("institution_id", "cause")
    assert list(found) == [(school.pk, RecountCause.WEEK), (school.pk, RecountCause.MOVED)]


@pytest.mark.django_db
def test_new_tables_are_noticed_once_and_ask_those_who_count_by_them():
    ours, theirs = make_school("ua"), make_school("kz")
    CalendarEdition.objects.all().delete()
    assert recounts.note_editions() == 2
    assert set(CalendarRecount.objects.values_list("institution_id", "cause")) == {
        (ours.pk, "tables"), (theirs.pk, "tables"),
    }  # fmt: skip
    assert recounts.note_editions() == 0
    CalendarEdition.objects.filter(code="kz").delete()
    assert recounts.note_editions() == 1
    CalendarEdition.objects.filter(code="ua-peace").delete()
    assert recounts.note_editions() == 0, "martial law continues: nobody counts by the peacetime table"
    School.objects.filter(pk=ours.pk).update(martial_until_on=date(2026, 12, 24))
    CalendarEdition.objects.filter(code="ua-peace").delete()
    assert recounts.note_editions() == 1


# --- suspended teaching ---


def at(hour: float) -> datetime:
    return NOW + timedelta(hours=hour)


def test_suspended_teaching_is_inherited_ended_and_withdrawn(region, school, by):
    beside = make_school(district=_district_beside(region))
    told = {"kind": "air_alarm", "from_at": at(-1), "until_at": None, "reason": "alarm", "by": by}
    row = suspend_teaching(organisation_id=region.district.pk, **told)
    [found] = suspended_between(school.pk, NOW, NOW)
    assert (found.row.pk, found.place_name, found.lasts) == (row.pk, region.district.name, True)
    assert suspended_between(beside.pk, NOW, NOW) == []
    end_suspension(organisation_id=region.district.pk, suspension_id=row.pk, until_at=at(-0.5), by=by)
    assert suspended_between(school.pk, NOW, NOW) == []
    [found] = suspended_between(school.pk, at(-2), NOW)
    assert found.lasts is False
    withdraw_suspension(organisation_id=region.district.pk, suspension_id=row.pk, reason="by mistake", by=by)
    assert suspended_between(school.pk, at(-2), NOW) == []
    kinds = (
        AdministrativeAct.objects.filter(kind__startswith="suspension.").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["suspension.entered", "suspension.ended", "suspension.withdrawn"]
    asked = CalendarRecount.objects.filter(cause=RecountCause.SUSPENSION)
    assert {(each.institution_id, each.since) for each in asked} == {(school.pk, at(-1))}
    with pytest.raises(RuleViolation):
        end_suspension(organisation_id=region.district.pk, suspension_id=row.pk, until_at=at(1), by=by)


@pytest.mark.parametrize(
    ("from_at", "until_at", "field"),
    [(0, -1, "until_at"), (0, 0, "until_at"), (-24 * 400, None, "from_at"), (24 * 800, None, "from_at")],
)
def test_a_span_that_cant_be_is_refused(school, by, from_at, until_at, field):
    until = None if until_at is None else at(until_at)
    with pytest.raises(RuleViolation) as refusal:
        suspend_teaching(
            organisation_id=school.pk, kind="other", from_at=at(from_at), until_at=until, reason="x", by=by
        )
    assert refusal.value.field == field


def test_the_kinds_of_the_rows_are_those_of_the_definitions():
    assert {str(kind) for kind in SuspensionKind} == {str(kind) for kind in Kind}


# --- the rules as values ---

days = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@given(days, st.integers(0, MOST_DAYS - 1))
def test_the_days_of_an_order_are_every_day_between_its_ends(first: date, more: int):
    last = first + timedelta(days=more)
    found = days_of(first, last, today=date(2026, 6, 1))
    assert (found[0], found[-1], len(found)) == (first, last, more + 1)
    assert found == sorted(set(found))


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=2), min_size=1, max_size=5), st.booleans())
def test_an_order_is_refused_exactly_when_it_changes_nothing_anywhere(states: list[list[bool]], works: bool):
    found = {DAY + timedelta(days=number): state for number, state in enumerate(states)}
    changes_something = any(state is not works for each in states for state in each)
    if changes_something:
        check_differs(found, found, is_working=works)
    else:
        with pytest.raises(RuleViolation):
            check_differs(found, found, is_working=works)


def test_a_long_list_of_taken_days_is_cut():
    own = {DAY + timedelta(days=number): "7" for number in range(5)}
    with pytest.raises(RuleViolation, match=r"No. 7 says something of 11.03.2026, 12.03.2026, 13.03.2026 … already"):
        check_free(own, own)
