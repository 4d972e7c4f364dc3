"""Suspended teaching in words, for the calendar, the desk and the limits of a case."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.organisations.selectors.calendar import Suspended


def sentence(found: Suspended) -> str:
    """Teaching is suspended from … : air alarm, shelling nearby."""
    row = found.row
    words = {
        "kind": str(row.get_kind_display()).lower(),
        "reason": row.reason,
        "from": dates.moment(row.from_at),
        "until": dates.moment(row.until_at) if row.until_at else "",
    }
    if row.until_at is None:
        return _("Teaching is suspended since %(from)s (%(kind)s: %(reason)s)") % words
    if found.lasts:
        return _("Teaching is suspended from %(from)s to %(until)s (%(kind)s: %(reason)s)") % words
    return _("Teaching was suspended from %(from)s to %(until)s (%(kind)s: %(reason)s)") % words


def lines(found: Iterable[Suspended], place_id: UUID, href: Callable[[str, UUID], str]) -> list[dict[str, Any]]:
    """For the calendar: its own can be ended or withdrawn there; what comes from above names its place."""
    return [_line(each, each.row.organisation_id == place_id, href) for each in found]


def _line(found: Suspended, is_own: bool, href: Callable[[str, UUID], str]) -> dict[str, Any]:
    row = found.row
    said = [_("Order No. %(number)s") % {"number": row.order_number}] if row.order_number else []
    said.append(
        _("Entered by %(name)s, %(moment)s")
        % {"name": row.made_by_name or _("the system"), "moment": dates.moment(row.made_at)}
    )
    return {
        "text": sentence(found),
        "lasts": found.lasts,
        "whose": _("this institution") if is_own else found.place_name,
        "said": " · ".join(said),
        "end_href": href("suspension_end", row.pk) if is_own and found.lasts else "",
        "withdraw_href": href("suspension_withdraw", row.pk) if is_own else "",
    }
