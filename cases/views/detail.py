"""Overview of a case: the next step, the days counted, short facts, people, papers."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.enums import CaseStatus
from cases.models import Case, Deadline
from cases.presenters import case as present
from cases.presenters import deadlines as limits
from cases.presenters.access import guests
from cases.presenters.acts import act
from cases.presenters.documents import card
from cases.presenters.duties import open_lines
from cases.presenters.lines import cards
from cases.presenters.moves import moves
from cases.presenters.repeats import repeat_rows
from cases.presenters.timeline import Told, colleagues_in, timeline
from cases.presenters.track import note_of, track_of
from cases.selectors import case_page as read
from cases.selectors.access import case_for
from cases.selectors.clocks import definition_of, entered_by
from cases.selectors.duties import acts_of as duty_acts
from cases.selectors.duties import open_duties_of
from cases.selectors.grants import last_look, names_of, sight_of
from cases.selectors.guests import may_ask_district
from cases.selectors.joined import papers_of
from cases.selectors.notices import progress_of
from cases.selectors.repeats import repeats_in, with_others
from cases.selectors.sides import Side, class_labels, people_by_id, sides_of
from cases.selectors.transitions import may_move
from cases.views.shared import frame, slug_of
from safeguard.access.permissions import Permission
from safeguard.documents.models import Document
from safeguard.organisations.selectors.calendar import table_of
from safeguard.organisations.zones import zone_of
from safeguard.web import SchoolRequest, school_view

SHOWN_PAPERS = 6


@school_view(Permission.CASE_VIEW)
def detail(request: SchoolRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request.member, case_id)
    if case.status == CaseStatus.JOINED:
        return _joined(request, case)
    sides, papers = sides_of(case, with_others(case, request.member)), list(papers_of(case)[:SHOWN_PAPERS])
    context = frame(request, case, "detail")
    deadlines = read.deadlines_of(case)
    context |= _limits(request, case, deadlines, papers) | _facts(case) | _events(case, sides, deadlines)
    context["people"] = present.people(sides, class_labels(sides), _address(request, case, "people"))
    context["documents"] = card(papers, slug_of(request))
    open_duties = open_duties_of(case, duty_acts(case))
    context["duties"] = open_lines(open_duties, case, slug_of(request))
    found = repeats_in(case, [side.involvement for side in sides], zone_of(request.school))
    context["repeats"] = repeat_rows(found, people_by_id(sides), slug_of(request))
    context["cards"] = cards(case, request.school, request.member)
    context["tags"] += present.limit_tags(context.pop("rows"))
    sight = sight_of(case)
    context["guests"] = guests(sight)
    context["may_ask_district"] = bool(sight.recused) and may_ask_district(case, request.member)
    context["sight"] = present.sight_text(len(sight.onlookers), last_look(case, before=request.member))
    return render(request, "cases/detail.html", context)


def _joined(request: SchoolRequest, case: Case) -> HttpResponse:
    """A line of the register: where it went, and what had happened until then."""
    context = frame(request, case, "detail") | _events(case, [], [])
    return render(request, "cases/joined.html", context)


def _limits(request: SchoolRequest, case: Case, deadlines: list[Deadline], papers: list[Document]) -> dict[str, Any]:
    slug = slug_of(request)
    rows = limits.rows_of(case, deadlines, progress_of(deadlines))
    unmet, calendar = [row for row in rows if row.state != "done"], table_of(request.school)
    step = None
    if unmet:
        first = unmet[0]
        pressed = act(first.deadline, first.rule, case, slug, request.member)
        step = present.next_step(unmet, pressed, papers, _address(request, case, "documents"))
    return {
        "rows": rows,
        "step": step,
        "moves": moves(case, slug, len(unmet)) if may_move(case, request.member) else [],
        "track": track_of(rows, case, slug, calendar) if rows else None,
        "track_note": note_of(rows, calendar),
    }


def _facts(case: Case) -> dict[str, Any]:
    report = read.first_report(case)
    return {
        "facts": present.facts(case, report),
        "narrative": report.open("narrative"),
        "report": report,
        "procedure": present.procedure_card(definition_of(case.procedure), entered_by(case.procedure)),
    }


def _events(case: Case, sides: list[Side], deadlines: list[Deadline]) -> dict[str, Any]:
    events = read.recent_events(case)
    told = Told(definition_of(case.procedure), sides, names_of(colleagues_in(events)), deadlines)
    return {"events": timeline(events, told), "event_count": case.event_seq}


def _address(request: SchoolRequest, case: Case, name: str) -> str:
    return reverse(f"cases:{name}", kwargs={"school": slug_of(request), "case_id": case.pk})
