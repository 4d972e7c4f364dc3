"""Everybody a report may name: pupils, other children, adults, and members whom nobody has entered as adults yet.

Names are sealed, so they're opened here, matched and sorted in Python; nothing of it is kept after the request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.alphabet import SortKey, sort_key
from safeguard.people.matching import ranked
from safeguard.people.models import Adult, Child, Employment, Enrolment, SchoolClass
from safeguard.people.names import FullName


class PersonKind(StrEnum):
    """`member`: works here by the list of members, but isn't entered as an adult."""

    CHILD = "child"
    ADULT = "adult"
    MEMBER = "member"


@dataclass(frozen=True)
class Listed:
    """A person as lists and search show them."""

    kind: PersonKind
    id: UUID
    name: FullName
    place: str = ""
    is_staff: bool = False
    class_id: UUID | None = None

    @property
    def spoken(self) -> str:
        return self.name.spoken

    @property
    def key(self) -> str:
        """How forms and drafts name the person."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class PersonKey:
    """`child:…`, `adult:…` or `member:…` as a form sends it."""

    kind: PersonKind
    id: UUID

    @classmethod
    def read(cls, text: str) -> "PersonKey | None":
        """None for what isn't one."""
        kind, _, rest = text.partition(":")
        try:
            return cls(PersonKind(kind), UUID(rest))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def children(school: School, *, on: date, class_id: UUID | None = None) -> list[Listed]:
    """By the alphabet; with a class, only that class."""
    rows = _with_class(Child.objects.filter(left_on__isnull=True), on)
    if class_id is not None:
        rows = rows.filter(class_id=class_id)  # type: ignore[misc]
    return _sorted(school, _children_listed(rows))


def adults(school: School, *, on: date) -> list[Listed]:
    """Staff, representatives and others, by the alphabet."""
    return _sorted(school, _adults_listed(Adult.objects.all(), on))


def strangers_to_the_list(school: School, *, on: date) -> list[Listed]:
    """Members of the school whom nobody has entered as adults: they too can be named in a report."""
    entered = Adult.objects.filter(user_id__isnull=False).values("user_id")
    rows = live_memberships(on=on).filter(organisation_id=school.pk, guest_case__isnull=True)
    return [
        Listed(PersonKind.MEMBER, row.user_id, FullName(row.user.display_name), row.position, is_staff=True)
        for row in rows.exclude(user_id__in=entered).select_related("user")
    ]


def find_people(school: School, query: str, *, on: date, class_id: UUID | None = None, limit: int = 12) -> list[Listed]:
    """A class, a few letters of a name, or both. Adults belong to no class and are found by name alone."""
    if class_id is not None:
        found = children(school, on=on, class_id=class_id)
        return ranked(query, found, limit=limit) if query.strip() else found
    if not query.strip():
        return []
    everybody = [*children(school, on=on), *adults(school, on=on), *strangers_to_the_list(school, on=on)]
    return ranked(query, everybody, limit=limit)


def listed(keys: Iterable[PersonKey], school: School, *, on: date) -> dict[str, Listed]:
    """The people behind keys, by key; who isn't of this school is missing. At most three statements."""
    wanted: dict[PersonKind, list[UUID]] = {kind: [] for kind in PersonKind}
    for key in keys:
        wanted[key.kind].append(key.id)
    found: list[Listed] = []
    if ids := wanted[PersonKind.CHILD]:
        found += _children_listed(_with_class(Child.objects.filter(pk__in=ids), on))
    if ids := wanted[PersonKind.ADULT]:
        found += _adults_listed(Adult.objects.filter(pk__in=ids), on)
    if ids := wanted[PersonKind.MEMBER]:
        found += [person for person in strangers_to_the_list(school, on=on) if person.id in ids]
    return {person.key: person for person in found}


def _with_class(rows: QuerySet[Child], on: date) -> QuerySet[Child]:
    enrolled = Enrolment.objects.filter(live_on(on), child=OuterRef("pk")).order_by("-from_on")
    return rows.annotate(class_id=Subquery(enrolled.values("school_class")[:1])).select_related("data_key")


def _children_listed(rows: QuerySet[Child]) -> list[Listed]:
    found = list(rows)
    labels = {row.pk: row.label for row in SchoolClass.objects.filter(pk__in={child.class_id for child in found})}  # type: ignore[attr-defined]
    return [
        Listed(
            PersonKind.CHILD,
            child.pk,
            FullName.read(child.open("name")),
            labels.get(child.class_id, ""),  # type: ignore[attr-defined]
            class_id=child.class_id,  # type: ignore[attr-defined]
        )
        for child in found
    ]


def with_position(rows: QuerySet[Adult], on: date) -> QuerySet[Adult]:
    """Each with the `position` of that day, and the key of its name."""
    employed = Employment.objects.filter(live_on(on), adult=OuterRef("pk")).order_by("-from_on")
    return rows.annotate(position=Subquery(employed.values("position")[:1])).select_related("data_key")


def _adults_listed(rows: QuerySet[Adult], on: date) -> list[Listed]:
    return [
        Listed(
            PersonKind.ADULT,
            adult.pk,
            FullName.read(adult.open("name")),
            adult.position or "",  # type: ignore[attr-defined]
            adult.is_staff,
        )
        for adult in with_position(rows, on)
    ]


def _sorted(school: School, people: list[Listed]) -> list[Listed]:
    return sorted(people, key=partial(_order, school.organisation.language))


def _order(language: str, person: Listed) -> SortKey:
    return sort_key(person.spoken, language)
