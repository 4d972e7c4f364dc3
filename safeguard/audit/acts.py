"""The log of administrative acts."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import plain
from safeguard.audit.models import AdministrativeAct


def log_act(
    *,
    organisation_id: UUID,
    kind: str,
    by: Member | None,
    subject_user_id: UUID | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """In the transaction of the act itself. `by` is empty for what the system did."""
    AdministrativeAct.objects.create(
        organisation_id=organisation_id,
        kind=kind,
        by_user_id=by.user_id if by else None,
        by_name=by.name if by else "",
        subject_user_id=subject_user_id,
        data=plain(data or {}),
        at=clock.now(),
    )
