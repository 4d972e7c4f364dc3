"""A table out of a CSV or XLSX file, as texts."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.domain.importing import MOST_LINES, missing_columns

_MOST_COLUMNS = 50
_MOST_UNPACKED = 100 * 1024 * 1024
_BROKEN = gettext_noop("The file can't be read as a table.")


Head = Callable[[list[str]], list[str]]


def schools_head(cells: list[str]) -> list[str]:
    """The keys of a table of schools are the names of its columns."""
    head = [cell.strip().lower() for cell in cells]
    if missing := missing_columns(head):
        raise RuleViolation(
            gettext_noop("The first line lacks these columns: %(columns)s"), field="file", columns=", ".join(missing)
        )
    return head


def read_table(
    content: bytes, *, is_xlsx: bool, head: Head = schools_head, most: int = MOST_LINES
) -> list[dict[str, str]]:
    """A dictionary a line, by the keys that `head` reads in the first line; empty lines at the end fall away."""
    lines = list(_xlsx(content) if is_xlsx else _csv(content))
    while lines and not any(lines[-1]):
        lines.pop()
    if not lines:
        raise RuleViolation(gettext_noop("The table is empty."), field="file")
    keys = head([str(cell) for cell in lines[0]])
    if len(lines) - 1 > most:
        raise RuleViolation(gettext_noop("At most %(most)s lines at a time."), field="file", most=most)
    return [{key: cell for key, cell in zip(keys, line, strict=False) if key} for line in lines[1:]]


def _csv(content: bytes) -> Iterable[Sequence[str]]:
    """UTF-8, or what Excel writes in our countries; semicolons, commas or tabs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    if "\0" in text:
        raise RuleViolation(_BROKEN, field="file")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise RuleViolation(_BROKEN, field="file") from None


def _xlsx(content: bytes) -> Iterable[Sequence[str]]:
    """Values, not formulas; a file that would unpack to something huge is refused before it's unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise RuleViolation(_BROKEN, field="file")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_LINES + 2, max_col=_MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise RuleViolation(_BROKEN, field="file") from None


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
