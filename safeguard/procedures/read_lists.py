"""Reads documents and citations, and the lists of a definition: recipients, sides, kinds, places, papers."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar

from safeguard.procedures.citation import Citation, Document
from safeguard.procedures.forms import Column, Minutes, MinutesField, Register
from safeguard.procedures.reader import Table
from safeguard.procedures.reference import KINDS, PLACES, SIDES, Kind, KindList, Place, Recipient, Side

Documents = Mapping[str, Document]
SIGNERS = frozenset({"chair", "secretary", "members", "victim_guardian", "accused_guardian"})
#: Who keeps a numbered copy of the minutes.
KEEPERS = frozenset({"school", "victim_guardian", "accused_guardian", "child_service", "police"})


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Keyed)


def documents(root: Table) -> Documents:
    """The sources that citations point into."""
    found = {}
    for key, table in root.named("document").items():
        chapters = table.table("chapters")
        found[key] = Document(
            title=table.texts("title"),
            act=table.texts("act"),
            chapters=MappingProxyType({name: chapters.texts(name) for name in chapters.content}),
        )
        table.done()
    return MappingProxyType(found)


#: How the register of obligations names its rows.
ROW = re.compile(r"[A-Z]{2}-[A-Z0-9]\S*")


def citation(owner: Table, sources: Documents, key: str = "citation") -> Citation:
    """No rule without its place in a document and its rows in the register of obligations."""
    if not owner.has(key):
        owner.fail(f"no {key}: every rule names document, chapter, point and rows")
    table = owner.table(key)
    document = sources[table.one_of("document", frozenset(sources))]
    chapter = table.one_of("chapter", frozenset(document.chapters), default="")
    found = Citation(
        document=document,
        chapter=document.chapters[chapter] if chapter else None,
        point=table.text("point", default=""),
        item=table.text("item", default=""),
        paragraph=table.text("paragraph", default=""),
        rows=table.words("rows", least=1),
    )
    for row in found.rows:
        if not ROW.fullmatch(row):
            table.fail(f"{row!r} is no row of the register: they are named like UA-B-IV.2.2a or KZ-39.4", "rows")
    table.done()
    return found


def keyed(tables: list[Table], build: Callable[[Table], T]) -> Mapping[str, T]:
    """A list by its keys, in the order of the file; a key twice is refused."""
    found: dict[str, T] = {}
    for table in tables:
        row = build(table)
        table.done()
        if row.key in found:
            table.fail("the same key twice", "key")
        found[row.key] = row
    return MappingProxyType(found)


def recipients(root: Table, sources: Documents) -> Mapping[str, Recipient]:
    return keyed(
        root.tables("recipient"),
        lambda row: Recipient(row.text("key"), row.texts("title"), citation(row, sources)),
    )


def sides(root: Table, sources: Documents) -> Mapping[str, Side]:
    return keyed(
        root.tables("side"),
        lambda row: Side(
            row.one_of("key", SIDES), row.texts("title"), row.flag("representative_told"), citation(row, sources)
        ),
    )


def kinds(root: Table, sources: Documents) -> Mapping[str, Kind]:
    return keyed(
        root.tables("kind"), lambda row: Kind(row.one_of("key", KINDS), row.texts("title"), citation(row, sources))
    )


def places(root: Table, sources: Documents) -> Mapping[str, Place]:
    return keyed(
        root.tables("place"),
        lambda row: Place(
            row.one_of("key", PLACES), row.texts("title"), row.flag("in_scope", default=True), citation(row, sources)
        ),
    )


def kind_lists(root: Table, sources: Documents) -> Mapping[str, KindList]:
    return keyed(root.tables("kind_list"), lambda row: _kind_list(row, sources))


def _kind_list(row: Table, sources: Documents) -> KindList:
    """A printed list: its own words, and which internal kind is counted under which of them."""
    printed = row.table("columns")
    columns = {name: printed.texts(name) for name in printed.content}
    mapping = row.table("counted_as")
    counted_as = {kind: mapping.one_of(kind, frozenset(columns)) for kind in mapping.content if kind in KINDS}
    mapping.done()
    return KindList(row.text("key"), row.texts("title"), columns, counted_as, citation(row, sources))


def minutes(root: Table, sources: Documents) -> Minutes | None:
    if not root.has("minutes"):
        return None
    table = root.table("minutes")
    fields = keyed(
        table.tables("field"),
        lambda row: MinutesField(row.text("key"), row.texts("title"), row.flag("seen"), citation(row, sources)),
    )
    found = Minutes(
        title=table.texts("title"),
        fields=tuple(fields.values()),
        signers=table.words("signers", SIGNERS, least=1),
        copies=table.number("copies"),
        copies_for=table.words("copies_for", KEEPERS),
        needs_order=table.flag("needs_order"),
        is_paper_original=table.flag("paper_original"),
        citation=citation(table, sources),
    )
    if found.copies_for and len(found.copies_for) != found.copies:
        table.fail(f"{found.copies} copies, but {len(found.copies_for)} who keep one", "copies_for")
    table.done()
    return found


def registers(root: Table, sources: Documents) -> Mapping[str, Register]:
    return keyed(root.tables("register"), lambda row: _register(row, sources))


def _register(row: Table, sources: Documents) -> Register:
    columns = keyed(
        row.tables("column"),
        lambda each: Column(each.text("key"), each.texts("title"), each.maybe_texts("group"), each.flag("optional")),
    )
    return Register(
        key=row.text("key"),
        title=row.texts("title"),
        is_default=row.flag("default"),
        has_names=row.flag("names", default=True),
        columns=tuple(columns.values()),
        citation=citation(row, sources),
    )
