"""Acts upon one institution: a form, a service, back to its page. Each is logged by its service."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safeguard.errors import DomainError
from safeguard.forms import GovForm
from safeguard.organisations.enums import TieRule
from safeguard.organisations.forms.acts import AdoptForm, CloseForm, MergeForm, MoveForm, SuspendForm
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.operated import departments_of, operated
from safeguard.organisations.services import changes, states
from safeguard.organisations.services.learners import teaches_adults
from safeguard.organisations.views.shared import place_view, url
from safeguard.web import DepartmentRequest
from safeguard.wording import say

Perform = Callable[[GovForm], object]


def _asked(
    request: DepartmentRequest,
    found: Organisation,
    form: GovForm,
    perform: Perform,
    *,
    heading: Promise,
    done: Promise,
    lead: Promise | str = "",
    is_grave: bool = False,
) -> HttpResponse:
    """The page of one act: what was typed stays when the service refuses."""
    back = url(request, "place", place=found.slug)
    if request.method == "POST" and form.is_valid():
        try:
            perform(form)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(done))
            return redirect(back)
    context = {"form": form, "place": found, "back_href": back, "heading": heading, "lead": lead, "is_grave": is_grave}
    return render(request, "organisations/act.html", context)


@place_view
def suspend(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    return _asked(
        request,
        found,
        SuspendForm(request.POST or None),
        lambda form: states.suspend_school(organisation_id=found.pk, by=request.member, **form.cleaned_data),
        heading=_("Suspend the school"),
        lead=_("Nobody of the school can enter until it’s resumed. The limits of its cases run on."),
        done=_("The school is suspended."),
        is_grave=True,
    )


@require_POST
@place_view
def resume(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    try:
        states.resume_school(organisation_id=found.pk, by=request.member)
    except DomainError as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("The school is active again."))
    return redirect(url(request, "place", place=found.slug))


@place_view
def close(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    return _asked(
        request,
        found,
        CloseForm(request.POST or None),
        lambda form: states.close_organisation(organisation_id=found.pk, by=request.member, **form.cleaned_data),
        heading=_("Close the institution"),
        lead=_("Nobody can enter any more. Its papers and its place in old figures stay. It can’t be opened again."),
        done=_("The institution is closed."),
        is_grave=True,
    )


@place_view
def merge(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    schools = operated(request.department.pk).filter(kind="school", state="active").exclude(pk=found.pk)
    form = MergeForm(request.POST or None, targets=list(schools.order_by("name")))
    return _asked(
        request,
        found,
        form,
        lambda _form: states.merge_school(
            organisation_id=found.pk, successor=form.target, from_on=form.cleaned_data["from_on"], by=request.member
        ),
        heading=_("Merge into another school"),
        lead=_("The school is closed on that day and the other one goes on in its place. It can’t be undone."),
        done=_("The schools are merged."),
        is_grave=True,
    )


@place_view
def move(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    form = MoveForm(request.POST or None, targets=list(departments_of(request.department.pk)))
    return _asked(
        request,
        found,
        form,
        lambda _form: changes.move_school(
            organisation_id=found.pk, parent=form.target, from_on=form.cleaned_data["from_on"], by=request.member
        ),
        heading=_("Move to another department"),
        done=_("The school’s new place is entered."),
    )


@place_view
def adopt(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    initial: dict[str, Any] = {"tie_rule": TieRule.HARMONISED}
    return _asked(
        request,
        found,
        AdoptForm(request.POST or None, country=found.country, adults=teaches_adults(found), initial=initial),
        lambda form: changes.adopt_procedure(organisation_id=found.pk, by=request.member, **form.cleaned_data),
        heading=_("Order on the procedure"),
        lead=_("Reports received from that day on follow this procedure. Cases that are open keep theirs."),
        done=_("The order is entered."),
    )
