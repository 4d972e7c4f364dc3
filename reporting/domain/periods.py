"""Quarters of the school year (conflict C-23). Pure.

The source asks for counts "per quarter" and gives no dates. Four periods of the school year are the product's default,
labelled so; the summer belongs to the fourth, so that nothing falls between two returns.
"""

from dataclasses import dataclass
from datetime import date, timedelta

#: First day of each quarter as (years after the school year's beginning, month, day).
STARTS = ((0, 9, 1), (0, 11, 1), (1, 1, 1), (1, 4, 1))
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Quarter:
    """`year` is the year in which the school year begins; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        years, month, day = STARTS[self.number - 1]
        return date(self.year + years, month, day)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == len(STARTS) else Quarter(self.year, self.number + 1)

    def previous(self) -> "Quarter":
        return Quarter(self.year - 1, len(STARTS)) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        return f"{ROMAN[self.number - 1]} {self.year}/{(self.year + 1) % 100:02d}"


def quarter_of(day: date) -> Quarter:
    """The quarter that a local day belongs to."""
    year = day.year if day.month >= STARTS[0][1] else day.year - 1
    return max(quarter for quarter in _quarters(year) if quarter.first <= day)


def parse_quarter(key: str) -> Quarter | None:
    """`2026-1`; None for anything else."""
    year, _, number = key.partition("-")
    if not (year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}):
        return None
    return Quarter(int(year), int(number))


def recent(day: date, count: int) -> list[Quarter]:
    """The quarter of the day and those before it, newest first."""
    found = [quarter_of(day)]
    while len(found) < count:
        found.append(found[-1].previous())
    return found


def _quarters(year: int) -> list[Quarter]:
    return [Quarter(year, number) for number in range(1, len(STARTS) + 1)]
