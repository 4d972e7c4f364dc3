"""The children behind the codes of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cases.enums import SideRole
from cases.models import RANKED, Involvement
from commissions.domain.codes import codes
from safeguard.people.models import Child, Enrolment


@dataclass(frozen=True)
class CodedChild:
    """A child, the code that stands for them in papers, and their class."""

    code: str
    child: Child
    role: SideRole
    school_class: str
    case_ids: tuple[UUID, ...]


def coded_children(case_ids: Iterable[UUID], language: str) -> list[CodedChild]:
    """Every child of these cases under a code; two queries. Codes run through all cases of the meeting."""
    rows = Involvement.ever.filter(case__in=list(case_ids), child__isnull=False)
    ever = list(rows.select_related("child", "child__data_key").order_by(*RANKED))
    named = codes(((row.child.pk, SideRole(row.role)) for row in ever if row.child), language)
    involved = [row for row in ever if row.left_at is None]
    sides = [(row.child, SideRole(row.role), row.case_id) for row in involved if row.child]
    children = {child.pk: child for child, _, _ in sides}
    classes = _classes(children)
    return [
        CodedChild(code, children[pk], _role(pk, sides), classes.get(pk, ""), _cases(pk, sides))
        for pk, code in named.items()
        if pk in children
    ]


Side = tuple[Child, SideRole, UUID]


def _role(child_id: UUID, sides: Iterable[Side]) -> SideRole:
    """The role that the code stands for: victim before accused before witness."""
    order = list(SideRole)
    return min((role for child, role, _ in sides if child.pk == child_id), key=order.index)


def _cases(child_id: UUID, sides: Iterable[Side]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(case_id for child, _, case_id in sides if child.pk == child_id))


def _classes(children: Iterable[UUID]) -> dict[UUID, str]:
    rows = Enrolment.objects.filter(child__in=list(children)).select_related("school_class").order_by("from_on")
    return {row.child_id: row.school_class.label for row in rows}
