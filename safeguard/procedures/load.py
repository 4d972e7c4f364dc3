"""Builds a `Procedure` from a file of the rulebook, or refuses the file with line and reason."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from safeguard.calendars import CALENDARS
from safeguard.procedures import read_lists
from safeguard.procedures.read_lists import Documents, citation
from safeguard.procedures.read_rules import ROLES, RuleReader, timings
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.schema import Commission, Edition, Procedure, Substitution, Tie
from safeguard.procedures.texts import LANGUAGES

OFFICERS = frozenset({"chair", "deputy_chair", "secretary"})
ELECTED = frozenset({"deputy_chair", "elected_member"})


def load_file(path: Path) -> Procedure:
    """Read `<country>/<id>@<in force>.toml`; the name and the content must say the same."""
    root = read_file(path)
    procedure = build(root)
    if path.name != f"{procedure.id}@{procedure.version}.toml":
        root.fail(f"the file must be called {procedure.id}@{procedure.version}.toml", "id")
    if path.parent.name != procedure.country:
        root.fail(f"the file must lie in the folder {procedure.country}", "country")
    return procedure


def build(root: Table) -> Procedure:
    """Every part in turn; what nobody asked for is refused at the end."""
    sources = read_lists.documents(root)
    recipients, sides = read_lists.recipients(root, sources), read_lists.sides(root, sources)
    rules = RuleReader(sources, recipients, sides, timings(root))
    in_force_from = root.day("in_force_from")
    procedure = Procedure(
        id=root.text("id"),
        version=in_force_from.isoformat(),
        in_force_from=in_force_from,
        country=root.text("country"),
        language=root.one_of("language", frozenset(LANGUAGES)),
        timezone=_timezone(root),
        calendar=root.one_of("calendar", frozenset(CALENDARS)),
        title=root.texts("title"),
        adult_learners=root.flag("adult_learners"),
        edition=_edition(root.table("edition")),
        documents=sources,
        rules=rules.read(root.tables("rule")),
        recipients=recipients,
        sides=sides,
        kinds=read_lists.kinds(root, sources),
        kind_lists=read_lists.kind_lists(root, sources),
        places=read_lists.places(root, sources),
        commission=_commission(root, sources),
        minutes=read_lists.minutes(root, sources),
        registers=read_lists.registers(root, sources),
    )
    root.done()
    if not procedure.rules:
        root.fail("a procedure without a single rule")
    return procedure


def _timezone(root: Table) -> str:
    name = root.text("timezone")
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        root.fail(f"unknown time zone {name!r}", "timezone")
    return name


def _edition(table: Table) -> Edition:
    superseded: date | None = table.day("superseded_on") if table.has("superseded_on") else None
    found = Edition(table.texts("held"), table.day("checked_on"), superseded, table.maybe_texts("note"))
    table.done()
    return found


def _commission(root: Table, sources: Documents) -> Commission | None:
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
