"""The timetable line by line: until when, what, who, whom, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguard import dates
from safeguard.access.roles import Role
from safeguard.accounts.presenters.roles import TITLES
from safeguard.calendars.calendar import ONE_DAY
from safeguard.limits import full_title, length
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.ask import Timetable
from safeguard.procedures.evaluate import Deadline
from safeguard.procedures.localtime import LAST_SECOND
from safeguard.procedures.schema import Procedure, Rule
from safeguard.questions.presenters.reasons import Reasons, reasons_of
from safeguard.questions.presenters.words import language

BINDS = gettext_lazy("Binds: it ends first")
LATER = gettext_lazy("An earlier limit binds")
DEFAULT = gettext_lazy("Our default, not the law")
PROJECTED = gettext_lazy("Projected")
BY_NATURE = gettext_lazy("Where the case asks for it")


@dataclass(frozen=True)
class Line:
    """One act. `at` is empty where neither the text nor the product sets a time."""

    key: str
    at: datetime | None
    day: str
    until: str
    length: str
    title: str
    who: str
    whom: str
    tags: tuple[tuple[str, str], ...]
    reasons: Reasons
    is_later: bool


def lines_of(found: Timetable) -> list[Line]:
    """Soonest first, in the active zone: the country's."""
    clocks = clocks_of_acts(found.deadlines).values()
    earlier = {each.key: act.binds for act in clocks for each in act.later}
    binding = {each.key for act in clocks for each in act.limits} - earlier.keys()
    made = [_line(found.procedure, each, earlier.get(each.key), each.key in binding) for each in found.deadlines]
    return sorted(made, key=lambda line: (line.at is None, line.at or found.received))


def _line(procedure: Procedure, deadline: Deadline, binds: Deadline | None, is_binding: bool) -> Line:
    rule, at = deadline.rule, deadline.binding
    return Line(
        key=rule.key,
        at=at,
        day=f"{dates.weekday(at)} {dates.day_plain(at)}" if at else "",
        until=until(at) if at else _("at once: no time is set"),
        length=length(rule),
        title=full_title(rule),
        who=", ".join(str(TITLES[Role(role)]) for role in rule.duty_of),
        whom=_whom(procedure, rule),
        tags=tuple(_tags(deadline, binds, is_binding)),
        reasons=reasons_of(deadline, binds),
        is_later=binds is not None,
    )


def until(at: datetime) -> str:
    """until 18:40; by the end of the day. Midnight belongs to the new day, so it's said which day ends then."""
    local = timezone.localtime(at)
    if local.time() == LAST_SECOND:
        return _("by the end of the day")
    if local.time() == time(0):
        return _("until 00:00, the end of %(day)s") % {"day": dates.day_short(local.date() - ONE_DAY)}
    return _("until %(time)s") % {"time": dates.clock_time(at)}


def _whom(procedure: Procedure, rule: Rule) -> str:
    """The body that is told; of the representatives, those of which sides."""
    if not rule.recipient:
        return ""
    title = procedure.recipients[rule.recipient].title.in_(language())
    sides = [procedure.sides[side].title.in_(language()) for side in rule.each]
    if not sides:
        return title
    return _("%(recipient)s; every minor counts: %(sides)s") % {"recipient": title, "sides": ", ".join(sides)}


def _tags(deadline: Deadline, binds: Deadline | None, is_binding: bool) -> list[tuple[str, str]]:
    """Word and colour; the word alone carries the meaning."""
    holds: Mapping[tuple[Promise, str], bool] = {
        (LATER, ""): binds is not None,
        (BINDS, "go"): is_binding,
        (DEFAULT, "soon"): deadline.is_default,
        (PROJECTED, ""): deadline.projected,
        (BY_NATURE, ""): deadline.rule.by_nature,
    }
    return [(str(word), kind) for (word, kind), is_so in holds.items() if is_so]
