"""What other apps put on the desk: a card's line is a value, and the app that knows it offers it.

The desk stands in `cases`; commissions stand above it. They register a source in their module `desk_lines`, as events
register their sentences.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from django.db.models import Q
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


HiddenMessages = Callable[[Member], Q]
Source = Callable[[Member, str], Iterable[DeskLine]]
_sources: list[Source] = []
_hidden: list[HiddenMessages] = []


def register_desk_source(source: Source) -> Source:
    """A source takes the member and the school's slug. As a decorator it leaves the function as it is."""
    _sources.append(source)
    return source


def register_hidden_messages(hidden: HiddenMessages) -> HiddenMessages:
    """Which messages a member mustn't see any more, because of what their subject is about."""
    _hidden.append(hidden)
    return hidden


def hidden_messages(member: Member) -> Q:
    """Of whatever app; nothing is hidden by it where nobody says so."""
    _discover()
    found = Q(pk__in=[])
    for hidden in _hidden:
        found |= hidden(member)
    return found


def desk_lines(member: Member, school: str) -> list[DeskLine]:
    """Everything that anybody offers this member."""
    _discover()
    return [line for source in _sources for line in source(member, school)]


@cache
def _discover() -> None:
    autodiscover_modules("desk_lines")
