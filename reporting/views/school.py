"""A school's own figures."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render

from reporting import presenters
from reporting.forms import QuarterForm
from reporting.selectors.closed import closed_quarters
from reporting.selectors.figures import figures_of_school
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.STATISTICS_VIEW)
def school(request: SchoolRequest) -> HttpResponse:
    """What the department sees of this school, so that nobody is surprised by it."""
    closed = closed_quarters(request.member.user_id)
    form = QuarterForm(request.GET or None, closed=closed)
    if form.chosen in closed:
        raise PermissionDenied
    figures = figures_of_school(request.school.pk, form.chosen)
    name = request.school.organisation.name
    return render(
        request,
        "reporting/school.html",
        {
            "form": form,
            "quarter": form.chosen,
            "indicators": presenters.by_kind(figures, request.school.organisation.country, name, form.chosen.label),
            "figures": figures,
        },
    )
