"""What stands above cases says here what a move must know: meetings and measures are the commissions'.

They register a source in their module `circumstances`, as they register lines of the desk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from cases.models import Case


@dataclass(frozen=True)
class FromAbove:
    open_measures: int = 0
    has_meeting: bool = False
    has_decision: bool = False


Source = Callable[[Case], FromAbove]
_sources: list[Source] = []


def register_circumstances(source: Source) -> Source:
    """As a decorator it leaves the function as it is."""
    _sources.append(source)
    return source


def known_above(case: Case) -> FromAbove:
    _discover()
    found = [source(case) for source in _sources]
    return FromAbove(
        sum(each.open_measures for each in found),
        any(each.has_meeting for each in found),
        any(each.has_decision for each in found),
    )


@cache
def _discover() -> None:
    autodiscover_modules("circumstances")
