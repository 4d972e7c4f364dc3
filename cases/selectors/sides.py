"""The sides of a case and who represents them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cases.domain.notices import MinorSide, sides_by_clock
from cases.enums import SideRole
from cases.models import RANKED, Case, Deadline, Involvement, Notice, SuspectedRepresentative
from safeguard import clock
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Child, Enrolment, Guardianship

#: No child has this id.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Representative:
    adult_id: UUID
    name: str
    kinship: str
    is_suspected: bool


@dataclass(frozen=True)
class Side:
    """A person in a role, with clear name, and the representatives of a minor."""

    involvement: Involvement
    name: str
    representatives: tuple[Representative, ...] = ()

    @property
    def is_minor(self) -> bool:
        return self.involvement.child_id is not None

    @property
    def person_id(self) -> UUID:
        return _person(self.involvement).pk

    @property
    def role(self) -> SideRole:
        return SideRole(self.involvement.role)


def spoken(name: str) -> str:
    """Family name, given name and patronymic in one line."""
    return " ".join(name.split("\n"))


def _person(row: Involvement) -> Child | Adult:
    """The database keeps exactly one of the two."""
    person = row.child or row.adult
    if person is None:
        raise LookupError(f"involvement {row.pk} names nobody")
    return person


def sides_of(case: Case, rows: QuerySet[Involvement] | None = None) -> list[Side]:
    """Two statements, however many people: sides, representatives; each with its key and its mark of suspicion.

    `rows`: the sides of the case, where more is asked of each.
    """
    found = list(
        (Involvement.objects.filter(case=case) if rows is None else rows)
        .select_related("act", "child__data_key", "adult__data_key")
        .order_by(*RANKED)
    )
    guardians = _guardians(case, [row.child_id for row in found if row.child_id])
    return [
        Side(
            row,
            spoken(_person(row).open("name")),
            tuple(_representative(guardianship) for guardianship in guardians.get(row.child_id or NOBODY, [])),
        )
        for row in found
    ]


def _representative(row: Guardianship) -> Representative:
    is_suspected: bool = row.is_suspected  # type: ignore[attr-defined]
    return Representative(row.adult_id, spoken(row.adult.open("name")), row.get_kinship_display(), is_suspected)


def _guardians(case: Case, children: list[UUID]) -> dict[UUID, list[Guardianship]]:
    found: dict[UUID, list[Guardianship]] = defaultdict(list)
    suspected = SuspectedRepresentative.objects.filter(case=case, adult_id=OuterRef("adult_id"))
    rows = (
        Guardianship.objects.filter(live_on(clock.today()), child_id__in=children)
        .select_related("adult__data_key")
        .annotate(is_suspected=Exists(suspected))
    )
    for row in rows.order_by("pk"):
        found[row.child_id].append(row)
    return found


def minor_sides(case: Case) -> set[UUID]:
    """Victims, accused and witnesses who are children: observers are sides too (UA-B-IV.1.2)."""
    rows = Involvement.objects.filter(case=case, child__isnull=False)
    return set(rows.values_list("child_id", flat=True))


def children_with_somebody_to_tell(case: Case) -> set[UUID]:
    """Minor sides with a representative of today who isn't suspected."""
    ties = Guardianship.objects.filter(live_on(clock.today()), child_id__in=minor_sides(case))
    suspected = SuspectedRepresentative.objects.filter(case=case, adult_id=OuterRef("adult_id"))
    return set(ties.exclude(Exists(suspected)).values_list("child_id", flat=True))


def children_with_suspects(case: Case) -> list[UUID]:
    """Minor sides of whom a representative is marked as suspected, in the order of the case."""
    suspects = SuspectedRepresentative.objects.filter(case=case).values("adult_id")
    theirs = Guardianship.objects.filter(adult_id__in=suspects).values("child_id")
    rows = Involvement.objects.filter(case=case, child_id__in=theirs).order_by(*RANKED)
    return list(dict.fromkeys(child for child in rows.values_list("child_id", flat=True) if child))


def minor_sides_by_clock(case: Case, rule: str) -> dict[UUID | None, set[UUID]]:
    """Whose representatives each row of this rule waits for."""
    subjects = Deadline.objects.filter(case=case, rule=rule).values_list("subject_id", flat=True)
    own_clocks = {subject_id for subject_id in subjects if subject_id is not None}
    rows = Involvement.objects.filter(case=case, child__isnull=False).order_by(*RANKED)
    found = rows.values_list("child_id", "pk", "act__report_id", "came_at")
    sides = (
        MinorSide(child, pk, report, has_come=came_at is not None) for child, pk, report, came_at in found if child
    )
    return sides_by_clock(sides, own_clocks)


def standing_notices(case: Case, rule: str | None = None) -> list[Notice]:
    """Notices that no later one corrects, oldest first."""
    rows = Notice.objects.filter(case=case)
    if rule is not None:
        rows = rows.filter(rule=rule)
    corrected = Notice.objects.filter(case=case, corrects__isnull=False).values("corrects_id")
    return list(rows.exclude(pk__in=corrected).select_related("data_key").order_by("told_at"))


def people_by_id(sides: Iterable[Side]) -> dict[UUID, str]:
    """Names of the sides and of everybody who represents them."""
    found: dict[UUID, str] = {}
    for side in sides:
        found[side.person_id] = side.name
        found |= {who.adult_id: who.name for who in side.representatives}
    return found


def class_labels(sides: Iterable[Side]) -> dict[UUID, str]:
    """7-Б of today, by child: one statement."""
    children = {side.person_id for side in sides if side.is_minor}
    rows = Enrolment.objects.filter(live_on(clock.today()), child_id__in=children).select_related("school_class")
    return {row.child_id: row.school_class.label for row in rows.order_by("from_on")}
