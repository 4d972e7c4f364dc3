"""What other apps put on the desk: a card's line is a value, and the app that knows it offers it.

The desk stands in `cases`; commissions stand above it. They register a source in their module `desk_lines`, as events
register their sentences.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from django.utils.module_loading import autodiscover_modules

from safeguard.access.member import Member


class Section(StrEnum):
    """The card that a line belongs to."""

    WARNING = "warning"
    TO_SIGN = "to_sign"
    THIS_WEEK = "this_week"
    MEASURE = "measure"


@dataclass(frozen=True)
class DeskLine:
    """`at` sorts the week; `label` says it briefly, `note` in small; `link` is a warning's, `tag` a measure's."""

    section: Section
    label: str
    href: str
    note: str = ""
    at: datetime | None = None
    link: str = ""
    tag: Mapping[str, str] | None = None


Source = Callable[[Member, str], Iterable[DeskLine]]
_sources: list[Source] = []


def register_desk_source(source: Source) -> Source:
    """A source takes the member and the school's slug. As a decorator it leaves the function as it is."""
    _sources.append(source)
    return source


def desk_lines(member: Member, school: str) -> list[DeskLine]:
    """Everything that anybody offers this member."""
    _discover()
    return [line for source in _sources for line in source(member, school)]


@cache
def _discover() -> None:
    autodiscover_modules("desk_lines")
