"""The member-like identity behind a token."""

from dataclasses import dataclass, field
from uuid import UUID

from safeguard.access.member import Member
from safeguard.access.permissions import Permission

P = Permission
_BY_SCOPE: dict[str, frozenset[Permission]] = {
    "reports:write": frozenset({P.REPORT_FILE, P.REPORT_ENTER, P.PEOPLE_EDIT}),
    "cases:read": frozenset({P.CASE_LIST, P.CASE_VIEW, P.CASE_VIEW_ALL}),
    "deadlines:read": frozenset({P.CASE_LIST, P.CASE_VIEW_ALL}),
    "statistics:read": frozenset({P.STATISTICS_VIEW, P.DEPARTMENT_STATISTICS}),
}


@dataclass(frozen=True)
class Integration(Member):
    """Acts under its token's id and name, so that no log takes it for a person.

    `held_by` is who answers for the token: a case from which that person is recused stays hidden from the token too,
    or a head who is accused could read through a machine what they may not know of.
    """

    scopes: frozenset[str] = field(default_factory=frozenset)
    held_by: UUID | None = None

    is_authenticated = True

    @property
    def is_person(self) -> bool:
        return False

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(_BY_SCOPE[scope] for scope in self.scopes))
