"""What changes about an institution that goes on: its details, its place in the tree, its procedure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.enums import OrganisationKind, OrganisationState, RecountCause, TieRule
from safeguard.organisations.models import Adoption, Organisation, Placement, ProcedureVersion, School
from safeguard.organisations.selectors.editions import own_and_above
from safeguard.organisations.services.learners import check_procedure, check_type, teaches_adults
from safeguard.organisations.services.recounts import Cause, ask_recounts_of
from safeguard.organisations.services.states import ONE_DAY, locked
from safeguard.procedures.catalogue import load_procedure, procedures, versions
from safeguard.procedures.texts import Texts

ORGANISATION_FIELDS = frozenset({"name", "language"})
#: What the working days of its limits are counted by.
COUNTED_BY = frozenset({"week", "calendar"})
SCHOOL_FIELDS = frozenset({"school_type", "week", "settlement", "address", "phone", "pupils", "calendar"})


@transaction.atomic
def change_details(*, organisation_id: UUID, changes: Mapping[str, Any], by: Member | None) -> list[str]:
    """Only what differs is written and logged; the names of the fields that changed. The short name never changes."""
    organisation = locked(organisation_id)
    changed = _write(organisation, {key: changes[key] for key in ORGANISATION_FIELDS & changes.keys()})
    if organisation.kind == OrganisationKind.SCHOOL:
        school = School.objects.select_for_update().get(pk=organisation_id)
        check_type(school, changes.get("school_type", school.school_type))
        changed += _write(school, {key: changes[key] for key in SCHOOL_FIELDS & changes.keys()})
    if changed:
        log_act(organisation_id=organisation_id, kind="organisation.changed", by=by, data={"fields": sorted(changed)})
    if COUNTED_BY & set(changed):
        ask_recounts_of([organisation_id], Cause(RecountCause.WEEK))
    return changed


def _write(row: Organisation | School, values: Mapping[str, Any]) -> list[str]:
    changed = [key for key, value in values.items() if getattr(row, key) != value]
    for key in changed:
        setattr(row, key, values[key])
    if changed:
        row.save(update_fields=changed)
    return changed


@transaction.atomic
def move_school(*, organisation_id: UUID, parent: Organisation, from_on: date, by: Member | None) -> Placement:
    """The old place ends the day before, so that quarters before that day keep their tree."""
    school = locked(organisation_id)
    if school.kind != OrganisationKind.SCHOOL:
        raise RuleViolation(gettext_noop("Only a school moves to another department."))
    is_department = parent.kind != OrganisationKind.SCHOOL and parent.state == OrganisationState.ACTIVE
    if not is_department or parent.country != school.country:
        raise RuleViolation(gettext_noop("Choose an active department of the same country."), field="parent")
    last = Placement.objects.select_for_update().filter(organisation=school).order_by("-from_on").first()
    if last is not None:
        if last.parent_id == parent.pk:
            raise RuleViolation(gettext_noop("The school stands under this department already."), field="parent")
        if last.from_on >= from_on:
            raise RuleViolation(
                gettext_noop("The day must be later than the beginning of the present place."), field="from_on"
            )
        last.until_on = from_on - ONE_DAY
        last.save(update_fields=["until_on"])
    placement = Placement.objects.create(organisation=school, parent=parent, from_on=from_on)
    data = {"from": from_on.isoformat(), "parent": parent.pk}
    log_act(organisation_id=school.pk, kind="organisation.moved", by=by, data=data)
    ask_recounts_of([school.pk], Cause(RecountCause.MOVED))
    return placement


@transaction.atomic
def adopt_procedure(
    *,
    organisation_id: UUID,
    procedure: str,
    order_number: str,
    order_on: date,
    from_on: date,
    by: Member | None,
    tie_rule: str = TieRule.HARMONISED,
    version: ProcedureVersion | None = None,
) -> Adoption:
    """The next adoption ends the one before. Cases stay with the procedure that they were opened under.

    With a `version`, an edition that this institution or one above it entered; without, whichever is in force. A
    procedure for children doesn't suit an institution of adults, nor the other way (UA-B-IV.1.1).
    """
    school = locked(organisation_id)
    if procedure not in procedures_of(school.country):
        raise RuleViolation(gettext_noop("This procedure isn't one of this country."), field="procedure")
    check_procedure(procedure, adults=teaches_adults(school))
    if version is not None:
        _check_edition(school, procedure, version, from_on)
    if from_on < order_on:
        raise RuleViolation(gettext_noop("An order can't take effect before it was signed."), field="from_on")
    if Adoption.objects.filter(organisation=school, from_on=from_on, withdrawn_at__isnull=True).exists():
        raise RuleViolation(
            gettext_noop("Another order takes effect on this day already. Withdraw it first if it is wrong."),
            field="from_on",
        )
    adoption = Adoption.objects.create(
        organisation=school,
        procedure=procedure,
        version=version,
        order_number=order_number,
        order_on=order_on,
        from_on=from_on,
        tie_rule=tie_rule,
    )
    data = {"order": order_number, "from": from_on.isoformat(), "procedure": procedure}
    data |= {"version": version.version} if version else {}
    log_act(organisation_id=school.pk, kind="procedure.adopted", by=by, data=data)
    return adoption


@transaction.atomic
def withdraw_adoption(*, organisation_id: UUID, adoption_id: UUID, why: str, by: Member) -> Adoption:
    """An order that was entered wrongly, until the end of the day on which it takes effect.

    Reports that were received meanwhile keep the edition under which they were received. An older order ends by the
    next one only: by then its reports follow it.
    """
    place = locked(organisation_id)
    rows = Adoption.objects.select_for_update().filter(organisation=place, withdrawn_at__isnull=True)
    adoption = rows.filter(pk=adoption_id).first()
    if adoption is None:
        raise RuleViolation(gettext_noop("This order is withdrawn already."))
    if not may_be_withdrawn(adoption, today=clock.today(ZoneInfo(place.timezone))):
        raise RuleViolation(gettext_noop("This order counts already. A further order takes its place."))
    if adoption.from_on <= clock.today(ZoneInfo(place.timezone)) and rows.exclude(pk=adoption_id).count() == 0:
        raise RuleViolation(
            gettext_noop("Without this order no procedure would count today. Enter the right one from tomorrow on.")
        )
    adoption.withdrawn_at, adoption.withdrawn_why, adoption.withdrawn_by = clock.now(), why, by.name
    adoption.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_by"])
    data = {"order": adoption.order_number, "from": adoption.from_on.isoformat(), "procedure": adoption.procedure}
    log_act(organisation_id=place.pk, kind="procedure.order_withdrawn", by=by, data=data)
    return adoption


def may_be_withdrawn(adoption: Adoption, *, today: date) -> bool:
    return adoption.withdrawn_at is None and adoption.from_on >= today


def _check_edition(place: Organisation, procedure: str, version: ProcedureVersion, from_on: date) -> None:
    """Its own or one from above, never a neighbour's, and not before it comes into force."""
    places = own_and_above(place.pk, on=clock.today())
    if version.procedure != procedure or version.owner_id not in places:
        raise RuleViolation(gettext_noop("This edition belongs to another institution."), field="procedure")
    if from_on < version.in_force_on:
        raise RuleViolation(
            gettext_noop("This edition comes into force on %(day)s. It can't count before that day."),
            field="from_on",
            day=version.in_force_on.strftime("%d.%m.%Y"),
        )


def procedures_of(country: str) -> dict[str, Texts]:
    """Id -> title of the newest version, of the procedures written for this country."""
    newest = [load_procedure(name, versions(name)[-1]) for name in procedures()]
    return {found.id: found.title for found in newest if found.country == country}
