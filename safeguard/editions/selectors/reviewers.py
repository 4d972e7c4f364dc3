"""Who may review new numbers, and who entered them."""

from collections.abc import Collection
from uuid import UUID

from safeguard import clock
from safeguard.access.permissions import Permission, roles_that_may
from safeguard.access.roles import Role
from safeguard.organisations.models import Membership, VersionDraft
from safeguard.organisations.selectors.editions import own_and_above
from safeguard.organisations.selectors.members import live_memberships
from safeguard.organisations.selectors.tree import TodayThere


def reviewers_of(organisation_id: UUID, *, not_by: Collection[UUID]) -> list[Membership]:
    """Everybody who may review there and wrote no word: of the institution itself, then from the nearest above up."""
    return _holders(organisation_id, roles_that_may(Permission.SETTINGS_REVIEW), not_by)


def operators_of(organisation_id: UUID) -> list[Membership]:
    """Who could invite a second person: the nearest first."""
    return _holders(organisation_id, {Role.OPERATOR}, ())


def authors_of(draft: VersionDraft) -> list[Membership]:
    """Those who entered the numbers and still belong to the institution."""
    rows = live_memberships(on=TodayThere()).filter(organisation_id=draft.organisation_id, guest_case__isnull=True)
    return list(rows.filter(user_id__in=draft.written_by).select_related("user", "organisation"))


def _holders(organisation_id: UUID, roles: Collection[Role], not_by: Collection[UUID]) -> list[Membership]:
    """Each person once, by the nearest of their places."""
    places = own_and_above(organisation_id, on=clock.today())
    rows = live_memberships(on=TodayThere()).filter(  # type: ignore[misc]
        organisation_id__in=places,
        organisation__state="active",
        held_roles__overlap=[str(role) for role in roles],
        guest_case__isnull=True,
    )
    found = rows.exclude(user_id__in=list(not_by)).select_related("user", "organisation")
    in_order = sorted(found, key=lambda row: (places.index(row.organisation_id), row.from_on, row.pk))
    nearest: dict[UUID, Membership] = {}
    for row in in_order:
        nearest.setdefault(row.user_id, row)
    return list(nearest.values())
