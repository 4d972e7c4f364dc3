"""Who sits on the commission, by which order, and the entry of a new one."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commissions.domain.composition import lack_of_term, lacks
from commissions.enums import Office
from commissions.forms import DayForm, OrderForm, SeatForm
from commissions.models import Seat
from commissions.presenters.composition import composition_table, history_rows
from commissions.presenters.people import adult_choices, lack_words, place_choices
from commissions.selectors.composition import every_seat, facts, order_in_force, orders, seats_on
from commissions.selectors.listing import rules_in_force
from commissions.selectors.papers import made_orders
from commissions.selectors.staff import eligible
from commissions.services.composition import SeatDraft, approve_composition
from commissions.views.shared import links_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.procedures.schema import Commission as Rules
from safeguard.web import SchoolRequest, school_view

SPARE_ROWS = 3
MOST_SEATS = 25


@school_view(Permission.MEETING_VIEW)
def composition(request: SchoolRequest) -> HttpResponse:
    """The composition of today with its warnings, and the order that made it."""
    links, rules, seats = links_of(request), rules_in_force(request.school), seats_on(clock.today())
    order, language = order_in_force(clock.today()), get_language() or "en"
    term = lack_of_term(order.term_until, clock.today()) if order else None
    missing = [*([term] if term else []), *(lacks(map(facts, seats), rules) if rules and seats else [])]
    context = {
        "has_commission": rules is not None,
        "table": composition_table(seats, rules, language),
        "seats": seats,
        "gaps": lack_words(missing, language),
        "order": order,
        "history_href": links.to("history"),
        "may_appoint": request.member.may(Permission.COMMISSION_APPOINT),
        "order_href": links.to("order"),
        "back": links.to("meetings"),
    }
    return render(request, "commissions/composition.html", context)


@school_view(Permission.MEETING_VIEW)
def history(request: SchoolRequest) -> HttpResponse:
    """Every order with whom it named and whose seat it ended, and the composition of any day in between."""
    links, language = links_of(request), get_language() or "en"
    form = DayForm(request.GET if "on_day" in request.GET else None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    context = {
        "form": form,
        "forms": [form],
        "table": composition_table(seats_on(day), rules_in_force(request.school), language, on=day) if day else None,
        "history": history_rows(orders(), every_seat(), links, made_orders()),
        "may_appoint": request.member.may(Permission.COMMISSION_APPOINT),
        "history_href": links.to("history"),
        "back": links.to("composition"),
    }
    return render(request, "commissions/history.html", context)


@school_view(Permission.COMMISSION_APPOINT)
def order(request: SchoolRequest) -> HttpResponse:
    """The whole composition as the order approves it, prefilled with the one in force."""
    links, rules = links_of(request), rules_in_force(request.school)
    if rules is None:
        return redirect(links.to("composition"))
    form, seats = OrderForm(request.POST or None), seats_form(request, rules, seats_on(clock.today()))
    if approved(request, rules, form, seats):
        return redirect(links.to("composition"))
    context = {"form": form, "seats": seats, "forms": [form, seats], "back": links.to("composition")}
    return render(request, "commissions/order.html", context)


def approved(
    request: SchoolRequest,
    rules: Rules,
    form: OrderForm,
    seats: BaseFormSet,  # type: ignore[type-arg]
    case_id: UUID | None = None,
) -> bool:
    """Whether the order was entered; a refusal stands beside its field, and nothing typed is lost."""
    if request.method != "POST" or not (form.is_valid() and seats.is_valid()):
        return False
    try:
        made = approve_composition(
            school=request.school,
            rules=rules,
            seats=_drafts(seats),
            by=request.member,
            case_id=case_id,
            **form.cleaned_data,
        )
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Order No. %(number)s is entered.") % {"number": made.number})
    return True


def seats_form(request: SchoolRequest, rules: Rules, held: Sequence[Seat]) -> BaseFormSet:  # type: ignore[type-arg]
    """Prefilled with who sits there."""
    initial = [
        {"adult": str(s.adult_id), "office": s.office, "position": s.position, "speciality": s.speciality} for s in held
    ]
    choices = {"people": adult_choices(eligible(rules)), "places": place_choices(rules, get_language() or "en")}
    made = formset_factory(SeatForm, extra=max(SPARE_ROWS, 8 - len(held)), max_num=MOST_SEATS, absolute_max=MOST_SEATS)
    return made(request.POST or None, initial=initial, prefix="seats", form_kwargs=choices)


def _drafts(seats: BaseFormSet) -> list[SeatDraft]:  # type: ignore[type-arg]
    typed = [form.cleaned_data for form in seats if form.cleaned_data.get("adult")]
    return [
        SeatDraft(
            UUID(row["adult"]),
            Office(row["office"] or Office.MEMBER),
            row["position"],
            row["speciality"] or None,
        )
        for row in typed
    ]
