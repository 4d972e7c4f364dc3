"""The order of an institution: adopted in the directory; nobody is told any more that an edition waits for it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from safeguard.access.member import Member
from safeguard.editions.domain.rules import check_own
from safeguard.editions.selectors.waiting import forget_waiting
from safeguard.organisations.models import Adoption
from safeguard.organisations.services.changes import adopt_procedure, withdraw_adoption


@transaction.atomic
def enter_order(*, organisation_id: UUID, **order: Any) -> Adoption:
    forget_waiting(organisation_id)
    return adopt_procedure(organisation_id=organisation_id, **order)


@transaction.atomic
def withdraw_order(*, organisation_id: UUID, adoption_id: UUID, why: str, by: Member) -> Adoption:
    """What was approved waits again for its order."""
    check_own(by, organisation_id)
    forget_waiting(organisation_id)
    return withdraw_adoption(organisation_id=organisation_id, adoption_id=adoption_id, why=why, by=by)
