"""Measures after the decision: of one case, of every case that may be known, and what is recorded about one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors.access import case_for
from cases.selectors.grants import names_of
from cases.views.shared import act_frame, done, frame, slug_of
from commissions.forms_measures import StepForm
from commissions.models import Measure
from commissions.presenters import follow_up as present
from commissions.presenters.people import adult_choices
from commissions.presenters.texts import measure_row
from commissions.selectors import follow_up as read
from commissions.selectors.sides import side_codes
from commissions.selectors.staff import staff
from commissions.services.follow_up import may_follow, record_step
from safeguard.access.permissions import Permission
from safeguard.vault import keys
from safeguard.web import SchoolRequest, school_view

PAGE = 50


@school_view(Permission.CASE_VIEW)
def measures(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Each with its entries; the open ones first."""
    case = case_for(request.member, case_id, what="measures")
    found = list(_rows(case))
    found.sort(key=lambda row: not read.is_open(row))
    context = frame(request, case, "decision") | {"measures": _shown(request, case, found)}
    return render(request, "commissions/follow_up.html", context)


def _shown(request: SchoolRequest, case: Case, found: list[Measure]) -> list[dict[str, Any]]:
    steps, holders, codes = read.steps_of(found), read.holders_of(found), _codes(request, case, found)
    names = names_of(row.recorded_by for rows in steps.values() for row in rows)
    keys.load({row.data_key_id for row in [*found, *holders.values()]})
    slug, today = slug_of(request), present.today_at(request.school)
    shown = []
    for row in found:
        may = may_follow(case, row, request.member)
        shown.append(
            measure_row(row, codes[row.decision.meeting_id])  # type: ignore[union-attr]
            | {
                "id": row.pk,
                "who": present.holder_name(row, holders),
                "tag": present.state_tag(row, today),
                "steps": present.step_rows(steps.get(row.pk, []), names),
                "href": present.step_href(row, case.pk, slug) if may else "",
            }
        )
    return shown


def _codes(request: SchoolRequest, case: Case, found: list[Measure]) -> dict[UUID, dict[UUID, str]]:
    """Codes of a meeting by person: minutes of several meetings may name one person otherwise."""
    meetings = {row.decision.meeting_id for row in found}  # type: ignore[union-attr]
    language = request.school.organisation.language
    return {each: {side.person.pk: side.code for side in side_codes(each, case.pk, language)} for each in meetings}


@school_view(Permission.CASE_VIEW)
def step(request: SchoolRequest, case_id: UUID, measure_id: UUID) -> HttpResponse:
    """What became of one measure: looked at, carried out, ended, passed on."""
    case = case_for(request.member, case_id, what="measures")
    row = _rows(case).filter(pk=measure_id).first()
    if row is None:
        raise Http404
    if not may_follow(case, row, request.member):
        raise PermissionDenied
    entries = read.steps_of([row]).get(row.pk, [])
    initial = {"seen": len(entries), "on": present.today_at(request.school)}
    form = StepForm(request.POST or None, initial=initial, is_open=read.is_open(row), people=adult_choices(staff()))
    if done(request, form, lambda: _record(request, row, form), _("It is recorded.")):
        return redirect(f"{present.measures_href(case.pk, slug_of(request))}#{row.pk}")
    [shown] = _shown(request, case, [row])
    heading = _("What became of the measure")
    context = act_frame(request, case, "decision", heading=heading, submit=_("Record"))
    back = present.measures_href(case.pk, slug_of(request))
    context |= {"form": form, "measure": shown, "back_href": back, "cancel_href": back, "back_label": _("Measures")}
    return render(request, "commissions/step.html", context)


def _record(request: SchoolRequest, row: Measure, form: StepForm) -> None:
    record_step(measure_id=row.pk, step=form.draft(), seen=form.cleaned_data["seen"], by=request.member)


def _rows(case: Case) -> Any:
    related = ("decision__meeting", "responsible__data_key", "judged_by__data_key", "person", "data_key")
    return read.followed_in(case).select_related(*related)


@school_view(Permission.CASE_VIEW)
def open_measures(request: SchoolRequest) -> HttpResponse:
    """Every open measure of the cases that the member may know of, the latest first."""
    page = Paginator(read.open_for(request.member), PAGE).get_page(request.GET.get("page"))
    holders = read.holders_of(page)
    keys.load({adult.data_key_id for adult in holders.values()})
    slug, today = slug_of(request), present.today_at(request.school)
    rows = [
        present.line(row, row.decision.case, slug, today)  # type: ignore[union-attr]
        | {"case": row.decision.case, "who": present.holder_name(row, holders)}  # type: ignore[union-attr]
        for row in page
    ]
    return render(request, "commissions/open_measures.html", {"rows": rows, "page_obj": page, "slug": slug})
