"""The link of an invitation. Whoever holds it has the mailbox; nobody learns more than their own address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from safeguard.accounts.forms import AcceptForm
from safeguard.accounts.presenters.roles import in_words
from safeguard.accounts.services.invitations import existing_account, invitation_behind
from safeguard.errors import DomainError
from safeguard.people.services.links import join_by_invitation
from safeguard.web.inside import inside


@never_cache
@sensitive_post_parameters("password1", "password2")
def invited(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_behind(token)
    if invitation is None:
        return render(request, "accounts/invited_late.html", status=410)
    has_account = existing_account(invitation) is not None
    form = AcceptForm(
        request.POST if request.method == "POST" else None, invitation=invitation, has_account=has_account
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            with inside(invitation.organisation):
                join_by_invitation(
                    token=token, display_name=answers.get("display_name", ""), password=answers.get("password1", "")
                )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("Welcome. Sign in with your e-mail address and password."))
            return redirect("home" if request.user.is_authenticated else "account_login")
    context = {
        "form": form,
        "invitation": invitation,
        "roles": in_words(invitation.roles),
        "has_account": has_account,
    }
    return render(request, "accounts/invited.html", context)
