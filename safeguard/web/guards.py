"""Middleware that answers before, or instead of, a view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from safeguard.web import errors

Handler = Callable[[HttpRequest], HttpResponse]


class Guards:
    """Maintenance while the file `.run/maintenance` lies there; 429 for whoever raised TooManyRequests."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.sign = settings.RUN_DIR / "maintenance"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.sign.exists() and not request.path.startswith("/health"):
            return errors.maintenance(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, errors.TooManyRequests):
            return errors.too_many(request, exception)
        return None
