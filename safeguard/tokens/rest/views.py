"""How a token's request becomes a view: the kind of organisation, the scope, row security around the handler."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from safeguard.organisations.enums import OrganisationState
from safeguard.organisations.models import Organisation, School
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from safeguard.tokens.integration import Integration
from safeguard.tokens.rest.authentication import TokenAuthentication
from safeguard.tokens.rest.throttling import TokenThrottle

_NO_SCOPE = _("This token hasn't got the right %(scope)s.")
_SUSPENDED = _("This institution is suspended. Ask its operator.")

Handler = Callable[..., Response]


class TokenRequest(Request):
    """What a handler may rely on."""

    user: Integration
    organisation: Organisation
    school: School


class TokenView(APIView):
    """Base of every view of the API."""

    authentication_classes = [TokenAuthentication]
    throttle_classes = [TokenThrottle]


def api_school_view(scope: Scope) -> Callable[[Handler], Handler]:
    """A school's token with this scope; the handler runs in the school's scope and zone.

    The handler's answer must be complete when it returns. A 404 keeps what was written (the record of the refusal);
    any other exception rolls back.
    """
    return _api_view(scope, only_schools=True)


def api_view(scope: Scope) -> Callable[[Handler], Handler]:
    """A school's or a department's token. A department's handler opens its own scope after the descendant check."""
    return _api_view(scope, only_schools=False)


def _api_view(scope: Scope, *, only_schools: bool) -> Callable[[Handler], Handler]:
    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def inside(view: TokenView, request: TokenRequest, *args: Any, **kwargs: Any) -> Response:
            organisation = request.auth.organisation
            is_school = organisation.kind == "school"
            _check(request, scope, is_allowed_kind=is_school or not only_schools)
            request.organisation = organisation
            if is_school:
                request.school = organisation.school
            missing: Http404 | None = None
            with (
                timezone.override(ZoneInfo(organisation.timezone)),
                school_scope(organisation.pk) if is_school else nullcontext(),
            ):
                try:
                    return handler(view, request, *args, **kwargs)
                except Http404 as absent:
                    missing = absent
            raise missing

        inside.scope = scope  # type: ignore[attr-defined]
        return inside

    return decorate


def _check(request: TokenRequest, scope: Scope, *, is_allowed_kind: bool) -> None:
    if not is_allowed_kind or scope not in request.user.scopes:
        raise PermissionDenied(_NO_SCOPE % {"scope": scope.value})
    if request.auth.organisation.state != OrganisationState.ACTIVE:
        raise PermissionDenied(_SUSPENDED)
