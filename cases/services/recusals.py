"""A recusal denies before every office, duty and grant: from now on the case doesn't exist for that person (C-22)."""

from uuid import UUID

from django.db import transaction

from cases.enums import RecusalGround
from cases.models import Recusal
from cases.services.events import draft, locked_case, record
from cases.services.grants import check_may_open
from cases.services.handling import end_handling
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop


@transaction.atomic
def declare_recusal(*, case_id: UUID, user_id: UUID, ground: RecusalGround, reason: str, by: Member) -> bool:
    """Declared for oneself, or recorded by whose office it is; whether it's new. The reason stays sealed."""
    case = locked_case(case_id)
    if user_id != by.user_id:
        check_may_open(case, by)
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    _, is_new = Recusal.objects.get_or_create(
        school_id=case.school_id,
        case=case,
        user_id=user_id,
        defaults={"ground": ground, "recorded_at": clock.now(), "recorded_by": by.user_id},
    )
    if is_new:
        end_handling(case, user_id)
        record(case, draft("recusal.recorded", by=by, data={"user": user_id, "ground": ground}, text=reason))
    return is_new
