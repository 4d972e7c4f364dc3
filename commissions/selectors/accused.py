"""Who is accused in the cases of a meeting, each person once, under the code of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.enums import SideRole
from cases.models import RANKED, Involvement
from commissions.domain.codes import codes


@dataclass(frozen=True)
class Accused:
    """`id` is the person's first involvement as accused in the case: findings and motions name it."""

    id: UUID
    case_id: UUID
    person_id: UUID
    code: str
    added_at: datetime


def accused_of(meeting_id: UUID, language: str) -> dict[UUID, list[Accused]]:
    """By case, in the order in which they were added; one query, no name is opened.

    Codes run through all cases of the meeting, whoever looks.
    """
    rows = list(Involvement.ever.filter(case__hearings__meeting_id=meeting_id).order_by(*RANKED))
    return _by_case(rows, language)


def accused_in(case_id: UUID, language: str) -> list[Accused]:
    """Of one case, under the codes that its letters use."""
    rows = list(Involvement.ever.filter(case_id=case_id).order_by(*RANKED))
    return _by_case(rows, language).get(case_id, [])


def _by_case(rows: Iterable[Involvement], language: str) -> dict[UUID, list[Accused]]:
    named = codes(((_person(row), SideRole(row.role)) for row in rows), language)
    found: dict[UUID, list[Accused]] = {}
    for row in rows:
        known = found.setdefault(row.case_id, [])
        if (
            row.role == SideRole.ACCUSED
            and row.left_at is None
            and _person(row) not in {each.person_id for each in known}
        ):
            known.append(Accused(row.pk, row.case_id, _person(row), named[_person(row)], row.added_at))
    return found


def _person(row: Involvement) -> UUID:
    """The database keeps exactly one of the two."""
    return row.child_id or row.adult_id or row.pk
