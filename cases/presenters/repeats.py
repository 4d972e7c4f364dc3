"""The same people in another case within a year, in words."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.selectors.repeats import Repeat
from safeguard import dates


def repeat_rows(repeats: Iterable[Repeat], names: Mapping[UUID, str], school: str) -> list[dict[str, Any]]:
    """`names` by person: clear ones, or codes where the page names nobody."""
    return [
        {
            "label": _("Case No. %(number)s of %(day)s") % {"number": each.number, "day": dates.day(each.received_at)},
            "href": reverse("cases:detail", kwargs={"school": school, "case_id": each.case_id}),
            "note": "; ".join([_who(each, names), _came_to(each)]),
            "tag": None if each.is_earlier else {"word": _("later"), "kind": ""},
        }
        for each in repeats
    ]


def _who(repeat: Repeat, names: Mapping[UUID, str]) -> str:
    return f"{names.get(repeat.person_id, '')} ({str(repeat.role.label).lower()})"


def _came_to(repeat: Repeat) -> str:
    found = repeat.finding
    if found is None:
        return _("not decided")
    if not found.get("is_substantiated"):
        return _("the circumstances aren't confirmed")
    return {True: _("bullying"), False: _("a one-off conflict")}.get(
        found.get("is_bullying"),  # type: ignore[arg-type]
        _("the circumstances are confirmed"),
    )
