"""The list of cases, with filters in the address."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cases.forms.listing import CaseFilterForm
from cases.presenters.case import kinds_text
from cases.selectors.access import visible_cases
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view

PAGE = 50


@school_view(Permission.CASE_LIST)
def listing(request: SchoolRequest) -> HttpResponse:
    form = CaseFilterForm(request.GET or None)
    cases = form.narrow(visible_cases(request.member)).select_related("data_key").order_by("-received_at")
    page = Paginator(cases, PAGE).get_page(request.GET.get("page"))
    rows = [(case, case.open("title"), kinds_text(case.kinds)) for case in page]
    context = {"form": form, "page_obj": page, "rows": rows, "slug": request.school.organisation.slug}
    return render(request, "cases/list.html", context)
