"""Which days count? Working days after a date, or up to one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeguard.errors import DomainError
from safeguard.procedures import ask
from safeguard.questions.forms.days import DaysForm
from safeguard.questions.presenters.days import DaysAnswer, days_answer
from safeguard.questions.views.shared import frame, public_question


@public_question
def days(request: HttpRequest) -> HttpResponse:
    form = DaysForm(request.GET)
    context = frame(request, "questions:days") | {"form": form, "answer": _answered(form)}
    return render(request, "questions/days.html", context)


def _answered(form: DaysForm) -> DaysAnswer | None:
    if not form.is_valid():
        return None
    question = form.question()
    try:
        found = ask.workdays_until(question) if "until" in question else ask.workdays(question)
    except DomainError as refusal:
        form.refuse(refusal)
        return None
    return days_answer(question, [date.fromisoformat(day) for day in found])
