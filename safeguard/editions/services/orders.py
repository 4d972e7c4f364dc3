"""The order of an institution: adopted in the directory; nobody is told any more that an edition waits for it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from safeguard.editions.selectors.waiting import forget_waiting
from safeguard.organisations.models import Adoption
from safeguard.organisations.services.changes import adopt_procedure


@transaction.atomic
def enter_order(*, organisation_id: UUID, **order: Any) -> Adoption:
    forget_waiting(organisation_id)
    return adopt_procedure(organisation_id=organisation_id, **order)
