"""What was collected about a case: explanations, conclusions, information; and the files of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.access import ReasonForm
from cases.forms.materials import MaterialForm
from cases.models import Case, Material
from cases.presenters import materials as present
from cases.selectors.access import case_for
from cases.selectors.materials import file_of_material, files_by_material, material_of, materials_of
from cases.selectors.sides import sides_of
from cases.services.materials import add_material, set_aside_material
from cases.views.notices import sealed_file
from cases.views.shared import act_frame, done, frame, slug_of
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def materials(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="materials")
    found, sides, may_edit = materials_of(case), sides_of(case), request.member.may(Permission.NOTICE_RECORD)
    files = files_by_material(found)
    context = frame(request, case, "documents") | {
        "materials": present.rows(found, files, sides, case, slug_of(request), may_edit=may_edit),
        "missing": present.missing(found, sides),
        "add_href": _address(request, case, "material_new") if may_edit else "",
        "back": _address(request, case, "documents"),
    }
    return render(request, "cases/materials.html", context)


@school_view(Permission.NOTICE_RECORD)
def material_new(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="materials")
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MaterialForm(*typed, sides=present.side_choices(sides_of(case)))
    if done(request, form, lambda: _add(request, case, form), _("The material is added.")):
        return redirect(_address(request, case, "materials"))
    return render(request, "cases/act.html", _frame(request, case, _("Add a material")) | {"form": form})


def _add(request: SchoolRequest, case: Case, form: MaterialForm) -> None:
    add_material(case_id=case.pk, draft=form.draft(), files=form.uploads(), by=request.member)


@school_view(Permission.NOTICE_RECORD)
def material_aside(request: SchoolRequest, case_id: UUID, material_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="materials")
    row = material_of(case, material_id)
    if row is None or row.set_aside_at is not None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if done(request, form, lambda: _set_aside(request, row, form), _("The material is set aside.")):
        return redirect(_address(request, case, "materials"))
    intro = _("It stays on the list with your reason, and counts no more.")
    context = _frame(request, case, _("Set the material aside")) | {"form": form, "intro": intro}
    return render(request, "cases/act.html", context)


def _set_aside(request: SchoolRequest, row: Material, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    set_aside_material(case_id=row.case_id, material_id=row.pk, reason=reason, by=request.member)


@school_view(Permission.CASE_VIEW)
def material_file(request: SchoolRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="material.file")
    return sealed_file(file_of_material(case, attachment_id))


def _frame(request: SchoolRequest, case: Case, heading: str) -> dict[str, object]:
    """Back leads to the materials, not to the tab that they belong to."""
    href = _address(request, case, "materials")
    context = act_frame(request, case, "documents", heading=heading, submit=heading)
    return context | {"back_href": href, "cancel_href": href, "back_label": _("Materials")}


def _address(request: SchoolRequest, case: Case, name: str) -> str:
    return reverse(f"cases:{name}", kwargs={"school": slug_of(request), "case_id": case.pk})
