"""Need to know: grants with a reason, handlers, recusals."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from guardian.shortcuts import assign_perm, remove_perm

from cases.enums import RecusalGround
from cases.models import Case, Recusal
from cases.selectors.access import VIEW_CODENAME
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.selectors.members import live_memberships


@transaction.atomic
def grant_access(*, case_id: UUID, user_id: UUID, reason: str, by: Member) -> None:
    """Only whose office it is may let somebody in, with a reason (KZ-30.4)."""
    case = _for_granting(case_id, reason, by)
    is_member = live_memberships(on=clock.today()).filter(user_id=user_id, organisation_id=case.school_id).exists()
    if not is_member:
        raise RuleViolation(gettext_noop("This person doesn't work in the school."), field="user")
    if Recusal.objects.filter(case=case, user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This person can't be given access to the case."), field="user")
    assign_perm(VIEW_CODENAME, get_user_model().objects.get(pk=user_id), case)
    record(case, draft("access.granted", by=by, data={"user": user_id}, text=reason))


@transaction.atomic
def revoke_access(*, case_id: UUID, user_id: UUID, reason: str, by: Member) -> None:
    case = _for_granting(case_id, reason, by)
    remove_perm(VIEW_CODENAME, get_user_model().objects.get(pk=user_id), case)
    record(case, draft("access.revoked", by=by, data={"user": user_id}, text=reason))


@transaction.atomic
def declare_recusal(*, case_id: UUID, user_id: UUID, ground: RecusalGround, reason: str, by: Member) -> None:
    """Declared for oneself, or recorded by whose office it is. From now on the case doesn't exist for that person."""
    if user_id != by.user_id and not by.may(Permission.CASE_GRANT):
        raise Refused(gettext_noop("Only whose office it is may record this for somebody else."))
    case = locked_case(case_id)
    _, is_new = Recusal.objects.get_or_create(
        school_id=case.school_id,
        case=case,
        user_id=user_id,
        defaults={"ground": ground, "recorded_at": clock.now(), "recorded_by": by.user_id},
    )
    if is_new:
        record(case, draft("recusal.recorded", by=by, data={"user": user_id, "ground": ground}, text=reason))


def _for_granting(case_id: UUID, reason: str, by: Member) -> Case:
    if not by.may(Permission.CASE_GRANT):
        raise Refused(gettext_noop("Only whose office it is may change who sees a case."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    return locked_case(case_id)
