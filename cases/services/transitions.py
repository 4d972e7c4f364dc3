"""Moves of a case that a person decides on. The commission's own acts move it in their own services."""

from uuid import UUID

from django.db import transaction

from cases.domain.lifecycle import next_status
from cases.domain.outcomes import UNSAID, Contents
from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.selectors.transitions import circumstances_of, may_move
from cases.services.events import draft, locked_case, record
from cases.services.guests import end_guests
from cases.services.outcomes import check_contents, said, sealed_words
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of

#: Written out, so that every kind is found by whoever looks for it.
KINDS = {
    CaseAction.REFER: "case.referred",
    CaseAction.DECIDE: "case.decided",
    CaseAction.MONITOR: "case.monitored",
    CaseAction.CLOSE: "case.closed",
}
#: Their reason says what came of the case.
OUTCOMES = frozenset({CaseAction.DECIDE, CaseAction.MONITOR, CaseAction.CLOSE})


@transaction.atomic
def move_case(*, case_id: UUID, action: CaseAction, reason: str, by: Member, contents: Contents = UNSAID) -> Case:
    """Lock, ask the rules, write the fact, refresh the caches: all of it or none.

    `contents` for a move that says what came of the case: what of it is among the things that the texts forbid.
    """
    case = locked_case(case_id)
    if not may_move(case, by):
        raise Refused(gettext_noop("The head decides this; when the head can't know of the case, the deputy."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    before = CaseStatus(case.status)
    status = next_status(before, action, circumstances_of(case))
    data: dict[str, object] = {"from": before, "to": status}
    words = reason.strip()
    if action in OUTCOMES:
        check_contents(case, contents, words)
        data |= said(contents)
        words = sealed_words(words, contents)
    changes: dict[str, object] = {"status": status}
    if status is CaseStatus.CLOSED:
        school = School.objects.select_related("organisation").get(pk=case.school_id)
        changes["closed_on"] = clock.today(zone_of(school))
    record(case, draft(KINDS[action], by=by, data=data, text=words), **changes)
    if status is CaseStatus.CLOSED:
        end_guests(case, by)
    return case
