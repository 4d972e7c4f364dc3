"""When is it due, and which days count, in this institution: with the orders on its calendar."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.calendar import as_time, calendar_of, suspended_between
from safeguard.organisations.selectors.editions import in_force
from safeguard.procedures import ask
from safeguard.procedures.schema import Procedure
from safeguard.questions.forms.own import OwnDaysForm, OwnDueForm
from safeguard.questions.presenters.about import edition_of
from safeguard.questions.presenters.calendar_file import calendar_file
from safeguard.questions.presenters.days import days_answer
from safeguard.questions.presenters.lines import lines_of
from safeguard.questions.presenters.summary import own_summary_of
from safeguard.questions.presenters.track import track_of
from safeguard.questions.presenters.words import title_of
from safeguard.web import SchoolRequest, school_view


@require_safe
@school_view(Permission.SCHOOL_ENTER)
def due(request: SchoolRequest) -> HttpResponse:
    held = in_force(request.school.pk, on=clock.today())
    if held is None:
        return render(request, "questions/own.html", _frame(request, "due") | {"caption": ""})
    form = _form(request, held.definition)
    found = _timetable(request.school, form)
    context = _frame(request, "due") | {
        "caption": title_of(held.definition),
        "form": form,
        # A report of an earlier day is counted by what counted then.
        "edition": edition_of(found.procedure if found else held.definition, clock.today()),
    }
    return render(request, "questions/own.html", context | (_answer(request, found) if found else {}))


@require_safe
@school_view(Permission.SCHOOL_ENTER)
def calendar(request: SchoolRequest) -> HttpResponse:
    """The same answer as a file."""
    held = in_force(request.school.pk, on=clock.today())
    found = _timetable(request.school, _form(request, held.definition)) if held else None
    if found is None:
        return redirect(_address(request, "due"))
    content = calendar_file(found, lines_of(found), request.build_absolute_uri(_address(request, "due")))
    name = f"{found.procedure.id}-{found.received:%Y-%m-%d-%H%M}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@school_view(Permission.SCHOOL_ENTER)
def days(request: SchoolRequest) -> HttpResponse:
    form = OwnDaysForm(request.GET.dict(), calendar=request.school.calendar)
    answer = None
    if form.is_valid():
        question, counted_by = form.question(), calendar_of(request.school)
        asked = ask.workdays_until if "until" in question else ask.workdays
        try:
            found = asked(question, counted_by)
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            answer = days_answer(question, [date.fromisoformat(day) for day in found], counted_by)
    context = _frame(request, "days") | {"form": form, "answer": answer}
    return render(request, "questions/own_days.html", context)


def _form(request: HttpRequest, procedure: Procedure) -> OwnDueForm:
    zone = request.school.organisation.timezone  # type: ignore[attr-defined]
    return OwnDueForm(request.GET.dict(), procedure=procedure.id, timezone=zone)


def _timetable(school: School, form: OwnDueForm) -> ask.Timetable | None:
    """Counted by the functions that count a case; what they refuse stands beside the field."""
    if not form.is_valid():
        return None
    try:
        return ask.timetable(form.question(), _own(school))
    except DomainError as refusal:
        form.refuse(refusal)
        return None


def _own(school: School) -> ask.Own:
    def edition(on: date) -> Procedure:
        held = in_force(school.pk, on=on)
        if held is None:
            raise RuleViolation(gettext_noop("The school has adopted no procedure for that day."), field="received")
        return held.definition

    now = clock.now()
    suspended = suspended_between(school.pk, now.replace(year=now.year - 1), now)
    return ask.Own(edition, calendar_of(school), as_time(suspended))


def _answer(request: SchoolRequest, found: ask.Timetable) -> dict[str, Any]:
    query = request.GET.copy()
    query["reasons"] = "open"
    return {
        "summary": own_summary_of(found, clock.today()),
        "lines": lines_of(found),
        "has_reasons_open": request.GET.get("reasons") == "open",
        "reasons_href": f"{request.path}?{query.urlencode()}",
        "track": track_of(found),
        "majority": None,
        "calendar_href": f"{_address(request, 'calendar')}?{request.GET.urlencode()}",
        "address": request.build_absolute_uri(),
        "counted_at": clock.now(),
    }


def _frame(request: SchoolRequest, current: str) -> dict[str, object]:
    pages = [("due", _("Timetable of a report")), ("days", _("Working days"))]
    return {
        "tabs": [
            {"label": label, "href": _address(request, name), "is_current": name == current} for name, label in pages
        ],
        "place": request.school.organisation,
        "year_href": reverse("organisations:school_calendar", kwargs={"school": request.school.organisation.slug}),
    }


def _address(request: HttpRequest, name: str) -> str:
    return reverse(f"own:{name}", kwargs={"school": request.school.organisation.slug})  # type: ignore[attr-defined]
