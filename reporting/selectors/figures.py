"""Reads of rollups: one organisation's table, and the figures of what stands directly below it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from reporting.domain.periods import Quarter
from reporting.enums import TOTAL
from reporting.models import LevelCount, SchoolCount

#: (indicator, kind) -> value; what isn't there is zero.
Figures = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Below:
    """One organisation under the department, with its figures."""

    organisation_id: UUID
    figures: Figures

    def total(self, indicator: str) -> int:
        return self.figures.get((indicator, TOTAL), 0)


def figures_of_school(school_id: UUID, quarter: Quarter) -> Figures:
    """In the school's own scope, or in the scope of the department above it."""
    rows = SchoolCount.objects.filter(school_id=school_id, year=quarter.year, quarter=quarter.number)
    return {(row[0], row[1]): row[2] for row in rows.values_list("indicator", "kind", "value")}


def figures_of_level(organisation_id: UUID, quarter: Quarter) -> Figures:
    """A department's own sums, in its scope or its parent's."""
    rows = LevelCount.objects.filter(organisation_id=organisation_id, year=quarter.year, quarter=quarter.number)
    return {(row[0], row[1]): row[2] for row in rows.values_list("indicator", "kind", "value")}


def below(parent_id: UUID, quarter: Quarter) -> dict[UUID, Below]:
    """Departments and schools directly under the department in scope: two statements, however many there are."""
    found: dict[UUID, dict[tuple[str, str], int]] = defaultdict(dict)
    of = {"parent_id": parent_id, "year": quarter.year, "quarter": quarter.number}
    schools = SchoolCount.objects.filter(**of).values_list("school_id", "indicator", "kind", "value")
    levels = LevelCount.objects.filter(**of).exclude(organisation_id=parent_id)
    for organisation_id, indicator, kind, value in [
        *schools,
        *levels.values_list("organisation_id", "indicator", "kind", "value"),
    ]:
        found[organisation_id][(indicator, kind)] = value
    return {pk: Below(pk, figures) for pk, figures in found.items()}
