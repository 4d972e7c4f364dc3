"""The list of cases: filters in the address, search by a form, so that no name stands in an address."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cases.forms.listing import CaseFilterForm, CaseSearchForm
from cases.presenters.case import kinds_text
from cases.presenters.desk import case_rows
from cases.selectors.cases import listed_cases, matching
from cases.selectors.grants import with_handlers
from cases.views.shared import slug_of
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view

PAGE = 50


@school_view(Permission.CASE_LIST)
def listing(request: SchoolRequest) -> HttpResponse:
    form, search = CaseFilterForm(request.GET), CaseSearchForm(request.POST or None)
    cases = form.narrow(listed_cases(request.member), request.member)
    query = search.cleaned_data["query"] if search.is_valid() else ""
    if query:
        cases = matching(cases, query)
    page = Paginator(with_handlers(cases), PAGE).get_page(request.GET.get("page"))
    rows = case_rows(page, slug_of(request))
    for row in rows:
        row["kinds"] = kinds_text(row["case"].kinds)
    context = {
        "form": form,
        "search": search,
        "is_search": bool(query),
        "page_obj": page,
        "rows": rows,
        "slug": slug_of(request),
        "is_narrowed": bool(query) or any(value for key, value in request.GET.items() if key != "page"),
    }
    return render(request, "cases/list.html", context)
