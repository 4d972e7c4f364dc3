"""No second step, no entry: asked at every address of a session, whatever stands behind it.

A session that passed the second step carries allauth's record of it and costs no query. Any other asks whether one of
the person's roles needs it: a role given in the middle of a session counts from the next request on.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from safeguard.accounts.models import User
from safeguard.accounts.selectors.factors import has_second_factor, needs_second_factor

#: What somebody on the way to the second step may open: set-up, confirmation, the way out, language, notices, health.
OPEN = frozenset(
    {
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "account_logout",
        "language",
        "public:privacy",
        "public:accessibility",
        "questions:due",
        "questions:calendar",
        "questions:vote",
        "questions:days",
        "health",
    }
)


class SecondStepGuard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if request.resolver_match is not None and request.resolver_match.view_name in OPEN:
            return None
        user: User = request.user  # type: ignore[assignment]
        if not user.is_authenticated or _passed(request) or not needs_second_factor(user.pk):
            return None
        return _ask(request, user)


def _passed(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def _ask(request: HttpRequest, user: User) -> HttpResponse:
    """To the set-up, or to the code where it's set up already; the API answers in its own tongue."""
    if request.path.startswith("/api/"):
        return JsonResponse({"status": 403, "code": "second_factor_required"}, status=403)
    name = "mfa_reauthenticate" if has_second_factor(user.pk) else "mfa_activate_totp"
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")
