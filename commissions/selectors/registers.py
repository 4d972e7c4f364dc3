"""The register of the commission's decisions: what each line says, read for many lines at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Act, Case, CaseEvent, Notice
from cases.selectors.clocks import definition_of
from cases.selectors.registers import hidden_from
from commissions.enums import MotionKind
from commissions.models import Decision, Motion
from safeguard.access.member import Member
from safeguard.procedures.schema import Evidence
from safeguard.procedures.texts import Texts

_FINDINGS = (MotionKind.SUBSTANTIATED, MotionKind.NOT_SUBSTANTIATED, MotionKind.BULLYING, MotionKind.CONFLICT)


@dataclass(frozen=True)
class Told:
    """A body or a family that was told: whom the procedure names, and when first."""

    recipient: Texts
    at: datetime


@dataclass(frozen=True)
class DecisionRow:
    """A decision with what the register says beside it. `orders`: number and day of the order on its minutes."""

    decision: Decision
    reports: tuple[int, ...]
    votes: tuple[Motion, ...]
    told: tuple[Told, ...]
    orders: tuple[tuple[str, date | None], ...]


def decisions_in(year: int) -> QuerySet[Decision]:
    rows = Decision.objects.filter(school_year=year).select_related("meeting", "case", "case__procedure")
    return rows.order_by("number")


def years_with_decisions_hidden_from(member: Member) -> set[int]:
    rows = Decision.objects.filter(case__in=hidden_from(member), school_year__isnull=False)
    return {year for year in rows.values_list("school_year", flat=True) if year is not None}


def decision_rows(decisions: Sequence[Decision]) -> list[DecisionRow]:
    """Four statements, however many decisions."""
    cases = {row.case_id: row.case for row in decisions}
    reports, votes, told, orders = _reports(cases), _votes(decisions), _told(cases), _orders(cases)
    return [
        DecisionRow(
            row,
            tuple(reports[row.case_id]),
            tuple(votes[row.meeting_id, row.case_id]),
            tuple(told[row.case_id]),
            tuple(orders[row.case_id]),
        )
        for row in decisions
    ]


def _reports(cases: Iterable[UUID]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(list)
    rows = Act.objects.filter(case__in=list(cases)).order_by("report__head_received_at", "report_id")
    for case_id, number in rows.values_list("case_id", "report__number"):
        if number not in found[case_id]:
            found[case_id].append(number)
    return found


def _votes(decisions: Sequence[Decision]) -> dict[tuple[UUID, UUID], list[Motion]]:
    """The closed votes on circumstances and qualification, by meeting and case, in their order."""
    found: dict[tuple[UUID, UUID], list[Motion]] = defaultdict(list)
    rows = Motion.objects.filter(
        meeting__in={row.meeting_id for row in decisions}, kind__in=_FINDINGS, closed_at__isnull=False
    )
    for motion in rows.select_related("item").order_by("closed_at", "pk"):
        if motion.item.case_id:
            found[motion.meeting_id, motion.item.case_id].append(motion)
    return found


def _told(cases: Mapping[UUID, Case]) -> dict[UUID, list[Told]]:
    """Of each recipient the first notice that stands."""
    corrected = Notice.objects.filter(corrects=OuterRef("pk"))
    rows = Notice.objects.filter(case__in=cases.keys()).exclude(Exists(corrected)).order_by("told_at", "pk")
    found: dict[UUID, dict[str, Told]] = defaultdict(dict)
    for case_id, rule, told_at in rows.values_list("case_id", "rule", "told_at"):
        procedure = definition_of(cases[case_id].procedure)
        recipient = next((each.recipient for each in procedure.rules if each.key == rule), "")
        if recipient:
            found[case_id].setdefault(recipient, Told(procedure.recipients[recipient].title, told_at))
    return defaultdict(list, {case_id: list(told.values()) for case_id, told in found.items()})


def _orders(cases: Iterable[UUID]) -> dict[UUID, list[tuple[str, date | None]]]:
    """The orders that confirmed the minutes; an entry that was corrected doesn't count."""
    found: dict[UUID, list[tuple[str, date | None]]] = defaultdict(list)
    rows = list(CaseEvent.objects.filter(case__in=list(cases), kind=Evidence.MINUTES_ORDERED).order_by("seq"))
    corrected = {row.data.get("corrects") for row in rows}
    for row in rows:
        if str(row.pk) not in corrected:
            day = row.data.get("dated_on")
            found[row.case_id].append((str(row.data.get("number", "")), date.fromisoformat(day) if day else None))
    return found
