"""Deadlines in words: how long is left or how late, and why this limit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.enums import DeadlineState
from cases.models import Case, Deadline
from cases.selectors.clocks import definition_of
from safeguard import clock, dates
from safeguard.procedures.notes import MESSAGES, NoteCode
from safeguard.procedures.schema import Evidence, Rule, Unit, Within
from safeguard.web.track import Track, TrackRule, lay_out

SOON_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Row:
    """A deadline with its rule, and what it is now."""

    deadline: Deadline
    rule: Rule
    state: str

    @property
    def title(self) -> str:
        return self.rule.title.in_(get_language() or "en")


def rows_of(case: Case, deadlines: list[Deadline]) -> list[Row]:
    """In the order of the desk: late, soon, ahead, done."""
    definition = definition_of(case.procedure)
    rows = [Row(deadline, definition.rule(deadline.rule), state_of(deadline)) for deadline in deadlines]
    order = {"late": 0, "soon": 1, "ahead": 2, "done": 3}
    return sorted(rows, key=lambda row: (order[row.state], row.deadline.due_at))


def state_of(deadline: Deadline) -> str:
    """late, soon, ahead or done. A late act is done, but its lateness stays in the words."""
    if deadline.met_at is not None:
        return "done"
    left = (deadline.due_at - clock.now()).total_seconds()
    if left < 0:
        return "late"
    return "soon" if left <= SOON_SECONDS else "ahead"


def task(row: Row, case: Case, school: str, about: str, *, is_primary: bool = False) -> dict[str, Any]:
    """What `_ui/task_row.html` expects."""
    return {
        "state": row.state,
        "word": word(row),
        "left": left(row),
        "exact": exact(row.deadline),
        "title": row.title,
        "about": about,
        "why": why(row),
        "is_primary": is_primary,
        **act(row, case, school),
    }


def word(row: Row) -> str:
    deadline = row.deadline
    if deadline.state == DeadlineState.MET:
        return _("In time")
    if deadline.met_at is not None:
        return _("Done late")
    return {"late": _("Overdue"), "soon": _("Due soon"), "ahead": _("Ahead")}[row.state]


def left(row: Row) -> str:
    deadline = row.deadline
    if deadline.met_at is not None:
        late = deadline.met_at - deadline.due_at
        return dates.left(late) if deadline.late_seconds else dates.moment_short(deadline.met_at)
    return dates.left(abs(deadline.due_at - clock.now()))


def exact(deadline: Deadline) -> str:
    if deadline.met_at is not None:
        return _("done %(at)s") % {"at": dates.moment(deadline.met_at)}
    if deadline.due_at < clock.now():
        return _("the limit was %(at)s") % {"at": dates.moment(deadline.due_at)}
    return _("by %(at)s") % {"at": dates.moment(deadline.due_at)}


def act(row: Row, case: Case, school: str) -> dict[str, str]:
    """The one thing to press for this rule."""
    if row.deadline.met_at is not None:
        return {}
    place = {"school": school, "case_id": case.pk}
    if row.rule.met_by is Evidence.NOTICE_GIVEN:
        href = reverse("cases:notice_new", kwargs={**place, "rule": row.rule.key})
        return {"action_href": href, "action_label": _("Record the notice")}
    return {"action_href": reverse("cases:detail", kwargs=place), "action_label": _("Open")}


def why(row: Row) -> dict[str, Any]:
    """The paragraph, the days counted, the calendar, and what is only ours."""
    language, deadline = get_language() or "en", row.deadline
    lines = [_("Counted from %(at)s.") % {"at": dates.moment(deadline.starts_at)}, _length(row.rule)]
    counted = [dates.day_short(date.fromisoformat(day)) for day in deadline.explanation.get("counted", [])]
    if counted:
        lines.append(_("Days counted: %(days)s.") % {"days": ", ".join(counted)})
    skipped = [_skipped(each, language) for each in deadline.explanation.get("skipped", [])]
    if skipped:
        lines.append(_("Not counted: %(days)s.") % {"days": "; ".join(skipped)})
    if deadline.is_default:
        lines.append(_("The text gives no number. This limit is a default of the system, not the law."))
    lines += [_note(each) for each in deadline.explanation.get("notes", []) if each["code"] != NoteCode.DEFAULT_LIMIT]
    calendar = _("Calendar: %(code)s, version %(version)s.")
    lines.append(calendar % {"code": deadline.calendar, "version": deadline.calendar_version})
    return {"lines": [line for line in lines if line], "source": row.rule.citation.in_(language)}


def _length(rule: Rule) -> str:
    limit = rule.limit or rule.default
    if not isinstance(limit, Within):
        return ""
    if limit.unit is Unit.HOURS:
        return _("%(count)s hours; days off don't stop the count.") % {"count": limit.count}
    if limit.unit is Unit.WORKING_DAYS:
        return _("Working days: %(count)s. The day of receipt isn't counted.") % {"count": limit.count}
    return _("Calendar days: %(count)s.") % {"count": limit.count}


def _skipped(each: dict[str, Any], language: str) -> str:
    names = each["names"]
    day = dates.day_short(date.fromisoformat(each["day"]))
    return f"{day} ({names.get(language[:2]) or names.get('en', '')})"


def _note(each: dict[str, Any]) -> str:
    return _(MESSAGES[NoteCode(each["code"])]) % each["params"]


def track_of(rows: list[Row], case: Case, school: str) -> Track:
    """The table of days. Days off are those that some count passed over, and weekends are among them."""
    days_off = {date.fromisoformat(each["day"]) for row in rows for each in row.deadline.explanation.get("skipped", [])}
    base = reverse("cases:deadlines", kwargs={"school": school, "case_id": case.pk})
    rules = [_track_rule(row, f"{base}#{row.rule.key}") for row in sorted(rows, key=lambda row: row.deadline.due_at)]
    return lay_out(rules, today=clock.today(), days_off=days_off)


def _track_rule(row: Row, href: str) -> TrackRule:
    deadline = row.deadline
    counted = {date.fromisoformat(day): n for n, day in enumerate(deadline.explanation.get("counted", []), start=1)}
    is_hours = not counted
    return TrackRule(
        label=row.title,
        note=exact(deadline),
        starts_on=_local(deadline.starts_at),
        due_on=_local(deadline.due_at),
        state="" if row.state == "ahead" else row.state,
        start_text=dates.clock_time(deadline.starts_at) if is_hours else _("received"),
        due_text=dates.clock_time(deadline.due_at) if is_hours else "",
        counted=counted,
        met_on=_local(deadline.met_at) if deadline.met_at else None,
        href=href,
    )


def _local(at: datetime) -> date:
    return timezone.localtime(at).date()


def is_notice(row: Row) -> bool:
    return row.rule.met_by is Evidence.NOTICE_GIVEN
