"""Whom to call and what the law provides, as pages show it: each entry with its source and the day of its check."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from safeguard import dates
from safeguard.procedures.country import Hotline, Penalty, Source, load_reference, penalties_of
from safeguard.procedures.duties import duties_of
from safeguard.procedures.schema import Procedure


def hotlines(country: str, today: date, *, adult_learners: bool = False) -> list[dict[str, Any]]:
    """The country's lines; those for children aren't offered among adults (C-12)."""
    found = load_reference(country, today).hotlines
    return [_line(line, today) for line in found if not (adult_learners and line.for_children)]


def first_numbers(country: str, today: date) -> list[tuple[str, str]]:
    """Label and number of the police and of the first line for children."""
    found = load_reference(country, today).hotlines
    police = next(line for line in found if line.key == "police")
    child_line = next(line for line in found if line.for_children)
    return [(_("Police"), police.numbers[0]), (_("Children's line"), child_line.numbers[0])]


def dial(number: str) -> str:
    """For `tel:`."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def penalties(procedure: Procedure, today: date) -> list[dict[str, Any]]:
    """Text, never computed (C-21); what contradicts the law says so."""
    return [_penalty(each, today) for each in penalties_of(procedure, today)]


def concealment(procedure: Procedure, today: date) -> dict[str, Any] | None:
    """What not telling may cost; none where the reference data has nothing for this procedure."""
    key = duties_of(procedure).concealment
    return next((_penalty(each, today) for each in penalties_of(procedure, today) if each.key == key), None)


def _line(line: Hotline, today: date) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "title": line.title.in_(language),
        "numbers": [
            {"number": number.replace(" ", "\N{NO-BREAK SPACE}"), "dial": dial(number)} for number in line.numbers
        ],
        "site": line.site,
        "hours": line.hours.in_(language) if line.hours else "",
        "source": _source(line.source, today),
    }


def _penalty(entry: Penalty, today: date) -> dict[str, Any]:
    language = get_language() or "en"
    return {
        "act": entry.act.in_(language),
        "who": entry.who.in_(language),
        "penalty": entry.penalty.in_(language),
        "is_disputed": entry.is_disputed,
        "source": _source(entry.source, today),
    }


def _source(source: Source, today: date) -> str:
    parts = [source.words.in_(get_language() or "en"), _("checked on %(day)s") % {"day": dates.day(source.checked_on)}]
    return "; ".join([*parts, *_stale(source, today)])


def _stale(source: Source, today: date) -> Iterable[str]:
    if source.is_due(today):
        yield _("not checked for over a year")
