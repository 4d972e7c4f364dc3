"""School years. Pure."""

from datetime import date


def school_year_of(day: date) -> int:
    """The year it begins in: in Ukraine and Kazakhstan a school year begins on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def school_year_label(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"
