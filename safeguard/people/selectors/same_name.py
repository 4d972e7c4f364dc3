"""Adults without an account and members who bear the same name: one person under two entries, or two people.

Until somebody says which, nothing is taken for granted: names alone link nobody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safeguard.organisations.models import Membership, School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.people.matching import is_same_name
from safeguard.people.models import Adult
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import PersonKey, PersonKind, with_position


@dataclass(frozen=True)
class SameName:
    """An adult whom no account reaches, and a member of the school who may be that adult."""

    adult_id: UUID
    adult_name: str
    adult_place: str
    user_id: UUID
    member_name: str
    member_place: str

    @property
    def as_adult(self) -> str:
        return _named(self.adult_name, self.adult_place)

    @property
    def as_member(self) -> str:
        return _named(self.member_name, self.member_place)


def same_names(
    school: School, *, on: date, adult_ids: Collection[UUID] | None = None, user_id: UUID | None = None
) -> list[SameName]:
    """Among these adults, or all; with this member, or any. Two statements, one when no adult lacks an account.

    Whom somebody has told apart (`keep_apart`) is left out; so is a guest, who is let in for one case.
    """
    rows = with_position(Adult.objects.filter(user_id__isnull=True), on)
    adults = list(rows if adult_ids is None else rows.filter(pk__in=adult_ids))
    if not adults:
        return []
    members = _members(school, on, user_id)
    named = [(adult, FullName.read(adult.open("name")).spoken) for adult in adults]
    return [
        SameName(
            adult.pk,
            name,
            adult.position or "",  # type: ignore[attr-defined]
            member.user_id,
            member.user.display_name,
            member.position,
        )
        for adult, name in named
        for member in members
        if member.user_id not in adult.not_users and is_same_name(name, member.user.display_name)
    ]


def same_names_of(school: School, key: PersonKey, *, on: date) -> list[SameName]:
    """Of somebody who was chosen from a list: the other entries that may be the same person. None for a child."""
    if key.kind is PersonKind.ADULT:
        return same_names(school, on=on, adult_ids=[key.id])
    return same_names(school, on=on, user_id=key.id) if key.kind is PersonKind.MEMBER else []


def _members(school: School, on: date, user_id: UUID | None) -> list[Membership]:
    """One row a person."""
    rows = live_memberships(on=on).filter(organisation_id=school.pk, guest_case__isnull=True).select_related("user")
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    return list({row.user_id: row for row in rows}.values())


def _named(name: str, place: str) -> str:
    return f"{name}, {place}" if place else name
