"""Duties that a text gives without a deadline, and what may not be a measure or an outcome.

They lie beside the definition whose name they bear, `rulebook/<country>/duties/`: a released definition never changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from safeguard.procedures.catalogue import RULEBOOK, national_of
from safeguard.procedures.citation import Citation
from safeguard.procedures.read_lists import Documents, citation, documents, keyed
from safeguard.procedures.read_rules import KEY, LONGEST_KEY, ROLES
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.schema import Procedure
from safeguard.procedures.spoken import is_spoken_of
from safeguard.procedures.texts import LANGUAGES, Texts

#: What a measure or an outcome may be that the texts forbid. One internal list, as for kinds and places.
FORBIDDEN_KINDS = frozenset(
    {"expulsion", "transfer", "academic_leave", "quiet_dismissal", "confidentiality_agreement", "settlement"}
)


class When(StrEnum):
    """From when a duty is owed."""

    REPORT = "report"
    NOT_QUALIFIED = "not_qualified"
    MINOR_SIDE = "minor_side"


class Asks(StrEnum):
    """What the record of a duty has to say beside when and what: for a talk, who sat by the child."""

    NOTHING = ""
    REPRESENTATIVE = "representative"


class Until(StrEnum):
    """How long something is forbidden: while the matter is looked into, or for ever."""

    DECIDED = "until_decided"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Duty:
    """Owed without a number of hours or days. `evidence` says what to write down: the product's words, not the law's.

    `if_needed`: the text itself says so. `is_default`: the text is silent and another document's words count.
    """

    key: str
    title: Texts
    duty_of: tuple[str, ...]
    when: When
    if_needed: bool
    asks: Asks
    is_default: bool
    evidence: Texts
    citation: Citation


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What a measure or an outcome may not be. `words` are what speaks of it, in any language: beginnings of words in
    their order, with at most three others between two of them.

    `is_default`: the text doesn't forbid it in words; the product does, from the place cited.
    """

    key: str
    title: Texts
    until: Until
    is_default: bool
    words: tuple[str, ...]
    citation: Citation

    def is_named_in(self, text: str) -> bool:
        """Whether the text speaks of it, however it is typed."""
        return is_spoken_of(self.words, text)


@dataclass(frozen=True, slots=True)
class Duties:
    """Of one version of a procedure. `concealment` is the penalty for not telling, in the reference data."""

    duties: Mapping[str, Duty]
    prohibitions: Mapping[str, Prohibition]
    concealment: str

    def owed(self, *, is_unqualified: bool, has_minor_side: bool = False) -> Iterator[Duty]:
        """Those of a case, in the order of the file."""
        now = {When.REPORT: True, When.NOT_QUALIFIED: is_unqualified, When.MINOR_SIDE: has_minor_side}
        return (duty for duty in self.duties.values() if now[duty.when])

    def depends_on(self, when: When) -> bool:
        return any(duty.when is when for duty in self.duties.values())


NONE = Duties(MappingProxyType({}), MappingProxyType({}), "")


def duties_of(procedure: Procedure, rulebook: Path = RULEBOOK) -> Duties:
    """Those of a version of a procedure; the national ones, as defaults, when no file lies beside it.

    Where adults learn, what is owed to a minor side stands after them (conflict C-12).
    """
    found = own_duties(procedure, rulebook) or _national(procedure.country, rulebook)
    if not procedure.adult_learners:
        return found
    minors = _newest(rulebook / procedure.country / "minors", procedure.country)
    further = read_duties(minors).duties if minors else NONE.duties
    return replace(found, duties=MappingProxyType({**found.duties, **further}))


def own_duties(procedure: Procedure, rulebook: Path = RULEBOOK) -> Duties | None:
    """What lies beside the definition; None where nobody has written it down yet."""
    path = rulebook / procedure.country / "duties" / f"{procedure.id}@{procedure.released}.toml"
    return read_duties(path) if path.exists() else None


def _national(country: str, rulebook: Path) -> Duties:
    """Of the newest edition of the country's national procedure, each as a default of the product."""
    name = national_of(country, rulebook).procedure
    path = _newest(rulebook / country / "duties", name) if name else None
    if path is None:
        return NONE
    held = read_duties(path)
    duties = {key: replace(duty, is_default=True) for key, duty in held.duties.items()}
    forbidden = {key: replace(each, is_default=True) for key, each in held.prohibitions.items()}
    return Duties(MappingProxyType(duties), MappingProxyType(forbidden), held.concealment)


def _newest(folder: Path, name: str) -> Path | None:
    """Versions are days, so that the last by name is the newest."""
    return max(folder.glob(f"{name}@*.toml"), default=None)


@lru_cache(maxsize=64)
def read_duties(path: Path) -> Duties:
    """Read the file, or refuse it with line and reason."""
    root = read_file(path)
    sources = documents(root)
    found = Duties(
        duties=keyed(root.tables("duty"), lambda row: _duty(row, sources)),
        prohibitions=keyed(
            root.tables("prohibition"), lambda row: _prohibition(row, sources, _further(path.parents[2]))
        ),
        concealment=root.text("concealment", default=""),
    )
    root.done()
    return found


def _duty(row: Table, sources: Documents) -> Duty:
    return Duty(
        key=_key(row),
        title=row.texts("title"),
        duty_of=row.words("duty_of", ROLES, least=1),
        when=When(row.one_of("when", frozenset(When))),
        if_needed=row.flag("if_needed"),
        asks=Asks(row.one_of("asks", frozenset(Asks) - {Asks.NOTHING}, default="")),
        is_default=row.flag("default"),
        evidence=row.texts("evidence"),
        citation=_cited(row, sources),
    )


def _key(row: Table) -> str:
    """It stands in the address of the page on which the duty is answered."""
    key = row.text("key")
    if not KEY.fullmatch(key):
        row.fail("'key' has small Latin letters, digits and _ only, a letter first", "key")
    if len(key) > LONGEST_KEY:
        row.fail(f"a key has at most {LONGEST_KEY} letters", "key")
    return key


@lru_cache(maxsize=8)
def _further(rulebook: Path) -> Mapping[str, tuple[str, ...]]:
    """Further words that speak of each, alike for every procedure: they only make the product ask."""
    files = sorted(rulebook.glob("words@*.toml"), key=lambda path: int(path.stem.partition("@")[2]))
    if not files:
        return MappingProxyType({})
    root = read_file(files[-1])
    tables = {key: root.table(key) for key in sorted(FORBIDDEN_KINDS)}
    found = {key: tuple(chain.from_iterable(table.words(code) for code in LANGUAGES)) for key, table in tables.items()}
    for key, table in tables.items():
        _check_words(table, found[key])
        table.done()
    root.done()
    return MappingProxyType(found)


def _prohibition(row: Table, sources: Documents, further: Mapping[str, tuple[str, ...]]) -> Prohibition:
    found = Prohibition(
        key=row.one_of("key", FORBIDDEN_KINDS),
        title=row.texts("title"),
        until=Until(row.one_of("forbidden", frozenset(Until))),
        is_default=row.flag("default"),
        words=row.words("words", least=1),
        citation=_cited(row, sources),
    )
    _check_words(row, found.words)
    return replace(found, words=found.words + further.get(found.key, ()))


def _check_words(row: Table, words: Iterable[str]) -> None:
    for word in words:
        if word != " ".join(word.casefold().split()):
            row.fail(f"{word!r}: words are small letters with single spaces", "words")


def _cited(row: Table, sources: Documents) -> Citation:
    """A duty without its point can't be checked."""
    found = citation(row, sources)
    if not found.point:
        row.fail("the citation names no point", "citation")
    return found
