"""A case that was decided or closed goes on. Nothing that was met, missed or decided is erased.

No limit of the law begins anew: a report that comes in later brings its own clocks, as every report does.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from cases.domain.lifecycle import next_status
from cases.enums import CaseAction, CaseStatus, ReopenGround
from cases.models import Case
from cases.selectors.reopening import new_facts
from cases.selectors.transitions import circumstances_of, may_move
from cases.services.deadlines import refresh_due
from cases.services.events import check_seen, draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of


@dataclass(frozen=True)
class Reopening:
    """`on`: the day of the decision to go on. `fact_id`: the report or addition that tells of new facts."""

    ground: ReopenGround
    reason: str
    on: date
    fact_id: UUID | None = None
    to_commission: bool = False


@transaction.atomic
def reopen_case(*, case_id: UUID, wanted: Reopening, seen: int, by: Member) -> Case:
    """Back to the work on it, or straight to the commission. The register keeps its line and its number."""
    case = locked_case(case_id)
    check_move(case, wanted.reason, seen=seen, by=by)
    before, circumstances = CaseStatus(case.status), circumstances_of(case)
    status = next_status(before, CaseAction.REOPEN, circumstances)
    if wanted.to_commission:
        status = next_status(status, CaseAction.REFER, circumstances)
    _check_day(case, wanted.on)
    data = {"from": before, "to": status, "ground": wanted.ground, "on": wanted.on, **_fact(case, wanted)}
    refresh_due(case)
    event = draft("case.reopened", by=by, data=data, text=wanted.reason.strip())
    record(case, event, status=status, closed_on=None, next_due_at=case.next_due_at)
    return case


@transaction.atomic
def rehear_case(*, case_id: UUID, reason: str, seen: int, by: Member) -> Case:
    """The commission hears a decided case again. The first decision stays; the new one says that it replaces it."""
    case = locked_case(case_id)
    check_move(case, reason, seen=seen, by=by)
    before = CaseStatus(case.status)
    status = next_status(before, CaseAction.REHEAR, circumstances_of(case))
    record(case, draft("case.reheard", by=by, data={"from": before, "to": status}, text=reason.strip()), status=status)
    return case


def check_move(case: Case, reason: str, *, seen: int, by: Member) -> None:
    """Of a locked case: who may, with a reason, and of what was read."""
    if not may_move(case, by):
        raise Refused(gettext_noop("The head decides this; when the head can't know of the case, the deputy."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    check_seen(case, seen)


def _check_day(case: Case, on: date) -> None:
    zone = zone_of(School.objects.select_related("organisation").get(pk=case.school_id))
    if on > clock.today(zone):
        raise RuleViolation(gettext_noop("The day can't be in the future."), field="on")
    if on < case.received_at.astimezone(zone).date():
        raise RuleViolation(gettext_noop("The case wasn't there yet on that day."), field="on")


def _fact(case: Case, wanted: Reopening) -> dict[str, object]:
    """New facts are written down where they belong: in a report, or in an addition to one."""
    if wanted.ground is not ReopenGround.NEW_FACTS:
        return {}
    known = {fact.id: fact for fact in new_facts(case)}
    if wanted.fact_id not in known:
        raise RuleViolation(
            gettext_noop(
                "New facts stand in a report or in an addition to one, made after the decision. Add them there first."
            ),
            field="fact",
        )
    return {known[wanted.fact_id].kind: wanted.fact_id}
