"""Organisations are created by the operator; a school gets its key and its procedure with the same act."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.calendars.load import MARTIAL
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Adoption, Organisation, Placement, School
from safeguard.organisations.selectors.calendar import martial_until_at
from safeguard.organisations.selectors.tree import ancestors_of
from safeguard.organisations.services.learners import check_procedure_of_type
from safeguard.tenancy.scope import school_scope
from safeguard.vault.keys import make_school_key


@dataclass(frozen=True)
class Details:
    """What an organisation of any kind has."""

    slug: str
    name: str
    country: str
    timezone: str
    language: str


@dataclass(frozen=True)
class SchoolDetails(Details):
    """And what only a school has. `procedure` is adopted with the order given."""

    calendar: str
    procedure: str
    order_number: str
    order_on: date
    week: int = 5
    school_type: str = "school"
    settlement: str = ""
    address: str = ""
    phone: str = ""
    pupils: int = 0


@transaction.atomic
def create_organisation(
    *, kind: OrganisationKind, details: Details, parent: Organisation | None, from_on: date, by: Member | None
) -> Organisation:
    """A ministry stands at the top; everything else has a parent from its first day."""
    organisation = Organisation.objects.create(
        kind=kind,
        slug=details.slug,
        name=details.name,
        country=details.country,
        timezone=details.timezone,
        language=details.language,
        created_at=clock.now(),
    )
    if parent is not None:
        Placement.objects.create(organisation=organisation, parent=parent, from_on=from_on)
    log_act(organisation_id=organisation.pk, kind="organisation.created", by=by, data={"kind": kind})
    return organisation


def create_school(*, details: SchoolDetails, parent: Organisation, from_on: date, by: Member | None) -> School:
    """One transaction for the directory; the school's key needs the school's own scope, and comes right after."""
    school = _create_school_rows(details=details, parent=parent, from_on=from_on, by=by)
    with school_scope(school.pk):
        make_school_key()
    return school


@transaction.atomic
def _create_school_rows(*, details: SchoolDetails, parent: Organisation, from_on: date, by: Member | None) -> School:
    check_procedure_of_type(details.procedure, details.school_type)
    organisation = create_organisation(
        kind=OrganisationKind.SCHOOL, details=details, parent=parent, from_on=from_on, by=by
    )
    Adoption.objects.create(
        organisation=organisation,
        procedure=details.procedure,
        order_number=details.order_number,
        order_on=details.order_on,
        from_on=from_on,
    )
    return School.objects.create(
        organisation=organisation,
        school_type=details.school_type,
        week=details.week,
        calendar=details.calendar,
        martial_until_on=_martial_until(parent, from_on) if details.calendar == MARTIAL else None,
        settlement=details.settlement,
        address=details.address,
        phone=details.phone,
        pupils=details.pupils,
    )


def _martial_until(parent: Organisation, on: date) -> date | None:
    """A school that is created later knows what was entered for those that stand beside it."""
    above = ancestors_of(parent.pk, on=on)
    return martial_until_at(above[-1] if above else parent)
