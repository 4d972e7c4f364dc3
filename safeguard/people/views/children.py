"""Pupils by class and a child's page. No fact of a case stands here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.people.forms import ChildForm, ClassFilterForm, MoveForm, NewChildForm, SearchForm
from safeguard.people.matching import ranked
from safeguard.people.selectors.directory import children as every_child
from safeguard.people.selectors.persons import ChildCard, child_card
from safeguard.people.services.persons import add_child, change_child
from safeguard.people.services.ties import move_child
from safeguard.people.views.shared import address, class_choices, classes_now, frame, page_of
from safeguard.web import SchoolRequest, school_view

FOUND = 30


@school_view(Permission.PEOPLE_VIEW)
def children(request: SchoolRequest) -> HttpResponse:
    """By class through the address; by name through a form, so that no name stands in an address."""
    filter_ = ClassFilterForm(request.GET or None, classes=class_choices(request))
    search = SearchForm(request.POST or None)
    people = every_child(request.school, on=clock.today(), class_id=filter_.class_id)
    query = search.cleaned_data["query"] if search.is_valid() else ""
    if query:
        people = ranked(query, people, limit=FOUND)
    context = {"filter": filter_, "search": search, "is_search": bool(query), "page_obj": page_of(request, people)}
    return render(request, "people/children.html", context | frame(request, "children"))


@school_view(Permission.PEOPLE_VIEW)
def child(request: SchoolRequest, child_id: UUID) -> HttpResponse:
    """Class, representatives and, for who needs them, contacts."""
    card = child_card(child_id)
    context = frame(request, "children") | {"card": card}
    context["sees_contacts"] = context["may_edit"] or _is_class_teacher(request, card)
    return render(request, "people/child.html", context)


def _is_class_teacher(request: SchoolRequest, card: ChildCard) -> bool:
    """Their own class's teacher calls the parents."""
    mine = {each.pk for each in classes_now(request) if each.teacher and each.teacher.user_id == request.member.user_id}
    return card.current is not None and card.current.school_class_id in mine


@school_view(Permission.PEOPLE_EDIT)
def new(request: SchoolRequest) -> HttpResponse:
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["school_class"]
        try:
            made = add_child(
                school=request.school,
                person=form.draft(),
                class_id=UUID(chosen) if chosen else None,
                is_another=form.is_another,
                by=request.member,
            )
        except DomainError as refusal:
            form = _new_form(request, asks_another=True)
            form.full_clean()
            form.refuse(refusal)
        else:
            messages.success(request, _("The child is entered."))
            return redirect(address(request, "child", child_id=made.pk))
    return _form_page(request, form, _("Add a child"), address(request, "children"))


def _new_form(request: SchoolRequest, *, asks_another: bool = False) -> NewChildForm:
    return NewChildForm(
        request.POST or None,
        classes=class_choices(request),
        asks_another=asks_another or "is_another" in request.POST,
    )


@school_view(Permission.PEOPLE_EDIT)
def edit(request: SchoolRequest, child_id: UUID) -> HttpResponse:
    card = child_card(child_id)
    known = {
        "family": card.name.family,
        "given": card.name.given,
        "patronymic": card.name.patronymic,
        "sex": card.child.sex,
        "contact": card.child.open("contact"),
        "born_on": card.born_on,
    }
    form = ChildForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            change_child(child_id=child_id, person=form.draft(), by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address(request, "child", child_id=child_id))
    return _form_page(request, form, card.name.spoken, address(request, "child", child_id=child_id))


@school_view(Permission.PEOPLE_EDIT)
def move(request: SchoolRequest, child_id: UUID) -> HttpResponse:
    """Into another class from a day on."""
    card = child_card(child_id)
    form = MoveForm(request.POST or None, classes=class_choices(request), initial={"from_on": clock.today()})
    if form.is_valid():
        asked = form.cleaned_data
        try:
            move_child(
                school=request.school,
                child_id=child_id,
                class_id=UUID(asked["school_class"]),
                from_on=asked["from_on"],
                by=request.member,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address(request, "child", child_id=child_id))
    return _form_page(request, form, card.name.spoken, address(request, "child", child_id=child_id))


def _form_page(request: SchoolRequest, form: object, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back_href": back, "cancel_href": back}
    return render(request, "people/form.html", context)
