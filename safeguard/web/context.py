"""What every page knows."""

from django.http import HttpRequest
from django.urls import reverse

from safeguard.accounts.presenters.places import SEVERAL
from safeguard.accounts.presenters.roles import TITLES, in_order
from safeguard.web.navigation import navigation


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the organisation in the header, the weightiest role there, and the navigation."""
    membership, member = getattr(request, "membership", None), getattr(request, "member", None)
    roles = in_order(member.roles) if member else []
    return {
        "navigation": navigation(request),
        "organisation": membership.organisation if membership else None,
        "membership": membership,
        "role_title": TITLES[roles[0]] if roles else "",
        "switch_href": reverse("accounts:switch") if membership and request.session.get(SEVERAL) else "",
    }
