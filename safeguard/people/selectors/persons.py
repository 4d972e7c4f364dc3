"""One person with their ties. No fact of a case stands here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from safeguard import clock
from safeguard.people.alphabet import sort_key
from safeguard.people.matching import words_of
from safeguard.people.models import Adult, Child, Employment, Enrolment, Guardianship
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import Listed
from safeguard.vault import keys


@dataclass(frozen=True)
class Tie:
    """A guardianship from one end: the other person's name, contact and since when."""

    id: UUID
    person_id: UUID
    name: str
    contact: str
    kinship: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class ChildCard:
    child: Child
    name: FullName
    enrolments: list[Enrolment]
    representatives: list[Tie]

    @property
    def current(self) -> Enrolment | None:
        """The class of today."""
        return next((row for row in self.enrolments if _holds(row)), None)

    @property
    def born_on(self) -> date | None:
        text = self.child.open("born_on")
        return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class AdultCard:
    adult: Adult
    name: FullName
    employments: list[Employment]
    represents: list[Tie]


def child_card(child_id: UUID) -> ChildCard:
    """404 for a child of another school as for one that never was. Four statements."""
    child = Child.objects.select_related("data_key").filter(pk=child_id).first()
    if child is None:
        raise Http404
    enrolments = Enrolment.objects.filter(child=child).select_related("school_class").order_by("-from_on", "-pk")
    rows = list(Guardianship.objects.filter(child=child).select_related("adult__data_key").order_by("pk"))
    return ChildCard(child, FullName.read(child.open("name")), list(enrolments), [_tie(row, row.adult) for row in rows])


def adult_card(adult_id: UUID) -> AdultCard:
    adult = Adult.objects.select_related("data_key").filter(pk=adult_id).first()
    if adult is None:
        raise Http404
    employments = Employment.objects.filter(adult=adult).order_by("-from_on")
    rows = list(Guardianship.objects.filter(adult=adult).select_related("child__data_key").order_by("pk"))
    return AdultCard(
        adult, FullName.read(adult.open("name")), list(employments), [_tie(row, row.child) for row in rows]
    )


def likely_representatives(
    card: ChildCard, everybody: Iterable[Listed], language: str, *, limit: int = 8
) -> list[Listed]:
    """Adults of a family name like the child's who don't represent the child yet: a sister's mother, mostly."""
    stem = "".join(words_of(card.name.family)[:1])[:5]
    there = {tie.person_id for tie in card.representatives if tie.until_on is None}
    alike = [person for person in everybody if person.id not in there and stem and _begins(person, stem)]
    return sorted(alike, key=lambda person: sort_key(person.spoken, language))[:limit]


def _begins(person: Listed, stem: str) -> bool:
    return bool(words_of(person.name.family)[:1]) and words_of(person.name.family)[0].startswith(stem[:4])


def _holds(row: Enrolment) -> bool:
    today = clock.today()
    return row.from_on <= today and (row.until_on is None or row.until_on >= today)


def _tie(row: Guardianship, person: Child | Adult) -> Tie:
    keys.remember(person.data_key)
    return Tie(
        row.pk,
        person.pk,
        FullName.read(person.open("name")).spoken,
        person.open("contact"),
        row.get_kinship_display(),
        row.from_on,
        row.until_on,
    )
