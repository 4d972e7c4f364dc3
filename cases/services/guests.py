"""When the head is a side of the case, an officer of the district acts in the head's place: for this case alone (C-22).

The school's directory keeps who and until when; why stays sealed in the case's chronology.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cases.models import Case, Recusal
from cases.selectors.guests import guests_of, may_ask_district, officers_above
from cases.services.events import draft, locked_case, record
from cases.services.grants import tell_of_duty
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import Membership

GROUND = "head.recused"
#: A guest membership has an end even if nobody closes the case.
LONGEST = timedelta(days=365)


@transaction.atomic
def invite_guest(*, case_id: UUID, user_id: UUID, reason: str, is_warned: bool, by: Member) -> Membership:
    """One officer of the organisation above, with the head's verbs on this one case."""
    case = locked_case(case_id)
    _check(case, by, reason)
    if not is_warned:
        raise RuleViolation(
            gettext_noop("Warn the person of the liability for disclosing, and confirm it here."), field="is_warned"
        )
    if not officers_above(case.school_id).filter(user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This person doesn't work in the department above the school."), field="user")
    if Recusal.objects.filter(case=case, user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This person can't be given access to the case."), field="user")
    if guests_of(case).exists():
        raise RuleViolation(gettext_noop("Somebody of the district acts for this case already."), field="user")
    today = clock.today()
    guest = Membership.objects.create(
        user_id=user_id,
        organisation_id=case.school_id,
        roles=[str(Role.PRINCIPAL)],
        from_on=today,
        until_on=today + LONGEST,
        guest_case=case.pk,
        guest_ground=GROUND,
        granted_by_id=by.user_id,
    )
    data = {"user": user_id, "membership": guest.pk, "warned": True}
    [event] = record(case, draft("guest.invited", by=by, data=data, text=reason))
    tell_of_duty(case, user_id, f"guest-{event.seq}")
    return guest


@transaction.atomic
def end_guest(*, case_id: UUID, membership_id: UUID, reason: str, by: Member) -> None:
    """By hand. Ending twice changes nothing."""
    case = locked_case(case_id)
    _check(case, by, reason)
    _end(case, guests_of(case).filter(pk=membership_id), by, reason)


def end_guests(case: Case, by: Member) -> None:
    """With the case; it's locked."""
    _end(case, guests_of(case), by, "")


def _end(case: Case, guests: QuerySet[Membership], by: Member, reason: str) -> None:
    for guest in guests:
        Membership.objects.filter(pk=guest.pk).update(ended_at=clock.now(), ended_by=by.user_id)
        data = {"user": guest.user_id, "membership": guest.pk}
        record(case, draft("guest.left", by=by, data=data, text=reason))


def _check(case: Case, by: Member, reason: str) -> None:
    if not may_ask_district(case, by):
        raise Refused(gettext_noop("Only when no head may know of the case: the deputy, else the secretary, asks."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
