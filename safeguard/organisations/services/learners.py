"""Who learns in an institution, and for whom a procedure is written (UA-B-IV.1.1, conflict C-12).

The national procedure of Ukraine applies to every type of school except those that educate adults; a procedure for
adults tells no parents and no service for children. So neither may stand in for the other.
"""

from collections.abc import Iterable

from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.enums import OrganisationKind, SchoolType
from safeguard.organisations.models import Organisation, School
from safeguard.procedures.catalogue import load_procedure, versions

_FOR_CHILDREN = gettext_noop(
    "This procedure is for schools with children. It doesn't apply to an institution whose learners are adults."
)
_FOR_ADULTS = gettext_noop(
    "This procedure is for adult learners: it tells no parents and no service for children. Children learn here."
)
_OTHER_LEARNERS = gettext_noop(
    "An institution for adults and a school for children work by different procedures: create another institution "
    "instead of changing the type."
)


def teaches_adults(place: Organisation) -> bool | None:
    """None for a department: it enters editions for all that stand below."""
    if place.kind != OrganisationKind.SCHOOL:
        return None
    return _is_for_adults(School.objects.values_list("school_type", flat=True).get(pk=place.pk))


def suits(procedure: str, adults: bool | None) -> bool:
    """Whether it's written for those who learn there; a department takes every one."""
    return adults is None or load_procedure(procedure, versions(procedure)[-1]).adult_learners is adults


def suiting(procedures: Iterable[str], adults: bool | None) -> list[str]:
    return [name for name in procedures if suits(name, adults)]


def check_procedure(procedure: str, *, adults: bool | None) -> None:
    if not suits(procedure, adults):
        raise RuleViolation(_FOR_CHILDREN if adults else _FOR_ADULTS, field="procedure")


def check_procedure_of_type(procedure: str, school_type: str) -> None:
    """Of a school that isn't there yet."""
    check_procedure(procedure, adults=_is_for_adults(school_type))


def check_type(school: School, school_type: str) -> None:
    """Its procedure was adopted for those who learn there: the type may change, but not who they are."""
    if _is_for_adults(school.school_type) is not _is_for_adults(school_type):
        raise RuleViolation(_OTHER_LEARNERS, field="school_type")


def _is_for_adults(school_type: str) -> bool:
    return school_type == SchoolType.ADULTS
