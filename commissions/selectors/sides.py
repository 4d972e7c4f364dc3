"""The people behind the codes of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cases.enums import SideRole
from cases.models import RANKED, Involvement
from commissions.domain.codes import codes
from safeguard.people.models import Adult, Child, Enrolment


@dataclass(frozen=True)
class CodedChild:
    """A child, the code that stands for them in papers, and their class."""

    code: str
    child: Child
    role: SideRole
    school_class: str
    case_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class CodedAdult:
    """An adult who is a side: a code of the same row, so that it's the one that the letters use."""

    code: str
    adult: Adult
    role: SideRole
    case_ids: tuple[UUID, ...]


def coded_children(case_ids: Iterable[UUID], language: str) -> list[CodedChild]:
    """Every child of these cases under a code; two queries. Codes run through all cases of the meeting."""
    return coded_people(case_ids, language)[0]


def coded_people(case_ids: Iterable[UUID], language: str) -> tuple[list[CodedChild], list[CodedAdult]]:
    """Every side of these cases under a code, children and adults; two queries."""
    rows = Involvement.ever.filter(case__in=list(case_ids)).select_related("child__data_key", "adult__data_key")
    ever = [(row.child or row.adult, row) for row in rows.order_by(*RANKED)]
    known = [(person, SideRole(row.role)) for person, row in ever if person]
    sides = [(person, SideRole(row.role), row.case_id) for person, row in ever if person and row.left_at is None]
    children = {person.pk: person for person, _, _ in sides if isinstance(person, Child)}
    adults = {person.pk: person for person, _, _ in sides if isinstance(person, Adult)}
    named = codes(((person.pk, role) for person, role in known), language)
    classes = _classes(children)
    coded_children = [
        CodedChild(code, children[pk], _role(pk, sides), classes.get(pk, ""), _cases(pk, sides))
        for pk, code in named.items()
        if pk in children
    ]
    coded_adults = [
        CodedAdult(code, adults[pk], _role(pk, sides), _cases(pk, sides)) for pk, code in named.items() if pk in adults
    ]
    return coded_children, coded_adults


@dataclass(frozen=True)
class CodedSide:
    """A person of one case: their first involvement in the role that the code stands for."""

    id: UUID
    code: str
    role: SideRole
    person: Child | Adult

    @property
    def is_child(self) -> bool:
        return isinstance(self.person, Child)


def side_codes(meeting_id: UUID, case_id: UUID, language: str) -> list[CodedSide]:
    """Each person of a case once, under the code of the meeting; one query, no name is opened."""
    rows = Involvement.ever.filter(case__hearings__meeting_id=meeting_id).order_by(*RANKED)
    found = [(row.child or row.adult, row) for row in rows.select_related("child__data_key", "adult__data_key")]
    involved = [(person, row) for person, row in found if person]
    named = codes(((person.pk, SideRole(row.role)) for person, row in involved), language)
    order = list(SideRole)
    own = [(person, row) for person, row in involved if row.case_id == case_id and row.left_at is None]
    own.sort(key=lambda pair: order.index(SideRole(pair[1].role)))
    first = {person.pk: (person, row) for person, row in reversed(own)}
    known = [(code, *first[pk]) for pk, code in named.items() if pk in first]
    return [CodedSide(row.pk, code, SideRole(row.role), person) for code, person, row in known]


Side = tuple[Child | Adult, SideRole, UUID]


def _role(person_id: UUID, sides: Iterable[Side]) -> SideRole:
    """The role that the code stands for: victim before accused before witness."""
    order = list(SideRole)
    return min((role for person, role, _ in sides if person.pk == person_id), key=order.index)


def _cases(person_id: UUID, sides: Iterable[Side]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(case_id for person, _, case_id in sides if person.pk == person_id))


def _classes(children: Iterable[UUID]) -> dict[UUID, str]:
    rows = Enrolment.objects.filter(child__in=list(children)).select_related("school_class").order_by("from_on")
    return {row.child_id: row.school_class.label for row in rows}
