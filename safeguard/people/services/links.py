"""An adult gets the account of a member: from then on a recusal reaches it, and a seat is told by it.

What follows for cases is registered from above in a module `namesakes`, as duties are (`accounts.services.duties`), and
runs in the same transaction, inside the school's scope.
"""

from enum import Enum, auto
from functools import cache
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.accounts.services.invitations import accept_invitation
from safeguard.audit.acts import log_act
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership, School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.people.models import Adult
from safeguard.people.selectors.same_name import same_names


class Verdict(Enum):
    """Whether an adult and a member of the same name are one person."""

    SAME = auto()
    DIFFERENT = auto()
    UNKNOWN = auto()


class Consequence(Protocol):
    """`by` is empty when nobody has said anything yet."""

    def __call__(self, *, adult_id: UUID, user_id: UUID, verdict: Verdict, by: Member | None) -> None: ...


_consequences: list[Consequence] = []


def register_consequence(consequence: Consequence) -> Consequence:
    _consequences.append(consequence)
    return consequence


@transaction.atomic
def link_adult(*, adult_id: UUID, user_id: UUID, by: Member) -> Adult:
    """This adult is this member. One adult an account, one account an adult; a link isn't turned to another."""
    _check_may_decide(by)
    if user_id == by.user_id and not by.may(Permission.CASE_VIEW_ALL):
        raise Refused(gettext_noop("Somebody else has to do this for you"))
    adult = _locked(adult_id)
    if adult.user_id == user_id:
        return adult
    if adult.user_id is not None:
        raise RuleViolation(gettext_noop("This adult has the account of somebody else already."))
    _check_member(adult.school_id, user_id)
    if Adult.objects.filter(user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This account belongs to another adult of the list."))
    adult.user_id, adult.is_staff = user_id, True
    adult.not_users = [other for other in adult.not_users if other != user_id]
    adult.save(update_fields=["user_id", "is_staff", "not_users"])
    _log(by, "adult.linked", adult, user_id)
    _follow(adult.pk, user_id, Verdict.SAME, by)
    return adult


@transaction.atomic
def keep_apart(*, adult_id: UUID, user_id: UUID, by: Member) -> Adult:
    """Two people of one name. Nobody says so of themselves: it may open a case to them."""
    _check_may_decide(by)
    if user_id == by.user_id:
        raise Refused(gettext_noop("Somebody else has to do this for you"))
    adult = _locked(adult_id)
    if adult.user_id == user_id:
        raise RuleViolation(gettext_noop("This adult has this account already."))
    if user_id in adult.not_users:
        return adult
    _check_member(adult.school_id, user_id)
    adult.not_users = [*adult.not_users, user_id]
    adult.save(update_fields=["not_users"])
    _log(by, "adult.kept_apart", adult, user_id)
    _follow(adult.pk, user_id, Verdict.DIFFERENT, by)
    return adult


@transaction.atomic
def join_by_invitation(*, token: str, display_name: str = "", password: str = "") -> Membership:
    """Accepts an invitation. A newcomer who bears the name of an adult of the list may be that adult.

    Called inside the school's scope where the invitation is a school's. Until somebody who may has decided, the
    newcomer is held to be that adult where it protects a child: the cases in which the adult is a side stay closed.
    """
    membership = accept_invitation(token=token, display_name=display_name, password=password)
    if membership.organisation.kind == OrganisationKind.SCHOOL:
        school = School.objects.select_related("organisation").get(pk=membership.organisation_id)
        doubt_member(school=school, user_id=membership.user_id)
    return membership


def doubt_member(*, school: School, user_id: UUID) -> None:
    """What follows from the same name alone."""
    for pair in same_names(school, on=clock.today(), user_id=user_id):
        _follow(pair.adult_id, user_id, Verdict.UNKNOWN, None)


def _check_may_decide(by: Member) -> None:
    """It recuses and it hands materials of a commission over: the office of who manages the staff."""
    if not by.may(Permission.STAFF_MANAGE):
        raise Refused(gettext_noop("Only the head or who manages the staff can say whose account it is."))


def _locked(adult_id: UUID) -> Adult:
    adult = Adult.objects.select_for_update().filter(pk=adult_id).first()
    if adult is None:
        raise RuleViolation(gettext_noop("Choose a person of this school."), field="who")
    return adult


def _check_member(school_id: UUID, user_id: UUID) -> None:
    rows = live_memberships(on=clock.today()).filter(organisation_id=school_id, guest_case__isnull=True)
    if not rows.filter(user_id=user_id).exists():
        raise RuleViolation(gettext_noop("This person doesn't work in the school."))


def _log(by: Member, kind: str, adult: Adult, user_id: UUID) -> None:
    log_act(organisation_id=adult.school_id, kind=kind, by=by, subject_user_id=user_id, data={"adult": str(adult.pk)})


def _follow(adult_id: UUID, user_id: UUID, verdict: Verdict, by: Member | None) -> None:
    """Everything that anybody has registered: all of it or none."""
    _discover()
    for consequence in _consequences:
        consequence(adult_id=adult_id, user_id=user_id, verdict=verdict, by=by)


@cache
def _discover() -> None:
    autodiscover_modules("namesakes")
