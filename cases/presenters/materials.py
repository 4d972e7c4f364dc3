"""The materials of a case as its page lists them, and whose explanation is missing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.materials import unheard
from cases.enums import SideRole
from cases.models import Case, Material
from cases.selectors.sides import Side
from safeguard import dates
from safeguard.documents.models import Attachment


def side_choices(sides: Iterable[Side]) -> list[tuple[str, str]]:
    return [(str(side.involvement.pk), f"{side.name}, {str(side.role.label).lower()}") for side in sides]


def rows(
    materials: Iterable[Material],
    files: Mapping[UUID, Sequence[Attachment]],
    sides: Iterable[Side],
    case: Case,
    school: str,
    *,
    may_edit: bool,
) -> list[dict[str, Any]]:
    names = {side.involvement.pk: side.name for side in sides}
    place = {"school": school, "case_id": case.pk}
    return [
        {
            "title": str(row.get_kind_display()),
            "from": _giver(row, names),
            "received": _("received %(day)s") % {"day": dates.day(row.received_on)},
            "reference": f"№ {row.reference}" if row.reference else "",
            "words": row.open("words") or "",
            "files": [_file(each, place) for each in files.get(row.pk, ())],
            "added": _("entered by %(name)s, %(at)s") % {"name": row.added_by_name, "at": dates.moment(row.added_at)},
            "set_aside": row.open("set_aside_reason") if row.set_aside_at else "",
            "aside_href": reverse("cases:material_aside", kwargs={**place, "material_id": row.pk})
            if may_edit and row.set_aside_at is None and row.case_id == case.pk
            else "",
        }
        for row in materials
    ]


def _giver(row: Material, names: Mapping[UUID, str]) -> str:
    side = names.get(row.side_id, "") if row.side_id else ""
    whom = row.open("whom")
    if side and whom:
        return _("%(whom)s, about %(side)s") % {"whom": whom, "side": side}
    return whom or side


def _file(file: Attachment, place: Mapping[str, Any]) -> dict[str, str]:
    return {
        "label": str(file.open("name")),
        "href": reverse("cases:material_file", kwargs={**place, "attachment_id": file.pk}),
        "note": filesizeformat(file.size),
    }


def missing(materials: Iterable[Material], sides: Sequence[Side]) -> list[str]:
    """Names of the sides that nobody has heard yet."""
    explained = [row.side_id for row in materials if row.side_id and row.set_aside_at is None]
    names = {side.involvement.pk: side.name for side in sides}
    return [names[each] for each in unheard(((s.involvement.pk, SideRole(s.role)) for s in sides), explained)]
