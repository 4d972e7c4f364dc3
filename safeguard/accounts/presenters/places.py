"""Where somebody works: the desk behind a membership."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from safeguard.access.permissions import ROLE_PERMISSIONS, Permission
from safeguard.access.roles import Role
from safeguard.accounts.presenters.roles import in_words
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import roles_of

#: In the session: whether the header offers to change the place.
SEVERAL = "works_in_several_places"


@dataclass(frozen=True)
class Place:
    """One line of the switcher."""

    name: str
    kind: str
    roles: str
    href: str


def places(memberships: Iterable[Membership]) -> list[Place]:
    return [
        Place(
            name=membership.organisation.name,
            kind=membership.organisation.get_kind_display(),
            roles=in_words(roles_of(membership)),
            href=desk_of(membership),
        )
        for membership in memberships
    ]


def desk_of(membership: Membership) -> str:
    """A school's desk, a department's overview; the operator, who has neither, goes to the tree of institutions."""
    slug = membership.organisation.slug
    if membership.organisation.kind == "school":
        return f"/s/{slug}/"
    if any(Permission.DEPARTMENT_ENTER in ROLE_PERMISSIONS[Role(role)] for role in membership.roles):
        return f"/d/{slug}/"
    return reverse("organisations:tree", kwargs={"department": slug})
