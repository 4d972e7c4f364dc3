"""Who works here: list, invite, roles."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from safeguard import clock
from safeguard.accounts.domain.granting import grantable
from safeguard.accounts.forms import InviteForm, RolesForm
from safeguard.accounts.presenters import staff as shown
from safeguard.accounts.selectors.acting import acting_head_of
from safeguard.accounts.selectors.factors import with_second_factor
from safeguard.accounts.selectors.staff import open_invitations, staff_of, zone_of
from safeguard.accounts.services.invitations import invite, resend_invitation, revoke_invitation
from safeguard.accounts.services.members import change_roles
from safeguard.accounts.views.places import Place
from safeguard.errors import DomainError
from safeguard.organisations.models import Membership
from safeguard.outbox.selectors import troubled_mail
from safeguard.people.selectors.same_name import same_names
from safeguard.wording import say


def staff(request: HttpRequest, place: Place) -> HttpResponse:
    """Everybody, and who is still to answer."""
    rows = list(staff_of(place.organisation.pk))
    context = {
        "place": place,
        "tabs": shown.tabs(place, "staff"),
        "people": shown.people(rows, with_second_factor(row.user_id for row in rows), place),
        "invitations": shown.invitations(open_invitations(place.organisation.pk), place, at=clock.now()),
        "acting": acting_head_of(place.organisation.pk, on=clock.today(zone_of(place.organisation))),
        "invite_href": place.url("staff_invite"),
        "troubled": shown.troubled(rows, troubled_mail()) if place.is_within_school else [],
        "offers": _offers(place),
    }
    return render(request, "accounts/staff.html", context)


def invite_person(request: HttpRequest, place: Place) -> HttpResponse:
    form = InviteForm(
        request.POST or None,
        grantable=grantable(place.member.roles, place.organisation.kind),
        initial={"language": place.organisation.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(organisation=place.organisation, invitee=form.invitee(), by=place.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The invitation goes to %(email)s") % {"email": invitation.email})
            return redirect(place.url("staff"))
    context = {"form": form, "place": place, "back_href": place.url("staff")}
    return render(request, "accounts/invite.html", context)


@require_POST
def resend(request: HttpRequest, place: Place, invitation_id: UUID) -> HttpResponse:
    try:
        resend_invitation(invitation_id=invitation_id, organisation=place.organisation, by=place.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("The invitation goes out again. The link sent before no longer works."))
    return redirect(place.url("staff"))


@require_POST
def revoke(request: HttpRequest, place: Place, invitation_id: UUID) -> HttpResponse:
    try:
        revoke_invitation(invitation_id=invitation_id, organisation=place.organisation, by=place.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("The invitation is withdrawn. Its link no longer works."))
    return redirect(place.url("staff"))


def person(request: HttpRequest, place: Place, membership_id: UUID) -> HttpResponse:
    """One member: what they are here, and what may be done."""
    row = member_here(place, membership_id)
    has_step = row.user_id in with_second_factor([row.user_id])
    context = {"place": place, "row": row, "staff_href": place.url("staff")}
    context |= shown.person(row, place, has_step=has_step) | {"offers": _offers(place, row.user_id)}
    return render(request, "accounts/person.html", context)


def _offers(place: Place, user_id: UUID | None = None) -> list[dict[str, str]]:
    """Adults of the school's list who may be this member, or any; no other place has the list."""
    if not place.is_within_school:
        return []
    slug = place.organisation.slug
    return [
        {
            "text": f"{pair.as_member} · {pair.as_adult}",
            "href": reverse("people:adult_same", args=[slug, pair.adult_id, pair.user_id]),
        }
        for pair in same_names(place.organisation.school, on=clock.today(), user_id=user_id)
    ]


def roles(request: HttpRequest, place: Place, membership_id: UUID) -> HttpResponse:
    row = member_here(place, membership_id)
    form = RolesForm(
        request.POST or None,
        grantable=grantable(place.member.roles, place.organisation.kind),
        initial={"roles": row.roles, "position": row.position},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_roles(membership_id=row.pk, by=place.member, **form.cleaned_data)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The roles are saved. They count from the next page on."))
            return redirect(place.url("staff_person", membership_id=row.pk))
    context = {"form": form, "place": place, "row": row, "back_href": place.url("staff_person", membership_id=row.pk)}
    return render(request, "accounts/roles.html", context)


def member_here(place: Place, membership_id: UUID) -> Membership:
    row = staff_of(place.organisation.pk).filter(pk=membership_id).first()
    if row is None:
        raise Http404
    return row
