"""Who sits in a commission, how it comes about, and what it has to find out: the settings in which the texts differ."""

from dataclasses import dataclass
from enum import StrEnum

from safeguard.procedures.citation import Citation
from safeguard.procedures.texts import Texts


class Forming(StrEnum):
    """A commission works permanently, is made for one case, or both are in the texts (conflict C-03)."""

    STANDING = "standing"
    PER_CASE = "per_case"


class Guardians(StrEnum):
    """The parents of the sides in the commission (conflict C-04). Members never vote on their own child's case."""

    INVITED = "invited"
    MAY_BE_MEMBERS = "may_be_members"
    ABSENT = "absent"


class Investigator(StrEnum):
    """Who collects the facts (conflict C-15): the commission itself, or people whom the head authorises."""

    COMMISSION = "commission"
    AUTHORISED_PERSONS = "authorised_persons"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the commission that the text names. `is_required`: the order that appoints must fill it.

    Otherwise it's filled when the institution has such a person.
    """

    key: str
    title: Texts
    is_required: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Qualification:
    """When an act is bullying here (conflicts C-13, C-17): repeated, and with a minor on one side.

    `right_told`: whoever was hurt is told that they may go to the police when the act isn't qualified as bullying.
    """

    systematic: bool
    minor: bool
    right_told: bool
    citation: Citation
