"""Record that something was done on paper: an order, an investigation, signatures. And the scan beside it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.forms.deeds import DeedForm
from cases.models import Case, CaseEvent
from cases.presenters.deeds import title_of
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of
from cases.selectors.evidence import deeds_done, file_with_body
from cases.services.deeds import record_deed
from cases.views.notices import sealed_file
from cases.views.shared import act_frame, done, to_page
from safeguard.access.permissions import Permission
from safeguard.procedures.bindings import copies_of, deeds_of, rules_met_by
from safeguard.procedures.schema import Evidence
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.NOTICE_RECORD)
def deed_new(request: SchoolRequest, case_id: UUID, evidence: str) -> HttpResponse:
    """It meets the limit at the moment it was done. `?corrects=` names a wrong entry."""
    case = case_for(request.member, case_id, what="deed")
    kind = _kind(case, evidence)
    corrects = _corrected(case, kind, request.GET.get("corrects", ""))
    form = _form(request, case, kind, corrects)
    if done(request, form, lambda: _record(request, case, form), _("It is recorded.")):
        return to_page(request, case, "deadlines")
    submit = _("Record the correction") if corrects else _("Record that it was done")
    heading = title_of(definition_of(case.procedure), kind)
    context = act_frame(request, case, "deadlines", heading=heading, submit=submit)
    return render(request, "cases/deed_new.html", context | {"form": form, "corrects": corrects})


def _kind(case: Case, evidence: str) -> Evidence:
    """Only what the procedure of this case asks for."""
    found = {str(kind): kind for kind in deeds_of(definition_of(case.procedure))}.get(evidence)
    if found is None:
        raise Http404
    return found


def _corrected(case: Case, kind: Evidence, event_id: str) -> CaseEvent | None:
    if not event_id:
        return None
    found = next((event for event in deeds_done(case) if str(event.pk) == event_id and event.kind == kind), None)
    if found is None:
        raise Http404
    return found


def _form(request: SchoolRequest, case: Case, kind: Evidence, corrects: CaseEvent | None) -> DeedForm:
    procedure = definition_of(case.procedure)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    owing = [role for rule in rules_met_by(procedure, kind) for role in rule.duty_of]
    return DeedForm(
        *typed,
        asked=deeds_of(procedure)[kind],
        kind=kind,
        copies=copies_of(procedure, kind),
        duty_of=owing[0] if owing else "",
        corrects=corrects,
    )


def _record(request: SchoolRequest, case: Case, form: DeedForm) -> CaseEvent:
    return record_deed(case_id=case.pk, deed=form.draft(), by=request.member, evidence=form.uploads())


@school_view(Permission.CASE_VIEW)
def deed_file(request: SchoolRequest, case_id: UUID, attachment_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="deed.file")
    return sealed_file(file_with_body(case, attachment_id))
