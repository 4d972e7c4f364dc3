"""Papers that a procedure prescribes: the form of the minutes, the columns of the registers."""

from dataclasses import dataclass

from safeguard.procedures.citation import Citation
from safeguard.procedures.texts import Texts


@dataclass(frozen=True, slots=True)
class MinutesField:
    """A field of the minutes. `is_seen`: printed in the official form; otherwise derived from the rules, ours."""

    key: str
    title: Texts
    is_seen: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Minutes:
    """The form of the minutes, who signs, how many copies and for whom, whether an order of the head formalises them.

    `is_paper_original`: kept on paper with the original signatures (conflict C-11).
    """

    title: Texts
    fields: tuple[MinutesField, ...]
    signers: tuple[str, ...]
    copies: int
    copies_for: tuple[str, ...]
    needs_order: bool
    is_paper_original: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: Texts
    group: Texts | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Register:
    """A journal. `is_default`: the text asks for it without naming columns, so they are the product's."""

    key: str
    title: Texts
    is_default: bool
    has_names: bool
    columns: tuple[Column, ...]
    citation: Citation
