"""A table read line by line: values in, values and reasons out; no database."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from safeguard.errors import gettext_noop
from safeguard.people.enums import Kinship
from safeguard.people.importing.columns import KINSHIPS, REPRESENTATIVES, SEXES, Kind
from safeguard.people.names import FullName

MOST_LINES = 1000
LONGEST = 100
HIGHEST_GRADE = 12
_CLASS = re.compile(r"(\d{1,2})\s*[-–‑. ]?\s*[«\"„]?([^\W\d_]{0,4})[»\"“]?")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S")

EMPTY = gettext_noop("“%(column)s” is empty")
LONG = gettext_noop("“%(column)s” is longer than %(most)s characters")
BAD_CLASS = gettext_noop("“%(value)s” is no class: write it as 7-B")
BAD_DAY = gettext_noop("“%(value)s” is no date: write it as 21.03.2013")
BAD_AGE = gettext_noop("a pupil can't be born on %(value)s")
BAD_SEX = gettext_noop("“%(value)s” isn't understood as a sex")
BAD_KINSHIP = gettext_noop(
    "“%(value)s” isn't understood: mother, father, guardian, adoptive parent, foster carer, other"
)
HALF = gettext_noop("representative %(number)s: write family name, given name and kinship")
TWICE = gettext_noop("the same person stands in line %(line)s")


@dataclass(frozen=True)
class Reason:
    """Why a line can't be taken: a msgid and its parameters."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ClassName:
    grade: int
    letter: str

    @property
    def label(self) -> str:
        return f"{self.grade}\u2011{self.letter}" if self.letter else str(self.grade)


@dataclass(frozen=True)
class RepresentativeLine:
    name: FullName
    kinship: Kinship
    contact: str = ""


@dataclass(frozen=True)
class PersonLine:
    """One line as it was understood. Pupils have a birthday and representatives; staff a position and an e-mail."""

    number: int
    name: FullName
    sex: str = ""
    school_class: ClassName | None = None
    born_on: date | None = None
    representatives: tuple[RepresentativeLine, ...] = ()
    position: str = ""
    email: str = ""
    contact: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def same(self) -> tuple[object, ...]:
        return (self.name.spoken.casefold(), self.born_on, self.email)


def read_lines(kind: Kind, rows: Sequence[Mapping[str, str]], *, today: date, first: int = 2) -> list[PersonLine]:
    """Every line, the faulty ones with their reasons. The first line of a table is its head."""
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for number, row in enumerate(rows, first):
        tidy = {key: _tidy(value) for key, value in row.items()}
        found.append(_read(kind, number, tidy, seen, today))
    return found


def _tidy(text: str) -> str:
    """Without the spaces that fingers leave, and the apostrophe that our own tables put before a plus."""
    return " ".join(str(text).split()).removeprefix("'")


def _read(
    kind: Kind, number: int, row: Mapping[str, str], seen: dict[tuple[object, ...], int], today: date
) -> PersonLine:
    reasons: list[Reason] = []
    needed = ("family", "given", "class") if kind is Kind.PUPILS else ("family", "given", "position")
    reasons += [Reason(EMPTY, {"column": key}) for key in needed if not row.get(key)]
    reasons += [Reason(LONG, {"column": key, "most": LONGEST}) for key, text in row.items() if len(text) > LONGEST]
    line = PersonLine(
        number,
        FullName(*(row.get(part, "") for part in ("family", "given", "patronymic"))),
        sex=_word(row.get("sex", ""), SEXES, BAD_SEX, reasons),
        school_class=_class(row.get("class", ""), reasons),
        born_on=_day(row.get("born_on", ""), today, reasons),
        representatives=_representatives(row, reasons) if kind is Kind.PUPILS else (),
        position=row.get("position", ""),
        email=row.get("email", "").lower(),
        contact=row.get("contact", ""),
    )
    if line.same in seen:
        reasons.append(Reason(TWICE, {"line": seen[line.same]}))
    seen.setdefault(line.same, number)
    return PersonLine(**{**vars(line), "reasons": tuple(reasons)})


def _word(text: str, known: Mapping[str, object], message: str, reasons: list[Reason]) -> str:
    if not text:
        return ""
    found = known.get(text.casefold().rstrip("."))
    if found is None:
        reasons.append(Reason(message, {"value": text}))
    return str(found or "")


def _class(text: str, reasons: list[Reason]) -> ClassName | None:
    if not text:
        return None
    found = _CLASS.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= HIGHEST_GRADE:
        reasons.append(Reason(BAD_CLASS, {"value": text}))
        return None
    return ClassName(int(found[1]), found[2].upper())


def _day(text: str, today: date, reasons: list[Reason]) -> date | None:
    if not text:
        return None
    for form in _DAYS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            continue
        if not 2 <= today.year - day.year <= 80:
            reasons.append(Reason(BAD_AGE, {"value": text}))
        return day
    reasons.append(Reason(BAD_DAY, {"value": text}))
    return None


def _representatives(row: Mapping[str, str], reasons: list[Reason]) -> tuple[RepresentativeLine, ...]:
    found = []
    for number in REPRESENTATIVES:
        said = {
            key: row.get(f"rep{number}_{key}", "") for key in ("family", "given", "patronymic", "kinship", "contact")
        }
        if not any(said.values()):
            continue
        if not (said["family"] and said["given"] and said["kinship"]):
            reasons.append(Reason(HALF, {"number": number}))
            continue
        kinship = _word(said["kinship"], KINSHIPS, BAD_KINSHIP, reasons)
        if kinship:
            name = FullName(said["family"], said["given"], said["patronymic"])
            found.append(RepresentativeLine(name, Kinship(kinship), said["contact"]))
    return tuple(found)
