"""Every kind of event has a sentence for people and a rule for erasure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules


class Erasure(StrEnum):
    """What becomes of an event's words when the case is erased."""

    NOTHING_SEALED = "nothing_sealed"
    WITH_CASE_KEY = "with_case_key"


@dataclass(frozen=True)
class EventKind:
    """`sentence` takes the event's `data` and gives the words of the timeline."""

    kind: str
    sentence: Callable[[Mapping[str, object]], str | Promise]
    erasure: Erasure = Erasure.WITH_CASE_KEY


_kinds: dict[str, EventKind] = {}


def register_event_kinds(*kinds: EventKind) -> None:
    """Called by the module `event_kinds` of an app. A kind is registered once; a second time is a mistake."""
    for kind in kinds:
        if kind.kind in _kinds:
            raise ValueError(f"event kind {kind.kind} is registered twice")
        _kinds[kind.kind] = kind


def kind_of(kind: str) -> EventKind:
    """KeyError for a kind that nobody registered."""
    _discover()
    return _kinds[kind]


def all_kinds() -> Mapping[str, EventKind]:
    """Read when first asked for, so that starting up does no work."""
    _discover()
    return dict(_kinds)


@cache
def _discover() -> None:
    autodiscover_modules("event_kinds")
