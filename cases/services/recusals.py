"""A recusal denies before every office, duty and grant: from now on the case doesn't exist for that person (C-22)."""

from uuid import UUID

from django.db import transaction

from cases.enums import RecusalGround
from cases.models import Case, Recusal
from cases.selectors.hidden import about_hidden
from cases.selectors.joined import joined_cases
from cases.services.events import draft, locked_case, record
from cases.services.grants import check_may_open
from cases.services.handling import end_handling
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.outbox.services.messages import withdraw_from


@transaction.atomic
def declare_recusal(*, case_id: UUID, user_id: UUID, ground: RecusalGround, reason: str, by: Member) -> bool:
    """Declared for oneself, or recorded by whose office it is; whether it's new. The reason stays sealed."""
    case = locked_case(case_id)
    if user_id != by.user_id:
        check_may_open(case, by)
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    is_new = recuse(case, user_id, ground, recorded_by=by.user_id)
    if is_new:
        record(case, draft("recusal.recorded", by=by, data={"user": user_id, "ground": ground}, text=reason))
    return is_new


def recuse(case: Case, user_id: UUID, ground: RecusalGround, *, recorded_by: UUID) -> bool:
    """Whether it's new. What was in doubt is certain by any other ground."""
    said = {"ground": ground, "recorded_at": clock.now(), "recorded_by": recorded_by}
    row, is_new = Recusal.objects.get_or_create(school_id=case.school_id, case=case, user_id=user_id, defaults=said)
    if row.ground == RecusalGround.DOUBT and ground != RecusalGround.DOUBT:
        is_new = bool(Recusal.objects.filter(pk=row.pk).update(**said))
    if is_new:
        end_handling(case, user_id)
        withdraw_from(user_id, about_hidden(user_id))
    spread_recusals(case)
    return is_new


def spread_recusals(case: Case) -> None:
    """Who may not know of a case may not know of what was joined to it."""
    for joined in joined_cases(case):
        copy_recusals(case, joined)


def copy_recusals(source: Case, target: Case) -> None:
    """With ground, day and author; who is recused there already stays so. Work on the case ends."""
    known = set(Recusal.objects.filter(case=target).values_list("user_id", flat=True))
    for row in Recusal.objects.filter(case=source).exclude(user_id__in=known):
        said = {"ground": row.ground, "recorded_at": row.recorded_at, "recorded_by": row.recorded_by}
        Recusal.objects.create(school_id=target.school_id, case=target, user_id=row.user_id, **said)
        end_handling(target, row.user_id)
        withdraw_from(row.user_id, about_hidden(row.user_id))
