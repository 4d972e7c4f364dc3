"""The registers of reports and cases as books: the columns of the procedure, or ours where it names none."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Channel, Place, ReportStatus
from cases.models import Case, Report
from cases.presenters.case import kinds_text
from cases.selectors.registers import ReportRow
from safeguard import dates
from safeguard.procedures.forms import Register as Layout
from safeguard.registers.book import Book, Column, Line
from safeguard.registers.enums import Register
from safeguard.registers.notes import Noted
from safeguard.registers.years import register_year_label, school_year_label

NOTHING = "–"
#: Columns from which a line leads to its case; else its number does.
LEADING = ("content", "case", "case_number", "finding")
TOLD = "_told_at"

Cells = Mapping[str, Callable[[ReportRow], str]]

#: By the key of a column. `<recipient>_told_at` is read from the recipient's name.
REPORT_CELLS: Cells = {
    "number": lambda row: str(row.report.number),
    "accepted_at": lambda row: dates.moment_plain(row.report.received_at),
    "channel": lambda row: str(Channel(row.report.channel).label),
    "applicant": lambda row: row.applicant or _applicant(row.report),
    "sides": lambda row: sides_words(row.codes, row.people),
    "content": lambda row: _content(row.report),
    "accepted_by": lambda row: row.accepted_by,
    "head_received_at": lambda row: dates.moment_plain(row.report.head_received_at),
    "decision_number": lambda row: ", ".join(row.decisions) or NOTHING,
    "signs": lambda row: kinds_text(row.report.kinds),
    "place": lambda row: str(Place(row.report.place).label),
    "case": lambda row: f"№ {row.report.case.number}",
    "state": lambda row: str(ReportStatus(row.report.status).label),
}


def _applicant(report: Report) -> str:
    """Without names: whether somebody of the school spoke, or somebody from outside."""
    return _("member of staff") if report.reporter and report.reporter.is_staff else _("another person")


def sides_words(codes: Iterable[str], people: Mapping[str, str]) -> str:
    """Codes, and the names behind them where the paper book is printed with names."""
    return ", ".join(f"{code} {people[code]}" if code in people else code for code in codes)


def _content(report: Report) -> str:
    return f"{kinds_text(report.kinds)}; {str(Place(report.place).label).lower()}"


def own_report_columns() -> list[Column]:
    """Where the procedure names no columns at all."""
    return [
        Column("number", "№"),
        Column("head_received_at", _("Received by the head")),
        Column("channel", _("How it came in")),
        Column("signs", _("Signs")),
        Column("place", _("Place")),
        Column("case", _("Case")),
        Column("state", _("State")),
    ]


def report_book(
    rows: Iterable[ReportRow], year: int, layout: Layout | None, notes: Mapping[int, Noted], language: str
) -> Book:
    columns = columns_of(layout, language) if layout else own_report_columns()
    lines = [
        Line(
            row.report.number,
            tuple(_report_cell(column.key, row) for column in columns),
            row.report.case_id,
            (*_withdrawn(row.report), *correction_words(notes.get(row.report.number))),
        )
        for row in rows
    ]
    title = layout.title.in_(language) if layout else str(Register.REPORTS.label)
    source, has_names = source_words(layout, language), bool(layout and layout.has_names)
    return Book(Register.REPORTS, year, title, tuple(columns), tuple(lines), source, has_names)


def _report_cell(key: str, row: ReportRow) -> str:
    if key.endswith(TOLD):
        told: datetime | None = row.told.get(key.removesuffix(TOLD))
        return dates.moment_plain(told) if told else NOTHING
    return REPORT_CELLS[key](row)


def _withdrawn(report: Report) -> list[str]:
    if report.withdrawn_at is None:
        return []
    return [_("Withdrawn on %(day)s; the number stays and the limits run on.") % {"day": day(report.withdrawn_at)}]


def case_book(cases: Iterable[Case], year: int, notes: Mapping[int, Noted]) -> Book:
    columns = (
        Column("number", "№"),
        Column("received", _("Received")),
        Column("signs", _("Signs")),
        Column("place", _("Place")),
        Column("children", _("Children")),
        Column("stage", _("Stage")),
        Column("closed_on", _("Closed on")),
    )
    lines = [
        Line(case.number, _case_cells(case), case.pk, tuple(correction_words(notes.get(case.number)))) for case in cases
    ]
    return Book(Register.CASES, year, str(Register.CASES.label), columns, tuple(lines))


def _case_cells(case: Case) -> tuple[str, ...]:
    return (
        str(case.number),
        dates.moment_plain(case.received_at),
        kinds_text(case.kinds),
        str(Place(case.place).label),
        str(case.children),  # type: ignore[attr-defined]
        _stage(case),
        dates.day_plain(case.closed_on) if case.closed_on else NOTHING,
    )


def _stage(case: Case) -> str:
    """A joined case says which one it's in: the line stays, so that the register has no gap."""
    if case.joined_to is None:
        return str(case.get_status_display())
    number = str(case.joined_to.number)
    if case.joined_to.school_year != case.school_year:
        number = f"{number} ({school_year_label(case.joined_to.school_year)})"
    return _("joined to No. %(number)s") % {"number": number}


def columns_of(layout: Layout, language: str) -> list[Column]:
    return [Column(column.key, column.title.in_(language)) for column in layout.columns]


def source_words(layout: Layout | None, language: str) -> str:
    """Which text asks for the register; whose columns they are."""
    if layout is None:
        return _("The columns are the product's.")
    place = layout.citation.in_(language)
    return _("%(place)s; the columns are the product's.") % {"place": place} if layout.is_default else place


def correction_words(noted: Noted | None) -> list[str]:
    return [
        _("Correction of %(day)s, %(name)s: %(text)s")
        % {"day": day(row.made_at), "name": row.made_by_name, "text": row.open("text")}
        for row in (noted.corrections if noted else [])
    ]


def day(value: datetime) -> str:
    return dates.day_plain(value)


def year_choices(years: Iterable[int], register: Register) -> list[tuple[str, str]]:
    return [(str(year), register_year_label(register, year)) for year in years]


def book_table(book: Book, school: str, *, may_note: bool) -> dict[str, Any]:
    """On the screen: the number leads to what may be written beside it, the case to its page."""
    columns = [{"label": column.title, "is_number": column.key == "number"} for column in book.columns]
    return {
        "caption": book.title,
        "note": book.source,
        "columns": columns,
        "rows": [_row(book, line, school, may_note=may_note) for line in book.lines],
        "is_framed": True,
        "is_tight": True,
    }


def _row(book: Book, line: Line, school: str, *, may_note: bool) -> list[dict[str, Any]]:
    place = {"school": school, "register": book.register.value, "year": book.year, "number": line.number}
    cells: list[dict[str, Any]] = [{"text": text} for text in line.cells]
    cells[0] |= {"is_head": True, "is_number": True}
    if line.case_id:
        leading = next((i for i, column in enumerate(book.columns) if column.key in LEADING), 0)
        cells[leading]["href"] = reverse("cases:detail", kwargs={"school": school, "case_id": line.case_id})
    cells[-1]["notes"] = line.notes
    if may_note:
        cells[-1]["note_href"] = reverse("cases:register_note", kwargs=place)
    return cells
