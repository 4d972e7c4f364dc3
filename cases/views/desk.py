"""The desk: what needs me now. Each role sees what it may: a head the limits, a teacher their own reports."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.presenters import desk as present
from cases.presenters.deadlines import in_order
from cases.presenters.reports import own_rows
from cases.selectors import desk as read
from cases.selectors.notices import progress_of
from cases.selectors.reports import own_drafts, own_reports
from cases.views.shared import slug_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.outbox.services.messages import mark_read
from safeguard.web import SchoolRequest, school_view
from safeguard.web.desk import Section, desk_lines

PAGE, SHOWN_REPORTS = 50, 5


@school_view(Permission.SCHOOL_ENTER)
def desk(request: SchoolRequest) -> HttpResponse:
    """Late first, then due soon, then ahead."""
    member, slug = request.member, slug_of(request)
    inbox = read.inbox(member)
    context: dict[str, Any] = {
        "greeting": present.greeting(),
        "messages_waiting": present.messages(present.shown(inbox), slug),
        "has_more_messages": len(inbox) > len(present.shown(inbox)),
        "now": clock.now(),
        "slug": slug,
        "may_report": member.may(Permission.REPORT_FILE),
        "is_office": member.may(Permission.CASE_VIEW_ALL),
    }
    context |= _limits(request)
    if not context["is_office"]:
        context["drafts"] = own_drafts(member)
        context["reports"] = own_rows(own_reports(member, most=SHOWN_REPORTS), slug)
    return render(request, "cases/desk.html", context)


def _limits(request: SchoolRequest) -> dict[str, Any]:
    """What the member owes, and the cards beside it."""
    member, slug = request.member, slug_of(request)
    board = read.due_board(member)
    rows = in_order(present.rows(board.deadlines, progress_of(board.deadlines)))
    cases, papers = read.open_cases(member), read.fresh_papers(member)
    lines, counted = desk_lines(member, slug), board.counted
    return {
        "tasks": present.tasks(rows, slug, member),
        "warnings": [line for line in lines if line.section is Section.WARNING],
        "hidden_tasks": counted.owed - len(rows),
        "summary": present.summary(counted),
        "cases": present.case_rows(cases, slug),
        "in_danger": present.danger_rows(cases, slug),
        "to_sign": present.to_sign(lines, papers, slug),
        "week": present.week(lines, rows),
        "measures": present.measures(lines),
        "done_in_time": counted.done_in_time,
        "done_late": present.done_text(counted),
    }


@school_view(Permission.SCHOOL_ENTER)
def board(request: SchoolRequest) -> HttpResponse:
    """Every limit that is owed, or with `?done=1` those met in the last seven days."""
    member, slug, is_done = request.member, slug_of(request), bool(request.GET.get("done"))
    found = read.done_lately(member) if is_done else read.owed(member)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = present.rows(list(page), progress_of(page))
    tasks = present.tasks(rows if is_done else in_order(rows), slug, member)
    for task in tasks:
        task["is_primary"] = False
    return render(request, "cases/board.html", {"rows": tasks, "page_obj": page, "is_done": is_done, "slug": slug})


@school_view(Permission.SCHOOL_ENTER)
def messages(request: SchoolRequest) -> HttpResponse:
    """Everything that was sent to me, the newest first."""
    slug = slug_of(request)
    page = Paginator(read.messages_of(request.member), PAGE).get_page(request.GET.get("page"))
    found = present.messages(page, slug)
    unread = [message["id"] for message in found if not message["is_read"]]
    context = {"found": found, "unread": unread, "page_obj": page, "slug": slug}
    return render(request, "cases/messages.html", context)


@require_POST
@school_view(Permission.SCHOOL_ENTER)
def read_messages(request: SchoolRequest) -> HttpResponse:
    wanted = [found for found in map(_id, request.POST.getlist("message")) if found]
    mark_read(user_id=request.member.user_id, message_ids=wanted)
    return redirect("messages" if request.POST.get("to") == "messages" else "desk", school=slug_of(request))


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
