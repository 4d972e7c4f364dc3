"""The people of a case: per act, because a role holds for one act only."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import SideRole
from cases.models import Act, Case
from cases.selectors.sides import Representative, Side
from safeguard import dates

_ORDER = list(SideRole)


def acts(
    acts_: Iterable[Act], sides: Iterable[Side], classes: Mapping[UUID, str], case: Case, school: str, *, may_edit: bool
) -> list[dict[str, Any]]:
    """Each act with its sides, the victim first."""
    sides = list(sides)
    return [
        {
            "title": _("What happened on %(day)s") % {"day": dates.day(act.happened_at)},
            "note": _("report No. %(number)s") % {"number": act.report.number},
            "sides": [_side(side, classes, case, school, may_edit=may_edit) for side in _of(act, sides)],
        }
        for act in acts_
    ]


def _of(act: Act, sides: Iterable[Side]) -> list[Side]:
    found = [side for side in sides if side.involvement.act_id == act.pk]
    return sorted(found, key=lambda side: _ORDER.index(side.role))


def _side(side: Side, classes: Mapping[UUID, str], case: Case, school: str, *, may_edit: bool) -> dict[str, Any]:
    child_id = side.involvement.child_id
    add = ""
    if may_edit and child_id is not None:
        add = reverse("cases:guardian_new", kwargs={"school": school, "case_id": case.pk, "child_id": child_id})
    return {
        "id": side.involvement.pk,
        "name": side.name,
        "role": side.role.label,
        "note": _about(side, classes),
        "is_minor": side.is_minor,
        "representatives": [_representative(who, case, school, may_edit=may_edit) for who in side.representatives],
        "add_href": add,
    }


def _about(side: Side, classes: Mapping[UUID, str]) -> str:
    """7-Б today; what was coded on the day of the report stays for the statistics."""
    parts = [classes.get(side.person_id, "")]
    if side.involvement.age:
        parts.append(_("age on the day of the report: %(age)s") % {"age": side.involvement.age})
    if not side.is_minor:
        parts.append(_("adult"))
    return " · ".join(part for part in parts if part)


def _representative(who: Representative, case: Case, school: str, *, may_edit: bool) -> dict[str, Any]:
    place = {"school": school, "case_id": case.pk, "adult_id": who.adult_id}
    return {
        "name": who.name,
        "kinship": who.kinship,
        "is_suspected": who.is_suspected,
        "href": reverse("cases:suspect", kwargs=place) if may_edit else "",
        "act": _("Lift the suspicion") if who.is_suspected else _("Mark as suspected"),
    }
