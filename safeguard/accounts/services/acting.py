"""An acting head by order, from a day to a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.domain.granting import may_name_acting_head
from safeguard.accounts.selectors.staff import zone_of
from safeguard.accounts.services.members import NOT_ONESELF, live_membership
from safeguard.audit.acts import log_act
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import ActingHead, Organisation


@dataclass(frozen=True)
class Order:
    """What the order says. Without `until_on` it holds until it is ended."""

    number: str
    order_on: date
    from_on: date
    until_on: date | None


@transaction.atomic
def appoint_acting_head(*, organisation: Organisation, membership_id: UUID, order: Order, by: Member) -> ActingHead:
    """The head or the operator names somebody who works here, never themselves; one at a time."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    membership = live_membership(membership_id)
    _check(organisation, order, by)
    if membership.organisation_id != organisation.pk:
        raise RuleViolation(gettext_noop("This person does not work here"), field="membership")
    if membership.user_id == by.user_id:
        raise Refused(NOT_ONESELF, field="membership")
    if Role.PRINCIPAL in membership.roles:
        raise RuleViolation(gettext_noop("This person is the head already"), field="membership")
    row = ActingHead.objects.create(
        organisation=organisation,
        user_id=membership.user_id,
        order_number=order.number,
        order_on=order.order_on,
        from_on=order.from_on,
        until_on=order.until_on,
        created_at=clock.now(),
        created_by_id=by.user_id,
    )
    _log(row, "acting_head.appointed", by)
    return row


@transaction.atomic
def end_acting_head(*, organisation: Organisation, acting_id: UUID, by: Member) -> ActingHead:
    """At once: the next request of that person has the head's rights no more."""
    if not may_name_acting_head(by.roles):
        raise Refused(gettext_noop("Only the head or the operator can do this"))
    row = (
        ActingHead.objects.select_for_update()
        .filter(pk=acting_id, organisation=organisation, ended_at__isnull=True)
        .first()
    )
    if row is None:
        raise RuleViolation(gettext_noop("This order has been ended already"))
    row.ended_at, row.ended_by_id = clock.now(), by.user_id
    row.save(update_fields=["ended_at", "ended_by"])
    _log(row, "acting_head.ended", by)
    return row


def _check(organisation: Organisation, order: Order, by: Member) -> None:
    if organisation.kind != "school" or not may_name_acting_head(by.roles):
        raise Refused(gettext_noop("Only the head or the operator can do this"))
    if order.order_on > clock.today(zone_of(organisation)):
        raise RuleViolation(gettext_noop("The order can’t be dated in the future"), field="order_on")
    if order.from_on < order.order_on:
        raise RuleViolation(gettext_noop("The office can’t begin before the order"), field="from_on")
    if order.until_on is not None and order.until_on < order.from_on:
        raise RuleViolation(gettext_noop("The last day must not be before the first"), field="until_on")
    overlaps = ActingHead.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=order.from_on), organisation=organisation, ended_at__isnull=True
    )
    if order.until_on is not None:
        overlaps = overlaps.filter(from_on__lte=order.until_on)
    if overlaps.exists():
        raise RuleViolation(gettext_noop("Another order covers some of these days; end it first"), field="from_on")


def _log(row: ActingHead, kind: str, by: Member) -> None:
    data = {"order": row.order_number, "order_on": row.order_on, "from": row.from_on, "until": row.until_on}
    log_act(organisation_id=row.organisation_id, kind=kind, by=by, subject_user_id=row.user_id, data=data)
