"""Measures as they stand after the decision: who answers, until when, what was recorded, what can be done."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from commissions.domain.names import spoken
from commissions.enums import Effect, MeasureKind, StepKind
from commissions.models import Measure, MeasureStep
from commissions.selectors.follow_up import is_late, is_open
from safeguard import clock, dates
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.people.models import Adult

#: A measure that is due within it is worth a line on the desk.
SOON_DAYS = 14


def measures_href(case_id: UUID, school: str) -> str:
    return reverse("commissions:measures", kwargs={"school": school, "case_id": case_id})


def step_href(measure: Measure, case_id: UUID, school: str) -> str:
    return reverse("commissions:step", kwargs={"school": school, "case_id": case_id, "measure_id": measure.pk})


def state_tag(measure: Measure, today: date) -> dict[str, str]:
    """Carried out; ended; overdue; open. Of a row of `followed`."""
    if not is_open(measure):
        done = measure.turn == StepKind.DONE  # type: ignore[attr-defined]
        return {"word": str(StepKind(measure.turn).label), "kind": "done" if done else ""}  # type: ignore[attr-defined]
    if is_late(measure, today):
        return {"word": _("overdue"), "kind": "late"}
    return {"word": _("Open"), "kind": "go"}


def line(measure: Measure, case: Case, school: str, today: date) -> dict[str, Any]:
    """For cards: heading of the measure and its day, no sealed word."""
    day = measure.awaited_on  # type: ignore[attr-defined]
    until = _("until %(day)s") % {"day": dates.day(day)} if day else _("without a date")
    return {
        "label": str(MeasureKind(measure.kind).label),
        "href": f"{measures_href(case.pk, school)}#{measure.pk}",
        "note": until,
        "tag": state_tag(measure, today),
    }


def step_rows(steps: Iterable[MeasureStep], names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Each entry with its day, its effect and its words."""
    return [_step(row, names) for row in steps]


def _step(row: MeasureStep, names: Mapping[UUID, str]) -> dict[str, Any]:
    said = str(StepKind(row.kind).label)
    if row.effect:
        said = f"{said}: {str(Effect(row.effect).label).lower()}"
    if row.responsible:
        said = f"{said}: {spoken(row.responsible.open('name'))}"
    next_look = _("Looked at again on %(day)s.") % {"day": dates.day(row.next_on)} if row.next_on else ""
    return {
        "title": said,
        "note": ", ".join([dates.day(row.on), names.get(row.recorded_by, row.recorded_by_name)]),
        "words": " ".join(part for part in (row.open("words"), next_look) if part),
    }


def holder_name(measure: Measure, holders: Mapping[UUID, Adult]) -> str:
    holder = holders.get(measure.holder_id)  # type: ignore[attr-defined]
    return spoken(holder.open("name")) if holder else ""


def today_at(school: School) -> date:
    return clock.today(zone_of(school))
