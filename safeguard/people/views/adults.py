"""Staff, representatives and others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.people.forms import NewAdultForm, PersonForm, SearchForm
from safeguard.people.matching import ranked
from safeguard.people.selectors.directory import adults as every_adult
from safeguard.people.selectors.persons import adult_card
from safeguard.people.selectors.same_name import same_names
from safeguard.people.services.persons import add_adult, change_adult
from safeguard.people.views.shared import address, frame, page_of
from safeguard.web import SchoolRequest, school_view

FOUND = 30


@school_view(Permission.PEOPLE_VIEW)
def adults(request: SchoolRequest) -> HttpResponse:
    """Those who work here; representatives are found by name."""
    search = SearchForm(request.POST or None)
    everybody = every_adult(request.school, on=clock.today())
    query = search.cleaned_data["query"] if search.is_valid() else ""
    people = ranked(query, everybody, limit=FOUND) if query else [each for each in everybody if each.is_staff]
    context = {"search": search, "is_search": bool(query), "page_obj": page_of(request, people)}
    return render(request, "people/adults.html", context | frame(request, "adults"))


@school_view(Permission.PEOPLE_VIEW)
def adult(request: SchoolRequest, adult_id: UUID) -> HttpResponse:
    context = frame(request, "adults") | {"card": adult_card(adult_id), "offers": _offers(request, adult_id)}
    return render(request, "people/adult.html", context)


def _offers(request: SchoolRequest, adult_id: UUID) -> list[dict[str, str]]:
    """Members who may be this adult, for who may say so."""
    if not request.member.may(Permission.STAFF_MANAGE):
        return []
    return [
        {"text": pair.as_member, "href": address(request, "adult_same", adult_id=pair.adult_id, user_id=pair.user_id)}
        for pair in same_names(request.school, on=clock.today(), adult_ids=[adult_id])
    ]


@school_view(Permission.PEOPLE_EDIT)
def new(request: SchoolRequest) -> HttpResponse:
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_adult(
                school=request.school,
                person=form.draft(),
                position=form.cleaned_data["position"],
                is_staff=bool(form.cleaned_data["is_staff"]),
                is_another=form.is_another,
                by=request.member,
            )
        except DomainError as refusal:
            form = _new_form(request, asks_another=True)
            form.full_clean()
            form.refuse(refusal)
        else:
            messages.success(request, _("The adult is entered."))
            return redirect(address(request, "adult", adult_id=made.pk))
    return _page(request, form, _("Add an adult"), address(request, "adults"))


def _new_form(request: SchoolRequest, *, asks_another: bool = False) -> NewAdultForm:
    return NewAdultForm(
        request.POST or None,
        asks_another=asks_another or "is_another" in request.POST,
    )


@school_view(Permission.PEOPLE_EDIT)
def edit(request: SchoolRequest, adult_id: UUID) -> HttpResponse:
    card = adult_card(adult_id)
    known = {
        "family": card.name.family,
        "given": card.name.given,
        "patronymic": card.name.patronymic,
        "sex": card.adult.sex,
        "contact": card.adult.open("contact"),
    }
    form = PersonForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            change_adult(adult_id=adult_id, person=form.draft(), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address(request, "adult", adult_id=adult_id))
    return _page(request, form, card.name.spoken, address(request, "adult", adult_id=adult_id))


def _page(request: SchoolRequest, form: object, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back_href": back, "cancel_href": back}
    return render(request, "people/form.html", context)
