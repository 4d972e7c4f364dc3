"""Reads of the dated tree."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import DateField, DateTimeField, F, Func, Q, QuerySet, Value

from safeguard import clock
from safeguard.organisations.models import Organisation, Placement


class TodayThere(Func):
    """Today in the zone of the row's organisation: rows of several zones in one statement."""

    function = "timezone"
    template = "(%(function)s(%(expressions)s))::date"
    output_field = DateField()

    def __init__(self) -> None:
        super().__init__(F("organisation__timezone"), Value(clock.now(), DateTimeField()))


Day = date | TodayThere


def live_on(day: Day) -> Q:
    """The dated rows that hold on that day, first and last day inclusive."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day))


def parent_of(organisation_id: UUID, *, on: date) -> Organisation | None:
    """Under which organisation it stands on that day."""
    placement = Placement.objects.filter(live_on(on), organisation_id=organisation_id).select_related("parent").first()
    return placement.parent if placement else None


def last_parent_of(organisation_id: UUID, *, on: date) -> Organisation | None:
    """Under which organisation it stands, or stood last: a closed school keeps its place in old figures."""
    placements = Placement.objects.filter(organisation_id=organisation_id, from_on__lte=on).select_related("parent")
    placement = placements.order_by("-from_on").first()
    return placement.parent if placement else None


_CHAIN = """
WITH RECURSIVE chain(organisation_id, depth) AS (
  SELECT %(start)s::uuid, 0
  UNION ALL
  SELECT p.parent_id, chain.depth + 1 FROM chain JOIN organisations_placement p
    ON p.organisation_id = chain.organisation_id
    AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on >= %(on)s)
)
SELECT o.* FROM chain JOIN organisations_organisation o ON o.id = chain.organisation_id
WHERE chain.depth > 0 ORDER BY chain.depth
"""


def ancestors_of(organisation_id: UUID, *, on: date) -> list[Organisation]:
    """From the nearest up: district, region, ministry. One statement, however high the tree."""
    return list(Organisation.objects.raw(_CHAIN, {"start": organisation_id, "on": on}))


def children_of(organisation_id: UUID, *, on: date) -> QuerySet[Organisation]:
    placed = Placement.objects.filter(live_on(on), parent_id=organisation_id).values("organisation_id")
    return Organisation.objects.filter(pk__in=placed).order_by("name")


def is_below(organisation_id: UUID, ancestor_id: UUID, *, on: date) -> bool:
    """The check that a department makes before its scope changes to a place further down."""
    return organisation_id == ancestor_id or any(a.pk == ancestor_id for a in ancestors_of(organisation_id, on=on))


def schools_below(ancestor_ids: Iterable[UUID], *, on: date) -> set[UUID]:
    """Every school under these organisations, one query per level of the tree."""
    level, schools = set(ancestor_ids), set()
    while level:
        rows = Placement.objects.filter(live_on(on), parent_id__in=level).annotate(kind=F("organisation__kind"))
        below = {row.organisation_id: row.kind for row in rows}
        schools |= {pk for pk, kind in below.items() if kind == "school"}
        level = {pk for pk, kind in below.items() if kind != "school"}
    return schools
