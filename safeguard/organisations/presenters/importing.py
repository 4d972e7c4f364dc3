"""What a table of schools would do, as words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safeguard.organisations.domain.importing import Reason, SchoolLine
from safeguard.organisations.services.importing import Fate, Planned

_SIGNS = {Fate.NEW: "go", Fate.CHANGED: "soon", Fate.SAME: "", Fate.FAULTY: "late"}


def shown(planned: list[Planned]) -> dict[str, Any]:
    """The table, the faulty lines first, and the counts."""
    words = {Fate.NEW: _("new"), Fate.CHANGED: _("changed"), Fate.SAME: _("as it is"), Fate.FAULTY: _("can’t be taken")}
    ordered = sorted(planned, key=lambda one: (one.fate != Fate.FAULTY, one.line.number))
    counts = Counter(one.fate for one in planned)
    labels = (_("Line"), _("Short name"), pgettext("institution", "Name"), _("What happens"), _("Why"))
    return {
        "plan": {
            "caption": _("What the table would do"),
            "columns": [{"label": label} for label in labels],
            "rows": [_row(one, words[one.fate]) for one in ordered],
            "is_framed": True,
        },
        "counts": [(words[fate], counts[fate]) for fate in Fate],
        "takes": counts[Fate.NEW] + counts[Fate.CHANGED],
    }


def _row(one: Planned, word: str) -> list[dict[str, Any]]:
    why = "; ".join(say(reason) for reason in one.line.reasons) or ", ".join(sorted(one.changes))
    return [
        {"text": str(one.line.number), "is_quiet": True},
        {"text": one.line.short_name, "is_head": True},
        {"text": one.line.name},
        {"tag": {"word": word, "kind": _SIGNS[one.fate]}},
        {"text": why},
    ]


def faults(lines: Iterable[SchoolLine]) -> list[str]:
    return [
        _("Line %(number)s: %(why)s")
        % {"number": line.number, "why": "; ".join(say(reason) for reason in line.reasons)}
        for line in lines
    ]


def say(reason: Reason) -> str:
    text = _(reason.message)
    return text % reason.params if reason.params else text
