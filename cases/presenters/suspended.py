"""Suspended teaching beside the limits of a case: that it was, and whether a clock stood still for it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.presenters.deadlines import Row
from safeguard import clock
from safeguard.organisations.presenters.suspensions import sentence
from safeguard.organisations.selectors.calendar import Suspended

#: Alarms may come several times a day: what is more than this is counted, not told one by one.
TOLD = 3


def lines(suspended: Sequence[Suspended]) -> list[str]:
    """The newest first."""
    found = [f"{sentence(each)}." for each in reversed(suspended[-TOLD:])]
    if earlier := len(suspended) - TOLD if len(suspended) > TOLD else 0:
        words = ngettext("And %(count)s time before that.", "And %(count)s times before that.", earlier)
        found.append(words % {"count": earlier})
    return found


def reasons_of(row: Row, suspended: Sequence[Suspended]) -> Iterator[str]:
    """Only what fell into the limit's own time. The definition alone says whether it stops it."""
    within = [each for each in suspended if _falls_into(each, row)]
    stopping = [each for each in within if each.row.kind in row.rule.stopped_by]
    others = [each for each in within if each not in stopping]
    for found, effect in ((stopping, _("The procedure stops this limit for it.")), (others, _not_stopped())):
        if len(found) > 1:
            times = ngettext(
                "Teaching was suspended %(count)s time.", "Teaching was suspended %(count)s times.", len(found)
            )
            yield f"{times % {'count': len(found)}} {effect}"
        else:
            yield from (f"{sentence(each)}. {effect}" for each in found)


def _not_stopped() -> str:
    return _("It doesn’t stop this limit.")


def _falls_into(each: Suspended, row: Row) -> bool:
    deadline = row.deadline
    first, last = min(deadline.starts_at, deadline.due_at), deadline.met_at or max(deadline.due_at, clock.now())
    return each.row.from_at < last and (each.row.until_at is None or each.row.until_at > first)
