"""Registers of reports and of cases, by school year."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cases.forms.registers import RegisterForm
from cases.presenters import registers as present
from cases.selectors import registers as read
from cases.views.shared import slug_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.registers.enums import Register
from safeguard.registers.years import school_year_of
from safeguard.web import SchoolRequest, school_view

PAGE = 100


@school_view(Permission.REGISTER_VIEW)
def registers(request: SchoolRequest) -> HttpResponse:
    """Without a gap; a year that holds a case from which the member is recused stays closed to them."""
    year, register = _asked_year(request), request.GET.get("register", Register.REPORTS)
    read.check_year(request.member, year)
    years = sorted({year, *read.years_of(request.member)}, reverse=True)
    rows = read.cases_in(year) if register == Register.CASES else read.reports_in(year)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    form = RegisterForm({"register": register, "year": str(year)}, years=present.year_choices(years))
    context = {"form": form, "page_obj": page, "table": _table(request, register, page)}
    return render(request, "cases/registers.html", context)


def _asked_year(request: SchoolRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else school_year_of(clock.today())


def _table(request: SchoolRequest, register: str, page: Any) -> dict[str, Any]:
    slug = slug_of(request)
    if register == Register.CASES:
        return present.case_table(page, slug)
    return present.report_table(page, slug)
