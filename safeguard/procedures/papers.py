"""Papers around a case and its meetings: which of them a procedure asks for, and the words of each.

The words lie in `rulebook/papers@N.toml`, alike for every procedure; which paper is asked for and where it's written
lies beside the definition whose name it bears, `rulebook/<country>/papers/`: a released definition never changes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from safeguard.procedures.catalogue import RULEBOOK
from safeguard.procedures.citation import Citation
from safeguard.procedures.read_lists import Documents, citation, documents, keyed
from safeguard.procedures.reader import Table, read_file
from safeguard.procedures.schema import Procedure
from safeguard.procedures.texts import LANGUAGES, Texts

#: What the words of a paper may have filled in.
BLANKS = frozenset({"source", "report", "minutes", "child", "persons", "until", "order"})
_BLANK = re.compile(r"{(\w*)}")


class About(StrEnum):
    """What a paper is about; a case has several decisions, a meeting several people."""

    CASE = "case"
    DECISION = "decision"
    OPINION = "opinion"
    GUEST = "guest"
    SEAT = "seat"
    COMPOSITION = "composition"
    GUEST_NOTICE = "guest_notice"
    SEAT_NOTICE = "seat_notice"


class To(StrEnum):
    """Who gets one each: a minor's representatives, an adult themselves."""

    NOBODY = ""
    SIDES = "sides"
    FAMILIES = "families"
    VICTIMS = "victims"
    ACCUSED = "accused"


class Needs(StrEnum):
    """What has to be decided before the paper can be made."""

    ALWAYS = "always"
    DECIDED = "decided"
    UNCONFIRMED = "unconfirmed"
    UNQUALIFIED = "unqualified"


class Numbered(StrEnum):
    """Where its number comes from: a register, the minutes that it belongs to, or the order that is given."""

    ORDERS = "orders"
    LETTERS = "letters"
    MINUTES = "minutes"
    GIVEN = "given"
    NONE = "none"


class Part(StrEnum):
    """A row of a paper that is filled from the rows of the case."""

    OWN = "own"
    INCIDENT = "incident"
    SIDES = "sides"
    MEETING = "meeting"
    SESSION = "session"
    AGENDA = "agenda"
    FINDINGS = "findings"
    FINDINGS_OWN = "findings_own"
    REASONS_OWN = "reasons_own"
    MEASURES = "measures"
    MEASURES_OWN = "measures_own"
    RIGHT = "right"
    HOTLINES = "hotlines"
    OPINION = "opinion"
    PERSON = "person"
    COMPOSITION = "composition"


class AskKind(StrEnum):
    """What a secretary types: words, a day, people of the staff."""

    WORDS = "words"
    DAY = "day"
    STAFF = "staff"


class Signer(StrEnum):
    HEAD = "head"
    PRESIDING = "presiding"
    KEEPER = "keeper"
    PERSON = "person"
    ACQUAINTED = "acquainted"


@dataclass(frozen=True, slots=True)
class Ask:
    """What only a person can say. `key` is a blank of the words or a row of the paper."""

    key: str
    kind: AskKind
    label: Texts
    hint: Texts | None


@dataclass(frozen=True, slots=True)
class Form:
    """The words of one kind of paper. `facts` are rows that are filled in, or keys of what is asked."""

    key: str
    about: About
    to: To
    needs: Needs
    numbered: Numbered
    title: Texts
    heading: Texts | None
    order_word: Texts | None
    subject: Texts
    opening: Texts
    points: tuple[Texts, ...]
    closing: Texts | None
    facts: tuple[str, ...]
    asks: tuple[Ask, ...]
    signs: tuple[Signer, ...]
    has_receipt: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a procedure asks for. `is_default`: its text gives a right or a duty, the paper is the product's.

    `is_gate`: nobody gets the materials of a meeting before it's signed.
    """

    form: Form
    is_default: bool
    is_gate: bool
    citation: Citation

    @property
    def key(self) -> str:
        return self.form.key


Papers = Mapping[str, Paper]
NONE: Papers = MappingProxyType({})


def papers_of(procedure: Procedure, rulebook: Path = RULEBOOK) -> Papers:
    """Those of a version of a procedure, in the order of the file; none when no file lies beside it."""
    path = rulebook / procedure.country / "papers" / f"{procedure.id}@{procedure.released}.toml"
    return read_papers(path) if path.exists() else NONE


def papers_about(procedure: Procedure, *about: About) -> Iterator[Paper]:
    yield from (paper for paper in papers_of(procedure).values() if paper.form.about in about)


@lru_cache(maxsize=64)
def read_papers(path: Path) -> Papers:
    """Read the file, or refuse it with line and reason."""
    root, forms = read_file(path), forms_of(path.parents[2])
    sources = documents(root)
    found = keyed(root.tables("paper"), lambda row: _paper(row, sources, forms))
    root.done()
    return found


@lru_cache(maxsize=8)
def forms_of(rulebook: Path = RULEBOOK) -> Mapping[str, Form]:
    """The newest words: what was made with older ones stays as it was frozen."""
    files = sorted(rulebook.glob("papers@*.toml"), key=lambda path: int(path.stem.partition("@")[2]))
    if not files:
        return MappingProxyType({})
    root = read_file(files[-1])
    found = keyed(root.tables("form"), _form)
    root.done()
    return found


def _paper(row: Table, sources: Documents, forms: Mapping[str, Form]) -> Paper:
    cited = citation(row, sources)
    if not cited.point:
        row.fail("the citation names no point", "citation")
    return Paper(
        form=forms[row.one_of("form", frozenset(forms))],
        is_default=row.flag("default"),
        is_gate=row.flag("gate"),
        citation=cited,
    )


def _form(row: Table) -> Form:
    asks = tuple(_ask(each) for each in row.tables("ask"))
    known = frozenset(Part) | {ask.key for ask in asks}
    return Form(
        key=row.text("key"),
        about=About(row.one_of("about", frozenset(About))),
        to=To(row.one_of("to", frozenset(To) - {To.NOBODY}, default="")),
        needs=Needs(row.one_of("when", frozenset(Needs))),
        numbered=Numbered(row.one_of("number", frozenset(Numbered))),
        title=row.texts("title"),
        heading=row.maybe_texts("heading"),
        order_word=row.maybe_texts("order_word"),
        subject=row.texts("subject"),
        opening=_words(row, "opening"),
        points=tuple(_point(each) for each in row.tables("point")),
        closing=row.maybe_texts("closing"),
        facts=row.words("facts", known),
        asks=asks,
        signs=tuple(Signer(each) for each in row.words("signs", frozenset(Signer), least=1)),
        has_receipt=row.flag("receipt"),
    )


def _point(row: Table) -> Texts:
    found = _words(row, "text")
    row.done()
    return found


def _words(row: Table, key: str) -> Texts:
    """A blank that nobody fills would be printed as it stands."""
    found = row.texts(key)
    for language in LANGUAGES:
        for blank in _BLANK.findall(found.in_(language)):
            if blank not in BLANKS:
                row.fail(f"unknown blank {{{blank}}}; there are {', '.join(sorted(BLANKS))}", key)
    return found


def _ask(row: Table) -> Ask:
    found = Ask(
        key=row.text("key"),
        kind=AskKind(row.one_of("kind", frozenset(AskKind))),
        label=row.texts("label"),
        hint=row.maybe_texts("hint"),
    )
    row.done()
    return found
