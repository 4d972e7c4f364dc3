"""So many requests a minute per token, counted in the cache that all processes share."""

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class TokenThrottle(SimpleRateThrottle):
    """Product default: 120 a minute, enough for a dashboard and a nightly transfer."""

    scope = "token"
    rate = "120/min"

    def get_cache_key(self, request: Request, view: object) -> str:  # noqa: ARG002
        return f"api-token-{request.auth.pk}"
