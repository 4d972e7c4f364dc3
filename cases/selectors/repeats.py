"""Other cases of the same people within a year: found by the rows of the people, shown only as far as may be known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cases.domain.repeats import Known, is_repeat
from cases.enums import SideRole
from cases.models import Case, CaseEvent, Involvement
from cases.selectors.access import visible_cases
from safeguard.access.member import Member

_COUNTED = (SideRole.VICTIM, SideRole.ACCUSED)


@dataclass(frozen=True)
class Repeat:
    """The same person in the same role in another case. `finding`: the codes of its last decision, if there is one."""

    case_id: UUID
    number: int
    received_at: datetime
    person_id: UUID
    role: SideRole
    is_earlier: bool
    finding: dict[str, Any] | None


def with_others(case: Case, member: Member) -> QuerySet[Involvement]:
    """The sides of a case, each with `others`: visible cases where the same row stands in the same role.

    In the statement of the sides. A case that the member may not know of isn't in it, nor counted, nor hinted at.
    """
    here = Involvement.objects.filter(
        Q(child=OuterRef(OuterRef("child"))) | Q(adult=OuterRef(OuterRef("adult"))),
        case=OuterRef("pk"),
        role=OuterRef(OuterRef("role")),
    )
    decided = CaseEvent.objects.filter(case=OuterRef("pk"), kind="resolution.adopted").order_by("-seq")
    said = JSONObject(
        id="pk",
        number="number",
        received_at="received_at",
        decided_at=Subquery(decided.values("occurred_at")[:1]),
        finding=Subquery(decided.values("data")[:1]),
    )
    others = visible_cases(member).filter(Exists(here)).exclude(_kin(case)).values(said=said)
    return Involvement.objects.filter(case=case).annotate(others=ArraySubquery(others))


def _kin(case: Case) -> Q:
    """Halves of a case that was split tell of one report: no repeat of each other."""
    found = Q(pk=case.pk) | Q(split_from__isnull=False, split_from=case.pk)
    if case.split_from_id:
        found |= Q(pk=case.split_from_id) | Q(split_from__isnull=False, split_from=case.split_from_id)
    return found


def repeats_in(case: Case, rows: Iterable[Involvement], zone: ZoneInfo) -> list[Repeat]:
    """Of rows of `with_others`; the newest first, each person once a case."""
    own = Known(case.received_at)
    found: dict[tuple[UUID, UUID, str], Repeat] = {}
    for row in rows:
        for said in row.others if row.role in _COUNTED else ():  # type: ignore[attr-defined]
            repeat = _repeat(row, said, own, zone)
            if repeat:
                found.setdefault((repeat.case_id, repeat.person_id, repeat.role), repeat)
    return sorted(found.values(), key=lambda each: each.received_at, reverse=True)


def _repeat(row: Involvement, said: dict[str, Any], own: Known, zone: ZoneInfo) -> Repeat | None:
    decided = datetime.fromisoformat(said["decided_at"]) if said["decided_at"] else None
    other = Known(datetime.fromisoformat(said["received_at"]), decided)
    is_earlier = other.received_at <= own.received_at
    if not (is_repeat(other, own, zone) if is_earlier else is_repeat(own, other, zone)):
        return None
    return Repeat(
        UUID(said["id"]),
        said["number"],
        other.received_at,
        row.child_id or row.adult_id,  # type: ignore[arg-type]
        SideRole(row.role),
        is_earlier,
        said["finding"],
    )
