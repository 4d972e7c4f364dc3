"""What is still missing before the minutes can be finalised."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from commissions.domain.motions import Verdict
from commissions.enums import ItemKind


class Missing(StrEnum):
    """A field of the minutes that is empty, or words to be read again. Those in `WARNINGS` don't stop the finalising.

    `ITEM_WORDS`, `HEARING_WORDS`: the resolution or the reasons speak of what may be no measure (KZ-39.4).
    """

    BASIS = "basis"
    SUMMARY = "summary"
    HEARD = "heard"
    RESOLVED = "resolved"
    NOT_VOTED = "not_voted"
    UNDECIDED = "undecided"
    ROLL = "roll"
    ABSENCE_REASON = "absence_reason"
    KEEPER = "keeper"
    AGENDA_VOTE = "agenda_vote"
    DECISION = "decision"
    PERSON = "person"
    SIGNS = "signs"
    ONE_OFF = "one_off"
    REASONS = "reasons"
    MEASURES = "measures"
    ITEM_WORDS = "item_words"
    HEARING_WORDS = "hearing_words"


WARNINGS = frozenset(
    {
        Missing.DECISION,
        Missing.PERSON,
        Missing.SIGNS,
        Missing.ONE_OFF,
        Missing.AGENDA_VOTE,
        Missing.UNDECIDED,
        Missing.ITEM_WORDS,
        Missing.HEARING_WORDS,
    }
)


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that is missing, and the item, hearing or seat where it belongs."""

    missing: Missing
    at: UUID | None = None

    @property
    def stops(self) -> bool:
        return self.missing not in WARNINGS


@dataclass(frozen=True, slots=True)
class ItemFacts:
    item_id: UUID
    kind: ItemKind
    has_heard: bool
    has_resolved: bool
    is_voted: bool
    has_measures: bool = False
    speaks_of_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class HearingFacts:
    hearing_id: UUID
    has_basis: bool
    has_summary: bool
    has_reasons: bool
    has_measures: bool
    are_measures_voted: bool
    verdict: Verdict
    speaks_of_forbidden: bool = False
    undecided: tuple[UUID, ...] = ()
    without_signs: tuple[UUID, ...] = ()
    one_off: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class RollFacts:
    """`reason` is None for a member who came."""

    seat_id: UUID
    is_marked: bool
    reason: str | None


def holes(
    *,
    hearings: Iterable[HearingFacts],
    items: Iterable[ItemFacts],
    roll: Iterable[RollFacts],
    has_keeper: bool,
    is_agenda_adopted: bool,
) -> list[Hole]:
    """In the order of the form."""
    found: list[Hole] = []
    for hearing in hearings:
        found += _of_hearing(hearing)
    for member in roll:
        if not member.is_marked:
            found.append(Hole(Missing.ROLL, member.seat_id))
        elif member.reason == "":
            found.append(Hole(Missing.ABSENCE_REASON, member.seat_id))
    found += [] if has_keeper else [Hole(Missing.KEEPER)]
    found += [] if is_agenda_adopted else [Hole(Missing.AGENDA_VOTE)]
    for item in items:
        found += _of_item(item)
    return found


def _of_hearing(hearing: HearingFacts) -> list[Hole]:
    """Reasons and measures are asked for only where something was decided."""
    verdict = hearing.verdict
    wanted = {
        Missing.BASIS: not hearing.has_basis,
        Missing.SUMMARY: not hearing.has_summary,
        Missing.DECISION: not verdict.is_decision,
        Missing.REASONS: verdict.is_decision and not hearing.has_reasons,
        Missing.MEASURES: bool(verdict.is_substantiated) and hearing.are_measures_voted and not hearing.has_measures,
        Missing.HEARING_WORDS: hearing.speaks_of_forbidden,
    }
    found = [Hole(missing, hearing.hearing_id) for missing, is_missing in wanted.items() if is_missing]
    people = hearing.undecided if verdict.is_decision else ()
    return [
        *found,
        *(Hole(Missing.PERSON, person) for person in people),
        *(Hole(Missing.SIGNS, person) for person in hearing.without_signs),
        *(Hole(Missing.ONE_OFF, person) for person in hearing.one_off),
    ]


def _of_item(item: ItemFacts) -> list[Hole]:
    """The approval of the agenda says itself what was heard and resolved.

    What nobody voted on was not resolved, and no measure follows from it (UA-B-IV.5.7).
    """
    if item.kind == ItemKind.AGENDA:
        return []
    decides = item.has_resolved or item.has_measures
    wanted = {
        Missing.HEARD: not item.has_heard,
        Missing.RESOLVED: item.is_voted and not item.has_resolved,
        Missing.NOT_VOTED: not item.is_voted and decides,
        Missing.UNDECIDED: not item.is_voted and not decides,
        Missing.ITEM_WORDS: item.speaks_of_forbidden,
    }
    return [Hole(missing, item.item_id) for missing, is_missing in wanted.items() if is_missing]
