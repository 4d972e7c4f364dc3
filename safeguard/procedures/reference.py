"""The lists of a procedure: whom to tell, the sides, the kinds of violence, the places."""

from collections.abc import Mapping
from dataclasses import dataclass

from safeguard.procedures.citation import Citation
from safeguard.procedures.texts import Texts

#: The one internal list of kinds of violence; each procedure maps its own words to it (conflict C-20).
KINDS = frozenset(
    {
        "psychological",
        "physical",
        "cyber",
        "social",
        "economic",
        "sexual",
        "neglect",
        "exploitation",
        "bullying",
        "intimidation",
        "pressure",
        "other",
    }
)
#: The one internal list of places (conflict C-30).
PLACES = frozenset(
    {
        "classroom",
        "corridor",
        "changing_room",
        "canteen",
        "yard",
        "event",
        "way",
        "online",
        "home",
        "community",
        "other",
    }
)
#: The roles of a person in an act.
SIDES = frozenset({"victim", "accused", "witness"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body or person that is told, as a letter names it."""

    key: str
    title: Texts
    citation: Citation


@dataclass(frozen=True, slots=True)
class Side:
    """What a role is called here, and whether a minor in it has a representative who must be told."""

    key: str
    title: Texts
    representative_told: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Kind:
    """What the procedure calls a kind of violence of the internal list."""

    key: str
    title: Texts
    citation: Citation


@dataclass(frozen=True, slots=True)
class KindList:
    """A printed list of kinds, and under which of its words each internal kind is counted.

    `unmapped` are the internal kinds the list has no word for: they're counted as other, with a warning.
    """

    key: str
    title: Texts
    columns: Mapping[str, Texts]
    counted_as: Mapping[str, str]
    citation: Citation

    @property
    def unmapped(self) -> frozenset[str]:
        return KINDS - self.counted_as.keys()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the internal list; out of scope means other bodies deal with it, and it's still recorded."""

    key: str
    title: Texts
    in_scope: bool
    citation: Citation
