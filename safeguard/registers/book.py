"""A register as a book that can be read, printed and bound. Values only; whoever keeps the rows fills them in."""

from dataclasses import dataclass, field
from uuid import UUID

from safeguard.registers.enums import Register


@dataclass(frozen=True)
class Column:
    key: str
    title: str


@dataclass(frozen=True)
class Line:
    """`case_id` is the case that the line leads to; `notes` stand beneath it: corrections, with who and when."""

    number: int
    cells: tuple[str, ...]
    case_id: UUID | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """`source` says which text asks for the register, and whether its columns are the product's.

    `has_names`: the text keeps it with names, so the paper book may be printed with them.
    """

    register: Register
    year: int
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = field(default_factory=tuple)
    source: str = ""
    has_names: bool = False
