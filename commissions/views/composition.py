"""Who sits on the commission, by which order, and the entry of a new one."""

from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commissions.domain.composition import gaps
from commissions.enums import Office, Speciality
from commissions.forms import OrderForm, SeatForm
from commissions.presenters.composition import composition_table, history_rows
from commissions.presenters.people import adult_choices, gap_words
from commissions.selectors.composition import every_seat, facts, orders, seats_on
from commissions.selectors.listing import rules_in_force
from commissions.selectors.papers import made_orders
from commissions.selectors.staff import staff
from commissions.services.composition import SeatDraft, approve_composition
from commissions.views.shared import links_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view

SPARE_ROWS = 3
MOST_SEATS = 25


@school_view(Permission.MEETING_VIEW)
def composition(request: SchoolRequest) -> HttpResponse:
    """The composition of today with its warnings, and the orders that made it."""
    links, rules, seats = links_of(request), rules_in_force(request.school), seats_on(clock.today())
    words = gap_words()
    context = {
        "has_commission": rules is not None,
        "table": composition_table(seats),
        "seats": seats,
        "gaps": [words[gap] for gap in gaps(map(facts, seats), rules)] if rules and seats else [],
        "history": history_rows(orders(), every_seat(), links, made_orders()),
        "may_appoint": request.member.may(Permission.COMMISSION_APPOINT),
        "order_href": links.to("order"),
        "back": links.to("meetings"),
    }
    return render(request, "commissions/composition.html", context)


@school_view(Permission.COMMISSION_APPOINT)
def order(request: SchoolRequest) -> HttpResponse:
    """The whole composition as the order approves it, prefilled with the one in force."""
    links, rules = links_of(request), rules_in_force(request.school)
    if rules is None:
        return redirect(links.to("composition"))
    form, seats = OrderForm(request.POST or None), _formset(request)
    if request.method == "POST" and form.is_valid() and seats.is_valid():
        try:
            made = approve_composition(
                school=request.school, rules=rules, seats=_drafts(seats), by=request.member, **form.cleaned_data
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Order No. %(number)s is entered.") % {"number": made.number})
            return redirect(links.to("composition"))
    context = {"form": form, "seats": seats, "forms": [form, seats], "back": links.to("composition")}
    return render(request, "commissions/order.html", context)


def _formset(request: SchoolRequest) -> BaseFormSet:  # type: ignore[type-arg]
    held = seats_on(clock.today())
    initial = [
        {"adult": str(s.adult_id), "office": s.office, "position": s.position, "speciality": s.speciality} for s in held
    ]
    made = formset_factory(SeatForm, extra=max(SPARE_ROWS, 8 - len(held)), max_num=MOST_SEATS, absolute_max=MOST_SEATS)
    return made(request.POST or None, initial=initial, prefix="seats", form_kwargs={"people": adult_choices(staff())})


def _drafts(seats: BaseFormSet) -> list[SeatDraft]:  # type: ignore[type-arg]
    typed = [form.cleaned_data for form in seats if form.cleaned_data.get("adult")]
    return [
        SeatDraft(
            UUID(row["adult"]),
            Office(row["office"] or Office.MEMBER),
            row["position"],
            Speciality(row["speciality"]) if row["speciality"] else None,
        )
        for row in typed
    ]
