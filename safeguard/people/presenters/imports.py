"""What a table of people would do, in words; and the tables that are given back."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.documents.render.tables import as_csv
from safeguard.people.importing.columns import COLUMNS, Kind, headings
from safeguard.people.importing.lines import Reason
from safeguard.people.importing.plan import Change, Fate, Planned

_SIGNS = {Fate.NEW: "go", Fate.CHANGED: "soon", Fate.SAME: "", Fate.FAULTY: "late"}


def titles(kind: Kind) -> list[str]:
    """The keys of the columns, in their order."""
    return list(COLUMNS[kind])


def shown(planned: list[Planned]) -> dict[str, Any]:
    """The faulty lines first, then in the order of the file; `seen` changes with everything that is shown."""
    words = {Fate.NEW: _("new"), Fate.CHANGED: _("changed"), Fate.SAME: _("as it is"), Fate.FAULTY: _("can’t be taken")}
    ordered = sorted(planned, key=lambda one: (one.fate != Fate.FAULTY, one.line.number))
    rows = [_row(one, words[one.fate]) for one in ordered]
    counts = Counter(one.fate for one in planned)
    labels = (_("Line"), _("Name"), _("What happens"), _("Details"))
    return {
        "plan": {
            "caption": _("What the table would do"),
            "columns": [{"label": label} for label in labels],
            "rows": rows,
            "is_framed": True,
        },
        "counts": [(words[fate], counts[fate]) for fate in Fate],
        "takes": counts[Fate.NEW] + counts[Fate.CHANGED],
        "faulty": counts[Fate.FAULTY],
        "seen": hashlib.sha256(repr([(one.line, one.fate, one.changes) for one in planned]).encode()).hexdigest(),
    }


def _row(one: Planned, word: str) -> list[dict[str, Any]]:
    why = "; ".join(say(reason) for reason in one.line.reasons) or "; ".join(_change(each) for each in one.changes)
    return [
        {"text": str(one.line.number), "is_quiet": True},
        {"text": one.line.name.spoken, "is_head": True},
        {"tag": {"word": word, "kind": _SIGNS[one.fate]}},
        {"text": why or _new(one)},
    ]


def _new(one: Planned) -> str:
    """Of somebody new: class or position, and who represents them."""
    place = one.line.school_class.label if one.line.school_class else one.line.position
    names = [each.line.name.spoken for each in one.tied]
    return " · ".join(part for part in (place, ", ".join(names)) if part) if one.fate is Fate.NEW else ""


def _change(each: Change) -> str:
    names = {
        "class": _("class"),
        "name": _("name"),
        "sex": _("sex"),
        "born_on": _("date of birth"),
        "representative": _("representative"),
        "contact": _("contact"),
        "position": _("position"),
        "class_teacher": _("class teacher of"),
    }
    after = dates.day_plain(date.fromisoformat(each.after)) if each.what == "born_on" else each.after
    if not each.before:
        return f"{names[each.what]}: {after}"
    return f"{names[each.what]}: {each.before} → {after}"


def say(reason: Reason) -> str:
    text = _(reason.message)
    params = {key: _heading(str(value)) if key == "column" else value for key, value in reason.params.items()}
    return text % params if params else text


def _heading(key: str) -> str:
    language = get_language() or "en"
    for kind in Kind:
        if key in COLUMNS[kind]:
            return headings(kind, language)[list(COLUMNS[kind]).index(key)]
    return key


def table_file(kind: Kind) -> bytes:
    return as_csv([headings(kind, get_language() or "en")])


def faults_file(kind: Kind, rows: Sequence[Mapping[str, str]], planned: Iterable[Planned]) -> bytes:
    """As they were typed, with the reason in a last column that nobody reads back."""
    faulty = {one.line.number: one for one in planned if one.fate is Fate.FAULTY}
    lines = [
        [
            *(str(row.get(key, "")) for key in COLUMNS[kind]),
            "; ".join(say(each) for each in faulty[number].line.reasons),
        ]
        for number, row in enumerate(rows, 2)
        if number in faulty
    ]
    return as_csv([[*headings(kind, get_language() or "en"), _("Reason")], *lines])
