"""A case as the frame of its pages and its overview show it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cases.enums import CaseStatus, Channel, Kind, Place, SideRole
from cases.models import Case, Report
from cases.presenters.deadlines import Row, ours
from cases.presenters.documents import paper_for
from cases.selectors.clocks import definition_of
from cases.selectors.sides import Side
from safeguard import clock, dates
from safeguard.audit.models import AccessRecord
from safeguard.documents.models import Document
from safeguard.procedures.schema import Procedure
from safeguard.registers.years import school_year_label

DECISION = "commissions:decision"
_TABS = (
    ("cases:detail", gettext_lazy("Overview")),
    ("cases:timeline", gettext_lazy("Timeline")),
    ("cases:people", gettext_lazy("People")),
    ("cases:deadlines", gettext_lazy("Deadlines")),
    ("cases:notices", gettext_lazy("Notices")),
    (DECISION, gettext_lazy("Decision")),
    ("cases:documents", gettext_lazy("Documents")),
    ("cases:access", gettext_lazy("Access")),
)
#: What is left of a case that was joined to another.
_OF_A_LINE = ("cases:detail", "cases:timeline", "cases:access")
_THEN = 3
ROLE_ORDER = list(SideRole)


def caption(case: Case) -> str:
    return _("Case No. %(number)s · school year %(year)s") % {
        "number": case.number,
        "year": school_year_label(case.school_year),
    }


def kinds_text(kinds: list[str]) -> str:
    return ", ".join(str(Kind(kind).label) for kind in kinds).capitalize()


def tabs(case: Case, school: str, current: str) -> list[dict[str, Any]]:
    """The decision only where the procedure of the case has a commission."""
    place, decides = {"school": school, "case_id": case.pk}, definition_of(case.procedure).commission is not None
    return [
        {"label": label, "href": reverse(name, kwargs=place), "is_current": name.partition(":")[2] == current}
        for name, label in _TABS
        if (decides or name != DECISION) and (case.status != CaseStatus.JOINED or name in _OF_A_LINE)
    ]


def danger_tag(case: Case) -> list[dict[str, str]]:
    """First of the tags on every page of the case, while nothing is decided."""
    return [{"word": _("Danger now"), "kind": "late"}] if getattr(case, "is_danger", False) else []


def stage_tag(case: Case) -> dict[str, str]:
    kind = {CaseStatus.CLOSED: "", CaseStatus.DECIDED: "done", CaseStatus.MONITORED: "done", CaseStatus.JOINED: ""}
    return {"word": str(CaseStatus(case.status).label), "kind": kind.get(CaseStatus(case.status), "go")}


def limit_tags(rows: Iterable[Row]) -> list[dict[str, str]]:
    """2 limits run out today; 1 limit is overdue."""
    states = [row.state for row in rows]
    late, soon = states.count("late"), states.count("soon")
    tags = []
    if late:
        words = ngettext("%(count)s limit is overdue", "%(count)s limits are overdue", late)
        tags.append({"word": dates.glue(words % {"count": late}), "kind": "late"})
    if soon:
        words = ngettext("%(count)s limit runs out soon", "%(count)s limits run out soon", soon)
        tags.append({"word": dates.glue(words % {"count": soon}), "kind": "soon"})
    return tags


def sight_text(onlookers: int, look: AccessRecord | None) -> str:
    """5 people see this case; the last other look: today, 08:12, Name."""
    seen = ngettext("%(count)s person sees this case", "%(count)s people see this case", onlookers)
    text = dates.glue(seen % {"count": onlookers})
    if look is None:
        return f"{text}."
    last = _("last looked at by %(name)s, %(at)s") % {"name": look.user_name, "at": dates.when(look.at)}
    return f"{text}; {last}."


def facts(case: Case, report: Report) -> list[dict[str, Any]]:
    """In short, for the aside."""
    happened = dates.moment(report.happened_at) if report.happened_exactly else dates.day(report.happened_at)
    rows = [
        (_("Happened"), happened),
        (_("Received by the school"), dates.moment(report.received_at)),
        (_("Received by the head"), dates.moment(report.head_received_at)),
        (_("Entered"), dates.moment(report.entered_at)),
        (_("Came in"), str(Channel(report.channel).label)),
        (_("Kind"), kinds_text(case.kinds)),
        (_("Place"), str(Place(case.place).label)),
    ]
    if report.received_at == report.head_received_at == report.entered_at:
        rows = [row for row in rows if row[0] not in {_("Received by the school"), _("Entered")}]
    return [{"key": key, "value": value} for key, value in rows]


def procedure_card(procedure: Procedure, owner: str = "") -> dict[str, str]:
    """The edition to which the case is pinned for ever, and what came after it.

    `owner` entered it: each institution numbers its own editions, so that two texts may bear one label.
    """
    language = get_language() or "en"
    note = procedure.edition.note.in_(language) if procedure.edition.note else ""
    return {
        "title": procedure.title.in_(language),
        "held": procedure.edition.held.in_(language),
        "version": " · ".join(part for part in (f"{procedure.id} @ {procedure.version}", owner) if part),
        "note": note,
    }


def people(sides: Iterable[Side], classes: Mapping[UUID, str], href: str) -> list[dict[str, Any]]:
    """For the card in the aside: each person once, in their first role; the victim first."""
    seen: dict[UUID, Side] = {}
    for side in sorted(sides, key=lambda side: ROLE_ORDER.index(side.role)):
        seen.setdefault(side.person_id, side)
    return [
        {
            "label": side.name,
            "href": f"{href}#{side.involvement.pk}",
            "note": classes.get(side.person_id, ""),
            "tag": {"word": side.role.label, "kind": ""},
        }
        for side in seen.values()
    ]


def next_step(
    rows: list[Row], act: dict[str, str], documents: Iterable[Document], documents_href: str
) -> dict[str, Any]:
    """The soonest limit that isn't met, with its act and its paper, and what comes after it."""
    row, *others = rows
    when = _("The limit was %(at)s, %(ago)s ago.") if row.state == "late" else _("By %(at)s; %(left)s left.")
    span = dates.left(abs(row.deadline.due_at - clock.now()))
    words = {"at": dates.when(row.deadline.due_at), "left": span, "ago": span}
    return {
        "title": row.title,
        "text": " ".join([when % words, *_not_the_law(row)]),
        "state": row.state if row.state in {"late", "soon"} else "",
        "then": _then(others),
        **paper_for(row, documents, documents_href),
        **act,
    }


def _not_the_law(row: Row) -> list[str]:
    words = _("The text gives no number. This limit is a default of the system, not the law.")
    return [words] if row.deadline.is_default else []


def _then(rows: list[Row]) -> str:
    parts = [_step_text(row) for row in rows[:_THEN]]
    return _("Then: %(steps)s") % {"steps": " · ".join(parts)} if parts else ""


def _step_text(row: Row) -> str:
    text = f"{row.short} – {dates.when(row.deadline.due_at)}"
    return f"{text} ({ours()})" if row.deadline.is_default else text
