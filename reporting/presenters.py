"""Figures as tables that people read."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.enums import Kind
from reporting.enums import TOTAL, Indicator
from reporting.selectors.figures import Below, Figures
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.editions import definition_of
from safeguard.outbox.models import DepartmentAlert
from safeguard.procedures.catalogue import kinds_of

COMPARED = (
    Indicator.REPORTS,
    Indicator.CASES,
    Indicator.BULLYING,
    Indicator.NOT_BULLYING,
    Indicator.PENDING,
    Indicator.AUTHORITY_IN_TIME,
    Indicator.MISSED,
)


def by_kind(figures: Figures, country: str, caption: str, note: str = "") -> dict[str, Any]:
    """Indicators down, kinds across; the total counts each once. A kind that the country's law doesn't name is left
    out unless it was counted."""
    kinds = [kind for kind in Kind if kind in kinds_of(country) or _is_counted(figures, kind)]
    columns = [_("Indicator"), _("Total"), *(kind.label for kind in kinds)]
    return {
        "caption": caption,
        "note": note,
        "columns": [{"label": label, "is_number": place > 0} for place, label in enumerate(columns)],
        "rows": [_row(indicator, figures, kinds) for indicator in Indicator],
        "is_framed": True,
        "is_tight": True,
    }


def _is_counted(figures: Figures, kind: Kind) -> bool:
    return any(figures.get((indicator, kind), 0) for indicator in Indicator)


def _row(indicator: Indicator, figures: Figures, kinds: Iterable[Kind]) -> list[dict[str, Any]]:
    values = [figures.get((indicator, TOTAL), 0), *(figures.get((indicator, kind), 0) for kind in kinds)]
    cells = [{"text": str(value), "is_number": True, "is_total": place == 0} for place, value in enumerate(values)]
    return [{"text": str(Indicator(indicator).label), "is_head": True}, *cells]


def compared(rows: Iterable[tuple[Organisation, Below | None, str]], caption: str, note: str) -> dict[str, Any]:
    """One row for each organisation below; its name opens its own figures."""
    columns = [_("Institution"), *(Indicator(indicator).label for indicator in COMPARED)]
    return {
        "caption": caption,
        "note": note,
        "columns": [{"label": label, "is_number": place > 0} for place, label in enumerate(columns)],
        "rows": [
            [
                {"text": organisation.name, "href": href, "is_head": True},
                *({"text": str(found.total(indicator) if found else 0), "is_number": True} for indicator in COMPARED),
            ]
            for organisation, found, href in rows
        ],
        "is_framed": True,
        "is_tight": True,
    }


def flat(quarter_label: str, place: str, figures: Figures) -> list[list[str | int]]:
    """For files: a heading, then a line for each indicator and kind."""
    kinds = [(TOTAL, _("Total")), *((kind.value, str(kind.label)) for kind in Kind)]
    lines: list[list[str | int]] = [[_("Quarter"), _("Institution"), _("Indicator"), _("Kind of violence"), _("Count")]]
    for indicator in Indicator:
        for kind, label in kinds:
            lines.append([quarter_label, place, str(indicator.label), label, figures.get((indicator, kind), 0)])
    return lines


def alerts(found: Iterable[DepartmentAlert]) -> list[dict[str, Any]]:
    """School, the rule in the words of its procedure, the two instants."""
    return [
        {
            "school": alert.school.organisation.name,
            "rule": _rule_title(alert),
            "due_at": alert.due_at,
            "created_at": alert.created_at,
        }
        for alert in found
    ]


def _rule_title(alert: DepartmentAlert) -> str:
    """An alert older than its procedure's column has the rule's key alone."""
    if alert.procedure is None:
        return alert.rule
    return definition_of(alert.procedure).rule(alert.rule).title.in_(get_language() or "en")
