"""Duties of other apps follow the person who takes over, in the transaction that lets somebody go.

Accounts know nothing of cases: an app registers what it hands over in its module `duties`, as it registers its kinds
of events. Where the person worked in a school, that school's scope is open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from safeguard.access.member import Member
from safeguard.organisations.models import Membership


class HandOver(Protocol):
    """`successor` is empty when nobody takes over: then the duty is free, and whoever assigns it is told."""

    def __call__(self, *, leaving: Membership, successor: Membership | None, by: Member) -> None: ...


@dataclass(frozen=True)
class OpenDuty:
    """Something that the person who leaves still owes, as far as whoever lets them go may know of it."""

    label: str
    href: str = ""
    note: str = ""


Lists = Callable[[Membership, Member, str], Iterable[OpenDuty]]
_registered: list[HandOver] = []
_lists: list[Lists] = []


def register_open_duties(source: Lists) -> Lists:
    """A source takes who leaves, who lets them go, and the school's slug. It hides what the latter may not know of."""
    _lists.append(source)
    return source


def open_duties(leaving: Membership, by: Member, school: str) -> list[OpenDuty]:
    """In the scope of a school only."""
    _discover()
    return [duty for source in _lists for duty in source(leaving, by, school)]


def register_hand_over(hand_over: HandOver) -> None:
    _registered.append(hand_over)


def hand_over_duties(*, leaving: Membership, successor: Membership | None, by: Member) -> None:
    """Everything that anybody has registered: all of it or none."""
    _discover()
    for hand_over in _registered:
        hand_over(leaving=leaving, successor=successor, by=by)


@cache
def _discover() -> None:
    autodiscover_modules("duties")
