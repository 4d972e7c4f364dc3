"""The pages of one case. Each finds it through `case_for`."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.models import CaseEvent
from cases.presenters import case as present
from cases.presenters import deadlines as clocks
from cases.selectors import case_page as read
from cases.selectors.access import case_for, who_sees
from cases.selectors.clocks import definition_of
from cases.selectors.sides import sides_of, standing_notices
from cases.views.shared import frame
from safeguard.access.permissions import Permission
from safeguard.audit.models import AccessRecord
from safeguard.documents.selectors import documents_of
from safeguard.web import SchoolRequest, school_view

PAGE = 50
LOOKS = 50


@school_view(Permission.CASE_VIEW)
def detail(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Overview: the next step, the days counted, short facts, people, papers."""
    case = case_for(request.member, case_id)
    context = frame(request, case, "detail")
    rows = clocks.rows_of(case, read.deadlines_of(case))
    unmet = [row for row in rows if row.state != "done"]
    step = present.next_step(unmet, clocks.act(unmet[0], case, context["slug"])) if unmet else None
    report = read.first_report(case)
    context |= {
        "step": step,
        "track": clocks.track_of(rows, case, context["slug"]),
        "facts": present.facts(case, report),
        "narrative": report.open("narrative"),
        "events": present.timeline(read.recent_events(case), definition_of(case.procedure)),
        "people": present.people(sides_of(case)),
        "documents": documents_of(case.pk)[:5],
        "edition": definition_of(case.procedure).edition.held.in_(get_language() or "en"),
    }
    return render(request, "cases/detail.html", context)


@school_view(Permission.CASE_VIEW)
def timeline(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="timeline")
    page = Paginator(CaseEvent.objects.filter(case=case).order_by("-seq"), PAGE).get_page(request.GET.get("page"))
    context = frame(request, case, "timeline") | {
        "page_obj": page,
        "events": present.timeline(list(page), definition_of(case.procedure)),
    }
    return render(request, "cases/timeline.html", context)


@school_view(Permission.CASE_VIEW)
def people(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="people")
    may_mark = request.member.may(Permission.NOTICE_RECORD)
    return render(
        request, "cases/people.html", frame(request, case, "people") | {"sides": sides_of(case), "may_mark": may_mark}
    )


@school_view(Permission.CASE_VIEW)
def deadlines(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="deadlines")
    context = frame(request, case, "deadlines")
    rows = clocks.rows_of(case, read.deadlines_of(case))
    context["rows"] = [clocks.task(row, case, context["slug"], "") for row in rows]
    context["track"] = clocks.track_of(rows, case, context["slug"])
    return render(request, "cases/deadlines.html", context)


@school_view(Permission.CASE_VIEW)
def notices(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="notices")
    context = frame(request, case, "notices")
    rows = clocks.rows_of(case, read.deadlines_of(case))
    titles = {row.rule.key: row.title for row in rows}
    names = {side.person_id: side.name for side in sides_of(case)}
    context["given"] = present.notice_rows(standing_notices(case), titles, names)
    context["rows"] = [clocks.task(row, case, context["slug"], "") for row in rows if clocks.is_notice(row)]
    return render(request, "cases/notices.html", context)


@school_view(Permission.CASE_GRANT)
def access(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    """Who sees the case and why; who looked, refusals too."""
    case = case_for(request.member, case_id, what="access")
    looks = AccessRecord.objects.filter(case_id=case.pk).order_by("-at")[:LOOKS]
    return render(
        request, "cases/access.html", frame(request, case, "access") | {"looks": looks, "seen_by": who_sees(case)}
    )
