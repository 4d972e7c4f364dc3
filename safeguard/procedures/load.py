"""Builds a `Procedure` from a file of the rulebook, or refuses the file with line and reason."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from safeguard.calendars import CALENDARS
from safeguard.procedures import read_lists
from safeguard.procedures.read_commission import commission, qualification
from safeguard.procedures.read_rules import RuleReader, timings
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.schema import Edition, Procedure
from safeguard.procedures.texts import LANGUAGES

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


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
        calendar=_calendar(root),
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
        commission=commission(root, sources),
        qualification=qualification(root, sources),
        minutes=read_lists.minutes(root, sources),
        registers=read_lists.registers(root, sources),
    )
    root.done()
    if not procedure.rules:
        root.fail("a procedure without a single rule")
    _check_days(root)
    return procedure


def _check_days(root: Table) -> None:
    """A slip of the year would make a definition count for ever, or never."""
    edition = root.table("edition")
    for table, key in ((root, "in_force_from"), (edition, "checked_on"), (edition, "superseded_on")):
        if table.has(key) and not FIRST_DAY <= table.day(key) <= LAST_DAY:
            table.fail(f"{key!r} must be between {FIRST_DAY} and {LAST_DAY}", key)


def _timezone(root: Table) -> str:
    name = root.text("timezone")
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        root.fail(f"unknown time zone {name!r}", "timezone")
    return name


def _calendar(root: Table) -> str:
    """Of the same country, where we keep calendars of it."""
    name, country = root.one_of("calendar", frozenset(CALENDARS)), root.text("country")
    if CALENDARS[name] != country and country in CALENDARS.values():
        root.fail(f"{name!r} is a calendar of another country", "calendar")
    return name


def _edition(table: Table) -> Edition:
    superseded: date | None = table.day("superseded_on") if table.has("superseded_on") else None
    found = Edition(
        table.texts("held"), table.day("checked_on"), superseded, table.maybe_texts("note"), table.words("holds")
    )
    table.done()
    return found
