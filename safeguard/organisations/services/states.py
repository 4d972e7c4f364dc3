"""An institution is suspended, resumed, closed, merged into another. Dated, logged, and nothing is deleted."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.enums import OrganisationKind, OrganisationState
from safeguard.organisations.models import Organisation, Placement

ONE_DAY = timedelta(days=1)


@transaction.atomic
def suspend_school(*, organisation_id: UUID, reason: str, by: Member | None) -> Organisation:
    """Nobody of the school gets in until it's resumed; clocks and reminders run on, because the law's do."""
    school = locked(organisation_id)
    if school.kind != OrganisationKind.SCHOOL or school.state != OrganisationState.ACTIVE:
        raise RuleViolation(gettext_noop("Only an active school can be suspended."))
    _set_state(school, OrganisationState.SUSPENDED, clock.today())
    log_act(organisation_id=school.pk, kind="organisation.suspended", by=by, data={"reason": reason})
    return school


@transaction.atomic
def resume_school(*, organisation_id: UUID, by: Member | None) -> Organisation:
    school = locked(organisation_id)
    if school.state != OrganisationState.SUSPENDED:
        raise RuleViolation(gettext_noop("Only a suspended school can be resumed."))
    _set_state(school, OrganisationState.ACTIVE, clock.today())
    log_act(organisation_id=school.pk, kind="organisation.resumed", by=by)
    return school


@transaction.atomic
def close_organisation(*, organisation_id: UUID, from_on: date, reason: str, by: Member | None) -> Organisation:
    """From that day on it isn't there. Its rows and its place in old figures stay."""
    organisation = _closed(organisation_id, from_on)
    log_act(
        organisation_id=organisation.pk,
        kind="organisation.closed",
        by=by,
        data={"from": from_on.isoformat(), "reason": reason},
    )
    return organisation


@transaction.atomic
def merge_school(*, organisation_id: UUID, successor: Organisation, from_on: date, by: Member | None) -> Organisation:
    """Closed, with the school that goes on in its place."""
    school = locked(organisation_id)
    if school.kind != OrganisationKind.SCHOOL:
        raise RuleViolation(gettext_noop("Only a school can be merged into another."))
    is_fit = successor.kind == OrganisationKind.SCHOOL and successor.state == OrganisationState.ACTIVE
    if not is_fit or successor.pk == school.pk or successor.country != school.country:
        raise RuleViolation(gettext_noop("Choose another active school of the same country."), field="successor")
    _closed(organisation_id, from_on)
    Organisation.objects.filter(pk=school.pk).update(successor=successor)
    data = {"from": from_on.isoformat(), "successor_organisation": successor.pk}
    log_act(organisation_id=school.pk, kind="organisation.merged", by=by, data=data)
    return successor


def locked(organisation_id: UUID) -> Organisation:
    """The row held, and refused when the institution is closed."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if organisation.state == OrganisationState.CLOSED:
        raise RuleViolation(gettext_noop("This institution is closed."))
    return organisation


def _closed(organisation_id: UUID, from_on: date) -> Organisation:
    organisation = locked(organisation_id)
    if from_on > clock.today():
        raise RuleViolation(gettext_noop("The closing is entered on its day or later."), field="from_on")
    stands = Q(until_on__isnull=True) | Q(until_on__gte=from_on)
    children = Placement.objects.filter(stands, parent=organisation).exclude(organisation__state="closed")
    if children.exists():
        raise RuleViolation(gettext_noop("Other institutions stand under this one. Move or close them first."))
    for placement in Placement.objects.filter(stands, organisation=organisation):
        if placement.from_on >= from_on:
            raise RuleViolation(gettext_noop("It can't be closed before its own beginning."), field="from_on")
        placement.until_on = from_on - ONE_DAY
        placement.save(update_fields=["until_on"])
    _set_state(organisation, OrganisationState.CLOSED, from_on)
    return organisation


def _set_state(organisation: Organisation, state: OrganisationState, from_on: date) -> None:
    organisation.state, organisation.state_from_on = state, from_on
    organisation.save(update_fields=["state", "state_from_on"])
