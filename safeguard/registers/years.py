"""The year in which a register counts."""

from datetime import date

from safeguard.registers.enums import Register

#: Letters of the office are numbered by the calendar year; everything about children by the school year.
BY_CALENDAR_YEAR = frozenset({Register.LETTERS})


def school_year_of(day: date) -> int:
    """The year it begins in: in Ukraine and Kazakhstan a school year begins on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def school_year_label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def register_year(register: Register, day: date) -> int:
    """The year that a number taken on this day belongs to."""
    return day.year if register in BY_CALENDAR_YEAR else school_year_of(day)


def register_year_label(register: Register, year: int) -> str:
    return str(year) if register in BY_CALENDAR_YEAR else school_year_label(year)
