"""Deadlines in words: how long is left or how late, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain.notices import Progress
from cases.enums import DeadlineState
from cases.models import Case, Deadline
from cases.presenters import reasons
from cases.presenters.acts import act
from cases.presenters.rules import act_title
from cases.selectors.clocks import definition_of
from safeguard import clock, dates
from safeguard.access.member import Member
from safeguard.limits import full_title, short_title
from safeguard.procedures.schema import Evidence, Rule

SOON_SECONDS = 24 * 3600
_ORDER = {"late": 0, "soon": 1, "ahead": 2, "done": 3}


@dataclass(frozen=True)
class Row:
    """A deadline with its rule, what it is now, and how many sides were told where sides are counted."""

    deadline: Deadline
    rule: Rule
    state: str
    done: Progress | None = None

    @property
    def title(self) -> str:
        return act_title(self.rule, self.done if self.state != "done" else None)

    @property
    def short(self) -> str:
        return short_title(self.rule)


def rows_of(case: Case, deadlines: list[Deadline], told: Mapping[UUID, Progress] | None = None) -> list[Row]:
    """In the order of the desk: late, soon, ahead, done. `told` by deadline, for the rules that count sides."""
    definition, known = definition_of(case.procedure), told or {}
    rows = [
        Row(deadline, definition.rule(deadline.rule), state_of(deadline), known.get(deadline.pk))
        for deadline in deadlines
    ]
    return in_order(rows)


def in_order(rows: list[Row]) -> list[Row]:
    """Late first, then due soon, then ahead, then done; the sooner before the later, the law before our defaults."""
    return sorted(
        rows, key=lambda row: (_ORDER[row.state], row.deadline.due_at, row.deadline.is_default, row.deadline.pk)
    )


def state_of(deadline: Deadline) -> str:
    """late, soon, ahead or done. A late act is done, but its lateness stays in the words."""
    if deadline.met_at is not None:
        return "done"
    left = (deadline.due_at - clock.now()).total_seconds()
    if left < 0:
        return "late"
    return "soon" if left <= SOON_SECONDS else "ahead"


def is_late_now(row: Row) -> bool:
    return row.state == "late"


def task(
    row: Row, case: Case, school: str, about: str = "", *, member: Member | None = None, is_primary: bool = False
) -> dict[str, Any]:
    """What `_ui/task_row.html` expects."""
    return {
        "id": row.deadline.pk,
        "state": row.state,
        "word": word(row),
        "left": left(row),
        "exact": exact(row.deadline),
        "title": row.title,
        "about": about,
        "why": why(row),
        "is_primary": is_primary,
        **act(row.deadline, row.rule, case, school, member),
    }


def why(row: Row) -> dict[str, Any]:
    return reasons.why(row.deadline, row.rule)


def word(row: Row) -> str:
    """The tag: what stands before the number must be said in a word too."""
    deadline = row.deadline
    if deadline.state == DeadlineState.MET:
        return _("In time")
    if deadline.met_at is not None:
        return _("Done late")
    if row.state == "late":
        return _("Overdue")
    days = (dates.local_day(deadline.due_at) - clock.today()).days
    if row.state == "soon":
        return _("Due today") if days == 0 else _("Due tomorrow")
    return _ahead(deadline, days)


def _ahead(deadline: Deadline, days: int) -> str:
    """Working days that are still to come, where working days are counted."""
    counted = [date.fromisoformat(day) for day in deadline.explanation.get("counted", [])]
    if counted:
        to_come = sum(day > clock.today() for day in counted)
        words = ngettext("In %(count)s working day", "In %(count)s working days", to_come)
        return dates.glue(words % {"count": to_come})
    return dates.glue(ngettext("In %(count)s day", "In %(count)s days", days) % {"count": days})


def left(row: Row) -> str:
    """Large: how late, how long is left, or the day."""
    deadline = row.deadline
    if deadline.met_at is not None:
        return dates.moment_short(deadline.met_at)
    if row.state == "ahead":
        return dates.day_short(deadline.due_at)
    return dates.left(abs(deadline.due_at - clock.now()))


def exact(deadline: Deadline) -> str:
    """Small: the instant itself."""
    if deadline.met_at is not None and deadline.late_seconds:
        return _("%(late)s late") % {"late": dates.left(deadline.met_at - deadline.due_at)}
    if deadline.met_at is not None or deadline.due_at < clock.now():
        was = _("the limit was %(at)s") % {"at": dates.moment_short(deadline.due_at)}
        return f"{was} · {ours()}" if deadline.is_default else was
    by = _("by %(at)s") % {"at": dates.clock_time(deadline.due_at)}
    return f"{by} · {ours()}" if deadline.is_default else by


def ours() -> str:
    """Wherever a limit without a number in the text is shown: it must not pass for the law."""
    return _("the system’s own limit")


def is_notice(row: Row) -> bool:
    return row.rule.met_by is Evidence.NOTICE_GIVEN


def titles_of(rows: list[Row]) -> dict[str, str]:
    return {row.rule.key: full_title(row.rule) for row in rows}
