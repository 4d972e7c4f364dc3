"""The tree with its search, one institution, a new one, changed details."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from safeguard import clock
from safeguard.errors import DomainError
from safeguard.organisations.enums import OrganisationKind, OrganisationState
from safeguard.organisations.forms.places import ChangeForm, ChangeSchoolForm, DetailsForm, SchoolForm, SearchForm
from safeguard.organisations.models import Adoption, Organisation
from safeguard.organisations.presenters import places as present
from safeguard.organisations.selectors.operated import departments_of, operated, placements_of
from safeguard.organisations.services.changes import SCHOOL_FIELDS, change_details
from safeguard.organisations.services.organisations import create_organisation, create_school
from safeguard.organisations.views.shared import operator_view, place_view, url
from safeguard.web import DepartmentRequest

PAGE = 50
#: What an operator creates, and under what it may stand.
PARENTS = {
    OrganisationKind.REGION: ("ministry",),
    OrganisationKind.DISTRICT: ("ministry", "region"),
    OrganisationKind.SCHOOL: ("ministry", "region", "district"),
}


@operator_view
def tree(request: DepartmentRequest) -> HttpResponse:
    form = SearchForm(request.GET or None, kinds=OrganisationKind.choices, states=OrganisationState.choices)
    rows = _narrowed(operated(request.department.pk), form).order_by("name", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "table": present.table(page, lambda slug: url(request, "place", place=slug), gettext("Institutions")),
        "new": [(kind.label, url(request, "new", kind=kind.value)) for kind in PARENTS],
        "import_href": url(request, "import"),
    }
    return render(request, "organisations/tree.html", context)


def _narrowed(rows: QuerySet[Organisation], form: SearchForm) -> QuerySet[Organisation]:
    if not form.is_bound or not form.is_valid():
        return rows
    if words := form.cleaned_data["q"]:
        rows = rows.filter(Q(name__icontains=words) | Q(slug__icontains=words))
    for column in ("kind", "state"):
        if value := form.cleaned_data[column]:
            rows = rows.filter(**{column: value})
    return rows


@place_view
def place(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    """What it is, where it stood, its orders, its calendar, what can be done."""
    orders = Adoption.objects.filter(organisation=found).select_related("version")
    to = partial(url, request, place=found.slug)
    is_open = found.state != OrganisationState.CLOSED
    context = {
        "place": found,
        "tree_href": url(request, "tree"),
        "rows": present.summary(found),
        "placements": present.placements(placements_of(found.pk)),
        "adoptions": present.adoptions(orders.order_by("-from_on")),
        "is_open": is_open,
        "acts": _acts(request, found) if is_open else [],
        "staff_href": staff_href(request, found) if is_open else "",
        "resume_href": to("resume") if found.state == OrganisationState.SUSPENDED else "",
    }
    return render(request, "organisations/place.html", context)


def _acts(request: DepartmentRequest, found: Organisation) -> list[tuple[str, str]]:
    """Label and address of what can be done to an open institution."""
    names = [("change", gettext("Change the details")), ("place_calendar", gettext("Calendar"))]
    if found.kind == OrganisationKind.SCHOOL:
        names += [
            ("move", gettext("Move to another department")),
            ("adopt", gettext("Enter an order on the procedure")),
        ]
        if found.state == OrganisationState.ACTIVE:
            names.append(("suspend", gettext("Suspend")))
        names.append(("merge", gettext("Merge into another school")))
    names.append(("close", gettext("Close")))
    return [(label, url(request, name, place=found.slug)) for name, label in names]


@operator_view
def new(request: DepartmentRequest, kind: str) -> HttpResponse:
    if kind not in PARENTS:
        raise Http404
    form = _new_form(request, OrganisationKind(kind))
    if request.method == "POST" and form.is_valid():
        try:
            made = _create(form, OrganisationKind(kind), request)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("%(name)s is created. Invite its head next.") % {"name": made.name})
            return redirect(url(request, "place", place=made.slug))
    context = {"form": form, "kind": OrganisationKind(kind), "back_href": url(request, "tree")}
    return render(request, "organisations/new.html", context)


def _new_form(request: DepartmentRequest, kind: OrganisationKind) -> DetailsForm:
    own = request.department
    given: dict[str, Any] = {
        "parents": list(departments_of(own.pk).filter(kind__in=PARENTS[kind])),
        "initial": {
            "language": own.language,
            "timezone": own.timezone,
            "from_on": clock.today(),
            "week": 5,
            "pupils": 0,
        },
    }
    if kind == OrganisationKind.SCHOOL:
        return SchoolForm(request.POST or None, country=own.country, **given)
    return DetailsForm(request.POST or None, **given)


def _create(form: DetailsForm, kind: OrganisationKind, request: DepartmentRequest) -> Organisation:
    given: dict[str, Any] = {"parent": form.stands_under, "from_on": form.cleaned_data["from_on"], "by": request.member}
    if isinstance(form, SchoolForm):
        return create_school(details=form.details(), **given).organisation
    return create_organisation(kind=kind, details=form.details(), **given)


@place_view
def change(request: DepartmentRequest, found: Organisation) -> HttpResponse:
    form = _change_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            change_details(organisation_id=found.pk, changes=form.cleaned_data, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, gettext("The details are saved."))
            return redirect(url(request, "place", place=found.slug))
    context = {"form": form, "place": found, "back_href": url(request, "place", place=found.slug)}
    return render(request, "organisations/change.html", context)


def _change_form(request: DepartmentRequest, found: Organisation) -> ChangeForm:
    initial = {"name": found.name, "language": found.language}
    if found.kind != OrganisationKind.SCHOOL:
        return ChangeForm(request.POST or None, initial=initial)
    initial |= {field: getattr(found.school, field) for field in SCHOOL_FIELDS}
    return ChangeSchoolForm(request.POST or None, initial=initial, country=found.country)


def staff_href(request: DepartmentRequest, found: Organisation) -> str:
    """Its people are on the pages of the accounts."""
    slugs = {"department": request.department.slug, "organisation": found.slug}
    return reverse("accounts:below_staff", kwargs=slugs)
