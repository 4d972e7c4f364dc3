"""The reader's language: chosen in the footer, kept in a cookie and, for who is signed in, in the account."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

_YEAR = 365 * 24 * 60 * 60


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Back to the page where it was chosen, if that page is ours; an unknown language changes nothing."""
    response = HttpResponseRedirect(_way_back(request))
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES) or not check_for_language(code):
        return response
    remember_language(response, code)
    user = request.user
    if user.is_authenticated and user.language != code:
        get_user_model().objects.filter(pk=user.pk).update(language=code)
    return response


def remember_language(response: HttpResponse, code: str) -> None:
    """At sign-in too, so that the account's language wins over the browser's."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _way_back(request: HttpRequest) -> str:
    """Only a path on this host: `next` is written by whoever wrote the link."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"
