"""What the three public pages share: a limit per address, the language in the address, links to each other."""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguard.web.errors import TooManyRequests

View = Callable[[HttpRequest], HttpResponse]
#: A whole school may sit behind one address; a count takes a few milliseconds.
RATE = {"questions": "60/m/ip"}


def public_question(view: View) -> View:
    """Nothing is stored and nobody is asked who they are. The answer speaks the language that the address names."""

    @require_safe
    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponse:
        if not ratelimit.consume(request, app="safeguard", action="questions", config=RATE, limit_get=True):
            raise TooManyRequests
        code = language_asked(request)
        with translation.override(code):
            response = view(request)
        response["Content-Language"] = code
        return response

    return inside


def language_asked(request: HttpRequest) -> str:
    """A shared address is read in the reader's own language unless it names one."""
    code = request.GET.get("language", "")
    return code if code in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def frame(request: HttpRequest, current: str) -> dict[str, object]:
    """Tabs, and languages as links: the usual form would set a cookie against forgery."""
    pages = [
        ("questions:due", _("Timetable of a report")),
        ("questions:vote", _("Quorum and votes")),
        ("questions:days", _("Working days")),
    ]
    return {
        "language_links": [(code, name, _in_language(request, code)) for code, name in settings.LANGUAGES],
        "tabs": [{"label": label, "href": reverse(name), "is_current": name == current} for name, label in pages],
    }


def with_language(request: HttpRequest, name: str, **more: str) -> str:
    """Another address for the same question, in the language in which it's read now."""
    return f"{reverse(name)}?{_query(request, translation.get_language() or '', **more)}"


def _in_language(request: HttpRequest, code: str) -> str:
    return f"{request.path}?{_query(request, code)}"


def _query(request: HttpRequest, code: str, **more: str) -> str:
    query = request.GET.copy()
    for name, value in {"language": code, **more}.items():
        query[name] = value
    return query.urlencode()
