"""What the desk reads: open limits across the visible cases, messages, what was done."""

from datetime import timedelta

from django.db.models import Count, Q

from cases.enums import CaseStatus, DeadlineState
from cases.models import Case, Deadline
from cases.selectors.access import visible_cases
from safeguard import clock
from safeguard.access.member import Member
from safeguard.outbox.models import Message
from safeguard.vault import keys

SHOWN_TASKS, SHOWN_CASES, SHOWN_MESSAGES = 12, 10, 6
WEEK = timedelta(days=7)
UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


def due_board(member: Member) -> list[Deadline]:
    """Unmet limits of the cases the member sees, soonest first, with case, procedure and key: two statements."""
    rows = (
        Deadline.objects.filter(state__in=UNMET, case__in=visible_cases(member).values("pk"))
        .select_related("case__procedure", "case__data_key")
        .order_by("due_at")[:SHOWN_TASKS]
    )
    found = list(rows)
    keys.load(row.case.data_key_id for row in found)
    return found


def open_cases(member: Member) -> list[Case]:
    """The soonest due first."""
    rows = visible_cases(member).exclude(status=CaseStatus.CLOSED).select_related("data_key")
    return list(rows.order_by("next_due_at", "-received_at")[:SHOWN_CASES])


def done_lately(member: Member) -> dict[str, int]:
    """How many limits were met in the last seven days, in time and late."""
    since = clock.now() - WEEK
    return Deadline.objects.filter(case__in=visible_cases(member).values("pk"), met_at__gte=since).aggregate(
        in_time=Count("pk", filter=Q(state=DeadlineState.MET)), late=Count("pk", filter=Q(state=DeadlineState.MET_LATE))
    )


def inbox(member: Member) -> list[Message]:
    """Unread first of all: the newest messages to this person about cases they may still see."""
    return list(
        Message.objects.filter(recipient_id=member.user_id, read_at__isnull=True).order_by("-created_at")[
            :SHOWN_MESSAGES
        ]
    )
