"""Measures after the decision over the pages: the case, the entry, the desk, the list; hidden ones leave no trace."""

from datetime import date, timedelta

import pytest

from cases.models import Recusal
from commissions.enums import MotionKind
from commissions.models import Measure, MeasureStep
from commissions.services.minutes import finalise_minutes
from safeguard import clock
from safeguard.organisations.models import Membership
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import STARTS, finish, make_place, start, vote

pytestmark = pytest.mark.django_db
LATE = STARTS + timedelta(days=25)
TEXT = "П-1 – психологічна підтримка"


@pytest.fixture
def place(db):
    made = make_place()
    with school_scope(made.school.pk):
        start(made, *range(8))
        vote(made, MotionKind.AGENDA, "agenda", "ffffffff")
        vote(made, MotionKind.SUBSTANTIATED, "finding", "ffffffff")
        vote(made, MotionKind.BULLYING, "qualification", "ffffffff")
        vote(made, MotionKind.MEASURES, "measures", "ffffffff")
        finish(made)
        with clock.frozen(STARTS + timedelta(hours=3)):
            seen = made.meeting.version
            finalise_minutes(school=made.school, meeting_id=made.meeting.pk, seen=seen, by=made.secretary)
    return made


@pytest.fixture
def late(place, browser):
    """Browsers on a day after the measure was due."""

    def open_one(number):
        made = browser(place.members[number])
        made.at = LATE
        return made

    return open_one


def measure(place):
    with school_scope(place.school.pk):
        return Measure.objects.get()


def words(page):
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def address(place):
    return f"cases/{place.case.pk}/measures/"


def entry(**answers):
    day = date(2025, 10, 5)
    told = {"seen": "0", "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
    return told | {"kind": "done", "effect": "partly", "words": "Бесіди 1 і 3 жовтня."} | answers


def test_what_became_of_a_measure_is_recorded_on_its_page_and_read_on_the_case(place, late):
    head = late(0)
    page = head.get(address(place))
    assert TEXT in words(page)
    assert "overdue" in words(page)
    form = f"{address(place)}{measure(place).pk}/"
    assert form in words(page)
    assert head.post(form, entry()).status_code == 302
    page = words(head.get(address(place)))
    assert "Carried out: it helped in part" in page
    assert "Бесіди 1 і 3 жовтня." in page
    assert form in page  # it may be resumed
    assert "A measure was carried out: it helped in part" in words(head.get(f"cases/{place.case.pk}/timeline/"))


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"effect": ""}, "effect"), ({"words": ""}, "words"), ({"kind": "passed_on", "responsible": ""}, "responsible")],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_recorded(place, late, answers, field):
    page = late(0).post(f"{address(place)}{measure(place).pk}/", entry(**answers))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    with school_scope(place.school.pk):
        assert not MeasureStep.objects.exists()


def test_an_overdue_measure_is_on_the_desk_the_case_and_the_list(place, late):
    head = late(0)
    for page in ("", f"cases/{place.case.pk}/", "commission/measures/"):
        found = words(head.get(page))
        assert f"/{address(place)}#{measure(place).pk}" in found, page
        assert "Needs of the sides and services" in found
        assert "overdue" in found


def test_a_closed_one_is_on_neither_desk_nor_list(place, late):
    head = late(0)
    head.post(f"{address(place)}{measure(place).pk}/", entry())
    for page in ("", "commission/measures/"):
        assert address(place) not in words(head.get(page))


def recuse(place, member):
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school_id=place.school.pk,
            case=place.case,
            user_id=member.user_id,
            ground="declared",
            recorded_at=STARTS,
            recorded_by=member.user_id,
        )


@pytest.mark.parametrize("number", [0, 6])
def test_who_may_not_know_of_the_case_finds_no_trace_of_its_measures(place, late, number):
    if number == 0:
        recuse(place, place.principal)
    stranger = late(number)
    assert stranger.get(address(place)).status_code == 404
    assert stranger.get(f"{address(place)}{measure(place).pk}/").status_code == 404
    assert stranger.post(f"{address(place)}{measure(place).pk}/", entry()).status_code == 404
    for page in ("", "commission/measures/"):
        found = stranger.get(page)
        assert str(place.case.pk) not in words(found)
        assert "Needs of the sides" not in words(found)


def test_a_measure_of_another_case_has_no_page_here(place, late):
    other = "00000000-0000-7000-8000-000000000000"
    assert late(0).get(f"{address(place)}{other}/").status_code == 404


def test_the_list_asks_no_more_often_with_more_measures(place, late, django_assert_max_num_queries):
    head = late(0)
    head.get("commission/measures/")
    with django_assert_max_num_queries(12):
        head.get("commission/measures/")


def test_the_page_of_leaving_names_what_is_left_behind(place, late):
    with school_scope(place.school.pk):
        row = Membership.objects.get(user_id=place.members[3].user_id)
    page = words(late(0).get(f"settings/staff/{row.pk}/leave/"))
    assert "What they leave behind" in page
    assert f"Measure in case No. {place.case.number}: needs of the sides and services" in page
