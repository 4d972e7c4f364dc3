"""Measures as the minutes print them, in the language that is active."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext, pgettext

from commissions.domain.names import listed
from commissions.enums import MeasureFor, MeasureKind
from commissions.models import Measure
from commissions.sheets import MeasureLine
from safeguard import dates


def measure_lines(measures: Iterable[Measure], codes: Mapping[UUID, str]) -> list[MeasureLine]:
    """In the order of the headings."""
    order = list(MeasureKind)
    rows = sorted(measures, key=lambda row: order.index(MeasureKind(row.kind)))
    return [_line(row, codes) for row in rows]


def _line(row: Measure, codes: Mapping[UUID, str]) -> MeasureLine:
    # Translators: minutes, uk: до %(day)s
    until = gettext("by %(day)s") % {"day": dates.day_plain(row.due_on)} if row.due_on else ""
    return MeasureLine(
        kind=str(MeasureKind(row.kind).label),
        text=row.open("text"),
        responsible=listed(row.responsible.open("name")) if row.responsible else "",
        until=", ".join(part for part in (until, row.open("due_note")) if part),
        for_whom=whom_words(row, codes),
        effect=_effect(row),
    )


def whom_words(row: Measure, codes: Mapping[UUID, str]) -> str:
    """П-1; parents of П-1; the staff. A side stands there by code."""
    side = row.person
    person = (side.child_id or side.adult_id) if side else None
    code = codes.get(person, "") if person else ""
    if row.for_whom == MeasureFor.PARENTS and code:
        # Translators: minutes, uk: батьки %(code)s
        return pgettext("minutes", "parents of %(code)s") % {"code": code}
    return code or (str(MeasureFor(row.for_whom).label).lower() if row.for_whom else "")


def _effect(row: Measure) -> str:
    """How it's judged whether it helped, and by whom (UA-B-IV.5.3f)."""
    judge = row.judged_by or row.responsible
    parts = (row.open("effect"), listed(judge.open("name")) if judge and row.effect else "")
    return " – ".join(part for part in parts if part)
