"""An adult of the list and a member who bear the same name: one person, or two. Whoever manages the staff says so."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.people.forms import SamePersonForm
from safeguard.people.selectors.same_name import SameName, same_names
from safeguard.people.services.links import keep_apart, link_adult
from safeguard.people.views.shared import address
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.STAFF_MANAGE)
def same(request: SchoolRequest, adult_id: UUID, user_id: UUID) -> HttpResponse:
    """Says what follows before anything does."""
    pair = _pair(request, adult_id, user_id)
    form = SamePersonForm(request.POST or None)
    back = address(request, "adult", adult_id=adult_id)
    if form.is_valid():
        is_same = form.cleaned_data["is_same"]
        decide = link_adult if is_same else keep_apart
        try:
            decide(adult_id=adult_id, user_id=user_id, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It’s one person now.") if is_same else _("They stay two people."))
            return redirect(back)
    context = {"form": form, "heading": pair.adult_name, "pair": pair, "back_href": back, "cancel_href": back}
    return render(request, "people/same.html", context)


def _pair(request: SchoolRequest, adult_id: UUID, user_id: UUID) -> SameName:
    """Only what is offered can be decided; a decision stands."""
    pairs = same_names(request.school, on=clock.today(), adult_ids=[adult_id], user_id=user_id)
    if not pairs:
        raise Http404
    return pairs[0]
