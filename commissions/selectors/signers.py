"""Who signs the minutes and who keeps a copy of them, as the procedure of the meeting says (C-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from cases.enums import SideRole
from cases.models import SuspectedRepresentative
from cases.selectors.clocks import definition_of
from commissions.domain.signing import Keeper, Party, keepers
from commissions.enums import CopyKeeper
from commissions.models import Hearing
from commissions.selectors.room import Room
from commissions.selectors.sides import CodedChild
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Guardianship
from safeguard.procedures.forms import Minutes

_SIDES = {
    SideRole.VICTIM: CopyKeeper.VICTIM_GUARDIAN,
    SideRole.ACCUSED: CopyKeeper.ACCUSED_GUARDIAN,
}


@dataclass(frozen=True)
class Signer:
    """A member by seat, or a representative of a child; `was_there` tells who could sign at the meeting.

    A child whose representative isn't known has one without a person: the paper keeps a line for them.
    """

    seat_id: UUID | None = None
    party: Party | None = None
    code: str = ""
    was_there: bool = True


def minutes_of(room: Room) -> Minutes | None:
    return definition_of(room.meeting.procedure).minutes


def signers_of(room: Room, hearings: Sequence[Hearing], children: Sequence[CodedChild]) -> list[Signer]:
    """Every member of the composition, then the representatives where the procedure wants their signatures."""
    came = {row.seat_id for row in room.attendances if row.arrived_at}
    members = [Signer(seat_id=seat.pk, was_there=seat.pk in came) for seat in room.seats]
    codes = {child.child.pk: child.code for child in children}
    wanted = minutes_of(room)
    parties = [party for party in parties_of(room, hearings, children) if wanted and party.keeper in wanted.signers]
    return [*members, *(Signer(party=party, code=codes[party.child_id]) for party in parties)]


def parties_of(room: Room, hearings: Sequence[Hearing], children: Sequence[CodedChild]) -> list[Party]:
    """The representatives of both sides on the day of the meeting. Nobody who is suspected (C-06), no member twice."""
    sides = [child for child in children if child.role in _SIDES]
    on = room.meeting.starts_at.astimezone(room.zone).date()
    case_ids = [hearing.case_id for hearing in hearings]
    suspected = SuspectedRepresentative.objects.filter(case__in=case_ids, adult_id=OuterRef("adult_id"))
    rows = Guardianship.objects.filter(live_on(on), child__in=[child.child.pk for child in sides])
    members = {seat.adult_id for seat in room.seats}
    ties = [row for row in rows.exclude(Exists(suspected)).order_by("pk") if row.adult_id not in members]
    found = []
    for child in sides:
        adults = dict.fromkeys(row.adult_id for row in ties if row.child_id == child.child.pk)
        found += [Party(_SIDES[child.role], child.child.pk, adult) for adult in adults]
        found += [] if adults else [Party(_SIDES[child.role], child.child.pk, None)]
    return found


def keepers_of(room: Room, hearings: Sequence[Hearing], children: Sequence[CodedChild]) -> list[Keeper]:
    """The numbered copies, with whom each is for."""
    wanted = minutes_of(room)
    named = wanted.copies_for if wanted else ()
    return keepers(named, wanted.copies if wanted else 1, parties_of(room, hearings, children))
