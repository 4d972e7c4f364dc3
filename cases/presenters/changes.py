"""What will happen, said before it's confirmed: one sentence a line."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import DeadlineState
from cases.models import Case, Deadline, Report
from cases.selectors.clocks import definition_of
from cases.selectors.reopening import Fact
from cases.selectors.sides import Side
from safeguard import dates
from safeguard.limits import short_title

UNMET = (DeadlineState.OPEN, DeadlineState.MISSED)


def running(case: Case, deadlines: Iterable[Deadline]) -> Iterator[str]:
    """The limits that are owed, each with its time."""
    for row in deadlines:
        if row.state in UNMET:
            title = short_title(definition_of(case.procedure).rule(row.rule))
            yield _("%(limit)s: until %(at)s") % {"limit": title, "at": dates.moment(row.due_at)}


def reopening(case: Case, deadlines: Iterable[Deadline]) -> list[str]:
    lines = [
        _("The case keeps its number and its line in the register."),
        _("Nothing that was met, missed or decided is erased, and no limit begins anew."),
        _("A report that comes in from now on brings its own clocks."),
    ]
    left = list(running(case, deadlines))
    return [*lines, *(left or [_("No limit of this case runs.")])]


def rehearing() -> list[str]:
    return [
        _("The case waits for a further meeting of the commission."),
        _("The first decision stays in the register as it is; the new one says that it replaces it."),
        _("The measures of the first go on. After the new decision each of them is ended or kept, one by one."),
    ]


def joining(
    later: Case, earlier: Case, reports: Iterable[Report], deadlines: Iterable[Deadline], loses_sight: list[str]
) -> list[str]:
    numbers = {"later": later.number, "earlier": earlier.number}
    told = ", ".join(f"№ {report.number}" for report in reports)
    lines = [
        _("Case No. %(later)s stays in the register: joined to case No. %(earlier)s. Nothing more is written in it.")
        % numbers,
        _("Reports keep their numbers and their clocks: %(reports)s.") % {"reports": told},
        *running(later, deadlines),
        _("People, notices and papers are read through case No. %(earlier)s. Texts stay sealed as they are.") % numbers,
        _("Whoever is recused from one of them is recused from both. Nobody gets to see more than before."),
    ]
    if loses_sight:
        said = _("They see only case No. %(later)s now: %(names)s. Let them into the other one if they need it.")
        lines.append(said % {**numbers, "names": ", ".join(loses_sight)})
    return lines


def splitting(case: Case, report: Report) -> list[str]:
    return [
        _("The new case gets the next number of the register. Report No. %(number)s stands in both.")
        % {"number": report.number},
        _("The clocks of the new case count from %(at)s, when the report was received, never later.")
        % {"at": dates.moment(report.head_received_at)},
        _("Whoever was told of the report before was told of it in both cases."),
        _("Who goes is no side of case No. %(number)s any more; the codes in its papers stay as they are.")
        % {"number": case.number},
        _("Whoever is recused here is recused there. Who works on the new case is chosen anew."),
    ]


def fact_choices(facts: Iterable[Fact]) -> list[tuple[str, str]]:
    said = {"report": _("Report No. %(number)s, %(at)s"), "addition": _("Addition to report No. %(number)s, %(at)s")}
    return [
        (str(fact.id), said[fact.kind] % {"number": fact.number, "at": dates.moment_short(fact.at)}) for fact in facts
    ]


def side_choices(sides: Iterable[Side], report: Report) -> list[tuple[str, str]]:
    rows = [side for side in sides if side.involvement.act.report_id == report.pk]
    return [(str(side.involvement.pk), f"{side.name} ({str(side.role.label).lower()})") for side in rows]


def candidates(cases: Iterable[Case], school: str, later: Case) -> list[dict[str, str]]:
    href = reverse("cases:join", kwargs={"school": school, "case_id": later.pk})
    return [
        {
            "label": _("Case No. %(number)s · %(title)s") % {"number": case.number, "title": case.open("title")},
            "note": dates.day(case.received_at),
            "href": f"{href}?into={case.pk}",
        }
        for case in cases
    ]


def kin(case: Case, school: str) -> list[dict[str, Any]]:
    """Cases that this one was joined to or split from, as far as they may be seen."""
    found = []
    for each in getattr(case, "kin", ()):
        href = reverse("cases:detail", kwargs={"school": school, "case_id": each["id"]})
        found.append({"label": _kinship(case, each) % {"number": each["number"]}, "href": href})
    return found


def _kinship(case: Case, other: dict[str, Any]) -> str:
    if other["id"] == str(case.joined_to_id):
        return _("The case was joined to case No. %(number)s")
    if other["id"] == str(case.split_from_id):
        return _("Split off case No. %(number)s")
    if other["joined_to"] == str(case.pk):
        return _("Case No. %(number)s was joined to this one")
    return _("Part of the case was split off as case No. %(number)s")
