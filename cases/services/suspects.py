"""A representative who is suspected is left out everywhere: no notice, letter, link or receipt (C-06)."""

from functools import cache
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from cases.models import Case, SuspectedRepresentative
from cases.selectors.sides import minor_sides
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.people.models import Guardianship


class Consequence(Protocol):
    """What another app does about it in the same transaction; the case is locked."""

    def __call__(self, *, case: Case, by: Member) -> None: ...


_consequences: list[Consequence] = []


def register_consequence(consequence: Consequence) -> Consequence:
    """Used in an app's module `left_out`: cases know nothing of the apps above them."""
    _consequences.append(consequence)
    return consequence


@cache
def _discover() -> None:
    autodiscover_modules("left_out")


@transaction.atomic
def mark_suspected(*, case_id: UUID, adult_id: UUID, reason: str, by: Member) -> None:
    """The reason stays sealed in the event. Marking twice changes nothing."""
    case = locked_case(case_id)
    _check(case, adult_id, reason)
    _, is_new = SuspectedRepresentative.objects.get_or_create(
        school_id=case.school_id,
        case=case,
        adult_id=adult_id,
        defaults={"marked_at": clock.now(), "marked_by": by.user_id},
    )
    if not is_new:
        return
    record(case, draft("representative.suspected", by=by, data={"adult": adult_id}, text=reason))
    _discover()
    for consequence in _consequences:
        consequence(case=case, by=by)


@transaction.atomic
def clear_suspicion(*, case_id: UUID, adult_id: UUID, reason: str, by: Member) -> None:
    case = locked_case(case_id)
    _check(case, adult_id, reason)
    gone, _ = SuspectedRepresentative.objects.filter(case=case, adult_id=adult_id).delete()
    if gone:
        record(case, draft("representative.cleared", by=by, data={"adult": adult_id}, text=reason))


def _check(case: Case, adult_id: UUID, reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    if not Guardianship.objects.filter(adult_id=adult_id, child_id__in=minor_sides(case)).exists():
        raise RuleViolation(gettext_noop("This person represents no child of this case."))
