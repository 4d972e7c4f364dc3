"""Schools from a table: looked at first, then created or changed one act a line. The short name is the key."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import DomainError, gettext_noop
from safeguard.organisations.domain.importing import Reason, SchoolLine
from safeguard.organisations.enums import SchoolType
from safeguard.organisations.models import Organisation
from safeguard.organisations.selectors.operated import operated
from safeguard.organisations.services.changes import change_details
from safeguard.organisations.services.organisations import SchoolDetails, create_school

#: What a school gets when its line says nothing: the country's own calendar and procedure.
DEFAULTS = {"ua": ("ua-martial", "ua-1646"), "kz": ("kz", "kz-2021")}
_UNKNOWN = gettext_noop("There is no department %(slug)s under this ministry")
_TAKEN = gettext_noop("The short name %(slug)s belongs to another institution")
_MOVES = gettext_noop("The school stands under another department; move it on its own page")
_NO_ORDER = gettext_noop("A new school needs order_number and order_date of its procedure")
#: A table names no procedure: every school in it gets the country's own, which is for children (UA-B-IV.1.1).
_OWN_PROCEDURE = gettext_noop("An institution for adult learners has a procedure of its own; create it on its own page")
_LATE_ORDER = gettext_noop("order_date is in the future")


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Planned:
    """A line, and what it would do."""

    line: SchoolLine
    fate: Fate
    changes: dict[str, Any]
    organisation_id: UUID | None = None
    parent: Organisation | None = None


def plan_import(lines: Iterable[SchoolLine], *, root: Organisation) -> list[Planned]:
    """Reads only: four statements, however many lines."""
    found = list(lines)
    mine = {row.slug: row for row in operated(root.pk).select_related("school")}
    taken = set(
        Organisation.objects.filter(slug__in=[line.short_name for line in found]).values_list("slug", flat=True)
    )
    return [_planned(line, mine, taken) for line in found]


def _planned(line: SchoolLine, mine: dict[str, Organisation], taken: set[str]) -> Planned:
    reasons = list(line.reasons)
    parent, known = mine.get(line.department), mine.get(line.short_name)
    if line.department and (parent is None or parent.kind == "school" or parent.state != "active"):
        reasons.append(Reason(_UNKNOWN, {"slug": line.department}))
    if line.short_name in taken if known is None else not _is_open_school(known):
        reasons.append(Reason(_TAKEN, {"slug": line.short_name}))
    elif known is not None and parent is not None and known.parent_id != parent.pk:  # type: ignore[attr-defined]
        reasons.append(Reason(_MOVES))
    if known is None:
        reasons += _order_reasons(line)
    changes = _changes(line, known) if known is not None and _is_open_school(known) else {}
    fate = Fate.FAULTY if reasons else Fate.NEW if known is None else Fate.CHANGED if changes else Fate.SAME
    return Planned(replace(line, reasons=tuple(reasons)), fate, changes, known.pk if known else None, parent)


def _is_open_school(row: Organisation) -> bool:
    return row.kind == "school" and row.state != "closed"


def _order_reasons(line: SchoolLine) -> list[Reason]:
    if line.type == SchoolType.ADULTS:
        return [Reason(_OWN_PROCEDURE)]
    if not line.order_number or line.order_date is None:
        return [Reason(_NO_ORDER)]
    return [Reason(_LATE_ORDER)] if line.order_date > clock.today() else []


def _changes(line: SchoolLine, known: Organisation) -> dict[str, Any]:
    """What differs; an empty cell changes nothing."""
    school = known.school
    told = {
        "name": line.name, "settlement": line.settlement, "address": line.address, "phone": line.phone,
        "pupils": line.pupils, "school_type": line.type, "week": line.week,
    }  # fmt: skip
    present = {key: known.name if key == "name" else getattr(school, key) for key in told}
    return {key: value for key, value in told.items() if value not in ("", None) and value != present[key]}


def apply_import(planned: Iterable[Planned], *, by: Member | None) -> tuple[int, int, list[SchoolLine]]:
    """How many were created and changed, and the lines that were refused after all. One act a line."""
    created, changed, refused = 0, 0, []
    for one in planned:
        try:
            created += int(one.fate == Fate.NEW and _create(one, by))
            changed += int(one.fate == Fate.CHANGED and _change(one, by))
        except DomainError as refusal:
            refused.append(replace(one.line, reasons=(Reason(refusal.message, refusal.params),)))
    return created, changed, refused


def _create(one: Planned, by: Member | None) -> bool:
    line, parent = one.line, one.parent
    if parent is None or line.order_date is None:
        return False
    calendar, procedure = DEFAULTS[parent.country]
    details = SchoolDetails(
        slug=line.short_name,
        name=line.name,
        country=parent.country,
        timezone=parent.timezone,
        language=parent.language,
        calendar=calendar,
        procedure=procedure,
        order_number=line.order_number,
        order_on=line.order_date,
        week=line.week or 5,
        school_type=line.type or "school",
        settlement=line.settlement,
        address=line.address,
        phone=line.phone,
        pupils=line.pupils or 0,
    )
    create_school(details=details, parent=parent, from_on=_first_day(line.order_date), by=by)
    return True


def _first_day(order_on: date) -> date:
    """A school stands in the tree from the day of its order, so that earlier oral reports find a procedure."""
    return min(order_on, clock.today())


def _change(one: Planned, by: Member | None) -> bool:
    return one.organisation_id is not None and bool(
        change_details(organisation_id=one.organisation_id, changes=one.changes, by=by)
    )
