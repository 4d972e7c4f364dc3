"""Error pages: what happened, what to do now, and what was typed.

They stand in the reader's language and never name what a stranger shouldn't learn (a case that isn't theirs and one
that doesn't exist answer alike).
"""

import logging
import secrets
from pathlib import Path

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from safeguard.organisations.models import Organisation
from safeguard.web.kept import kept_from

log = logging.getLogger(__name__)
_LAST_RESORT = Path(__file__).with_name("last_resort.html")


class TooManyRequests(Exception):
    """Raised by whoever counts; the guard middleware answers 429. `wait` in seconds."""

    def __init__(self, wait: int = 60) -> None:
        super().__init__(wait)
        self.wait = wait


def problem(request: HttpRequest, status: int, template: str, **context: object) -> HttpResponse:
    """One error page. An htmx request gets the same page, swapped in whole; the API gets JSON."""
    if request.path.startswith("/api/"):
        return JsonResponse({"status": status, "error": _said(status), "fields": {}}, status=status)
    response = render(request, template, {"kept": kept_from(request), **context}, status=status)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
        response["HX-Reswap"] = "outerHTML"
    return response


def _said(status: int) -> str:
    """What the API says where no view of its own was reached."""
    said = {403: _("This isn't open to you"), 404: _("There is nothing at this address.")}
    return said.get(status, _("The request can't be answered."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400. A form too large to be read arrives here too."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return problem(request, 413, "errors/413.html")
    return problem(request, 400, "errors/400.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """CSRF_FAILURE_VIEW: a page left open too long, cookies cleared, or a stranger's form."""
    return problem(request, 403, "errors/csrf.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """handler403."""
    return problem(request, 403, "errors/403.html")


def suspended(request: HttpRequest, place: Organisation) -> HttpResponse:
    """Answered by `school_view`: the operator has suspended the school, nobody of it gets in."""
    for name in ("member", "school"):  # no navigation into what is shut
        delattr(request, name)
    return problem(request, 403, "errors/suspended.html", place=place)


def signed_out(request: HttpRequest) -> HttpResponse:
    """A form sent after the session ended: sign in in another tab, then send it again from here."""
    return problem(request, 401, "errors/signed_out.html")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """handler404."""
    return problem(request, 404, "errors/404.html")


def too_many(request: HttpRequest, exception: TooManyRequests | None = None) -> HttpResponse:
    """handler429, which allauth's rate limits find by this name too."""
    wait = exception.wait if exception else 60
    response = problem(request, 429, "errors/429.html", wait=wait)
    response["Retry-After"] = str(wait)
    return response


def maintenance(request: HttpRequest) -> HttpResponse:
    """503 while the product is being upgraded."""
    response = problem(request, 503, "errors/503.html")
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. Asks no context processor, session or database: one of them may be what broke."""
    reference = secrets.token_hex(4)
    log.error("error page shown, reference %s", reference)
    if request.path.startswith("/api/"):
        return JsonResponse({"status": 500, "reference": reference}, status=500)
    try:
        context = {"kept": kept_from(request), "reference": reference, "csrf_token": get_token(request)}
        return HttpResponse(render_to_string("errors/500.html", context), status=500)
    except Exception:
        log.exception("the error page itself failed")
        return HttpResponse(_LAST_RESORT.read_text(encoding="utf-8"), status=500)
