"""Reads how a commission is composed and votes, and what it has to find out."""

from safeguard.procedures.read_lists import Documents, citation, keyed
from safeguard.procedures.read_rules import ROLES
from safeguard.procedures.reader import Table
from safeguard.procedures.schema import Commission, Substitution, Tie
from safeguard.procedures.seats import Forming, Guardians, Investigator, Qualification, Seat

OFFICERS = frozenset({"chair", "deputy_chair", "secretary"})
ELECTED = frozenset({"deputy_chair", "elected_member"})


def commission(root: Table, sources: Documents) -> Commission | None:
    if not root.has("commission"):
        return None
    table = root.table("commission")
    quorum = table.table("quorum")
    part, whole = quorum.number("part"), quorum.number("of")
    if part > whole:
        quorum.fail("a quorum of more than everybody", "part")
    found = Commission(
        title=table.texts("title"),
        officers=table.words("officers", OFFICERS, least=1),
        chair_is=table.one_of("chair_is", ROLES),
        minimum=table.number("minimum"),
        minimum_refuses=table.flag("minimum_refuses"),
        minimum_citation=citation(table, sources, "minimum_citation"),
        quorum=(part, whole),
        quorum_citation=citation(quorum, sources),
        is_default=table.flag("default"),
        tie=Tie(table.one_of("tie", frozenset(Tie))),
        vote_citation=citation(table, sources, "vote_citation"),
        is_open_vote=table.flag("open_vote"),
        invited=table.words("invited"),
        formed=tuple(Forming(word) for word in table.words("formed", frozenset(Forming))) or (Forming.STANDING,),
        guardians=Guardians(table.one_of("guardians", frozenset(Guardians), default="invited")),
        investigator=Investigator(table.one_of("investigator", frozenset(Investigator), default="commission")),
        seats=tuple(keyed(table.tables("seat"), lambda row: _seat(row, sources)).values()),
        substitutions=tuple(_substitution(row, sources) for row in table.tables("substitution")),
    )
    quorum.done()
    table.done()
    return found


def _substitution(table: Table, sources: Documents) -> Substitution:
    found = Substitution(
        office=table.one_of("office", OFFICERS),
        when_absent=table.words("when_absent", OFFICERS, least=1),
        by=table.one_of("by", ELECTED),
        proposed_by=table.words("proposed_by", OFFICERS),
        citation=citation(table, sources),
    )
    table.done()
    return found


def _seat(table: Table, sources: Documents) -> Seat:
    return Seat(table.text("key"), table.texts("title"), table.flag("required"), citation(table, sources))


def qualification(root: Table, sources: Documents) -> Qualification | None:
    """Absent where the text doesn't ask the commission to tell bullying from a quarrel."""
    if not root.has("qualification"):
        return None
    table = root.table("qualification")
    found = Qualification(
        systematic=table.flag("systematic"),
        minor=table.flag("minor"),
        right_told=table.flag("right_told"),
        citation=citation(table, sources),
    )
    table.done()
    return found
