"""A table of schools read line by line. Values in, values and reasons out; no database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.errors import gettext_noop

REQUIRED = ("short_name", "name", "department")
COLUMNS = (
    *REQUIRED,
    "settlement",
    "address",
    "phone",
    "pupils",
    "type",
    "week",
    "order_number",
    "order_date",
)
TYPES = ("school", "gymnasium", "lyceum", "college", "adults")
MOST_LINES = 5000
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_LENGTHS = {"name": 200, "settlement": 100, "address": 200, "phone": 40, "order_number": 40}

EMPTY = gettext_noop("%(column)s is empty")
LONG = gettext_noop("%(column)s is longer than %(most)s characters")
BAD_SLUG = gettext_noop("short_name may hold small Latin letters, figures and hyphens only")
TWICE = gettext_noop("short_name stands in the table twice")
BAD_NUMBER = gettext_noop("%(column)s must be a whole number from %(least)s to %(most)s")
BAD_TYPE = gettext_noop("type must be one of: %(types)s")
BAD_DATE = gettext_noop("%(column)s must be a date such as 2025-09-01")


@dataclass(frozen=True)
class Reason:
    """Why a line can't be taken: a msgid and its parameters."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class SchoolLine:
    """One line as it was understood."""

    number: int
    short_name: str
    name: str
    department: str
    settlement: str = ""
    address: str = ""
    phone: str = ""
    pupils: int | None = None
    type: str = ""
    week: int | None = None
    order_number: str = ""
    order_date: date | None = None
    reasons: tuple[Reason, ...] = ()


def missing_columns(head: Sequence[str]) -> list[str]:
    return [column for column in REQUIRED if column not in head]


def read_lines(rows: Sequence[Mapping[str, str]], *, first_number: int = 2) -> list[SchoolLine]:
    """Every line, the faulty ones with their reasons. The first line of a table is its head."""
    seen: set[str] = set()
    lines = []
    for number, row in enumerate(rows, first_number):
        line = _read(number, {key: " ".join(str(value).split()) for key, value in row.items()}, seen)
        seen.add(line.short_name)
        lines.append(line)
    return lines


def _read(number: int, row: Mapping[str, str], seen: set[str]) -> SchoolLine:
    reasons = [Reason(EMPTY, {"column": column}) for column in REQUIRED if not row.get(column)]
    slug = row.get("short_name", "").lower()
    if slug and not _SLUG.fullmatch(slug):
        reasons.append(Reason(BAD_SLUG))
    if slug and slug in seen:
        reasons.append(Reason(TWICE))
    for column, most in _LENGTHS.items():
        if len(row.get(column, "")) > most:
            reasons.append(Reason(LONG, {"column": column, "most": most}))
    if row.get("type") and row["type"].lower() not in TYPES:
        reasons.append(Reason(BAD_TYPE, {"types": ", ".join(TYPES)}))
    pupils = _number(row, "pupils", 0, 20_000, reasons)
    week = _number(row, "week", 5, 6, reasons)
    return SchoolLine(
        number,
        slug,
        row.get("name", ""),
        row.get("department", "").lower(),
        settlement=row.get("settlement", ""),
        address=row.get("address", ""),
        phone=row.get("phone", ""),
        pupils=pupils,
        type=row.get("type", "").lower(),
        week=week,
        order_number=row.get("order_number", ""),
        order_date=_date(row, "order_date", reasons),
        reasons=tuple(reasons),
    )


def _number(row: Mapping[str, str], column: str, least: int, most: int, reasons: list[Reason]) -> int | None:
    text = row.get(column, "").removesuffix(".0")
    if not text:
        return None
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    reasons.append(Reason(BAD_NUMBER, {"column": column, "least": least, "most": most}))
    return None


def _date(row: Mapping[str, str], column: str, reasons: list[Reason]) -> date | None:
    text = row.get(column, "")
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
    reasons.append(Reason(BAD_DATE, {"column": column}))
    return None
