"""Who leaves hands over: the open cases go to the person who takes over the duties, who sees them as they did.

A recusal stays the stronger one: a case from which that person is recused isn't handed to them, and nothing tells them
of it. Where nobody takes over, those whose office it is are told that the case is free.
"""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from guardian.shortcuts import assign_perm, remove_perm

from cases.enums import OVER
from cases.models import Case, CaseUserObjectPermission, Handling, Recusal
from cases.selectors.access import VIEW_CODENAME, visible_cases
from cases.selectors.addressees import readers
from cases.services.events import draft, locked_case, record
from cases.services.grants import tell_of_duty
from cases.services.handling import end_handling
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member


@transaction.atomic
def hand_over_cases(*, leaving: Membership, successor: Membership | None, by: Member) -> None:
    """Each open case that the person who leaves could see; one event of the case each. Cases in one order of locks."""
    if leaving.organisation.kind != OrganisationKind.SCHOOL:
        return
    heir = as_member(successor) if successor else None
    for case in _concerned(as_member(leaving), heir).order_by("pk"):
        if case.is_handled:  # type: ignore[attr-defined]
            _hand_over_work(case, leaving.user_id, heir, by)
        elif heir and not case.is_seen_by_heir:  # type: ignore[attr-defined]
            _hand_over_sight(case, leaving.user_id, heir, by)
        if case.is_granted:  # type: ignore[attr-defined]
            remove_perm(VIEW_CODENAME, _user(leaving.user_id), case)


def _concerned(leaver: Member, heir: Member | None) -> QuerySet[Case]:
    """Open cases on which the leaver works, or which only the leaver sees of the two."""
    here = OuterRef("pk")
    handled = Handling.objects.filter(case=here, user_id=leaver.user_id, until_at__isnull=True)
    granted = CaseUserObjectPermission.objects.filter(content_object=here, user_id=leaver.user_id)
    seen = visible_cases(heir).filter(pk=here) if heir else Case.objects.none()
    return (
        visible_cases(leaver)
        .exclude(status__in=OVER)
        .annotate(is_handled=Exists(handled), is_granted=Exists(granted), is_seen_by_heir=Exists(seen))
        .filter(Q(is_handled=True) | Q(is_granted=True) | Q(is_seen_by_heir=False))
    )


def _hand_over_work(found: Case, left: UUID, heir: Member | None, by: Member) -> None:
    case = locked_case(found.pk)
    end_handling(case, left)
    if heir is None or _is_recused(case, heir):
        [event] = record(case, draft("handler.released", by=by, data={"user": left}))
        for user_id in readers(case, on=clock.today()):
            tell_of_duty(case, user_id, f"free-{event.seq}")
        return
    Handling.objects.get_or_create(
        school_id=case.school_id,
        case=case,
        user_id=heir.user_id,
        until_at=None,
        defaults={"from_at": clock.now()},
    )
    [event] = record(case, draft("handler.handed_over", by=by, data={"from": left, "user": heir.user_id}))
    tell_of_duty(case, heir.user_id, f"handed-{event.seq}")


def _hand_over_sight(found: Case, left: UUID, heir: Member, by: Member) -> None:
    """The leaver saw it by office or by a grant; the heir's own office doesn't open it."""
    case = locked_case(found.pk)
    if _is_recused(case, heir):
        return
    assign_perm(VIEW_CODENAME, _user(heir.user_id), case)
    [event] = record(case, draft("access.handed_over", by=by, data={"from": left, "user": heir.user_id}))
    tell_of_duty(case, heir.user_id, f"handed-{event.seq}")


def _is_recused(case: Case, member: Member) -> bool:
    return Recusal.objects.filter(case=case, user_id=member.user_id).exists()


def _user(user_id: UUID) -> object:
    return get_user_model().objects.get(pk=user_id)
