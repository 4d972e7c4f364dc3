"""Grave acts: each is read back on a page of its own before it happens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from safeguard.access.roles import Role
from safeguard.accounts.domain.granting import needs_successor
from safeguard.accounts.forms import LeaveForm
from safeguard.accounts.selectors.staff import staff_of
from safeguard.accounts.services.duties import OpenDuty, open_duties
from safeguard.accounts.services.factors import reset_second_factor
from safeguard.accounts.services.members import deactivate_member
from safeguard.accounts.views.places import Place
from safeguard.accounts.views.staff import member_here
from safeguard.errors import DomainError
from safeguard.organisations.models import Membership
from safeguard.wording import say


def leave(request: HttpRequest, place: Place, membership_id: UUID) -> HttpResponse:
    """Access ends at once; the duties go to the successor."""
    row = member_here(place, membership_id)
    colleagues = list(staff_of(place.organisation.pk).exclude(pk=row.pk))
    has_duties = needs_successor(map(Role, row.roles))
    form = LeaveForm(request.POST or None, colleagues=colleagues, needs_successor=has_duties)
    if request.method == "POST" and form.is_valid():
        chosen = next((one for one in colleagues if one.pk == form.cleaned_data["successor"]), None)
        try:
            deactivate_member(membership=row, successor=chosen, by=place.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            said = gettext("The access of %(name)s has ended") % {"name": row.user.display_name}
            messages.success(request, said)
            return redirect(place.url("staff"))
    context = {
        "form": form,
        "place": place,
        "row": row,
        "needs_successor": has_duties,
        "open_duties": _open_duties(place, row),
        "back_href": place.url("staff_person", membership_id=row.pk),
    }
    return render(request, "accounts/leave.html", context)


def _open_duties(place: Place, row: Membership) -> list[OpenDuty]:
    """From a department above nothing of a case is known."""
    if not place.is_within_school:
        return []
    return open_duties(row, place.member, place.organisation.slug)


def factor(request: HttpRequest, place: Place, membership_id: UUID) -> HttpResponse:
    """For somebody who lost telephone and recovery codes, known to whoever resets it."""
    row = member_here(place, membership_id)
    back = place.url("staff_person", membership_id=row.pk)
    if request.method == "POST":
        try:
            reset_second_factor(membership_id=row.pk, by=place.member)
        except DomainError as refusal:
            messages.error(request, say(refusal))
        else:
            said = gettext("The second step of %(name)s is reset. They were told by e-mail.")
            messages.success(request, said % {"name": row.user.display_name})
        return redirect(back)
    return render(request, "accounts/factor.html", {"place": place, "row": row, "back_href": back})
