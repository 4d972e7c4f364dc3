"""What the chronology says of limits that were counted again: by which order, and what the corrected calendar says."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.models import CaseEvent
from safeguard import dates
from safeguard.organisations.enums import RecountCause


def causes(event: CaseEvent) -> Iterable[str]:
    """An order changed the calendar: order No. 12 of 2 March 2026."""
    for each in event.data.get("causes", []):
        label = str(RecountCause(each["cause"]).label)
        said = [_order(each) if each["order"] else "", each.get("ordered_by", "")]
        more = ", ".join(filter(None, said))
        yield f"{label}: {more}" if more else label


def corrected(event: CaseEvent, rules: Mapping[str, str]) -> Iterable[str]:
    """Where the corrected time came too late to bind, it's said beside the one that does (TC-59)."""
    for move in event.data.get("moved", []):
        if "corrected" in move:
            yield _("%(limit)s: by the corrected calendar it is %(at)s, but that was known too late to bind.") % {
                "limit": rules.get(move["rule"], ""),
                "at": dates.moment_short(datetime.fromisoformat(move["corrected"])),
            }


def _order(each: Mapping[str, str]) -> str:
    if not each["order_on"]:
        return _("order No. %(number)s") % {"number": each["order"]}
    day = dates.day(date.fromisoformat(each["order_on"]))
    return _("order No. %(number)s of %(day)s") % {"number": each["order"], "day": day}
