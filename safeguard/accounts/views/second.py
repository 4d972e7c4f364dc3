"""Setting up the second step."""

from typing import Any

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe


class SetUp(ActivateTOTPView):
    """allauth's page, with a picture that our policy shows, and the session that did it counts as having passed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return context | {"qr": _picture(context["totp_url"]), "secret_groups": groups}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.get(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
        record_authentication(self.request, self.request.user, method="mfa", id=made.pk, type=made.type)
        return response


def _picture(url: str) -> SafeString:
    """An SVG of paths and numbers: nothing in it was typed by anybody."""
    code = segno.make(url, error="m")
    return mark_safe(code.svg_inline(scale=4, border=4, dark="#0b0c0c", light="#ffffff"))  # noqa: S308
