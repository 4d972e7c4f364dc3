"""The order by which an institution adopts a procedure or an edition of it, with the orders before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from safeguard import clock
from safeguard.editions.forms.orders import AdoptForm, WithdrawOrderForm
from safeguard.editions.presenters import pages as present
from safeguard.editions.presenters.orders import order_line, orders
from safeguard.editions.selectors import places as read
from safeguard.editions.services.orders import enter_order, withdraw_order
from safeguard.editions.views.places import Place
from safeguard.editions.views.shared import done
from safeguard.organisations.enums import TieRule
from safeguard.organisations.models import Adoption, ProcedureVersion
from safeguard.organisations.services.changes import procedures_of
from safeguard.organisations.services.learners import suiting, suits, teaches_adults

_FOLLOWS = "follows:"


def adopt(request: HttpRequest, place: Place) -> HttpResponse:
    """Reports received from that day on follow it; cases that are open keep theirs."""
    editions = read.entered_editions(place.organisation, on=clock.today())
    form = _form(request, place, editions)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _adopt(place, form, editions)):
        messages.success(request, gettext("The order is entered."))
        return redirect(place.url("list"))
    context = {
        "form": form,
        "place": place,
        "back_href": place.url("list"),
        "cancel_href": place.url("list"),
        "submit_label": gettext("Enter the order"),
        "orders": orders(read.orders_of(place.organisation.pk), place, clock.today()),
    }
    return render(request, "editions/adopt.html", context)


def withdraw(request: HttpRequest, place: Place, adoption_id: UUID) -> HttpResponse:
    """Asked for a reason; the order stays in the list, struck."""
    found = read.order_here(place.organisation.pk, adoption_id)
    if found is None:
        raise Http404
    form = WithdrawOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _withdraw(place, found, form)):
        messages.success(request, gettext("The order is withdrawn. It counts no more."))
        return redirect(place.url("list"))
    context = {
        "form": form,
        "place": place,
        "order": order_line(found, clock.today()),
        "back_href": place.url("list"),
        "cancel_href": place.url("list"),
        "submit_label": gettext("Withdraw the order"),
    }
    return render(request, "editions/withdraw_order.html", context)


def _withdraw(place: Place, found: Adoption, form: WithdrawOrderForm) -> object:
    why = form.cleaned_data["why"]
    return withdraw_order(organisation_id=place.organisation.pk, adoption_id=found.pk, why=why, by=place.member)


def _form(request: HttpRequest, place: Place, editions: list[ProcedureVersion]) -> AdoptForm:
    titles, adults = procedures_of(place.organisation.country), teaches_adults(place.organisation)
    suiting_here = [row for row in editions if suits(row.procedure, adults)]
    narrowed = {name: titles[name] for name in suiting(titles, adults)}
    choices, hints = present.adoptable(suiting_here, narrowed, _FOLLOWS)
    initial: dict[str, Any] = {"tie_rule": TieRule.HARMONISED, "edition": request.GET.get("edition", "")}
    return AdoptForm(request.POST or None, choices=choices, hints=hints, votes=place.is_school, initial=initial)


def _adopt(place: Place, form: AdoptForm, editions: list[ProcedureVersion]) -> object:
    answers = dict(form.cleaned_data)
    chosen = answers.pop("edition")
    version = None if chosen.startswith(_FOLLOWS) else {row.pk: row for row in editions}[UUID(chosen)]
    procedure = version.procedure if version else chosen.removeprefix(_FOLLOWS)
    return enter_order(
        organisation_id=place.organisation.pk, procedure=procedure, version=version, by=place.member, **answers
    )
