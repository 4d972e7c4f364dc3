"""Limits that haven't begun, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.selectors.ahead import Ahead
from safeguard import dates
from safeguard.limits import full_title


def lines(found: Iterable[Ahead]) -> list[dict[str, str]]:
    """What is owed, by when at the latest, and which earlier limit binds."""
    return [{"title": full_title(each.limit.rule), "when": _when(each), "binds": _binds(each)} for each in found]


def _when(each: Ahead) -> str:
    return dates.moment(each.limit.binding) if each.limit.binding else ""


def _binds(each: Ahead) -> str:
    if each.binds is None or each.binds.binding is None:
        return ""
    words = {"rule": full_title(each.binds.rule), "at": dates.moment(each.binds.binding)}
    return _("An earlier limit binds: “%(rule)s”, %(at)s.") % words
