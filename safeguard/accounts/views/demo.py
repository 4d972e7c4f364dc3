"""The codes of the demo's second step, for anybody: they guard invented people only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safeguard.accounts.models import User
from safeguard.accounts.services.demo import demo_code, demo_is_on


@never_cache
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    if not demo_is_on():
        raise Http404
    users = User.objects.filter(is_demo=True, is_active=True).order_by("email")[:200]
    rows = [{"key": user.email, "value": demo_code(user)} for user in users]
    return render(request, "accounts/demo_codes.html", {"rows": rows})
