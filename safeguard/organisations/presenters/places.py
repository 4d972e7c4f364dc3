"""Institutions as tables and summaries."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safeguard.dates import day
from safeguard.organisations.models import Adoption, Organisation, Placement

_KINDS = {"active": "done", "suspended": "soon", "closed": ""}
Href = Callable[[str], str]


def tag_of(row: Organisation) -> dict[str, str]:
    return {"word": str(row.get_state_display()), "kind": _KINDS[row.state]}


def table(rows: Iterable[Organisation], href: Href, caption: str) -> dict[str, Any]:
    """One line an institution; its name opens it."""
    labels = (pgettext("institution", "Name"), _("Short name"), _("Kind"), _("Stands under"), _("State"))
    return {
        "caption": caption,
        "columns": [{"label": label} for label in labels],
        "rows": [
            [
                {"text": row.name, "href": href(row.slug), "is_head": True},
                {"text": row.slug, "is_quiet": True},
                {"text": str(row.get_kind_display())},
                {"text": row.parent_name or ""},  # type: ignore[attr-defined]
                {"tag": tag_of(row)},
            ]
            for row in rows
        ],
        "is_framed": True,
    }


def summary(place: Organisation) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": _("Short name"), "value": place.slug},
        {"key": _("Kind"), "value": place.get_kind_display()},
        {"key": _("State"), "value": _since(place), "tag": tag_of(place)},
        {"key": _("Country"), "value": place.get_country_display()},
        {"key": _("Time zone"), "value": place.timezone},
        {"key": _("Language of its papers"), "value": dict(settings.LANGUAGES)[place.language]},
    ]
    if place.successor is not None:
        rows.append({"key": _("Goes on as"), "value": place.successor.name})
    return rows + (_school(place) if place.kind == "school" else [])


def _since(place: Organisation) -> str:
    return _("since %(day)s") % {"day": day(place.state_from_on)} if place.state_from_on else " "


def _school(place: Organisation) -> list[dict[str, Any]]:
    school = place.school
    return [
        {"key": _("Type"), "value": school.get_school_type_display()},
        {"key": _("Working week"), "value": str(school.week)},
        {"key": _("Calendar"), "value": school.calendar},
        {"key": _("Settlement"), "value": school.settlement},
        {"key": _("Address"), "value": school.address},
        {"key": _("Telephone"), "value": school.phone},
        {"key": _("Number of pupils"), "value": str(school.pupils)},
    ]


def placements(rows: Iterable[Placement]) -> list[dict[str, str]]:
    return [{"name": row.parent.name, "span": _span(row)} for row in rows]


def _span(row: Placement) -> str:
    first = day(row.from_on)
    if row.until_on is None:
        return _("from %(first)s") % {"first": first}
    return _("from %(first)s to %(last)s inclusive") % {"first": first, "last": day(row.until_on)}


def adoptions(rows: Iterable[Adoption]) -> list[dict[str, str]]:
    return [
        {
            "name": f"{row.procedure} @ {row.version.version}" if row.version else row.procedure,
            "order": _("Order No. %(number)s of %(day)s") % {"number": row.order_number, "day": day(row.order_on)},
            "from": _("from %(first)s") % {"first": day(row.from_on)},
            "tie_rule": str(row.get_tie_rule_display()),
        }
        for row in rows
    ]
