"""Calling a meeting, entering one held on paper, and saying that one isn't held."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from commissions.forms import CallForm, CancelForm, PaperForm
from commissions.presenters.waiting import broken_words, choices, clash_words, hints, slot_rows
from commissions.selectors.access import meeting_for
from commissions.selectors.calling import Waiting, broken_by, clocks_for, notice_limit, waiting_cases
from commissions.selectors.clashes import clashes, slots_for
from commissions.selectors.composition import commission_for, seats_at
from commissions.services.calling import Call, call_meeting
from commissions.services.cancelling import cancel_meeting
from commissions.views.shared import links_of, said
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.MEETING_RUN)
def call(request: SchoolRequest) -> HttpResponse:
    """Date, time, place; both breaches are shown when a date breaks a rule, and a reason is asked."""
    waiting = waiting_cases(request.member)
    form = _form(request, waiting, asks_clash="despite_clash" in request.POST)
    broken: list[str] = []
    taken: list[str] = []
    if request.method == "POST" and form.is_valid():
        broken = _broken(request, waiting, form.cleaned_data)
        taken = _taken(request, waiting, form.cleaned_data)
        form = _form(request, waiting, asks_clash=bool(taken))
        if form.is_valid() and (response := _call(request, form)) is not None:
            return response
    context = {
        "form": form,
        "broken": broken,
        "taken": taken,
        "slots": _slots(request, waiting),
        "waiting": waiting,
        "submit_label": _("Call the meeting"),
        "back": links_of(request).to("meetings"),
        "is_paper": False,
    }
    return render(request, "commissions/call.html", context)


def _form(request: SchoolRequest, waiting: Sequence[Waiting], *, asks_clash: bool) -> CallForm:
    return CallForm(
        request.POST or None,
        initial=_asked(request, waiting),
        waiting=choices(waiting),
        hints=hints(waiting),
        asks_clash=asks_clash,
    )


@school_view(Permission.MEETING_RUN)
def paper(request: SchoolRequest) -> HttpResponse:
    """Held on paper: entered with the time it was held; the time of entry is kept beside it."""
    waiting = waiting_cases(request.member)
    form = PaperForm(
        request.POST or None, initial=_asked(request, waiting), waiting=choices(waiting), hints=hints(waiting)
    )
    if request.method == "POST" and form.is_valid() and (response := _call(request, form)) is not None:
        return response
    context = {
        "form": form,
        "broken": [],
        "waiting": waiting,
        "submit_label": _("Enter the meeting"),
        "back": links_of(request).to("meetings"),
        "is_paper": True,
    }
    return render(request, "commissions/call.html", context)


def _asked(request: SchoolRequest, waiting: Sequence[Waiting]) -> dict[str, object]:
    """The case that the reader came from, or the only one that waits; the proposed time that was chosen."""
    wanted = request.GET.get("case")
    asked: dict[str, object] = {
        "cases": [wanted] if wanted else [str(row.case.pk) for row in waiting if len(waiting) == 1]
    }
    at = parse_datetime(request.GET.get("at", "").replace(" ", "+"))
    return asked | ({"starts_at": at} if at is not None and at.tzinfo else {})


def _slots(request: SchoolRequest, waiting: Sequence[Waiting]) -> list[dict[str, object]]:
    """For the case that the reader came from, else for the most urgent."""
    if not waiting:
        return []
    wanted = request.GET.get("case") or request.POST.get("cases")
    row = next((row for row in waiting if str(row.case.pk) == wanted), waiting[0])
    found = slots_for(request.member, request.school, row.case)
    return slot_rows(found, f"{links_of(request).to('call')}?case={row.case.pk}")


def _taken(request: SchoolRequest, waiting: Sequence[Waiting], typed: dict) -> list[str]:
    cases = [row.case for row in waiting if str(row.case.pk) in typed["cases"]]
    try:
        held = commission_for([case.pk for case in cases])
    except DomainError:
        return []
    seats = seats_at(typed["starts_at"], clocks_for(request.school, cases[0]).zone, held.pk if held else None)
    found = clashes(request.member, typed["starts_at"], typed["place"], [seat.adult_id for seat in seats])
    return clash_words(found)


def _broken(request: SchoolRequest, waiting: Sequence[Waiting], typed: dict) -> list[str]:
    chosen = [row for row in waiting if str(row.case.pk) in typed["cases"]]
    clocks = clocks_for(request.school, chosen[0].case)
    found = broken_by(clocks, [row.case.pk for row in chosen], typed["starts_at"])
    limit = notice_limit(clocks, typed["starts_at"])
    return broken_words(found) if limit or found else []


def _call(request: SchoolRequest, form: CallForm) -> HttpResponse | None:
    typed = form.cleaned_data
    wanted = Call(
        [UUID(case_id) for case_id in typed["cases"]],
        typed["starts_at"],
        typed["place"],
        typed.get("reason") or "",
        typed.get("ended_at"),
        bool(typed.get("despite_clash")),
    )
    try:
        meeting = call_meeting(school=request.school, call=wanted, by=request.member)
    except DomainError as refusal:
        form.refuse(refusal)
        return None
    messages.success(
        request,
        _("The meeting is entered.") if wanted.is_from_paper else _("The meeting is called. Now tell everybody."),
    )
    return redirect(links_of(request, meeting).to("room" if wanted.is_from_paper else "notice"))


@school_view(Permission.MEETING_RUN)
def cancel(request: SchoolRequest, meeting_id: UUID) -> HttpResponse:
    """Not held: the cases wait again."""
    door, form = meeting_for(request.member, meeting_id, what="meeting.cancel"), CancelForm(request.POST or None)
    links = links_of(request, door.meeting)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(meeting_id=meeting_id, reason=form.cleaned_data["reason"], by=request.member)
        except DomainError as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("Recorded: the meeting isn't held. Its cases wait for another one."))
            return redirect(links_of(request).to("meetings"))
    context = {
        "form": form,
        "meeting": door.meeting,
        "back": links.to("meeting"),
        "submit_label": _("Record that it isn't held"),
    }
    return render(request, "commissions/cancel.html", context)
