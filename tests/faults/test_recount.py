"""The worker is killed while it counts limits again: nothing is half moved, nothing moves twice."""

from datetime import timedelta

import pytest

from cases.models import CaseEvent, Deadline
from cases.services.recount import KIND
from safeguard import clock
from safeguard.organisations.models import CalendarRecount
from safeguard.organisations.services.calendar import order_days
from safeguard.organisations.services.recounts import waiting_recounts
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_region, make_school
from tests.harness import Servers, wait_for

SCHOOLS, CASES = 3, 6
SATURDAY = 5


@pytest.fixture
def region():
    """Schools of one district, each with cases whose limits are open."""
    made = make_region()
    for _ in range(SCHOOLS):
        school = make_school(district=made.district)
        with school_scope(school.pk):
            for _ in range(CASES):
                make_case(school, received_at=clock.now() - timedelta(minutes=10))
    return made


def test_a_worker_killed_in_the_middle_of_a_recount(servers: Servers, region) -> None:
    first = clock.today() + timedelta(days=1)
    while first.weekday() >= SATURDAY:
        first += timedelta(days=1)
    order_days(
        organisation_id=region.ministry.pk, first=first, last=None, is_working=False, reason="flood",
        order_number="1", order_on=clock.today(), by=None,
    )  # fmt: skip
    servers.start_worker("first")
    wait_for(lambda: "recount_deadlines" in servers.log("first"), 30, "the first worker has taken a school")
    servers.kill("first")
    CalendarRecount.objects.filter(done_at__isnull=True).update(handed_at=None)  # as if the minutes had passed
    servers.start_worker("second")
    servers.start_beat()
    wait_for(lambda: not _waiting(), 90, "the second worker has finished what the first began")
    assert waiting_recounts() == {}
    for recount in CalendarRecount.objects.all():
        with school_scope(recount.institution_id):
            moved = CaseEvent.objects.filter(kind=KIND)
            assert moved.count() == moved.values("case").distinct().count() == CASES
            assert not Deadline.objects.exclude(calendar_version__contains="+").filter(rule="resolution").exists()


def _waiting() -> bool:
    return CalendarRecount.objects.filter(done_at__isnull=True).exists()
