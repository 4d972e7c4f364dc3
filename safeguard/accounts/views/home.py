"""Where one lands: the only desk, or the choice of desks."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from safeguard import clock
from safeguard.accounts.models import User
from safeguard.accounts.presenters.places import SEVERAL, desk_of, places
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import memberships_of


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """One membership: straight to its desk."""
    memberships = list(_memberships(request))
    request.session[SEVERAL] = len(memberships) > 1
    if len(memberships) == 1:
        return redirect(desk_of(memberships[0]))
    return redirect("accounts:switch")


@require_safe
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """Where do you work now? The choice is an address, not a setting: two tabs may be in two places."""
    return render(request, "accounts/switch.html", {"places": places(_memberships(request))})


def _memberships(request: HttpRequest) -> QuerySet[Membership]:
    user: User = request.user  # type: ignore[assignment]
    return memberships_of(user.pk, on=clock.today())
