"""Invitations: the only way in. A link is random, single-use and expires."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta
from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.domain.granting import ROLES_OF_KIND, grantable
from safeguard.accounts.enums import MailKind
from safeguard.accounts.models import Invitation, User
from safeguard.accounts.selectors.staff import open_invitations, staff_of, zone_of
from safeguard.accounts.services.mail import queue_mail
from safeguard.accounts.tokens import digest_of
from safeguard.audit.acts import log_act
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import Membership, Organisation
from safeguard.organisations.selectors.members import as_member

#: Product default: long enough for a holiday weekend, short enough for a forgotten mailbox.
LIFETIME = timedelta(days=7)

_MAY_NOT_GIVE = gettext_noop("You can’t give this role")
_ALREADY_HERE = gettext_noop("This person already works here")
_NO_LONGER_VALID = gettext_noop("This invitation is no longer valid. Ask for a new one.")
_ANSWERED = gettext_noop("This invitation has been answered or withdrawn")


@dataclass(frozen=True)
class Invitee:
    """Who is invited and as what."""

    email: str
    display_name: str
    roles: frozenset[Role]
    language: str
    position: str = ""


@transaction.atomic
def invite(*, organisation: Organisation, invitee: Invitee, by: Member | None) -> Invitation:
    """A second invitation to the same address replaces the first. `by` is empty for the operator's shell."""
    _check_roles(organisation, invitee.roles, by)
    email = invitee.email.strip().lower()
    if staff_of(organisation.pk).filter(user__email=email).exists():
        raise RuleViolation(_ALREADY_HERE, field="email")
    now = clock.now()
    by_id = by.user_id if by else None
    open_invitations(organisation.pk).filter(email=email).update(revoked_at=now, revoked_by_id=by_id)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        display_name=invitee.display_name,
        position=invitee.position,
        roles=sorted(invitee.roles),
        language=invitee.language,
        expires_at=now + LIFETIME,
        created_at=now,
        created_by_id=by_id,
    )
    queue_mail(MailKind.INVITATION, invitation=invitation)
    _log(invitation, "invitation.made", by)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation_id: UUID, organisation: Organisation, by: Member) -> Invitation:
    """A new link for another week; the one before is dead as soon as the letter leaves."""
    invitation = _open(invitation_id, organisation, by)
    invitation.expires_at, invitation.token_digest = clock.now() + LIFETIME, None
    invitation.save(update_fields=["expires_at", "token_digest"])
    queue_mail(MailKind.INVITATION, invitation=invitation)
    _log(invitation, "invitation.sent_again", by)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation_id: UUID, organisation: Organisation, by: Member) -> Invitation:
    invitation = _open(invitation_id, organisation, by)
    invitation.revoked_at, invitation.revoked_by_id = clock.now(), by.user_id
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    _log(invitation, "invitation.revoked", by)
    return invitation


def invitation_behind(token: str) -> Invitation | None:
    """The open invitation of a link; None for a used, withdrawn, expired or invented one, alike."""
    return (
        Invitation.objects.filter(
            token_digest=digest_of(token),
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
        )
        .exclude(organisation__state="closed")
        .select_related("organisation")
        .first()
    )


def existing_account(invitation: Invitation) -> User | None:
    """An account that needs no new password: the person signs in as before."""
    return User.objects.filter(email=invitation.email, is_active=True).first()


@transaction.atomic
def accept_invitation(*, token: str, display_name: str = "", password: str = "") -> Membership:
    """Creates the account, or joins the one that is there; an account that was closed opens with a new password."""
    found = invitation_behind(token)
    invitation = Invitation.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if invitation is None or invitation.accepted_at or invitation.revoked_at:
        raise Refused(_NO_LONGER_VALID)
    user = _account_for(invitation, display_name, password)
    organisation = invitation.organisation
    if staff_of(organisation.pk).filter(user=user).exists():
        raise RuleViolation(_ALREADY_HERE)
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        roles=invitation.roles,
        position=invitation.position,
        # The earlier of the two days, so that it holds at once by whichever zone is asked.
        from_on=min(clock.today(zone_of(organisation)), clock.today(UTC)),
        granted_by_id=invitation.created_by_id,
    )
    invitation.accepted_at, invitation.accepted_by, invitation.token_digest = clock.now(), user, None
    invitation.save(update_fields=["accepted_at", "accepted_by", "token_digest"])
    _log(invitation, "invitation.accepted", as_member(membership))
    return membership


def _account_for(invitation: Invitation, display_name: str, password: str) -> User:
    user = User.objects.select_for_update().filter(email=invitation.email).first()
    if user is not None and user.is_active:
        return user
    if not password:
        raise RuleViolation(gettext_noop("Choose a password"), field="password1")
    if user is None:
        name = display_name or invitation.display_name
        return User.objects.create_user(invitation.email, password, display_name=name, language=invitation.language)
    user.is_active, user.deactivated_at = True, None
    user.display_name = display_name or user.display_name
    user.set_password(password)
    user.save(update_fields=["is_active", "deactivated_at", "display_name", "password"])
    return user


def _check_roles(organisation: Organisation, roles: Iterable[Role], by: Member | None) -> None:
    kind = organisation.kind
    allowed = grantable(by.roles, kind) if by else ROLES_OF_KIND[kind]
    if not roles or not frozenset(roles) <= allowed:
        raise Refused(_MAY_NOT_GIVE, field="roles")


def _open(invitation_id: UUID, organisation: Organisation, by: Member) -> Invitation:
    rows = open_invitations(organisation.pk).select_for_update(of=("self",)).select_related("organisation")
    invitation = rows.filter(pk=invitation_id).first()
    if invitation is None:
        raise RuleViolation(_ANSWERED)
    _check_roles(organisation, frozenset(Role(role) for role in invitation.roles), by)
    return invitation


def _log(invitation: Invitation, kind: str, by: Member | None) -> None:
    log_act(
        organisation_id=invitation.organisation_id,
        kind=kind,
        by=by,
        subject_user_id=invitation.accepted_by_id,
        data={"invitation": invitation.pk, "roles": invitation.roles},
    )
