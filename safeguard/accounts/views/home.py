"""Where one lands: the only desk, or the choice of desks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from safeguard import clock
from safeguard.accounts.presenters.places import SEVERAL, desk_of, places
from safeguard.organisations.selectors.members import memberships_of


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """One membership: straight to its desk."""
    memberships = list(memberships_of(request.user.pk, on=clock.today()))
    request.session[SEVERAL] = len(memberships) > 1
    if len(memberships) == 1:
        return redirect(desk_of(memberships[0]))
    return redirect("accounts:switch")


@require_safe
@login_required
def switch(request: HttpRequest) -> HttpResponse:
    """Where do you work now? The choice is an address, not a setting: two tabs may be in two places."""
    memberships = memberships_of(request.user.pk, on=clock.today())
    return render(request, "accounts/switch.html", {"places": places(memberships)})
