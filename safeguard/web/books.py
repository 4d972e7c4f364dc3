"""The registers of a school: each app offers its own in its module `books`, as it offers lines of the desk."""

from dataclasses import dataclass
from functools import cache
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

from safeguard.access.member import Member
from safeguard.organisations.models import School
from safeguard.registers.book import Book
from safeguard.registers.enums import Register


@dataclass(frozen=True)
class Asked:
    """Which part of which year, in which language. `with_names`: the paper book of a register that has names."""

    school: School
    year: int
    language: str
    start: int = 0
    stop: int | None = None
    with_names: bool = False


@dataclass(frozen=True)
class Kept:
    """What a line is about: the case, if it's about one."""

    case_id: UUID | None


class BookSource(Protocol):
    """Reads inside the school's scope. Who may open the register is asked by the view."""

    register: Register

    def years(self) -> dict[int, int]:
        """Those that have numbers, each with its last one: a register has no gap, so that's how many there are."""

    def closed_years(self, member: Member) -> set[int]:
        """Those that hold a line of a case from which the member is recused: a gap would tell of it."""

    def book(self, asked: Asked) -> Book: ...

    def kept(self, year: int, number: int) -> Kept | None:
        """The line with this number, or nothing."""


_sources: list[BookSource] = []


def register_book(source: type[BookSource]) -> type[BookSource]:
    """As a decorator of a class without state."""
    _sources.append(source())
    return source


def books() -> dict[Register, BookSource]:
    """In the order of the enumeration."""
    _discover()
    order = list(Register)
    return {source.register: source for source in sorted(_sources, key=lambda each: order.index(each.register))}


@cache
def _discover() -> None:
    autodiscover_modules("books")
