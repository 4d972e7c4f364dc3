"""Who works on a case. Working on it opens it, so it's given like a grant: by whose office it is, after a warning."""

from uuid import UUID

from django.db import transaction

from cases.models import Case, Handling
from cases.services.events import draft, locked_case, record
from cases.services.grants import case_to_open, check_may_open, tell_of_duty
from safeguard import clock
from safeguard.access.member import Member


@transaction.atomic
def assign_handler(*, case_id: UUID, user_id: UUID, is_warned: bool, by: Member, reason: str = "") -> None:
    """Assigning twice changes nothing."""
    case = case_to_open(case_id, user_id, is_warned=is_warned, by=by)
    if Handling.objects.filter(case=case, user_id=user_id, until_at__isnull=True).exists():
        return
    Handling.objects.create(school_id=case.school_id, case=case, user_id=user_id, from_at=clock.now())
    [event] = record(case, draft("handler.assigned", by=by, data={"user": user_id, "warned": True}, text=reason))
    tell_of_duty(case, user_id, f"assigned-{event.seq}")


@transaction.atomic
def release_handler(*, case_id: UUID, user_id: UUID, by: Member, reason: str = "") -> None:
    """By whose office it is, or by the handler who hands it back."""
    case = locked_case(case_id)
    if user_id != by.user_id:
        check_may_open(case, by)
    if end_handling(case, user_id):
        record(case, draft("handler.released", by=by, data={"user": user_id}, text=reason))


def end_handling(case: Case, user_id: UUID) -> bool:
    """Whether there was one."""
    open_ = Handling.objects.filter(case=case, user_id=user_id, until_at__isnull=True)
    return bool(open_.update(until_at=clock.now()))
