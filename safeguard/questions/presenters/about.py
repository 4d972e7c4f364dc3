"""What stands beside the timetable: the edition held and what came after it, whom to call, what the law provides."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.organisations.enums import Country as Countries
from safeguard.procedures import catalogue
from safeguard.procedures.country import Hotline, OtherAct, Penalty, edition_notice, load_reference, penalties_of
from safeguard.procedures.schema import Procedure
from safeguard.questions.presenters.words import language, newest

#: The country whose language it is; the others begin with the first of the list.
_FIRST = {"uk": "ua", "kk": "kz"}


@dataclass(frozen=True)
class Edition:
    """`superseded` is empty while nothing newer is known."""

    held: str
    checked: str
    superseded: str
    newer: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A number or a site to turn to. Each number as it's written, and as a telephone dials it."""

    title: str
    numbers: tuple[tuple[str, str], ...]
    site: str
    hours: str


@dataclass(frozen=True)
class Provided:
    """What the law provides for an act: text, never computed (C-21)."""

    act: str
    who: str
    penalty: str
    source: str
    is_disputed: bool


@dataclass(frozen=True)
class Reference:
    """Dated: every entry says when it was last checked, and the oldest of them speaks for all."""

    calls: tuple[Call, ...]
    provided: tuple[Provided, ...]
    checked_on: date
    is_due: bool


def edition_of(procedure: Procedure, today: date) -> Edition:
    notice = edition_notice(procedure, today)
    on = notice.superseded_on
    is_superseded = on is not None and on <= today
    return Edition(
        held=notice.held.in_(language()),
        checked=_("Checked on %(day)s.") % {"day": dates.day(notice.checked_on)},
        superseded=_("Superseded on %(day)s. The newer text isn't at hand: check it before you rely on a number.")
        % {"day": dates.day(on)}
        if on is not None and is_superseded
        else "",
        newer=tuple(_act(each) for each in notice.by),
        beside=tuple(_act(each) for each in notice.beside),
    )


def reference_of(procedure: Procedure, today: date) -> Reference | None:
    """None for a country that has no reference data yet. Lines for children aren't offered among adults."""
    try:
        held = load_reference(procedure.country, today)
    except KeyError:
        return None
    lines = [each for each in held.hotlines if not (procedure.adult_learners and each.for_children)]
    found = penalties_of(procedure, today)
    sources = [*(each.source for each in lines), *(each.source for each in found)]
    return Reference(
        calls=tuple(_call(each) for each in lines),
        provided=tuple(_provided(each) for each in found),
        checked_on=min((each.checked_on for each in sources), default=held.edition),
        is_due=any(each.is_due(today) for each in sources),
    )


@dataclass(frozen=True)
class Country:
    """Where it isn't known yet who reads: the first numbers of a country, and all the others."""

    name: str
    first: tuple[Call, ...]
    further: tuple[Call, ...]
    checked_on: date
    is_due: bool


def calls_by_country(today: date) -> list[Country]:
    """Of every country that the rulebook holds; the one of the reader's language first."""
    found = sorted({newest(name).country for name in catalogue.procedures()}, key=_reads_there)
    return [_calls_of(code, today) for code in found if has_reference(code)]


def _reads_there(country: str) -> tuple[bool, bool, str]:
    return (_FIRST.get(language()[:2]) != country, country != "ua", country)


def _calls_of(country: str, today: date) -> Country:
    lines = load_reference(country, today).hotlines
    child_line = next((each for each in lines if each.for_children), None)
    police = next((each for each in lines if each.key == "police"), None)
    first = [each for each in (police, child_line) if each is not None]
    return Country(
        name=str(dict(Countries.choices).get(country, country.upper())),
        first=tuple(map(_call, first)),
        further=tuple(_call(each) for each in lines if each not in first),
        checked_on=min(each.source.checked_on for each in lines),
        is_due=any(each.source.is_due(today) for each in lines),
    )


def has_reference(country: str) -> bool:
    """A country may have a procedure and no reference data yet."""
    try:
        load_reference(country)
    except KeyError:
        return False
    return True


def _provided(entry: Penalty) -> Provided:
    code = language()
    return Provided(
        act=entry.act.in_(code),
        who=entry.who.in_(code),
        penalty=entry.penalty.in_(code),
        source=entry.source.words.in_(code),
        is_disputed=entry.is_disputed,
    )


def _call(line: Hotline) -> Call:
    return Call(
        title=line.title.in_(language()),
        numbers=tuple((dates.glue(number), re.sub(r"[^+\d]", "", number)) for number in line.numbers),
        site=line.site,
        hours=line.hours.in_(language()) if line.hours else "",
    )


def _act(act: OtherAct) -> str:
    return f"{act.title.in_(language())}. {act.note.in_(language())}"
