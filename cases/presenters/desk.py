"""The desk in words."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Deadline
from cases.presenters import deadlines as limits
from cases.presenters.acts import to
from cases.presenters.documents import address, label
from cases.selectors.desk import SHOWN_MESSAGES, Counted
from safeguard import clock, dates
from safeguard.access.member import Member
from safeguard.documents.models import Document
from safeguard.limits import short_title
from safeguard.organisations.selectors.editions import definition_of, edition_row
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.models import Message
from safeguard.web.desk import DeskLine, Section

_MEETING_PAGES = {
    MessageKind.MEETING_NOTICE: "commissions:meeting",
    MessageKind.MEETING_INVITATION: "commissions:invitation",
}
_MORNING, _DAY, _EVENING = 5, 11, 18


def greeting() -> str:
    """By the clock of the institution; without a name, which has another form in each language."""
    hour = timezone.localtime(clock.now()).hour
    if _MORNING <= hour < _DAY:
        return _("Good morning")
    return _("Good day") if _DAY <= hour < _EVENING else _("Good evening")


def summary(counted: Counted) -> str:
    """Three limits are yours, one of them has passed."""
    if not counted.owed:
        return _("Nothing is owed just now.")
    owed = ngettext("%(count)s limit is open", "%(count)s limits are open", counted.owed)
    parts = [owed % {"count": counted.owed}]
    if counted.late:
        late = ngettext("%(count)s of them has passed", "%(count)s of them have passed", counted.late)
        parts.append(late % {"count": counted.late})
    if counted.soon:
        soon = ngettext("%(count)s runs out within a day", "%(count)s run out within a day", counted.soon)
        parts.append(soon % {"count": counted.soon})
    return ", ".join(parts) + "."


def tasks(rows: Iterable[limits.Row], school: str, member: Member) -> list[dict[str, Any]]:
    """In their order; only the first of all is the primary act."""
    return [
        limits.task(row, row.deadline.case, school, about(row.deadline.case), member=member, is_primary=number == 0)
        for number, row in enumerate(rows)
    ]


def rows(deadlines: Iterable[Deadline], told: Mapping[UUID, Any]) -> list[limits.Row]:
    """In the order of the deadlines."""
    return [row for deadline in deadlines for row in limits.rows_of(deadline.case, [deadline], told)]


def about(case: Case) -> str:
    return _("Case No. %(number)s · %(title)s") % {"number": case.number, "title": case.open("title")}


def danger_rows(cases: Iterable[Case], school: str) -> list[dict[str, Any]]:
    """A child may be in danger and nothing is decided: the first thing on the desk."""
    return [
        {
            "number": case.number,
            "title": case.open("title"),
            "href": reverse("cases:detail", kwargs={"school": school, "case_id": case.pk}),
        }
        for case in cases
        if case.is_danger  # type: ignore[attr-defined]
    ]


def case_rows(cases: Iterable[Case], school: str) -> list[dict[str, Any]]:
    """For the table of open cases and the list; read `with_handlers`."""
    return [
        {
            "number": case.number,
            "year": case.school_year,
            "href": reverse("cases:detail", kwargs={"school": school, "case_id": case.pk}),
            "title": case.open("title"),
            "case": case,
            "stage": case.get_status_display(),
            "due": _due(case),
            "handlers": ", ".join(case.handler_names),  # type: ignore[attr-defined]
        }
        for case in cases
    ]


def _due(case: Case) -> dict[str, str] | None:
    if case.next_due_at is None or case.closed_on is not None:
        return None
    left = (case.next_due_at - clock.now()).total_seconds()
    if left < 0:
        return {"word": _("overdue"), "kind": "late"}
    kind = "soon" if left <= limits.SOON_SECONDS else ""
    return {"word": dates.when(case.next_due_at), "kind": kind}


def messages(found: Iterable[Message], school: str) -> list[dict[str, Any]]:
    """What each says, and where it leads. A case that is hidden has no number and no address."""
    return [
        {
            "id": message.pk,
            "text": _said(message),
            "href": _leads_to(message, school),
            "at": message.created_at,
            "is_read": message.read_at is not None,
            "kind": "late" if message.kind in (MessageKind.ESCALATION, MessageKind.MEASURE_LATE) else "",
        }
        for message in found
    ]


def shown(found: list[Message]) -> list[Message]:
    return found[:SHOWN_MESSAGES]


def _said(message: Message) -> str:
    words = str(MessageKind(message.kind).label)
    if message.kind == MessageKind.NEW_REPORT and getattr(message, "is_danger", False):
        words = _("A child is in danger now: a report has come in")
    rule = _rule(message)
    if rule:
        words = f"{words}: {rule}"
    number = getattr(message, "case_number", None)
    if not number:
        return words
    case = _("case No. %(number)s") % {"number": number}
    return f"{words} · {case}"


def _rule(message: Message) -> str:
    edition = getattr(message, "edition", None)
    if not (message.rule and edition):
        return ""
    found = {rule.key: rule for rule in definition_of(edition_row(edition)).rules}
    return short_title(found[message.rule]) if message.rule in found else ""


def _leads_to(message: Message, school: str) -> str:
    if page := _MEETING_PAGES.get(MessageKind(message.kind)):
        return to(page, school=school, meeting_id=message.subject_id)
    if getattr(message, "case_number", None) is None or message.case_id is None:
        return ""
    return reverse("cases:detail", kwargs={"school": school, "case_id": message.case_id})


def to_sign(lines: Iterable[DeskLine], papers: Iterable[Document], school: str) -> list[dict[str, Any]]:
    """Minutes that wait, then papers that are ready to be printed and signed by hand."""
    waiting = [
        {"label": line.label, "href": line.href, "note": line.note} for line in lines if line.section is Section.TO_SIGN
    ]
    return waiting + [
        {
            "label": label(paper),
            "href": address(paper, school),
            "note": _("case No. %(number)s, PDF ready") % {"number": paper.case_number},  # type: ignore[attr-defined]
        }
        for paper in papers
    ]


def measures(lines: Iterable[DeskLine]) -> list[dict[str, Any]]:
    """What the commission decided and is due: overdue first."""
    found = (line for line in lines if line.section is Section.MEASURE)
    return [{"label": line.label, "href": line.href, "note": line.note, "tag": line.tag} for line in found]


def week(lines: Iterable[DeskLine], owed: Iterable[limits.Row]) -> list[dict[str, Any]]:
    """What is ahead and needs no act today: meetings, then limits by their last day; in the order of time."""
    found = [(line.at, line.label, line.href) for line in lines if line.section is Section.THIS_WEEK and line.at]
    found += [(row.deadline.due_at, f"{row.short} · {_number(row)}", "") for row in owed if row.state == "ahead"]
    return [{"when": dates.moment_short(at), "label": words, "href": href} for at, words, href in sorted(found)]


def _number(row: limits.Row) -> str:
    return _("case No. %(number)s") % {"number": row.deadline.case.number}


def done_text(counted: Counted) -> str:
    """2, together 3 h 10 min late."""
    return f"{counted.done_late}, {dates.left(counted.late_by)}" if counted.done_late else "0"
