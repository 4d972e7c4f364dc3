"""Pupils or staff from a table, in two steps: what it would do, then doing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.organisations.forms.importing import opened_rows, sealed_rows
from safeguard.people.forms_import import PeopleImportForm
from safeguard.people.importing.columns import REQUIRED, Kind, headings
from safeguard.people.importing.known import Known, known_of
from safeguard.people.importing.lines import read_lines
from safeguard.people.importing.plan import Fate, Planned, plan
from safeguard.people.importing.take import take
from safeguard.people.presenters.imports import faults_file, shown, table_file, titles
from safeguard.people.views.shared import address
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.PEOPLE_EDIT)
def look(request: SchoolRequest, kind: str) -> HttpResponse:
    """The file, then what each line would do. Nothing is written here, and the file isn't kept."""
    what = _kind(kind)
    form = PeopleImportForm(request.POST or None, request.FILES or None, kind=what)
    columns = [
        (heading, key) for heading, key in zip(headings(what, get_language() or "en"), titles(what), strict=True)
    ]
    context: dict[str, Any] = {
        "form": form,
        "heading": gettext("Pupils from a table") if what is Kind.PUPILS else gettext("Staff from a table"),
        "columns": [(heading, key in REQUIRED[what]) for heading, key in columns],
        "back_href": address(request, "children" if what is Kind.PUPILS else "adults"),
        "template_href": address(request, "import_template", kind=what),
        "apply_href": address(request, "import_apply", kind=what),
        "faults_href": address(request, "import_faults", kind=what),
    }
    if request.method == "POST" and form.is_valid():
        _known, planned = _planned(request, what, form.rows)
        context |= shown(planned) | {"sealed": sealed_rows(form.rows)}
    return render(request, "people/import.html", context)


def _kind(text: str) -> Kind:
    try:
        return Kind(text)
    except ValueError:
        raise Http404 from None


def _planned(request: SchoolRequest, kind: Kind, rows: list[dict[str, str]]) -> tuple[Known, list[Planned]]:
    today = clock.today()
    known = known_of(request.school, on=today)
    return known, plan(kind, read_lines(kind, rows, today=today), known)


@require_POST
@school_view(Permission.PEOPLE_EDIT)
def apply(request: SchoolRequest, kind: str) -> HttpResponse:
    """Looked at again: when something has changed since, the new look is shown first."""
    what, rows = _kind(kind), opened_rows(request.POST.get("sealed", ""))
    if rows is None:
        messages.error(request, gettext("What was looked at is too old. Choose the file again."))
        return redirect(address(request, "import", kind=what))
    known, planned = _planned(request, what, rows)
    if request.POST.get("seen", "") != shown(planned)["seen"]:
        messages.warning(request, gettext("Somebody has changed something since you looked. Choose the file again."))
        return redirect(address(request, "import", kind=what))
    taken = take(what, planned, known, school=request.school, by=request.member)
    counts = {"created": taken.created, "changed": taken.changed}
    messages.success(request, gettext("Entered: %(created)s. Changed: %(changed)s.") % counts)
    if left := len(taken.refused) + sum(one.fate is Fate.FAULTY for one in planned):
        messages.warning(request, gettext("Lines that weren't taken: %(count)s.") % {"count": left})
    return redirect(address(request, "children" if what is Kind.PUPILS else "adults"))


@require_POST
@school_view(Permission.PEOPLE_EDIT)
def faults(request: SchoolRequest, kind: str) -> HttpResponse:
    """The lines that can't be taken, with the reason beside each: to be corrected and chosen again."""
    what, rows = _kind(kind), opened_rows(request.POST.get("sealed", ""))
    if rows is None:
        raise Http404
    _known, planned = _planned(request, what, rows)
    return _csv(faults_file(what, rows, planned), "to-correct.csv")


@require_safe
@school_view(Permission.PEOPLE_EDIT)
def template(request: SchoolRequest, kind: str) -> HttpResponse:  # noqa: ARG001
    """An empty table with the right first line."""
    return _csv(table_file(_kind(kind)), f"{kind}.csv")


def _csv(body: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)
