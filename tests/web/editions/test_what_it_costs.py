"""12 statements at most where an edition or a calendar is read, and 15 to file a report by an entered edition."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.filing import Answers, SideDraft
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.services.calendar import order_days
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_child, make_member
from tests.unit.editions.conftest import DAY, NOW
from tests.web.editions.conftest import Browser
from tests.web.questions.asking import moment

LATER = NOW + timedelta(days=12)
ASKED = moment("received", "2026-12-02T10:00")


@pytest.fixture
def busy(town):
    """An edition of its own and one from the district, orders on the calendar, numbers that wait, a case."""
    officer, second = town.officer_of(town.region.district), town.officer_of(town.region.district)
    town.others["above"] = town.approved(town.region.district, officer, second)
    town.others["own"] = town.approved()
    town.adopt(town.others["above"], DAY, town.region.district)
    town.adopt(town.others["own"], DAY)
    for place, number in ((town.place, "1"), (town.region.district, "2"), (town.region.ministry, "3")):
        order_days(
            organisation_id=place.pk, first=DAY, last=DAY + timedelta(days=3), is_working=False, reason="x",
            order_number=number, order_on=NOW.date(), by=None,
        )  # fmt: skip
    town.others["draft"] = town.submitted()
    town.others["editable"] = town.started(town.region.district, town.officer)
    with school_scope(town.school.pk):
        make_case(town.school)
    return town


def cost(browser, page, answers=None):
    """Of the second look: what the process or the cache keeps is there."""
    with clock.frozen(LATER):
        assert browser.client.get(browser.root + page, answers).status_code == 200
        with CaptureQueriesContext(connection) as seen:
            assert browser.client.get(browser.root + page, answers).status_code == 200
    return [each["sql"] for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        ("", None),
        ("due/", None),
        ("due/", ASKED),
        ("due/timetable.ics", ASKED),
        ("due/days/", None),
        ("due/days/", {"start_day": "2", "start_month": "12", "start_year": "2026", "count": "3"}),
        ("settings/calendar/", None),
        ("settings/calendar/add/", None),
        ("settings/calendar/suspended/add/", None),
        ("settings/procedures/", None),
        ("settings/procedures/adopt/", None),
        ("settings/procedures/drafts/{draft}/", None),
        ("settings/procedures/{version}/", None),
        ("settings/procedures/{version}/enter/", None),
    ],
)
@pytest.mark.parametrize("who", ["head", "second head"])
def test_a_schools_pages(busy, page, answers, who):
    member = busy.head if who == "head" else make_member(busy.school, Role.PRINCIPAL)
    browser = Browser(member, f"/s/{busy.place.slug}/")
    asked = cost(browser, page.format(draft=busy.others["draft"].pk, version=busy.others["own"].pk), answers)
    assert len(asked) <= 12, "\n".join(asked)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "alerts/",
        "settings/calendar/",
        "settings/calendar/add/",
        "settings/procedures/",
        "settings/procedures/adopt/",
        "settings/procedures/drafts/{draft}/",
        "settings/procedures/drafts/{editable}/",
        "settings/procedures/drafts/{editable}/act/",
        "settings/procedures/drafts/{editable}/limits/",
        "settings/procedures/{version}/",
        "settings/procedures/{version}/enter/",
    ],
)
def test_a_departments_pages(busy, page):
    browser = Browser(busy.officer, f"/d/{busy.region.district.slug}/")
    ids = {name: row.pk for name, row in busy.others.items()}
    asked = cost(browser, page.format(version=ids["above"], **ids))
    assert len(asked) <= 12, "\n".join(asked)


@pytest.mark.parametrize("adopts", [False, True])
def test_filing_takes_at_most_fifteen_whatever_edition_counts(busy, adopts):
    if not adopts:
        busy.adopt(None, DAY + timedelta(days=1), order="9-н")
    by = make_member(busy.school, Role.STAFF)
    with clock.frozen(LATER):
        counts = []
        for _ in range(2):
            with school_scope(busy.school.pk), CaptureQueriesContext(connection) as seen:
                answers = Answers(
                    sides=[SideDraft("victim", child_id=make_child(busy.school).pk)], kinds=["physical"],
                    place="online", happened_at=LATER - timedelta(hours=1), narrative="Слова.", danger_now="no",
                    first_aid_given=False,
                )  # fmt: skip
                before = len(seen)
                file_report(school=busy.school, answers=answers, by=by)
                counts.append(
                    len([q for q in list(seen)[before:] if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
                )
    assert counts[1] <= 15, counts
