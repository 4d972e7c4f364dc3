"""Acts on the calendar: a form, a service, back to the year. Each is logged by its service."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from safeguard import clock
from safeguard.errors import DomainError
from safeguard.forms import GovForm
from safeguard.organisations.forms import calendar as forms
from safeguard.organisations.models import CalendarDay, TeachingSuspension
from safeguard.organisations.presenters import suspensions as shown
from safeguard.organisations.presenters import year as present
from safeguard.organisations.selectors import calendar as read
from safeguard.organisations.services import calendar as orders
from safeguard.organisations.services import suspensions
from safeguard.organisations.views.doors import Door


def add(request: HttpRequest, door: Door) -> HttpResponse:
    def perform(form: GovForm) -> str:
        rows = orders.order_days(organisation_id=door.organisation.pk, by=door.member, **form.cleaned_data)
        said = ngettext("%(count)s day is entered.", "%(count)s days are entered.", len(rows)) % {"count": len(rows)}
        return f"{said} {_counted_again()}"

    return _asked(
        request,
        door,
        forms.OrderDaysForm(request.POST or None),
        perform,
        heading=_("Enter an order on the calendar"),
        lead=_("It counts for this institution and everything below it that has no order of its own for the day."),
    )


def end(request: HttpRequest, door: Door, act_id: UUID) -> HttpResponse:
    rows = CalendarDay.objects.filter(organisation=door.organisation, act_id=act_id).order_by("day")
    standing = [row for row in rows if row.ended_at is None]
    if not rows:
        raise Http404
    first = standing[0] if standing else rows[0]
    lead = gettext("%(span)s, %(order)s: %(word)s, %(reason)s.") % {
        "span": present.span(first.day, (standing or list(rows))[-1].day),
        "order": present.order_text(first.order_number, first.order_on),
        "word": present.word(is_working=first.is_working),
        "reason": first.reason,
    }

    def perform(form: GovForm) -> str:
        given = form.cleaned_data
        orders.end_days(organisation_id=door.organisation.pk, act_id=act_id, by=door.member, **given)
        ended = gettext("The order is ended.")
        return f"{ended} {_counted_again()}"

    form = forms.EndDaysForm(request.POST or None, initial={"from_on": first.day})
    return _asked(request, door, form, perform, heading=_("End the order"), lead=lead)


def martial(request: HttpRequest, door: Door) -> HttpResponse:
    if door.organisation.country != "ua":
        raise Http404

    def perform(form: GovForm) -> str:
        orders.set_martial_end(organisation_id=door.organisation.pk, by=door.member, **form.cleaned_data)
        entered = gettext("The end of martial law is entered.")
        return f"{entered} {_counted_again()}"

    until = read.martial_until_at(door.organisation)
    return _asked(
        request,
        door,
        forms.MartialEndForm(request.POST or None, initial={"until_on": until}),
        perform,
        heading=_("End of martial law"),
        lead=_(
            "Under martial law public holidays are working days (Law 2136-IX, art. 6). It counts for all schools below."
        ),
    )


def suspend(request: HttpRequest, door: Door) -> HttpResponse:
    def perform(form: GovForm) -> str:
        suspensions.suspend_teaching(organisation_id=door.organisation.pk, by=door.member, **form.cleaned_data)
        return gettext("Suspended teaching is entered. It stops a limit only where the procedure says so.")

    return _asked(
        request,
        door,
        forms.SuspendTeachingForm(request.POST or None, initial={"from_at": clock.now()}),
        perform,
        heading=_("Enter suspended teaching"),
        lead=_("It’s shown on the desk and beside the limits, here and in everything below. The limits run on."),
    )


def end_suspension(request: HttpRequest, door: Door, suspension_id: UUID) -> HttpResponse:
    row = _suspension(door, suspension_id)

    def perform(form: GovForm) -> str:
        given = form.cleaned_data
        suspensions.end_suspension(organisation_id=door.organisation.pk, suspension_id=row.pk, by=door.member, **given)
        return gettext("The end is entered.")

    form = forms.EndSuspensionForm(request.POST or None, initial={"until_at": clock.now()})
    lead = shown.sentence(read.Suspended(row, door.organisation.name))
    return _asked(request, door, form, perform, heading=_("Teaching goes on"), lead=lead)


def withdraw_suspension(request: HttpRequest, door: Door, suspension_id: UUID) -> HttpResponse:
    row = _suspension(door, suspension_id)

    def perform(form: GovForm) -> str:
        given = form.cleaned_data
        suspensions.withdraw_suspension(
            organisation_id=door.organisation.pk, suspension_id=row.pk, by=door.member, **given
        )
        return gettext("The entry is withdrawn. It stays in the log.")

    form = forms.WithdrawSuspensionForm(request.POST or None)
    lead = shown.sentence(read.Suspended(row, door.organisation.name))
    return _asked(request, door, form, perform, heading=_("Withdraw the entry"), lead=lead)


def _suspension(door: Door, suspension_id: UUID) -> TeachingSuspension:
    row = TeachingSuspension.objects.filter(organisation=door.organisation, pk=suspension_id).first()
    if row is None:
        raise Http404
    return row


def _counted_again() -> str:
    return gettext("Open limits that it moves are counted again now; their chronology says so.")


def _asked(
    request: HttpRequest,
    door: Door,
    form: GovForm,
    perform: Callable[[GovForm], str],
    *,
    heading: Promise,
    lead: Promise | str,
) -> HttpResponse:
    """The page of one act: what was typed stays when the service refuses."""
    back = door.url("calendar")
    if request.method == "POST" and form.is_valid():
        try:
            done = perform(form)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    place = {"name": gettext("Calendar")}
    context = {"form": form, "place": place, "back_href": back, "heading": heading, "lead": lead, "is_grave": False}
    return render(request, "organisations/act.html", context)
