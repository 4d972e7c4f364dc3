"""A register as it's printed for binding. Every text is already in the language of record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintedLine:
    """`notes` are printed beneath the line, across its whole width."""

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterSheet:
    """One school year of one register, on landscape paper with a margin for binding."""

    language: str
    institution: str
    title: str
    year: str
    source: str
    columns: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    printed_on: str
    signatory_office: str
    signatory: str
    has_names: bool
