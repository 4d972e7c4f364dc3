"""A case as its pages show it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.enums import Channel, Kind, Place, SideRole
from cases.models import Case, CaseEvent, Deadline, Notice, Report
from cases.presenters.deadlines import Row
from cases.selectors.sides import Side
from safeguard import dates
from safeguard.audit.kinds import kind_of
from safeguard.procedures.schema import Procedure
from safeguard.registers.years import school_year_label
from safeguard.vault import keys

_TABS = (
    ("detail", gettext_lazy("Overview")),
    ("timeline", gettext_lazy("Timeline")),
    ("people", gettext_lazy("People")),
    ("deadlines", gettext_lazy("Deadlines")),
    ("notices", gettext_lazy("Notices")),
    ("documents", gettext_lazy("Documents")),
    ("access", gettext_lazy("Access")),
)


def caption(case: Case) -> str:
    return _("Case No. %(number)s · school year %(year)s") % {
        "number": case.number,
        "year": school_year_label(case.school_year),
    }


def kinds_text(kinds: list[str]) -> str:
    return ", ".join(str(Kind(kind).label) for kind in kinds).capitalize()


def tabs(case: Case, school: str, current: str) -> list[dict[str, Any]]:
    place = {"school": school, "case_id": case.pk}
    return [
        {"label": label, "href": reverse(f"cases:{name}", kwargs=place), "is_current": name == current}
        for name, label in _TABS
    ]


def facts(case: Case, report: Report) -> list[dict[str, Any]]:
    """Short facts of the case, for `_ui/summary_list.html`."""
    happened = dates.moment(report.happened_at) if report.happened_exactly else dates.day(report.happened_at)
    return [
        {"key": _("Happened"), "value": happened},
        {"key": _("Received by the school"), "value": dates.moment(report.received_at)},
        {"key": _("Received by the head"), "value": dates.moment(report.head_received_at)},
        {"key": _("Entered"), "value": dates.moment(report.entered_at)},
        {"key": _("Came in"), "value": Channel(report.channel).label},
        {"key": _("Kind"), "value": kinds_text(case.kinds)},
        {"key": _("Place"), "value": Place(case.place).label},
    ]


def timeline(events: list[CaseEvent], procedure: Procedure) -> list[dict[str, Any]]:
    """Newest first; the entry's own time only where it isn't the time of the fact."""
    titles = {rule.key: rule.title.in_(get_language() or "en") for rule in procedure.rules}
    keys.load(event.data_key_id for event in events if event.text is not None)
    return [_event(event, titles) for event in events]


def _event(event: CaseEvent, titles: dict[str, str]) -> dict[str, Any]:
    is_later = abs((event.recorded_at - event.occurred_at).total_seconds()) > 60
    text = str(event.open("text"))
    return {
        "title": str(kind_of(event.kind).sentence(event.data)),
        "by": event.by_name or _("the system"),
        "at": event.occurred_at,
        "recorded_at": event.recorded_at if is_later else None,
        "lines": [line for line in (titles.get(str(event.data.get("rule")), ""), text) if line],
    }


def people(sides: list[Side]) -> list[dict[str, Any]]:
    """For the card in the aside."""
    return [
        {
            "label": side.name,
            "note": _("grade %(grade)s") % {"grade": side.involvement.grade} if side.involvement.grade else "",
            "tag": {"word": SideRole(side.involvement.role).label, "kind": ""},
        }
        for side in sides
    ]


def notice_rows(notices: list[Notice], titles: dict[str, str], names: dict[Any, str]) -> list[dict[str, Any]]:
    """The notices given, as a timeline."""
    return [
        {
            "title": titles.get(row.rule, row.rule),
            "by": row.open("told_whom"),
            "at": row.told_at,
            "recorded_at": row.recorded_at if (row.recorded_at - row.told_at).total_seconds() > 60 else None,
            "lines": [line for line in _notice_lines(row, names) if line],
        }
        for row in reversed(notices)
    ]


def _notice_lines(row: Notice, names: dict[Any, str]) -> list[str]:
    child = names.get(row.side_child_id, "")
    return [
        str(Channel(row.channel).label),
        _("Number %(number)s") % {"number": row.reference} if row.reference else "",
        _("For %(child)s") % {"child": child} if child else "",
        row.open("remark"),
        row.open("decided_reason"),
    ]


def next_step(rows: list[Row], act: dict[str, str]) -> dict[str, Any] | None:
    """The soonest limit that isn't met, with its act."""
    if not rows:
        return None
    row = rows[0]
    deadline: Deadline = row.deadline
    when = _("by %(at)s") if row.state != "late" else _("the limit was %(at)s")
    return {
        "title": row.title,
        "text": when % {"at": dates.moment(deadline.due_at)},
        "state": row.state if row.state in {"late", "soon"} else "",
        **act,
    }
