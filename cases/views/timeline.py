"""The chronology of a case, page by page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cases.models import CaseEvent
from cases.presenters.timeline import Told, colleagues_in
from cases.presenters.timeline import timeline as present
from cases.selectors.access import case_for
from cases.selectors.case_page import deadlines_of
from cases.selectors.clocks import definition_of
from cases.selectors.grants import names_of
from cases.selectors.sides import sides_of
from cases.views.shared import frame
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view

PAGE = 50


@school_view(Permission.CASE_VIEW)
def timeline(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id, what="timeline")
    page = Paginator(CaseEvent.objects.filter(case=case).order_by("-seq"), PAGE).get_page(request.GET.get("page"))
    events = list(page)
    told = Told(definition_of(case.procedure), sides_of(case), names_of(colleagues_in(events)), deadlines_of(case))
    context = frame(request, case, "timeline") | {"page_obj": page, "events": present(events, told)}
    return render(request, "cases/timeline.html", context)
