"""Tables as files. Cells that a spreadsheet would run as a formula are made harmless."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

Line = Sequence[str | int]
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str | int) -> str | int:
    """A text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def as_csv(lines: Sequence[Line]) -> bytes:
    """UTF-8 with a byte order mark and semicolons: opens in Excel with Cyrillic letters right."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([safe(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(lines: Sequence[Line], title: str) -> bytes:
    """One sheet; texts are written as texts and numbers as numbers, so no formula can arise."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write(number, column, cell, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 3, 28)
    return out.getvalue()
