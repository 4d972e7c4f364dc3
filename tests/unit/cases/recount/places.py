"""A case whose limits are counted, orders on its calendar, and what a recount leaves behind."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cases.models import Case, CaseEvent, Deadline
from cases.services import recount
from cases.services.enforcement import act_on_stages, miss_deadlines
from cases.tasks import recount_deadlines
from safeguard import clock
from safeguard.audit.chain import digest
from safeguard.organisations.services.calendar import order_days
from safeguard.organisations.services.recounts import waiting_recounts
from safeguard.tenancy.door import due
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case

KYIV = ZoneInfo("Europe/Kyiv")
RECEIVED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # a Monday, 10:00 in Kyiv: meeting by Thu 5, resolution by Mon 16
ENTERED = RECEIVED + timedelta(hours=2)
MEETING, RESOLUTION = "commission_meeting", "resolution"


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=KYIV)


def march(day: int) -> date:
    return date(2026, 3, day)


def opened(school, at: datetime = RECEIVED) -> Case:
    with clock.frozen(at), school_scope(school.pk):
        return make_case(school, received_at=at)


def order(place, works: bool, first: date, last: date | None = None, *, at: datetime = ENTERED, **more):
    told = {"reason": "flood in the cellar", "order_number": "12", "order_on": march(2)} | more
    with clock.frozen(at):
        return order_days(organisation_id=place.pk, first=first, last=last, is_working=works, by=None, **told)


def counted(*, at: datetime = ENTERED) -> int:
    """What the worker does: every school that waits, each in its scope."""
    with clock.frozen(at):
        return sum(
            recount_deadlines(school=str(school_id), ids=[str(each) for each in ids])
            for school_id, ids in waiting_recounts().items()
        )


def limits(school, case) -> dict[str, Deadline]:
    with school_scope(school.pk):
        return {row.rule: row for row in Deadline.objects.filter(case=case, subject_id=None)}


def events(school, case, kind: str = recount.KIND) -> list[CaseEvent]:
    with school_scope(school.pk):
        return list(CaseEvent.objects.filter(case=case, kind=kind).order_by("seq"))


def chain_is_whole(school, case) -> bool:
    with school_scope(school.pk):
        found = list(CaseEvent.objects.filter(case=case).order_by("seq"))
        links = [bytes(event.prev_hash) for event in found[1:]] == [bytes(event.hash) for event in found[:-1]]
        last = bytes(Case.objects.get(pk=case.pk).event_hash) == bytes(found[-1].hash)
        return links and last and all(bytes(event.hash) == digest(event, case.pk) for event in found)


def sweep(school, at: datetime) -> None:
    with clock.frozen(at):
        missed, staged = due("due_deadlines", at=at), due("due_deadline_stages", at=at)
        with school_scope(school.pk):
            miss_deadlines(missed.get(school.pk, []))
            act_on_stages(staged.get(school.pk, []))
