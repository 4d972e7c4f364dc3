"""Suspended teaching: entered, ended, withdrawn when it was a mistake. The clocks that it stops are counted again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.domain.calendar import FARTHEST_AHEAD, FARTHEST_BACK
from safeguard.organisations.enums import RecountCause, SuspensionKind
from safeguard.organisations.models import TeachingSuspension
from safeguard.organisations.selectors.calendar import schools_below_ever
from safeguard.organisations.selectors.suspended_now import forget_suspended
from safeguard.organisations.services.recounts import Cause, ask_recounts_of
from safeguard.organisations.services.states import locked


@transaction.atomic
def suspend_teaching(
    *,
    organisation_id: UUID,
    kind: str,
    from_at: datetime,
    until_at: datetime | None,
    reason: str,
    order_number: str = "",
    by: Member | None,
) -> TeachingSuspension:
    """For this institution and everything below it. Without an end it lasts until somebody enters one."""
    place = locked(organisation_id)
    _check_span(from_at, until_at)
    row = TeachingSuspension.objects.create(
        organisation=place,
        kind=SuspensionKind(kind),
        from_at=from_at,
        until_at=until_at,
        reason=reason,
        order_number=order_number,
        made_at=clock.now(),
        made_by=by.user_id if by else None,
        made_by_name=by.name if by else "",
    )
    _log("suspension.entered", row, by)
    _ask(row)
    return row


@transaction.atomic
def end_suspension(
    *, organisation_id: UUID, suspension_id: UUID, until_at: datetime, by: Member | None
) -> TeachingSuspension:
    """Teaching goes on from then. An end that was expected may be moved: the earlier or later one counts."""
    row = _standing(organisation_id, suspension_id)
    _check_span(row.from_at, until_at)
    row.until_at = until_at
    row.save(update_fields=["until_at"])
    _log("suspension.ended", row, by)
    _ask(row)
    return row


@transaction.atomic
def withdraw_suspension(
    *, organisation_id: UUID, suspension_id: UUID, reason: str, by: Member | None
) -> TeachingSuspension:
    """It was entered by mistake: it never was. The row stays with the reason."""
    row = _standing(organisation_id, suspension_id)
    row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_reason = clock.now(), by.name if by else "", reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_reason"])
    _log("suspension.withdrawn", row, by)
    _ask(row)
    return row


def _standing(organisation_id: UUID, suspension_id: UUID) -> TeachingSuspension:
    locked(organisation_id)
    rows = TeachingSuspension.objects.select_for_update().filter(organisation_id=organisation_id)
    row = rows.filter(pk=suspension_id, withdrawn_at__isnull=True).first()
    if row is None:
        raise RuleViolation(gettext_noop("This entry has been withdrawn already."))
    return row


def _check_span(from_at: datetime, until_at: datetime | None) -> None:
    now = clock.now()
    if not now - FARTHEST_BACK <= from_at <= now + FARTHEST_AHEAD:
        raise RuleViolation(gettext_noop("This day is too far from today."), field="from_at")
    if until_at is not None and until_at <= from_at:
        raise RuleViolation(gettext_noop("Teaching can't go on before it was suspended."), field="until_at")


def _log(kind: str, row: TeachingSuspension, by: Member | None) -> None:
    data = {"suspension": row.pk, "reason": row.reason, "from_at": row.from_at, "until_at": row.until_at}
    log_act(organisation_id=row.organisation_id, kind=kind, by=by, data=data)


def _ask(row: TeachingSuspension) -> None:
    """Whatever hadn't passed when it began: a clock that stood still can't have run out meanwhile."""
    last = (row.until_at or clock.now()).date()
    first = min(row.from_at.date(), last)
    cause = Cause(RecountCause.SUSPENSION, row.reason, row.order_number, since=min(row.from_at, clock.now()))
    schools = list(schools_below_ever(row.organisation_id, first, last).values_list("pk", flat=True))
    ask_recounts_of(schools, cause)
    forget_suspended(schools)
