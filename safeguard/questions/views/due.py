"""When is it due? A procedure, a date and a time in; a dated timetable with its reasons out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from safeguard import clock
from safeguard.errors import DomainError
from safeguard.procedures import ask
from safeguard.procedures.schema import Procedure
from safeguard.questions.forms.due import DueForm
from safeguard.questions.forms.vote import full_house
from safeguard.questions.presenters.about import edition_of, reference_of
from safeguard.questions.presenters.calendar_file import calendar_file
from safeguard.questions.presenters.lines import lines_of
from safeguard.questions.presenters.summary import summary_of
from safeguard.questions.presenters.track import track_of
from safeguard.questions.presenters.votes import majority_text
from safeguard.questions.presenters.words import language, title_of
from safeguard.questions.views.shared import frame, public_question, with_language


@public_question
def due(request: HttpRequest) -> HttpResponse:
    form = DueForm(request.GET)
    with _local(form):
        found = _answered(form)
        context = frame(request, "questions:due") | {"form": form}
        if found:
            context |= _answer(request, form, found)
        elif form.procedure_asked:
            context |= _beside(form.procedure_asked)
        return render(request, "questions/due.html", context)


@public_question
def calendar(request: HttpRequest) -> HttpResponse:
    """The same answer as a file; a question without one goes back to the page, which says why."""
    form = DueForm(request.GET)
    with _local(form):
        found = _answered(form)
        if not found:
            return redirect(with_language(request, "questions:due"))
        address = request.build_absolute_uri(with_language(request, "questions:due"))
        content = calendar_file(found, lines_of(found), address)
    name = f"{found.procedure.id}-{found.received:%Y-%m-%d-%H%M}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _answered(form: DueForm) -> ask.Timetable | None:
    """Counted by the functions that the commands use; what they refuse stands beside the field."""
    if not form.is_valid():
        return None
    try:
        return ask.timetable(form.question())
    except DomainError as refusal:
        form.refuse(refusal)
        return None


def _answer(request: HttpRequest, form: DueForm, found: ask.Timetable) -> dict[str, Any]:
    composition = form.cleaned_data.get("composition")
    vote = {"procedure": found.procedure.id, "language": language()[:2]}
    return _beside(found.procedure) | {
        "summary": summary_of(found),
        "lines": lines_of(found),
        "has_reasons_open": request.GET.get("reasons") == "open",
        "reasons_href": with_language(request, "questions:due", reasons="open"),
        "track": track_of(found),
        "majority": majority_text(ask.tally(vote | full_house(composition))) if composition else None,
        "calendar_href": with_language(request, "questions:calendar"),
        "address": request.build_absolute_uri(),
        "counted_at": clock.now(),
    }


def _beside(procedure: Procedure) -> dict[str, Any]:
    """The procedure by name, the edition held, whom to call."""
    today = clock.today()
    return {
        "procedure_title": title_of(procedure),
        "edition": edition_of(procedure, today),
        "reference": reference_of(procedure, today),
    }


@contextmanager
def _local(form: DueForm) -> Iterator[None]:
    """Every time is shown as the clocks of the procedure's country show it."""
    zone = form.procedure_asked.timezone if form.procedure_asked else "UTC"
    with timezone.override(ZoneInfo(zone)):
        yield
