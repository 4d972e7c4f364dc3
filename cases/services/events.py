"""Every act on a case ends here: one event, chained, in the act's transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from cases.enums import CaseStatus
from cases.models import Case, CaseEvent
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft, append_events
from safeguard.errors import Conflict, RuleViolation, gettext_noop


def locked_case(case_id: UUID) -> Case:
    """The case under a row lock: its chain grows by one writer at a time. Nothing is written in a joined one."""
    case = any_locked_case(case_id)
    if case.status == CaseStatus.JOINED:
        raise RuleViolation(gettext_noop("This case was joined to another one. Write there."))
    return case


def any_locked_case(case_id: UUID) -> Case:
    """A joined one too: for who may look at it."""
    return Case.objects.select_for_update(of=("self",)).select_related("procedure", "data_key").get(pk=case_id)


def draft(
    kind: str,
    *,
    by: Member | None,
    data: Mapping[str, object] | None = None,
    text: str = "",
    occurred_at: datetime | None = None,
) -> EventDraft:
    """`by` is empty for what the system did itself. `data` holds ids, codes and instants; words go to `text`."""
    return EventDraft(
        kind=kind,
        occurred_at=occurred_at or clock.now(),
        by_user_id=by.user_id if by else None,
        by_name=by.name if by else "",
        data=dict(data or {}),
        text=text,
    )


def record(case: Case, *drafts: EventDraft, **changes: object) -> list[CaseEvent]:
    """Append to the chain of a locked case and save its caches and `changes` in the same update."""
    return append_events(CaseEvent, "case", case, list(drafts), changes=changes)


def check_seen(case: Case, seen: int) -> None:
    """`seen` is the number of the last event that the page showed: what is confirmed is what was read."""
    if case.event_seq != seen:
        raise Conflict(
            gettext_noop("Something has happened in case No. %(number)s since you opened this page. Read it again."),
            number=case.number,
        )
