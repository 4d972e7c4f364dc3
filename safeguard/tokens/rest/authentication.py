"""`Authorization: Bearer sg_...` -> the organisation and a member-like identity."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from safeguard.tokens.integration import Integration
from safeguard.tokens.models import ApiToken
from safeguard.tokens.selectors import token_behind
from safeguard.tokens.services import mark_used

_REFUSED = _("The token is missing or isn't valid.")


class TokenAuthentication(BaseAuthentication):
    """No session and no cookie: a page of somebody else can't borrow a signed-in browser."""

    def authenticate(self, request: Request) -> tuple[Integration, ApiToken]:
        """Missing, expired, revoked, abandoned and invented tokens get one and the same answer."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        token = token_behind(secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None
        if token is None:
            raise AuthenticationFailed(_REFUSED)
        mark_used(token)
        return integration_of(token), token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002
        return 'Bearer realm="api"'


def integration_of(token: ApiToken) -> Integration:
    return Integration(
        user_id=token.pk,
        name=f"integration: {token.name}",
        organisation_id=token.organisation_id,
        membership_id=token.pk,
        scopes=frozenset(token.scopes),
        held_by=token.holder_id,
    )


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema names it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of one school or department, made by its head under Settings, API tokens. "
            "Scopes: reports:write, cases:read, deadlines:read, statistics:read.",
        }
