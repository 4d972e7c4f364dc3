"""A department's pages: its own figures, what stands below it, and the way down. Counts only."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reporting import presenters
from reporting.domain.periods import Quarter
from reporting.forms import QuarterForm
from reporting.selectors.figures import Below, Figures, below, figures_of_level, figures_of_school
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.documents.render import tables
from safeguard.editions.presenters.waiting import department_lines
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.tree import children_of, is_below, parent_of
from safeguard.outbox.models import DepartmentAlert
from safeguard.tenancy.scope import department_scope
from safeguard.web import DepartmentRequest, department_view
from safeguard.web.desk import DeskLine

MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _day_of(quarter: Quarter) -> date:
    """Whose tree counts: the quarter's last day, or today while it runs. Old quarters keep their tree."""
    return min(quarter.last, clock.today())


def _unit(request: DepartmentRequest, slug: str, on: date) -> Organisation:
    """The place asked for, when it's the department itself or below it; else a 404 like any other."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None or not is_below(found.pk, request.department.pk, on=on):
        raise Http404
    return found


@contextmanager
def _scope_of(unit: Organisation, on: date) -> Iterator[None]:
    """A school's figures are read from the department above it: nobody from outside enters a school's scope."""
    above = parent_of(unit.pk, on=on) if unit.kind == "school" else unit
    if above is None:
        raise Http404
    with department_scope(above.pk):
        yield


def _figures(unit: Organisation, quarter: Quarter) -> Figures:
    return figures_of_school(unit.pk, quarter) if unit.kind == "school" else figures_of_level(unit.pk, quarter)


@department_view(Permission.DEPARTMENT_STATISTICS, opens_scope=False)
def overview(request: DepartmentRequest, unit: str = "") -> HttpResponse:
    """Figures of one place and the places directly below it."""
    form = QuarterForm(request.GET or None)
    quarter = form.chosen
    place = _unit(request, unit or request.department.slug, _day_of(quarter))
    with _scope_of(place, _day_of(quarter)):
        figures = _figures(place, quarter)
        found = below(place.pk, quarter) if place.kind != "school" else {}
    children = _children(place, quarter, found)
    rows = [(child, found.get(child.pk), _href(request, child, quarter)) for child in children]
    return render(
        request,
        "reporting/overview.html",
        {
            "place": place,
            "quarter": quarter,
            "form": form,
            "figures": figures,
            "indicators": presenters.by_kind(figures, place.country, place.name, quarter.label),
            "below": presenters.compared(rows, place.name, quarter.label) if rows else None,
            "waiting": _waiting(request, place),
            "trail": _trail(request, place, _day_of(quarter)),
        },
    )


@department_view(Permission.DEPARTMENT_STATISTICS, opens_scope=False)
def download(request: DepartmentRequest, unit: str, media: str) -> HttpResponse:
    """The same figures as a file: the place itself, then everything directly below it."""
    quarter = QuarterForm(request.GET or None).chosen
    place = _unit(request, unit, _day_of(quarter))
    with _scope_of(place, _day_of(quarter)):
        lines = presenters.flat(quarter.label, place.name, _figures(place, quarter))
        found = below(place.pk, quarter) if place.kind != "school" else {}
    for child in _children(place, quarter, found):
        if child.pk in found:
            lines += presenters.flat(quarter.label, child.name, found[child.pk].figures)[1:]
    body = tables.as_csv(lines) if media == "csv" else tables.as_xlsx(lines, quarter.key)
    return HttpResponse(
        body,
        content_type=MEDIA[media],
        headers={"Content-Disposition": f'attachment; filename="{place.slug}-{quarter.key}.{media}"'},
    )


@department_view(Permission.DEPARTMENT_ENTER)
def alerts(request: DepartmentRequest) -> HttpResponse:
    """Limits that schools have missed: school, rule, lateness; nothing that leads to a case."""
    alerts = DepartmentAlert.objects.filter(department_id=request.department.pk)
    found = alerts.select_related("school__organisation", "procedure").order_by("-created_at")[:100]
    return render(request, "reporting/alerts.html", {"alerts": presenters.alerts(found)})


def _children(place: Organisation, quarter: Quarter, found: Mapping[UUID, Below]) -> list[Organisation]:
    """What stood below then, and what has figures of the quarter though it was closed in it."""
    if place.kind == "school":
        return []
    there = children_of(place.pk, on=_day_of(quarter)).values("pk")
    return list(Organisation.objects.filter(Q(pk__in=there) | Q(pk__in=list(found))).order_by("name"))


def _waiting(request: DepartmentRequest, place: Organisation) -> list[DeskLine]:
    """What needs the officer, on the department's own page: it's the first that they see."""
    if place.pk != request.department.pk:
        return []
    return list(department_lines(request.member, place.slug))


def _href(request: DepartmentRequest, unit: Organisation, quarter: Quarter) -> str:
    address = reverse("reporting:unit", kwargs={"department": request.department.slug, "unit": unit.slug})
    return f"{address}?quarter={quarter.key}"


def _trail(request: DepartmentRequest, place: Organisation, on: date) -> list[Organisation]:
    """From the department down to the place's parent: the way back up, never above the department."""
    trail: list[Organisation] = []
    step = place
    while step.pk != request.department.pk:
        above = parent_of(step.pk, on=on)
        if above is None:
            break
        trail.insert(0, above)
        step = above
    return trail
