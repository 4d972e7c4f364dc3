"""My account: name, language, password, second step, sessions."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from safeguard.accounts.forms import AccountForm
from safeguard.accounts.models import User
from safeguard.accounts.presenters.browsers import browser_name
from safeguard.accounts.selectors.factors import needs_second_factor
from safeguard.accounts.services.profile import change_profile
from safeguard.accounts.services.sessions import end_other_sessions, live_sessions, note_session
from safeguard.accounts.tokens import digest_of
from safeguard.web.language import remember_language


@login_required
def account(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    kept = {name: getattr(user, name) for name in ("display_name", "language", "reminds_by_mail")}
    form = AccountForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        change_profile(user=user, **form.cleaned_data)
        messages.success(request, gettext("Your account is saved"))
        response = redirect("accounts:account")
        remember_language(response, form.cleaned_data["language"])
        return response
    context = {"form": form, "steps": _second_step(user), "sessions": _sessions(request, user)}
    return render(request, "accounts/account.html", context)


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Everywhere else: a telephone that was lost, a computer left open."""
    user: User = request.user  # type: ignore[assignment]
    ended = end_other_sessions(user_id=user.pk, session_key=request.session.session_key or "")
    said = ngettext("%(count)s other session was ended", "%(count)s other sessions were ended", ended)
    messages.success(request, said % {"count": ended})
    return redirect("accounts:account")


def _second_step(user: User) -> dict[str, object]:
    kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    is_set_up = Authenticator.Type.TOTP in kinds
    return {"is_set_up": is_set_up, "is_needed": needs_second_factor(user.pk)}


def _sessions(request: HttpRequest, user: User) -> list[dict[str, object]]:
    """The one that asks first, then the latest."""
    key = request.session.session_key or ""
    agent, address = request.headers.get("User-Agent", ""), get_adapter().get_client_ip(request)
    note_session(user_id=user.pk, session_key=key, address=address, browser=agent)
    found = sorted(live_sessions(user.pk), key=lambda row: row.key_digest != digest_of(key))
    return [
        {
            "since": row.at,
            "browser": browser_name(row.browser),
            "address": row.address,
            "is_this": row.key_digest == digest_of(key),
        }
        for row in found
    ]
