"""What the desk reads: limits across the visible cases, messages, papers, what was done, one's own reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Window

from cases.enums import OVER, DeadlineState
from cases.models import Case, Deadline
from cases.selectors.access import in_danger, visible_cases, with_danger
from cases.selectors.grants import with_handlers
from cases.selectors.hidden import about_hidden
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.documents.enums import DocumentState
from safeguard.documents.models import Document
from safeguard.outbox.models import Message

SHOWN_TASKS, SHOWN_CASES, SHOWN_MESSAGES, SHOWN_PAPERS = 12, 10, 5, 5
WEEK = timedelta(days=7)
UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


@dataclass(frozen=True)
class Counted:
    """Limits that are owed: all, late, running out within a day; and those met in the last seven days."""

    owed: int
    late: int
    soon: int
    done_in_time: int
    done_late: int
    late_by: timedelta


def limits(member: Member) -> QuerySet[Deadline]:
    """Of every case that the member sees."""
    return Deadline.objects.filter(case__in=visible_cases(member).values("pk")).select_related(
        "case__procedure", "case__data_key"
    )


def owed(member: Member) -> QuerySet[Deadline]:
    """Nobody has done them yet. A closed case owes nothing."""
    return limits(member).filter(state__in=UNMET).exclude(case__status__in=OVER).order_by("due_at", "pk")


def done_lately(member: Member) -> QuerySet[Deadline]:
    return limits(member).filter(met_at__gte=clock.now() - WEEK).order_by("-met_at", "pk")


@dataclass(frozen=True)
class Board:
    """The soonest limits that are owed, and how much there is in all."""

    deadlines: list[Deadline]
    counted: Counted


def due_board(member: Member) -> Board:
    """One statement: the counts stand beside each row that they count."""
    now = clock.now()
    is_owed = Q(state__in=UNMET) & ~Q(case__status__in=OVER)
    is_lately, is_late = Q(met_at__gte=now - WEEK), Q(state=DeadlineState.MET_LATE)
    counts = {
        "owed": is_owed,
        "late": is_owed & Q(due_at__lt=now),
        "soon": is_owed & Q(due_at__gte=now, due_at__lte=now + timedelta(days=1)),
        "done_in_time": is_lately & Q(state=DeadlineState.MET),
        "done_late": is_lately & is_late,
    }
    late_seconds = Window(Sum("late_seconds", filter=is_lately & is_late))
    rows = (
        limits(member)
        .filter(is_owed | is_lately)
        .annotate(late_seconds_in_all=late_seconds, **_windows(counts))
        .order_by(F("met_at").asc(nulls_first=True), "due_at", "pk")
    )
    found = list(rows[:SHOWN_TASKS])
    return Board([row for row in found if row.state in UNMET], _counted(found[:1], counts))


def _windows(counts: dict[str, Q]) -> dict[str, Window]:
    return {f"count_{name}": Window(Count("pk", filter=which)) for name, which in counts.items()}


def _counted(first: Sequence[Deadline], names: Iterable[str]) -> Counted:
    """Every row says the same; no row, nothing to count."""
    if not first:
        return Counted(0, 0, 0, 0, 0, timedelta())
    late_by = timedelta(seconds=first[0].late_seconds_in_all or 0)  # type: ignore[attr-defined]
    return Counted(**{name: getattr(first[0], f"count_{name}") for name in names}, late_by=late_by)


def open_cases(member: Member) -> list[Case]:
    """Where a child is in danger first, then the soonest due; each with `is_danger`."""
    rows = with_danger(visible_cases(member)).exclude(status__in=OVER).select_related("data_key")
    return list(with_handlers(rows).order_by("-is_danger", "next_due_at", "-received_at")[:SHOWN_CASES])  # type: ignore[misc]


def messages_of(member: Member) -> QuerySet[Message]:
    """To this person, without those that they may not know of; with the case's number and edition."""
    case = visible_cases(member).filter(pk=OuterRef("case_id"))
    return (
        Message.objects.filter(recipient_id=member.user_id)
        .exclude(about_hidden(member.user_id))
        .annotate(
            case_number=Subquery(case.values("number")[:1]),
            is_danger=Exists(in_danger(case)),
            edition=Subquery(case.values("procedure_id")[:1]),
        )
        .order_by("-created_at", "pk")
    )


def inbox(member: Member) -> list[Message]:
    """The newest unread, one more than is shown, to know whether there are others."""
    return list(messages_of(member).filter(read_at__isnull=True)[: SHOWN_MESSAGES + 1])


def fresh_papers(member: Member) -> list[Document]:
    """Papers of the last seven days with their case's number, for those who sign and hand them over."""
    if not member.may(Permission.DOCUMENT_ISSUE):
        return []
    case = visible_cases(member)
    rows = Document.objects.filter(case_id__in=case.values("pk"), finalised_at__gte=clock.now() - WEEK)
    rows = rows.annotate(case_number=Subquery(case.filter(pk=OuterRef("case_id")).values("number")[:1]))
    return list(
        rows.filter(state=DocumentState.RENDERED).defer("sheet", "pdf").order_by("-finalised_at", "pk")[:SHOWN_PAPERS]
    )
