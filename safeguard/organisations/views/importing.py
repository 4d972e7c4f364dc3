"""Schools from a table, in two steps: what it would do, then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from safeguard.organisations.domain.importing import COLUMNS, REQUIRED, read_lines
from safeguard.organisations.forms.importing import ImportForm, opened_rows, sealed_rows
from safeguard.organisations.presenters.importing import faults, shown
from safeguard.organisations.services.importing import Fate, apply_import, plan_import
from safeguard.organisations.views.shared import operator_view, url
from safeguard.web import DepartmentRequest


@operator_view
def look(request: DepartmentRequest) -> HttpResponse:
    """The file, then what each line would do. Nothing is written here."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "form": form,
        "columns": [(column, column in REQUIRED) for column in COLUMNS],
        "back_href": url(request, "tree"),
        "template_href": url(request, "import_template"),
        "apply_href": url(request, "import_apply"),
    }
    if request.method == "POST" and form.is_valid():
        context |= shown(plan_import(read_lines(form.rows), root=request.department))
        context["sealed"] = sealed_rows(form.rows)
    return render(request, "organisations/import.html", context)


@require_POST
@operator_view
def apply(request: DepartmentRequest) -> HttpResponse:
    """Looked at again, because something may have changed in between; faulty lines are left out."""
    rows = opened_rows(request.POST.get("sealed", ""))
    if rows is None:
        messages.error(request, gettext("What was looked at is too old. Choose the file again."))
        return redirect(url(request, "import"))
    planned = plan_import(read_lines(rows), root=request.department)
    created, changed, refused = apply_import(planned, by=request.member)
    faulty = [one.line for one in planned if one.fate == Fate.FAULTY] + refused
    told = gettext("Created: %(created)s. Changed: %(changed)s.") % {"created": created, "changed": changed}
    messages.success(request, told)
    for fault in faults(faulty)[:20]:
        messages.warning(request, fault)
    if len(faulty) > 20:
        more = len(faulty) - 20
        messages.warning(request, ngettext("And %(n)s more line", "And %(n)s more lines", more) % {"n": more})
    return redirect(url(request, "tree"))


@require_safe
@operator_view
def template(request: DepartmentRequest) -> HttpResponse:  # noqa: ARG001
    """An empty table with the right first line."""
    body = "\ufeff" + ";".join(COLUMNS) + "\r\n"
    return HttpResponse(
        body.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="schools.csv"'},
    )
