"""Codes and measures as the pages of the texts show them."""

from collections.abc import Iterable

from commissions.domain.names import listed
from commissions.enums import MeasureKind
from commissions.models import Measure
from commissions.presenters.links import Links
from commissions.selectors.sides import CodedChild
from safeguard import dates


def children_rows(children: Iterable[CodedChild]) -> list[dict[str, str]]:
    """The key to the codes, for whoever writes the minutes."""
    return [
        {
            "label": f"{child.code}: {listed(child.child.open('name'))}",
            "note": ", ".join(part for part in (str(child.role.label), child.school_class) if part),
        }
        for child in children
    ]


def measure_rows(measures: Iterable[Measure], links: Links) -> list[dict[str, object]]:
    return [
        {
            "kind": str(MeasureKind(row.kind).label),
            "text": row.open("text"),
            "who": listed(row.responsible.open("name")) if row.responsible else "",
            "until": ", ".join(
                part for part in (dates.day(row.due_on) if row.due_on else "", row.open("due_note")) if part
            ),
            "strike_href": links.to("strike", measure_id=row.pk),
        }
        for row in measures
    ]
