"""The children behind the codes of the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cases.enums import SideRole
from cases.models import Involvement
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
    rows = Involvement.objects.filter(case__in=list(case_ids), child__isnull=False)
    involved = list(rows.select_related("child", "child__data_key").order_by("added_at", "pk"))
    children = {row.child_id: row.child for row in involved if row.child}
    roles: dict[UUID, SideRole] = {}
    for row in sorted(involved, key=lambda row: list(SideRole).index(SideRole(row.role))):
        roles.setdefault(row.child_id, SideRole(row.role))
    cases: dict[UUID, dict[UUID, None]] = {}
    for row in involved:
        cases.setdefault(row.child_id, {})[row.case_id] = None
    named = codes(((row.child_id, SideRole(row.role)) for row in involved if row.child_id), language)
    classes = _classes(children)
    return [
        CodedChild(code, children[pk], roles[pk], classes.get(pk, ""), tuple(cases[pk])) for pk, code in named.items()
    ]


def _classes(children: Iterable[UUID]) -> dict[UUID, str]:
    rows = Enrolment.objects.filter(child__in=list(children)).select_related("school_class").order_by("from_on")
    return {row.child_id: row.school_class.label for row in rows}
