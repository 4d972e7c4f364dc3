"""Cards that apps above put on the overview of a case: they register a source in their module `case_lines`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from cases.models import Case
from safeguard.access.member import Member
from safeguard.organisations.models import School


@dataclass(frozen=True)
class Card:
    """As `_ui/card_list.html` shows it: items have label, href, note, tag."""

    title: str
    items: list[dict[str, Any]]
    more: str = ""
    more_href: str = ""


Source = Callable[[Case, School, Member], Iterable[Card]]
_sources: list[Source] = []


def register_case_lines(source: Source) -> Source:
    """The caller came through `case_for`. As a decorator it leaves the function as it is."""
    _sources.append(source)
    return source


def cards(case: Case, school: School, member: Member) -> list[Card]:
    _discover()
    return [card for source in _sources for card in source(case, school, member)]


@cache
def _discover() -> None:
    autodiscover_modules("case_lines")
