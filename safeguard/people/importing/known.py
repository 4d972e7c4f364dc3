"""Who is here already, opened once for a whole table: five statements, however many lines."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from safeguard.organisations.models import Membership, School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.importing.lines import ClassName
from safeguard.people.matching import words_of
from safeguard.people.models import Adult, Child, Employment, Enrolment, Guardianship, SchoolClass
from safeguard.people.names import FullName
from safeguard.registers.years import school_year_of


@dataclass
class KnownChild:
    row: Child
    name: FullName
    born_on: date | None
    school_class: SchoolClass | None = None
    representatives: list["KnownAdult"] = field(default_factory=list)


@dataclass
class KnownAdult:
    row: Adult
    name: FullName
    contact: str
    position: str = ""


@dataclass
class Known:
    """By the first two words of the name, as they are compared; a patronymic is looked at after that."""

    school_year: int
    children: dict[tuple[str, ...], list[KnownChild]]
    adults: dict[tuple[str, ...], list[KnownAdult]]
    members: dict[tuple[str, ...], list[Membership]]
    members_by_email: dict[str, Membership]
    classes: dict[ClassName, SchoolClass]


def key_of(name: FullName) -> tuple[str, ...]:
    return tuple(words_of(f"{name.family} {name.given}"))


def agrees(one: FullName, other: FullName) -> bool:
    """A patronymic may be missing in one of them; two that differ are two people."""
    return not (one.patronymic and other.patronymic) or words_of(one.patronymic) == words_of(other.patronymic)


def known_of(school: School, *, on: date) -> Known:
    year = school_year_of(on)
    adults = _adults(on)
    by_id = {known.row.pk: known for rows in adults.values() for known in rows}
    classes = {row.pk: row for row in SchoolClass.objects.filter(school_year=year).select_related("teacher")}
    memberships = list(
        live_memberships(on=on).filter(organisation_id=school.pk, guest_case__isnull=True).select_related("user")
    )
    members: dict[tuple[str, ...], list[Membership]] = defaultdict(list)
    for row in memberships:
        members[tuple(words_of(row.user.display_name)[:2])].append(row)
    return Known(
        year,
        _children(on, classes, by_id),
        adults,
        members,
        {row.user.email.lower(): row for row in memberships},
        {ClassName(row.grade, row.letter): row for row in classes.values()},
    )


def _children(
    on: date, classes: dict[UUID, SchoolClass], adults: dict[UUID, KnownAdult]
) -> dict[tuple[str, ...], list[KnownChild]]:
    found: dict[tuple[str, ...], list[KnownChild]] = defaultdict(list)
    rows = Enrolment.objects.filter(live_on(on)).order_by("from_on")
    enrolled = dict(rows.values_list("child_id", "school_class_id"))
    tied: dict[UUID, list[KnownAdult]] = defaultdict(list)
    for child_id, adult_id in Guardianship.objects.filter(live_on(on)).values_list("child_id", "adult_id"):
        tied[child_id].append(adults[adult_id])
    for row in Child.objects.filter(left_on__isnull=True).select_related("data_key"):
        name, born = FullName.read(row.open("name")), row.open("born_on")
        known = KnownChild(row, name, date.fromisoformat(born) if born else None)
        known.school_class = classes.get(enrolled.get(row.pk))  # type: ignore[arg-type]
        known.representatives = tied[row.pk]
        found[key_of(name)].append(known)
    return found


def _adults(on: date) -> dict[tuple[str, ...], list[KnownAdult]]:
    found: dict[tuple[str, ...], list[KnownAdult]] = defaultdict(list)
    positions = dict(Employment.objects.filter(live_on(on)).order_by("from_on").values_list("adult_id", "position"))
    for row in Adult.objects.select_related("data_key"):
        name = FullName.read(row.open("name"))
        found[key_of(name)].append(KnownAdult(row, name, row.open("contact"), positions.get(row.pk, "")))
    return found
