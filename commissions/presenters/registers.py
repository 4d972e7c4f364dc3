"""The registers of decisions and of orders as books."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from cases.presenters.registers import NOTHING, columns_of, correction_words, source_words
from commissions.enums import MotionKind
from commissions.models import Decision, Motion
from commissions.selectors.registers import DecisionRow
from safeguard import dates
from safeguard.procedures.forms import Register as Layout
from safeguard.registers.book import Book, Column, Line
from safeguard.registers.enums import OrderKind, Register
from safeguard.registers.models import OrderEntry
from safeguard.registers.notes import Noted

#: What a cell is made of: the row, what is noted beside it, the language, and whether the register has a column of
#: its own for the qualification.
Cell = Callable[[DecisionRow, Noted, str, bool], str]

DECISION_CELLS: Mapping[str, Cell] = {
    "number": lambda row, *_rest: str(row.decision.number),
    "decided_on": lambda row, *_rest: dates.day_plain(row.decision.decided_at),
    "minutes_number": lambda row, *_rest: str(row.decision.meeting.number),
    "case_number": lambda row, *_rest: ", ".join(map(str, row.reports)),
    "finding": lambda row, _noted, _language, is_apart: _finding(row.decision, is_apart=is_apart),
    "qualification": lambda row, *_rest: _qualification(row.decision),
    "votes": lambda row, *_rest: "; ".join(map(_vote, row.votes)) or NOTHING,
    "bodies_told": lambda row, _noted, language, _apart: _told(row, language),
    "order_number": lambda row, *_rest: _orders(row),
    "paper_kept_at": lambda _row, noted, *_rest: noted.kept_at or NOTHING,
}


def _finding(decision: Decision, *, is_apart: bool) -> str:
    found = _("confirmed") if decision.is_substantiated else _("not confirmed")
    return found if is_apart or decision.is_bullying is None else f"{found}; {_qualification(decision)}"


def _qualification(decision: Decision) -> str:
    if decision.is_bullying is None:
        return NOTHING
    return _("bullying") if decision.is_bullying else _("one-off conflict")


def _vote(motion: Motion) -> str:
    tally = _("for %(yes)d, against %(no)d, abstained %(none)d") % {
        "yes": motion.votes_for,
        "no": motion.votes_against,
        "none": motion.votes_abstained,
    }
    return f"{MotionKind(motion.kind).label}: {tally}"


def _told(row: DecisionRow, language: str) -> str:
    return "; ".join(f"{told.recipient.in_(language)}, {dates.day_plain(told.at)}" for told in row.told) or NOTHING


def _orders(row: DecisionRow) -> str:
    return "; ".join(order_words(number, day) for number, day in row.orders) or NOTHING


def order_words(number: str, day: date | None) -> str:
    if day is None:
        return f"№ {number}"
    return _("No. %(number)s of %(day)s") % {"number": number, "day": dates.day_plain(day)}


def own_decision_columns() -> list[Column]:
    """Where the procedure names no columns."""
    return [
        Column("number", "№"),
        Column("decided_on", _("Decided on")),
        Column("minutes_number", _("Minutes No.")),
        Column("case_number", _("Report No.")),
        Column("finding", _("Decision")),
        Column("order_number", _("Order")),
        Column("paper_kept_at", _("Where the paper original is kept")),
    ]


def decision_book(
    rows: Iterable[DecisionRow], year: int, layout: Layout | None, notes: Mapping[int, Noted], language: str
) -> Book:
    columns = columns_of(layout, language) if layout else own_decision_columns()
    is_apart = any(column.key == "qualification" for column in columns)
    lines = []
    for row in rows:
        number = row.decision.number or 0
        noted = notes.get(number, Noted())
        cells = tuple(DECISION_CELLS[column.key](row, noted, language, is_apart) for column in columns)
        lines.append(Line(number, cells, row.decision.case_id, tuple(correction_words(noted))))
    title = layout.title.in_(language) if layout else str(Register.DECISIONS.label)
    return Book(Register.DECISIONS, year, title, tuple(columns), tuple(lines), source_words(layout, language))


def order_book(
    orders: Iterable[OrderEntry], cases: Mapping[object, int], year: int, notes: Mapping[int, Noted]
) -> Book:
    columns = (
        Column("number", "№"),
        Column("office_number", _("Number of the order")),
        Column("signed_on", _("Date of the order")),
        Column("about", _("About")),
        Column("case", _("Case")),
        Column("entered", _("Entered")),
    )
    lines = [
        Line(row.number, _order_cells(row, cases), row.case_id, tuple(correction_words(notes.get(row.number))))
        for row in orders
    ]
    title, source = str(Register.ORDERS.label), source_words(None, "")
    return Book(Register.ORDERS, year, title, columns, tuple(lines), source)


def _order_cells(row: OrderEntry, cases: Mapping[object, int]) -> tuple[str, ...]:
    return (
        str(row.number),
        row.office_number,
        dates.day_plain(row.signed_on),
        str(OrderKind(row.kind).label),
        f"№ {cases[row.case_id]}" if row.case_id in cases else NOTHING,
        f"{dates.moment_plain(row.entered_at)}, {row.entered_by_name}",
    )
