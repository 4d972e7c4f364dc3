"""The page where tokens are made, shown once and revoked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import DomainError
from safeguard.organisations.models import Organisation
from safeguard.tokens import presenters
from safeguard.tokens.enums import scopes_of_kind
from safeguard.tokens.forms import TokenForm
from safeguard.tokens.models import ApiToken
from safeguard.tokens.selectors import tokens_of
from safeguard.tokens.services import make_token, revoke_token, take_over_token
from safeguard.wording import say

Place = dict[str, str]


@never_cache
@sensitive_variables("secret")
def tokens(request: HttpRequest, organisation: Organisation, place: Place) -> HttpResponse:
    """The answer to the form is the page itself and no redirect: the secret goes into no session and no address."""
    form = TokenForm(request.POST or None, scopes=scopes_of_kind(organisation.kind))
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _row, secret = make_token(organisation=organisation, by=request.member, **form.cleaned_data)  # type: ignore[attr-defined]
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            form = TokenForm(scopes=scopes_of_kind(organisation.kind))
    return render(request, "tokens/list.html", _context(organisation, place, form) | {"secret": secret})


@require_POST
def revoke(request: HttpRequest, organisation: Organisation, place: Place, token_id: UUID) -> HttpResponse:
    said = gettext("The token “%(name)s” is revoked.")
    return _done(request, place, lambda by: revoke_token(token_id=token_id, organisation=organisation, by=by), said)


@require_POST
def take(request: HttpRequest, organisation: Organisation, place: Place, token_id: UUID) -> HttpResponse:
    """Whoever may manage tokens answers from now on for one that nobody answers for."""
    said = gettext("The token “%(name)s” works again; you answer for it.")
    return _done(request, place, lambda by: take_over_token(token_id=token_id, organisation=organisation, by=by), said)


def _done(request: HttpRequest, place: Place, act: Callable[[Member], ApiToken], said: str) -> HttpResponse:
    try:
        token = act(request.member)  # type: ignore[attr-defined]
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, said % {"name": token.name})
    return redirect(presenters.address("list", place))


def _context(organisation: Organisation, place: Place, form: TokenForm) -> dict[str, Any]:
    found = tokens_of(organisation.pk)
    return {
        "organisation": organisation,
        "form": form,
        "rows": presenters.rows(found, place, at=clock.now()),
        "submit_label": gettext("Make the token"),
    }
