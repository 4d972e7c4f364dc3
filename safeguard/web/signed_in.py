"""Sign-in asked for without losing a form: a session may end while somebody is writing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from safeguard.web import errors

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Like Django's `login_required`, but what was posted is offered again instead of thrown away."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" or request.headers.get("HX-Request"):
            return errors.signed_out(request)
        return redirect_to_login(request.get_full_path())

    return inside
