"""The commission of one case, where the text lets an order create it (UA-B-IV.8.3-4, UA-K-III.1, C-03)."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.selectors.evidence import has_happened
from cases.views.shared import act_frame, slug_of
from commissions.domain.composition import is_created_per_case, lacks
from commissions.forms import OrderForm
from commissions.presenters.composition import composition_table, history_rows
from commissions.presenters.people import lack_words
from commissions.selectors.composition import every_seat, facts, orders, own_commission, seats_on
from commissions.selectors.papers import made_orders
from commissions.views.composition import approved, seats_form
from commissions.views.shared import links_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.procedures.schema import Commission as Rules
from safeguard.procedures.schema import Evidence
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_VIEW)
def case_commission(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Who decides about this case: its own commission, or the standing one until an order creates it."""
    case, rules = _case(request, case_id)
    own, language, may_appoint = own_commission(case.pk), get_language() or "en", _may_appoint(request)
    seats = seats_on(clock.today(), own.pk if own else None)
    missing = lacks(map(facts, seats), rules) if own else []
    context = act_frame(request, case, "documents", heading=_("Commission for this case"), submit="") | {
        "table": composition_table(seats, rules, language) if seats else None,
        "is_own": own is not None,
        "gaps": lack_words(missing, language),
        "history": history_rows(orders(own.pk), every_seat(own.pk), links_of(request), made_orders()) if own else [],
        "may_appoint": may_appoint,
        "deed_href": _deed(request, case) if own else "",
        "order_href": _address(request, case, "case_order"),
    }
    return render(request, "commissions/case_commission.html", context)


@school_view(Permission.COMMISSION_APPOINT)
def case_order(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Prefilled with the commission of the case, or with the standing one."""
    case, rules = _case(request, case_id)
    own = own_commission(case.pk)
    held = seats_on(clock.today(), own.pk if own else None)
    form, seats = OrderForm(request.POST or None), seats_form(request, rules, held)
    back = _address(request, case, "case_commission")
    if approved(request, rules, form, seats, case_id=case.pk):
        return redirect(back)
    context = {"form": form, "seats": seats, "forms": [form, seats], "back": back}
    return render(request, "commissions/order.html", context)


def _case(request: SchoolRequest, case_id: UUID) -> tuple[Case, Rules]:
    """Only where the procedure of the case has such an order."""
    case = case_for(request.member, case_id, what="commission")
    procedure = definition_of(case.procedure)
    if procedure.commission is None or not is_created_per_case(procedure):
        raise Http404
    return case, procedure.commission


def _deed(request: SchoolRequest, case: Case) -> str:
    """Where it's recorded when the order was signed, until it is: the limit is met at that moment."""
    kind = Evidence.COMMISSION_ORDERED
    if not request.member.may(Permission.NOTICE_RECORD) or has_happened(case, [kind]).get(kind):
        return ""
    place = {"school": slug_of(request), "case_id": case.pk, "evidence": str(kind)}
    return reverse("cases:deed_new", kwargs=place)


def _may_appoint(request: SchoolRequest) -> bool:
    return request.member.may(Permission.COMMISSION_APPOINT)


def _address(request: SchoolRequest, case: Case, name: str) -> str:
    return reverse(f"commissions:{name}", kwargs={"school": slug_of(request), "case_id": case.pk})
