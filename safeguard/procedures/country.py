"""Reference data of a country, dated: penalties, hotlines, and the acts that came after the texts held here.

They change without the procedures, so they lie in files of their own, `rulebook/<country>/reference/`. A change is a
new file with its own day. Everything is shown with the day it was checked; nothing is computed from a penalty (C-21).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from safeguard.procedures.catalogue import RULEBOOK, national_of
from safeguard.procedures.read_lists import keyed
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.schema import Procedure
from safeguard.procedures.texts import Texts

#: An entry checked longer ago than this is shown with a warning and is due for another look (KZ-46).
CHECK_EVERY = timedelta(days=365)


class Relation(StrEnum):
    """Another act replaces what is held, or stands beside it."""

    SUPERSEDES = "supersedes"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry was read, and on which day it was last checked there."""

    words: Texts
    rows: tuple[str, ...]
    checked_on: date

    def is_due(self, today: date) -> bool:
        return today - self.checked_on > CHECK_EVERY


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the law provides for an act, in words. `is_disputed`: printed in an institution's text, against the law.

    `procedures` names the only procedures that print it; empty means the country's law.
    """

    key: str
    act: Texts
    who: Texts
    penalty: Texts
    is_disputed: bool
    procedures: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Hotline:
    """Whom to call. `hours` is empty where the source gives none."""

    key: str
    title: Texts
    numbers: tuple[str, ...]
    site: str
    hours: Texts | None
    for_children: bool
    source: Source


@dataclass(frozen=True, slots=True)
class OtherAct:
    """An act after or beside the texts held here. `is_at_hand`: its text could be read, so numbers may be taken."""

    key: str
    title: Texts
    on: date
    relation: Relation
    procedures: tuple[str, ...]
    is_at_hand: bool
    note: Texts
    source: Source


@dataclass(frozen=True, slots=True)
class Reference:
    """All of one country, as of a day."""

    country: str
    edition: date
    penalties: tuple[Penalty, ...]
    hotlines: tuple[Hotline, ...]
    acts: tuple[OtherAct, ...]


@dataclass(frozen=True, slots=True)
class EditionNotice:
    """What is said on each procedure: the edition held, when that was checked, and what came after it."""

    held: Texts
    checked_on: date
    superseded_on: date | None
    by: tuple[OtherAct, ...]
    beside: tuple[OtherAct, ...]


def load_reference(country: str, as_of: date | None = None, rulebook: Path = RULEBOOK) -> Reference:
    """The newest edition, or the newest that there was on a day; before the first one, the first."""
    editions = _editions(country, rulebook)
    known = [each for each in editions if as_of is None or each.edition <= as_of]
    return (known or editions)[-1 if known else 0]


def penalties_of(procedure: Procedure, as_of: date | None = None) -> tuple[Penalty, ...]:
    """None among adults: the article is about minors (C-12). What only an institution prints is shown only there."""
    if procedure.adult_learners:
        return ()
    found = load_reference(procedure.country, as_of).penalties
    return tuple(each for each in found if not each.procedures or procedure.id in each.procedures)


def edition_notice(procedure: Procedure, as_of: date | None = None) -> EditionNotice:
    """The acts known by a day, oldest first. An act whose text is held isn't news, nor an edition before it."""
    acts = load_reference(procedure.country, as_of).acts
    held_until = max((act.on for act in acts if _is_held(act, procedure)), default=date.min)
    known = [
        act
        for act in acts
        if _concerns(act, procedure, acts)
        and act.key not in procedure.edition.holds
        and (as_of is None or act.on <= as_of)
    ]
    known.sort(key=lambda act: act.on)
    newer = tuple(act for act in known if act.relation is Relation.SUPERSEDES and act.on > held_until)
    return EditionNotice(
        held=procedure.edition.held,
        checked_on=procedure.edition.checked_on,
        superseded_on=procedure.edition.superseded_on or (newer[0].on if newer else None),
        by=newer,
        beside=tuple(act for act in known if act.relation is Relation.BESIDE),
    )


def _concerns(act: OtherAct, procedure: Procedure, acts: tuple[OtherAct, ...]) -> bool:
    """A local order that no act names yet is warned of what came after it beside the national procedure."""
    if procedure.adult_learners or any(procedure.id in each.procedures for each in acts):
        return procedure.id in act.procedures
    return act.on > procedure.in_force_from and national_of(procedure.country).procedure in act.procedures


def _is_held(act: OtherAct, procedure: Procedure) -> bool:
    return act.relation is Relation.SUPERSEDES and act.key in procedure.edition.holds


@lru_cache(maxsize=8)
def _editions(country: str, rulebook: Path) -> tuple[Reference, ...]:
    """Oldest first. KeyError names the country that has none."""
    files = sorted((rulebook / country / "reference").glob(f"{country}@*.toml"))
    if not files:
        raise KeyError(country)
    return tuple(_read(file) for file in files)


def _read(path: Path) -> Reference:
    root = read_file(path)
    found = Reference(
        country=root.text("country"),
        edition=root.day("edition"),
        penalties=tuple(keyed(root.tables("penalty"), _penalty).values()),
        hotlines=tuple(keyed(root.tables("hotline"), _hotline).values()),
        acts=tuple(keyed(root.tables("act"), _act).values()),
    )
    root.done()
    if path.name != f"{found.country}@{found.edition.isoformat()}.toml":
        root.fail(f"the file must be called {found.country}@{found.edition.isoformat()}.toml", "edition")
    return found


def _source(row: Table) -> Source:
    if not row.has("source"):
        row.fail("no source: every entry says where it was read and when")
    table = row.table("source")
    found = Source(table.texts("words"), table.words("rows"), table.day("checked_on"))
    table.done()
    return found


def _penalty(row: Table) -> Penalty:
    return Penalty(
        key=row.text("key"),
        act=row.texts("act"),
        who=row.texts("who"),
        penalty=row.texts("penalty"),
        is_disputed=row.flag("disputed"),
        procedures=row.words("procedures"),
        source=_source(row),
    )


def _hotline(row: Table) -> Hotline:
    found = Hotline(
        key=row.text("key"),
        title=row.texts("title"),
        numbers=row.words("numbers"),
        site=row.text("site", default=""),
        hours=row.maybe_texts("hours"),
        for_children=row.flag("for_children"),
        source=_source(row),
    )
    if not (found.numbers or found.site):
        row.fail("a line without a number or a site")
    return found


def _act(row: Table) -> OtherAct:
    return OtherAct(
        key=row.text("key"),
        title=row.texts("title"),
        on=row.day("on"),
        relation=Relation(row.one_of("relation", frozenset(Relation))),
        procedures=row.words("procedures", least=1),
        is_at_hand=row.flag("at_hand"),
        note=row.texts("note"),
        source=_source(row),
    )
