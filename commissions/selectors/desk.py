"""What the desk shows of the commission: meetings and measures in one statement, however many sources it has."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject

from cases.models import Case
from commissions.models import Decision, Measure, Meeting
from commissions.selectors.access import visible_meetings
from commissions.selectors.follow_up import held_by_user, open_for
from safeguard.access.member import Member
from safeguard.access.permissions import Permission

SHOWN_MEETINGS, SHOWN_MEASURES = 10, 8


def on_the_desk(member: Member, wanted: Q, *, due_by: date) -> tuple[list[Meeting], list[Measure]]:
    """Meetings that fit, and measures that are due by that day; only of cases that the member may know of."""
    parts = [_measures(member, due_by)]
    if member.may(Permission.MEETING_VIEW):
        parts.append(_meetings(member, wanted))
    first, *others = parts
    found = [said for (said,) in (first.union(*others, all=True) if others else first)]
    return _made_meetings(found), _made_measures(found)


def _meetings(member: Member, wanted: Q) -> QuerySet[Any, Any]:
    rows = visible_meetings(member).filter(wanted).order_by("starts_at")[:SHOWN_MEETINGS]
    return rows.values_list(
        JSONObject(pk="pk", state="state", starts_at="starts_at", number="number", place="place"), named=False
    )


def _measures(member: Member, due_by: date) -> QuerySet[Any, Any]:
    """Everybody sees what they answer for; whoever works on cases sees all of it."""
    rows = open_for(member).filter(awaited_on__lte=due_by)  # type: ignore[misc]
    if not member.may(Permission.NOTICE_RECORD):
        rows = rows.filter(held_by_user(member.user_id))
    said = JSONObject(
        pk="pk",
        kind="kind",
        turn="turn",
        awaited_on="awaited_on",
        case="decision__case_id",
        case_number="decision__case__number",
    )
    return rows.select_related(None)[:SHOWN_MEASURES].values_list(said, named=False)


def _made_meetings(found: Iterable[dict[str, Any]]) -> list[Meeting]:
    rows = [
        Meeting(
            pk=UUID(said["pk"]),
            state=said["state"],
            starts_at=datetime.fromisoformat(said["starts_at"]),
            number=said["number"],
            place=said["place"],
        )
        for said in found
        if "state" in said
    ]
    return sorted(rows, key=lambda row: row.starts_at)


def _made_measures(found: Iterable[dict[str, Any]]) -> list[Measure]:
    """As rows of `followed`."""
    rows = []
    for said in found:
        if "turn" in said:
            case = Case(pk=UUID(said["case"]), number=said["case_number"])
            row = Measure(pk=UUID(said["pk"]), kind=said["kind"], decision=Decision(case=case))
            row.turn = said["turn"]  # type: ignore[attr-defined]
            row.awaited_on = date.fromisoformat(said["awaited_on"])  # type: ignore[attr-defined]
            rows.append(row)
    return sorted(rows, key=lambda row: row.awaited_on)  # type: ignore[attr-defined]
