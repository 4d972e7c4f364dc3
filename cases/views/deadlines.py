"""The limits of a case with their reasons."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Case
from cases.presenters import ahead
from cases.presenters import deeds as paper
from cases.presenters.deadlines import Row, rows_of, task
from cases.presenters.suspended import lines as told_of
from cases.presenters.suspended import reasons_of
from cases.presenters.track import note_of, track_of
from cases.selectors.access import case_for
from cases.selectors.ahead import limits_ahead
from cases.selectors.case_page import deadlines_of, suspended_during
from cases.selectors.clocks import clocks_of, definition_of
from cases.selectors.evidence import deeds_done, files_of, has_happened
from cases.selectors.notices import progress_of
from cases.views import beside
from cases.views.shared import frame, slug_of
from safeguard.access.permissions import Permission
from safeguard.organisations.selectors.calendar import Suspended
from safeguard.procedures.schema import Evidence
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.CASE_VIEW)
def deadlines(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="deadlines")
    slug, found, clocks = slug_of(request), deadlines_of(case), clocks_of(request.school, case.procedure)
    suspended = suspended_during(case, found)
    rows = rows_of(case, found, progress_of(found))
    context = (
        frame(request, case, "deadlines")
        | beside.duties(request, case)
        | beside.reference(request, case)
        | _deeds(request, case)
        | {
            "rows": [_opened(task(row, case, slug, member=request.member), row, suspended) for row in rows],
            "track": track_of(rows, case, slug, clocks.calendar) if rows else None,
            "track_note": note_of(rows, clocks.calendar),
            "ahead": ahead.lines(limits_ahead(case, clocks, found)),
            "suspended": told_of(suspended),
            "count_href": reverse("own:due", kwargs={"school": slug}),
            "calendar_href": reverse("organisations:school_calendar", kwargs={"school": slug}),
        }
    )
    return render(request, "cases/deadlines.html", context)


def _deeds(request: SchoolRequest, case: Case) -> dict[str, Any]:
    """What is done on paper: what can be recorded, and what was."""
    events, slug = deeds_done(case), slug_of(request)
    may_record = request.member.may(Permission.NOTICE_RECORD)
    procedure = definition_of(case.procedure)
    return {
        "deeds": paper.done(events, files_of(case, events), case, slug, may_correct=may_record),
        "to_record": paper.without_limit(procedure, has_happened(case, Evidence), case, slug) if may_record else [],
    }


def _opened(shown: dict[str, Any], row: Row, suspended: Sequence[Suspended]) -> dict[str, Any]:
    """This is the page of reasons: they stand open, with the suspended teaching that fell into the limit."""
    why = shown["why"]
    return shown | {"why": why | {"is_open": True, "lines": [*why["lines"], *reasons_of(row, suspended)]}}
