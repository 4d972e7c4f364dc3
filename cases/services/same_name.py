"""A side without an account, of whose name somebody works here: who files says whether it's that colleague.

Saying nothing is refused. Said by who manages the staff, the adult gets the account; said by anybody else, the
colleague doesn't see this case until it's decided: a report may not hand anybody the seat or the papers of another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Protocol
from uuid import UUID

from cases.selectors.people import Coded
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.errors import DomainError, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.people.selectors.same_name import SameName, same_names
from safeguard.people.services.links import link_adult


class Named(Protocol):
    """A side as it was named. `is_member`: whether it's the member of the same name; None when nobody has said."""

    @property
    def adult_id(self) -> UUID | None: ...

    @property
    def is_member(self) -> bool | None: ...


def with_namesakes(
    school: School, sides: Iterable[Named], people: Mapping[UUID, Coded], by: Member
) -> dict[UUID, Coded]:
    """The same people, with the accounts that the answers reach. No statement where every adult has an account."""
    found = dict(people)
    said = {
        side.adult_id: side.is_member
        for side in sides
        if side.adult_id and found[side.adult_id].user_id is None and side.is_member is not False
    }
    pairs = same_names(school, on=clock.today(), adult_ids=said) if said else []
    for adult_id, of_adult in groupby(pairs, key=lambda pair: pair.adult_id):
        alike = list(of_adult)
        if said[adult_id] is None:
            raise NotSaid(alike)
        found[adult_id] = _answered(found[adult_id], alike, by)
    return found


class NotSaid(RuleViolation):
    """It must be said; `pairs` are what is asked about."""

    def __init__(self, pairs: list[SameName], *, field: str = "who") -> None:
        super().__init__(
            gettext_noop("%(member)s works here. Say whether %(name)s is the same person."),
            field=field,
            member=", ".join(dict.fromkeys(pair.as_member for pair in pairs)),
            name=", ".join(dict.fromkeys(pair.as_adult for pair in pairs)),
        )
        self.pairs = pairs


def _answered(coded: Coded, alike: list[SameName], by: Member) -> Coded:
    """Several members of one name are all kept away until it's known which."""
    if len(alike) == 1 and by.is_person and by.may(Permission.STAFF_MANAGE):
        [pair] = alike
        try:
            link_adult(adult_id=pair.adult_id, user_id=pair.user_id, by=by)
        except DomainError:
            pass  # the account is another adult's by now: the recusal comes all the same
        else:
            return replace(coded, user_id=pair.user_id)
    return replace(coded, doubted=tuple(pair.user_id for pair in alike))
