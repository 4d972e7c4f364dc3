"""What every page knows."""

from django.http import HttpRequest

from safeguard.web.navigation import navigation


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: the organisation in the header and the navigation."""
    membership = getattr(request, "membership", None)
    return {
        "navigation": navigation(request),
        "organisation": membership.organisation if membership else None,
        "membership": membership,
    }
