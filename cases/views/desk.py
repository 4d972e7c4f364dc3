"""The desk: what needs me now."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.presenters import deadlines as present
from cases.selectors import desk as read
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.outbox.services.messages import mark_read
from safeguard.web import SchoolRequest, school_view


@school_view(Permission.SCHOOL_ENTER)
def desk(request: SchoolRequest) -> HttpResponse:
    """Late first, then due soon, then ahead."""
    slug = request.school.organisation.slug
    tasks: list[dict[str, Any]] = []
    for deadline in read.due_board(request.member):
        [row] = present.rows_of(deadline.case, [deadline])
        about = f"№ {deadline.case.number} · {deadline.case.open('title')}"
        tasks.append(present.task(row, deadline.case, slug, about, is_primary=not tasks))
    cases = read.open_cases(request.member)
    return render(
        request,
        "cases/desk.html",
        {
            "tasks": tasks,
            "cases": [(case, case.open("title")) for case in cases],
            "done": read.done_lately(request.member),
            "messages_waiting": read.inbox(request.member),
            "now": clock.now(),
            "slug": slug,
        },
    )


@require_POST
@school_view(Permission.SCHOOL_ENTER)
def read_messages(request: SchoolRequest) -> HttpResponse:
    mark_read(user_id=request.member.user_id, message_ids=_ids(request.POST.getlist("message")))
    return redirect("desk", school=request.school.organisation.slug)


def _ids(texts: Sequence[object]) -> list[UUID]:
    """What isn't an id names no message."""
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found
