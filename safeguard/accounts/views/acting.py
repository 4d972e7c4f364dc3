"""Acting heads by order."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from safeguard.access.roles import Role
from safeguard.accounts.domain.granting import may_name_acting_head
from safeguard.accounts.forms import ActingHeadForm
from safeguard.accounts.presenters import staff as shown
from safeguard.accounts.selectors.acting import acting_heads
from safeguard.accounts.selectors.staff import staff_of
from safeguard.accounts.services.acting import appoint_acting_head, end_acting_head
from safeguard.accounts.views.places import Place
from safeguard.errors import DomainError
from safeguard.wording import say


def acting(request: HttpRequest, place: Place) -> HttpResponse:
    """The orders, and a new one."""
    if place.organisation.kind != "school" or not may_name_acting_head(place.member.roles):
        raise Http404
    rows = staff_of(place.organisation.pk).exclude(user_id=place.member.user_id)
    colleagues = [row for row in rows if Role.PRINCIPAL not in row.roles]
    form = ActingHeadForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["membership"]
        try:
            appoint_acting_head(
                organisation=place.organisation, membership_id=chosen, order=form.order(), by=place.member
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The order is entered"))
            return redirect(place.url("acting"))
    context = {
        "form": form,
        "place": place,
        "tabs": shown.tabs(place, "acting"),
        "orders": shown.orders(acting_heads(place.organisation.pk), place),
    }
    return render(request, "accounts/acting.html", context)


@require_POST
def end(request: HttpRequest, place: Place, acting_id: UUID) -> HttpResponse:
    try:
        end_acting_head(organisation=place.organisation, acting_id=acting_id, by=place.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("The office has ended"))
    return redirect(place.url("acting"))
