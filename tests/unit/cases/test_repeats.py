"""The same people within a year: found by their rows, counted from the last known day, hidden with a hidden case."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.domain.repeats import Known, is_repeat, year_after
from cases.enums import RecusalGround, SideRole
from cases.models import Case, Involvement, Recusal
from cases.selectors.repeats import repeats_in, with_others
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_child, make_member, make_school
from tests.unit.commissions.places import Place, make_report

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def at(year, month, day, hour=8):
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "decided", "is_one"),
    [
        (at(2025, 3, 10), None, True),
        (at(2025, 3, 9), None, False),
        (at(2025, 3, 9, 22), None, True),
        (at(2025, 2, 1), at(2025, 3, 10), True),
        (at(2025, 2, 1), at(2025, 3, 9), False),
        (at(2026, 3, 10), None, True),
        (at(2026, 3, 11), None, False),
    ],
)
def test_a_year_counts_from_the_last_known_day_by_the_calendar_of_the_institution(received, decided, is_one):
    assert is_repeat(Known(received, decided), Known(NOW), KYIV) is is_one


@pytest.mark.parametrize(
    ("day", "end"), [((2024, 2, 29), (2025, 2, 28)), ((2023, 2, 28), (2024, 2, 28)), ((2025, 3, 10), (2026, 3, 10))]
)
def test_a_year_of_a_leap_day_ends_on_the_28th(day, end):
    found = year_after(datetime(*day, tzinfo=UTC).date())
    assert (found.year, found.month, found.day) == end


@pytest.fixture
def place(db):
    school = make_school()
    made = Place(school, [make_member(school, Role.PRINCIPAL), make_member(school, Role.STAFF)])
    with clock.frozen(NOW), school_scope(school.pk):
        made.case = make_case(school, received_at=NOW)
        make_report(made, made.case)
        yield made


def earlier(place, role, *, same=SideRole.ACCUSED, received=NOW - timedelta(days=60)):
    """Another case in which the person of this role stands as `role`."""
    case = make_case(place.school, received_at=received)
    report = make_report(place, case)
    child = Involvement.objects.get(case=place.case, role=same).child
    row = Involvement.objects.get(case=case, role=role, act__report=report)
    row.child = child
    row.save()
    return case


def found(place, member=None, case=None):
    case = case or place.case
    return repeats_in(case, with_others(case, member or place.members[0]), KYIV)


@pytest.mark.parametrize(
    ("same", "role", "count"),
    [
        (SideRole.ACCUSED, SideRole.ACCUSED, 1),
        (SideRole.VICTIM, SideRole.VICTIM, 1),
        (SideRole.ACCUSED, SideRole.VICTIM, 0),
    ],
)
def test_the_same_person_in_the_same_role(place, same, role, count):
    other = earlier(place, role, same=same)
    assert [each.case_id for each in found(place)] == [other.pk] * count


def test_both_cases_show_each_other_and_say_which_came_first(place):
    other = earlier(place, SideRole.ACCUSED)
    assert [each.is_earlier for each in found(place)] == [True]
    assert [each.is_earlier for each in found(place, case=other)] == [False]


def test_it_says_what_the_commission_found(place):
    other = earlier(place, SideRole.ACCUSED, received=NOW - timedelta(days=400))
    assert found(place) == []
    with clock.frozen(NOW - timedelta(days=300)):
        data = {"is_substantiated": True, "is_bullying": True}
        record(locked_case(other.pk), draft("resolution.adopted", by=place.members[0], data=data))
    [repeat] = found(place)
    assert repeat.finding["is_bullying"] is True


def test_a_hidden_case_is_neither_shown_nor_hinted_at(place):
    other = earlier(place, SideRole.ACCUSED)
    head = place.members[0]
    Recusal.objects.create(
        school_id=place.school.pk,
        case=other,
        user_id=head.user_id,
        ground=RecusalGround.DECLARED,
        recorded_at=NOW,
        recorded_by=head.user_id,
    )
    assert found(place) == []
    assert found(place, place.members[1]) == []


def test_halves_of_a_split_case_are_no_repeat_of_each_other(place):
    other = earlier(place, SideRole.ACCUSED)
    Case.objects.filter(pk=other.pk).update(split_from=place.case)
    other.refresh_from_db()
    assert (found(place), found(place, case=other)) == ([], [])


def test_a_child_of_the_same_name_is_another_child(place):
    other = make_case(place.school, received_at=NOW - timedelta(days=60))
    make_report(place, other)
    make_child(place.school, "Дубовий\nМарко")
    assert found(place) == []
