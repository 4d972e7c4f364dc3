"""Which procedures count here, which editions are held, what came after them: for every member."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeguard import clock
from safeguard.editions.presenters import orders as of_orders
from safeguard.editions.presenters import pages as present
from safeguard.editions.selectors import drafts as drafting
from safeguard.editions.selectors import places as read
from safeguard.editions.views.places import Place
from safeguard.editions.views.shared import tabs
from safeguard.organisations.selectors.editions import definition_of

SHOWN_WAITING = 50


@require_safe
def procedures(request: HttpRequest, place: Place) -> HttpResponse:
    """What counts, then what is being entered, then the orders."""
    today = clock.today()
    counting = read.counting_at(place.organisation, on=today)
    owners = read.owner_names(each.version for each in counting)
    orders = read.orders_of(place.organisation.pk)
    context: dict[str, Any] = {
        "place": place,
        "tabs": tabs(place),
        "cards": present.cards(counting, owners, place, today),
        "entered": present.entered(read.entered_editions(place.organisation, on=today), place),
        "orders": of_orders.orders(orders, place, today),
        "adopt_href": place.url("adopt") if place.enters else "",
    }
    if place.answers:
        context |= _entering(place)
    return render(request, "editions/list.html", context)


def _entering(place: Place) -> dict[str, Any]:
    waiting = [
        row
        for row in drafting.waiting_below(place.organisation.pk)[:SHOWN_WAITING]
        if row.organisation_id != place.organisation.pk
    ]
    own = drafting.drafts_of(place.organisation.pk)
    return {"drafts": present.drafts(own, place), "waiting": present.drafts(waiting, place)}


@require_safe
def edition(request: HttpRequest, place: Place, version_id: UUID) -> HttpResponse:
    """One edition: every limit with its place in the text, and the warning where it's superseded."""
    today = clock.today()
    version = read.edition_here(place.organisation, version_id, on=today)
    if version is None:
        raise Http404
    procedure = definition_of(version)
    draft = read.newest_draft(place.organisation.pk, version.procedure) if place.enters else None
    names = {version.owner_id: version.owner.name} if version.owner_id and version.owner else {}
    made = getattr(version, "draft", None)
    context = {
        "place": place,
        "back_href": place.url("list"),
        "rows": present.edition_rows(version, names, drafting.reviews_of(made) if made else [], today),
        "link": made.act_link if made else "",
        "note": present.note_of(version, procedure),
        "warning": present.step_of(procedure, place, version, draft, today),
        "acts": present.acts(procedure, today),
        "limits": present.limits(procedure),
        "heading": present.title_of(procedure),
        "enter_href": place.url("enter", version_id=version.pk) if place.enters else "",
        "adopt_href": place.url("adopt") if place.enters else "",
    }
    return render(request, "editions/edition.html", context)
