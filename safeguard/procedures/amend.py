"""New numbers of a newer act, laid over the definition that is held: an edition of its own, never a changed file.

Only limits change here: how long each is and where that is written. What the newer text says of the composition, the
quorum or the vote can't be guessed from its numbers, so all of that stays as it was held.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from safeguard.procedures.schema import Before, Rule, Unit, Within
from safeguard.procedures.texts import LANGUAGES

Content = dict[str, Any]


class LimitUnit(StrEnum):
    """How a limit is counted, as a person chooses it. `CLOCK`: by a clock time, so many days before."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CALENDAR_DAYS_ROLL = "calendar_days_roll"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a limit is; `at` for a clock time alone."""

    count: int
    unit: LimitUnit
    at: time | None = None


@dataclass(frozen=True, slots=True)
class NewLimit:
    """One limit of the newer act, and its place there."""

    rule: str
    length: Length
    chapter: str
    point: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Act:
    """The newer act, in the words of whoever read it."""

    title: str
    number: str
    on: date


@dataclass(frozen=True, slots=True)
class Amendment:
    """`holds` is the key of a known act whose text this is; `is_current`: that act is what superseded the edition."""

    act: Act
    in_force_from: date
    checked_on: date
    holds: str
    is_current: bool
    limits: tuple[NewLimit, ...]


#: What the product does by itself for a kind of limit that the definition held so far didn't have. Not law.
_ESCALATE = [{"after": "0h", "to": "head"}, {"after": "4h", "to": "deputy"}, {"after": "24h", "to": "department"}]
_REMIND = {
    "hours": ["12h", "4h", "1h"],
    "working_days": ["day before 09:00", "last day 09:00"],
    "calendar_days": ["day before 09:00", "last day 09:00"],
    "clock": ["last day 09:00", "1h"],
}
_HELD = {
    "uk": "Редакція, чинна з {since} ({act})",
    "kk": "{since} бастап қолданыстағы редакция ({act})",
    "ru": "Редакция, действующая с {since} ({act})",
    "en": "Edition in force from {since} ({act})",
}
_ACT = {"uk": "{title} від {on} № {number}", "kk": "{title}, {on}, № {number}", "ru": "{title} от {on} № {number}",
        "en": "{title}, {on}, No. {number}"}  # fmt: skip
_OF = {"uk": "від {on} № {number}", "kk": "{on} № {number}", "ru": "от {on} № {number}", "en": "No. {number} of {on}"}
_NOTE = {
    "uk": "Установа внесла за текстом акта лише строки, їх перевірила друга особа. Склад комісії, кворум, голосування "
    "й форми – за редакцією, що була тут раніше: звіряйте їх з актом.",
    "kk": "Мекеме акт мәтіні бойынша мерзімдерді ғана енгізді, оларды екінші адам тексерді. Комиссия құрамы, кворум, "
    "дауыс беру мен нысандар – бұрын осында болған редакция бойынша: оларды актімен салыстырыңыз.",
    "ru": "Учреждение внесло по тексту акта только сроки, их проверил второй человек. Состав комиссии, кворум, "
    "голосование и формы – по редакции, которая была здесь раньше: сверяйте их с актом.",
    "en": "The institution entered only limits from the text of the act, a second person reviewed them. Composition, "
    "quorum, vote and forms are as in the edition held before: check them against the act.",
}


def length_of(rule: Rule) -> Length | None:
    """What a rule says now; none where neither the law nor the product has a number."""
    limit = rule.limit or rule.default
    if limit is None:
        return None
    if isinstance(limit, Before):
        return Length(limit.days, LimitUnit.CLOCK, limit.at)
    return Length(limit.count, _unit_of(limit))


def _unit_of(limit: Within) -> LimitUnit:
    return LimitUnit.CALENDAR_DAYS_ROLL if limit.roll else LimitUnit(limit.unit)


def amended(held: Mapping[str, Any], change: Amendment) -> Content:
    """The content of the new edition. What is wrong with it the loader says, as of a file."""
    content = deepcopy(dict(held))
    content["in_force_from"] = change.in_force_from
    content["edition"] = _edition(content.get("edition", {}), change)
    content["document"] = dict(content["document"])
    name = _free_name(content["document"])
    document: Content = {
        "title": _same(change.act.title),
        "act": {code: _OF[code].format(on=_figures(change.act.on), number=change.act.number) for code in LANGUAGES},
        "chapters": {},
    }
    content["document"][name] = document
    rules = {rule["key"]: rule for rule in content["rule"]}
    for limit in change.limits:
        _lay_over(rules[limit.rule], limit, name, document["chapters"])
        _have_reminders(content["reminders"], limit.length.unit)
    return content


def _edition(held: Mapping[str, Any], change: Amendment) -> Content:
    act = change.act
    found: Content = {"checked_on": change.checked_on, "held": {}, "note": dict(_NOTE)}
    for code in LANGUAGES:
        words = _ACT[code].format(title=act.title, on=_figures(act.on), number=act.number)
        found["held"][code] = _HELD[code].format(since=_figures(change.in_force_from), act=words)
    found["holds"] = [*held.get("holds", []), *([change.holds] if change.holds else [])]
    if "superseded_on" in held and not change.is_current:
        found["superseded_on"] = held["superseded_on"]
    return found


def _lay_over(rule: Content, limit: NewLimit, document: str, chapters: Content) -> None:
    """The limit in the loader's words. A number given by the act is law now, no default of the product any more.

    A note explained the old number; nobody says that it holds for the new one.
    """
    for key in ("within", "before", "default_within", "default", "note"):
        rule.pop(key, None)
    length = limit.length
    if length.unit is LimitUnit.CLOCK:
        rule["before"] = {"days": length.count, "at": length.at}
    elif length.unit is LimitUnit.CALENDAR_DAYS_ROLL:
        rule["within"] = {"count": length.count, "unit": str(Unit.CALENDAR_DAYS), "roll": True}
    else:
        rule["within"] = {"count": length.count, "unit": str(length.unit)}
    cited = {"document": document, "chapter": _chapter(chapters, limit.chapter), "point": limit.point}
    cited["paragraph"] = limit.paragraph
    rule["citation"] = {key: value for key, value in cited.items() if value} | {"rows": rule["citation"]["rows"]}


def _chapter(chapters: Content, words: str) -> str:
    """The same words are the same chapter."""
    if not words:
        return ""
    for name, texts in chapters.items():
        if texts == _same(words):
            return str(name)
    name = f"chapter-{len(chapters) + 1}"
    chapters[name] = _same(words)
    return name


def _have_reminders(reminders: Content, unit: LimitUnit) -> None:
    kind = str(Unit.CALENDAR_DAYS) if unit is LimitUnit.CALENDAR_DAYS_ROLL else str(unit)
    reminders.setdefault(kind, {"remind": _REMIND[kind], "escalate": _ESCALATE})


def _free_name(documents: Mapping[str, Any]) -> str:
    number = 1
    while f"entered-{number}" in documents:
        number += 1
    return f"entered-{number}"


def _same(words: str) -> dict[str, str]:
    """An act is cited in the words of its own language; nobody translates its title for it."""
    return dict.fromkeys(LANGUAGES, words)


def _figures(day: date) -> str:
    return day.strftime("%d.%m.%Y")
