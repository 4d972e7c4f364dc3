"""What the minutes hold, frozen: every text already in the language of record, every figure as it was counted.

The first group of fields is the form's (obligations 5.2, as far as the annex is at hand), the second is ours.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PersonLine:
    """A line of a list of people."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class BasisLine:
    """Підстава and стислий зміст, once for each case that was heard."""

    basis: str
    summary: str
    heading: str = ""


@dataclass(frozen=True)
class VoteLine:
    """A motion with its tally, base and rule. `label` is its column in the table of ballots: II, or II.2."""

    label: str
    text: str
    votes_for: int
    votes_against: int
    votes_abstained: int
    is_adopted: bool
    composition: int
    present: int
    quorum: int
    majority: int
    rule: str
    is_casting_vote: bool
    is_disputed_tie: bool
    is_even: bool
    presided_by: str = ""


@dataclass(frozen=True)
class MeasureLine:
    kind: str
    text: str
    responsible: str
    until: str
    for_whom: str = ""
    effect: str = ""


@dataclass(frozen=True)
class FindingLine:
    """What was decided about one accused, by code."""

    code: str
    finding: str
    qualification: str
    signs: str


@dataclass(frozen=True)
class FindingBlock:
    """Of one case."""

    heading: str
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True)
class AddressedLine:
    """Who is told of the decision, by when, and where it's written."""

    whom: str
    by_when: str
    ground: str


@dataclass(frozen=True)
class AddressedBlock:
    """Of one case."""

    heading: str
    lines: tuple[AddressedLine, ...]


@dataclass(frozen=True)
class ChangeLine:
    """A text that a correction changes."""

    where: str
    was: str
    now: str


@dataclass(frozen=True)
class CorrectionBlock:
    """Why there is another version, and what differs from the one before."""

    corrects: int
    corrects_of: str
    made_on: str
    reason: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class ItemBlock:
    """A question of the agenda: heard, spoke, resolved, voted."""

    numeral: str
    title: str
    heard: str
    spoke: str
    resolved: str
    votes: tuple[VoteLine, ...]
    opinions: tuple[PersonLine, ...]
    measures: tuple[MeasureLine, ...]
    #: Since minutes@2: invited persons, who have no vote.
    remarks: tuple[PersonLine, ...] = ()


@dataclass(frozen=True)
class ToldLine:
    """Who had everything at the same moment: agenda, date, time, place, materials."""

    when: str
    names: tuple[str, ...]
    is_late: bool


@dataclass(frozen=True)
class BallotRow:
    """One member's open votes, in the order of the motions."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class KeyLine:
    """Who stands behind a code: annex to copy 1 only."""

    code: str
    name: str
    role: str
    school_class: str


@dataclass(frozen=True)
class MinutesSheet:
    """The minutes of one meeting."""

    language: str
    number: str
    institution: str
    held_on: str
    hours: str
    minutes: str
    bases: tuple[BasisLine, ...]
    order: str
    present: tuple[PersonLine, ...]
    others: tuple[PersonLine, ...]
    # --- ours: derived from the rules, not printed in the form at hand
    place: str
    closed: str
    entered_from_paper: str
    procedure: str
    chapters: str
    agenda: tuple[str, ...]
    composition: int
    quorum: int
    present_at_opening: int
    majority: int
    tie_rule: str
    has_even_vote: bool
    absent: tuple[PersonLine, ...]
    told: tuple[ToldLine, ...]
    late_reason: str
    presiding: str
    keeper: str
    substitutions: tuple[str, ...]
    items: tuple[ItemBlock, ...]
    ballot_heads: tuple[str, ...]
    ballots: tuple[BallotRow, ...]
    ballot_sums: tuple[str, ...]
    reasons: tuple[PersonLine, ...]
    rights: tuple[str, ...]
    signatures: tuple[PersonLine, ...]
    not_signing: tuple[str, ...]
    key: tuple[KeyLine, ...] = field(default_factory=tuple)
    #: From minutes@2 on: the edition by which each case is counted, one line while they are alike.
    editions: tuple[str, ...] = field(default_factory=tuple)
    version: int = 1
    correction: CorrectionBlock | None = None
    findings: tuple[FindingBlock, ...] = field(default_factory=tuple)
    addressed: tuple[AddressedBlock, ...] = field(default_factory=tuple)
    copies: tuple[PersonLine, ...] = field(default_factory=tuple)
    needs_order: bool = True
    #: Beside the key of the codes; empty in what was frozen before materials were kept.
    annexes: tuple[str, ...] = field(default_factory=tuple)
