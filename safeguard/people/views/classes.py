"""Classes of a school year and their teachers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.people.forms import NewClassForm, TeacherForm
from safeguard.people.models import SchoolClass
from safeguard.people.names import FullName
from safeguard.people.selectors.classes import classes_of, current_year
from safeguard.people.services.ties import add_class, change_class_teacher
from safeguard.people.views.shared import address, frame, staff_choices
from safeguard.registers.years import school_year_label
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.PEOPLE_VIEW)
def classes(request: SchoolRequest) -> HttpResponse:
    """Of this school year, or of the one in the address."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else current_year()
    rows = [
        (each, FullName.read(each.teacher.open("name")).spoken if each.teacher else "")
        for each in classes_of(year, language=request.school.organisation.language)
    ]
    context = {"rows": rows, "year": school_year_label(year), "years": _years(year)}
    return render(request, "people/classes.html", context | frame(request, "classes"))


def _years(shown: int) -> list[tuple[int, str]]:
    """The neighbours of the year that is shown."""
    return [(year, school_year_label(year)) for year in (shown - 1, shown + 1) if year <= current_year() + 1]


@school_view(Permission.PEOPLE_EDIT)
def new(request: SchoolRequest) -> HttpResponse:
    years = [(str(year), school_year_label(year)) for year in (current_year(), current_year() + 1)]
    form = NewClassForm(request.POST or None, years=years, staff=staff_choices(request))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            add_class(
                school=request.school,
                school_year=int(asked["school_year"]),
                grade=int(asked["grade"]),
                letter=asked["letter"],
                teacher_id=form.teacher_id,
                by=request.member,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(address(request, "classes") + f"?year={asked['school_year']}")
    back = address(request, "classes")
    context = {"form": form, "heading": _("Add a class"), "back_href": back, "cancel_href": back}
    return render(request, "people/form.html", context)


@school_view(Permission.PEOPLE_EDIT)
def teacher(request: SchoolRequest, class_id: UUID) -> HttpResponse:
    found = SchoolClass.objects.filter(pk=class_id).first()
    if found is None:
        raise Http404
    initial = {"teacher": str(found.teacher_id or "")}
    form = TeacherForm(request.POST or None, staff=staff_choices(request), initial=initial)
    back = address(request, "classes")
    if form.is_valid():
        try:
            change_class_teacher(class_id=class_id, teacher_id=form.teacher_id, by=request.member)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return redirect(back)
    context = {"form": form, "heading": found.label, "back_href": back, "cancel_href": back}
    return render(request, "people/form.html", context)
