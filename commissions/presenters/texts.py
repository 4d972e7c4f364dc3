"""Codes and measures as the pages of the texts show them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.enums import SideRole
from commissions.domain.names import listed
from commissions.enums import MeasureFor, MeasureKind
from commissions.models import Hearing, Measure
from commissions.presenters.links import Links
from commissions.selectors.accused import Accused
from commissions.selectors.measure_lines import whom_words
from commissions.selectors.sides import CodedAdult, CodedChild, side_codes
from commissions.selectors.signs import Noted
from safeguard import dates
from safeguard.people.models import Adult


def children_rows(children: Iterable[CodedChild]) -> list[dict[str, str]]:
    """The key to the codes, for whoever writes the minutes."""
    return [
        {
            "label": f"{child.code}: {listed(child.child.open('name'))}",
            "note": ", ".join(part for part in (str(child.role.label), child.school_class) if part),
        }
        for child in children
    ]


Coded = tuple[Sequence[CodedChild], Sequence[CodedAdult]]


def codes_of(people: Coded) -> dict[UUID, str]:
    """Codes by person."""
    children, adults = people
    return {each.child.pk: each.code for each in children} | {each.adult.pk: each.code for each in adults}


def measure_rows(measures: Iterable[Measure], codes: Mapping[UUID, str], links: Links) -> list[dict[str, object]]:
    return [measure_row(row, codes) | {"strike_href": links.to("strike", measure_id=row.pk)} for row in measures]


def measure_row(row: Measure, codes: Mapping[UUID, str]) -> dict[str, object]:
    """One measure as a page shows it."""
    return {
        "kind": str(MeasureKind(row.kind).label),
        "whom": whom_words(row, codes),
        "text": row.open("text"),
        "who": _named(row.responsible),
        "until": ", ".join(
            part for part in (dates.day(row.due_on) if row.due_on else "", row.open("due_note")) if part
        ),
        "effect": row.open("effect"),
        "judged_by": _named(row.judged_by or row.responsible),
    }


def _named(adult: Adult | None) -> str:
    return listed(adult.open("name")) if adult else ""


_ONE = {SideRole.VICTIM: MeasureFor.VICTIM, SideRole.ACCUSED: MeasureFor.ACCUSED, SideRole.WITNESS: MeasureFor.WITNESS}


def whom_choices(hearing: Hearing, language: str, kinds: Iterable[MeasureKind]) -> list[tuple[str, str]]:
    """Each side by code, the groups, the parents of each child: one list, as the form asks it.

    No parents where the procedure gives them no advice (UA-D-IV.3f).
    """
    rows = side_codes(hearing.meeting_id, hearing.case_id, language)
    found = [(f"{_ONE[side.role]}:{side.id}", side.code) for side in rows]
    groups = (MeasureFor.WITNESS, MeasureFor.CLASS, MeasureFor.STAFF)
    found += [(group.value, str(group.label)) for group in groups]
    if MeasureKind.FAMILY_ADVICE in kinds:
        found += [
            (f"{MeasureFor.PARENTS}:{side.id}", pgettext("minutes", "parents of %(code)s") % {"code": side.code})
            for side in rows
            if side.is_child
        ]
        found.append((MeasureFor.PARENTS.value, str(MeasureFor.PARENTS.label)))
    return found


def accused_rows(
    hearing: Hearing, accused: Mapping[UUID, Sequence[Accused]], noted: Noted, links: Links
) -> list[dict[str, object]]:
    """Whether the signs are noted for each accused; one line without a name where the offender isn't known."""
    people: list[Accused | None] = [*accused.get(hearing.case_id, [])]
    rows: list[dict[str, object]] = []
    for each in people or [None]:
        is_noted = (hearing.pk, each.id if each else None) in noted
        address = links.to("signs", hearing_id=hearing.pk)
        rows.append(
            {
                "label": each.code if each else _("The offender isn't known"),
                "href": f"{address}?accused={each.id}" if each else address,
                "word": _("Noted") if is_noted else _("To fill in"),
                "kind": "done" if is_noted else "",
            }
        )
    return rows
