"""Who is let into a case, by whom, with what reason, and warned of what (KZ-30.4)."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from guardian.shortcuts import assign_perm, remove_perm

from cases.models import Case, Recusal
from cases.selectors.access import VIEW_CODENAME
from cases.selectors.grants import may_open_to_others
from cases.services.events import any_locked_case, draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.zones import zone_of
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.services.messages import Subject, queue_messages


@transaction.atomic
def grant_access(*, case_id: UUID, user_id: UUID, reason: str, is_warned: bool, by: Member) -> None:
    """The person may read this case. They were warned of their liability for disclosing it."""
    case = case_to_open(case_id, user_id, is_warned=is_warned, by=by)
    _check_reason(reason)
    assign_perm(VIEW_CODENAME, get_user_model().objects.get(pk=user_id), case)
    [event] = record(case, draft("access.granted", by=by, data={"user": user_id, "warned": True}, text=reason))
    tell_of_duty(case, user_id, f"granted-{event.seq}")


@transaction.atomic
def revoke_access(*, case_id: UUID, user_id: UUID, reason: str, by: Member) -> None:
    case = any_locked_case(case_id)
    check_may_open(case, by)
    _check_reason(reason)
    remove_perm(VIEW_CODENAME, get_user_model().objects.get(pk=user_id), case)
    record(case, draft("access.revoked", by=by, data={"user": user_id}, text=reason))


def case_to_open(case_id: UUID, user_id: UUID, *, is_warned: bool, by: Member) -> Case:
    """Under its lock, when this member may let that person in."""
    case = locked_case(case_id)
    check_may_open(case, by)
    if not is_warned:
        raise RuleViolation(
            gettext_noop("Warn the person of the liability for disclosing, and confirm it here."), field="is_warned"
        )
    live = live_memberships(on=clock.today(zone_of(_school(case))))
    if not live.filter(user_id=user_id, organisation_id=case.school_id, guest_case__isnull=True).exists():
        raise RuleViolation(gettext_noop("This person doesn't work in the school."), field="user")
    if Recusal.objects.filter(case=case, user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This person can't be given access to the case."), field="user")
    return case


def check_may_open(case: Case, by: Member) -> None:
    if not may_open_to_others(case, by):
        raise Refused(gettext_noop("Only the head or the responsible person may change who sees a case."))


def tell_of_duty(case: Case, user_id: UUID, stage: str) -> None:
    """Something waits for them: in the app, and by e-mail without a word of it."""
    subject = Subject(MessageKind.DUTY, case.pk, stage, case_id=case.pk)
    queue_messages(subject, [user_id], zone=zone_of(_school(case)))


def _school(case: Case) -> School:
    return School.objects.select_related("organisation").get(pk=case.school_id)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
