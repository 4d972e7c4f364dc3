"""What whoever writes a definition is told: that it can be used, and where its limits don't fit together."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from safeguard.calendars import load_calendar
from safeguard.errors import gettext_noop
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.catalogue import national_of
from safeguard.procedures.duties import duties_of, own_duties
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.load import load_file
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.schema import Procedure, Start

#: A Monday with two plain weeks after it, so that what doesn't fit is the text's own doing.
PLAIN_MONDAY = date(2025, 9, 8)
LATE_STEP = gettext_noop(
    "“%(rule)s”: with every step on its last day it ends on %(late)s, but “%(binds)s” already ends on %(due)s "
    "and binds (report received on %(received)s)."
)
NO_DUTIES = gettext_noop(
    "There is no %(file)s: the duties and prohibitions of the national procedure count, each shown as a default of the "
    "product."
)
TOO_LATE = gettext_noop("It was superseded on %(on)s, before it came into force on %(from)s: is one of the days wrong?")
SUPERSEDED = gettext_noop("The edition held here was superseded on %(on)s.")


def review(path: Path) -> tuple[Procedure, list[str]]:
    """Read a file and the duties beside it, or refuse with line and reason; then say what a lawyer should look at."""
    procedure = load_file(path)
    _check_told(procedure, path)
    duties_of(procedure, path.parents[1])
    return procedure, [*_misfits(procedure), *_edition(procedure), *_beside(procedure, path.parents[1])]


def _check_told(procedure: Procedure, path: Path) -> None:
    """What the country's law demands first can't be left out or put off by an institution's order (conflict C-02)."""
    at_once = (rule for rule in procedure.rules if rule.starts_on is Start.RECEIVED and not rule.by_nature)
    told = {rule.recipient for rule in at_once}
    for recipient in national_of(procedure.country).told:
        if recipient not in told:
            raise RulebookError(
                path.name, 1, f"no rule tells {recipient!r} from the report on: the national procedure demands it"
            )


def _beside(procedure: Procedure, rulebook: Path) -> Iterator[str]:
    """What lies in other files under the same name, and is easily forgotten with a new one."""
    if own_duties(procedure, rulebook) is None:
        yield NO_DUTIES % {"file": f"duties/{procedure.id}@{procedure.released}.toml"}


def _misfits(procedure: Procedure) -> Iterator[str]:
    return (LATE_STEP % misfit for misfit in misfits(procedure))


def misfits(procedure: Procedure, language: str = "en") -> Iterator[dict[str, str]]:
    """A chain of steps that cannot fit a limit for the same act (conflict C-01): the words for `LATE_STEP`.

    A limit that ends after the tables is compared by the weekly rhythm.
    """
    zone = ZoneInfo(procedure.timezone)
    received = datetime.combine(PLAIN_MONDAY, time(9), tzinfo=zone)
    found = deadlines(procedure, received, {}, load_calendar(procedure.calendar).without_end(), zone)
    for clocks in clocks_of_acts(found).values():
        for each in clocks.later:
            if each.binding and clocks.binds.binding:
                yield {
                    "rule": each.rule.title.in_(language),
                    "late": each.binding.date().isoformat(),
                    "binds": clocks.binds.rule.title.in_(language),
                    "due": clocks.binds.binding.date().isoformat(),
                    "received": received.date().isoformat(),
                }


def _edition(procedure: Procedure) -> Iterator[str]:
    superseded = procedure.edition.superseded_on
    if superseded:
        yield SUPERSEDED % {"on": superseded.isoformat()}
    if superseded and superseded <= procedure.in_force_from:
        yield TOO_LATE % {"on": superseded.isoformat(), "from": procedure.in_force_from.isoformat()}
