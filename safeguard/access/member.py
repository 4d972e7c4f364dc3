"""A user inside one organisation, as the rules see them."""

from dataclasses import dataclass, field
from uuid import UUID

from safeguard.access.permissions import GUEST_PERMISSIONS, ROLE_PERMISSIONS, Permission
from safeguard.access.roles import Role


@dataclass(frozen=True)
class Member:
    """Who acts: made once per request from the membership, the acting-head order and the hand-overs.

    `guest_case` limits a guest membership (a district that acts for a school's head) to one case.
    """

    user_id: UUID
    name: str
    organisation_id: UUID
    membership_id: UUID
    roles: frozenset[Role] = field(default_factory=frozenset)
    guest_case: UUID | None = None

    @property
    def is_person(self) -> bool:
        """Not a machine with a token."""
        return True

    @property
    def permissions(self) -> frozenset[Permission]:
        """A guest's are those of the role as far as they concern a single case: no registers, people or settings."""
        own: frozenset[Permission] = frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles))
        return own if self.guest_case is None else own & GUEST_PERMISSIONS

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def has_role(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))
