"""Why this limit: the paragraph, the days counted, the calendar, and what is only the product's default."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Deadline
from safeguard import dates
from safeguard.limits import calendar_name, edition_text
from safeguard.procedures.notes import MESSAGES, NoteCode
from safeguard.procedures.schema import Before, Rule, Start, Unit


def why(deadline: Deadline, rule: Rule) -> dict[str, Any]:
    """What `_ui/details.html` expects."""
    language = get_language() or "en"
    lines = [_start(deadline, rule), *_days(deadline, language), *_remarks(deadline, rule, language)]
    return {"lines": [line for line in lines if line], "source": rule.citation.in_(language)}


def _start(deadline: Deadline, rule: Rule) -> str:
    """How long, and from when."""
    limit, at = rule.limit or rule.default, dates.moment_short(deadline.starts_at)
    if isinstance(limit, Before):
        return _("%(time)s of the day before the meeting, which begins %(at)s.") % {
            "time": limit.at.strftime("%H:%M"),
            "at": at,
        }
    if limit is None:
        return ""
    if limit.unit is Unit.HOURS:
        words = _("%(count)s hours from %(at)s. Days off don't stop the count.")
    elif limit.unit is Unit.WORKING_DAYS and rule.starts_on is not Start.RECEIVED:
        words = _("Working days: %(count)s. The day that starts it, %(at)s, isn't counted.")
    elif limit.unit is Unit.WORKING_DAYS:
        words = _("Working days: %(count)s. The day of receipt, %(at)s, isn't counted.")
    else:
        words = _("Calendar days: %(count)s, from %(at)s.")
    return words % {"count": limit.count, "at": at}


def _days(deadline: Deadline, language: str) -> list[str]:
    counted = [dates.day_short(date.fromisoformat(day)) for day in deadline.explanation.get("counted", [])]
    if not counted:
        return []
    lines = [_("Counted: %(days)s.") % {"days": ", ".join(counted)}]
    if skipped := [_skipped(each, language) for each in deadline.explanation.get("skipped", [])]:
        lines.append(_("Not counted: %(days)s.") % {"days": ", ".join(skipped)})
    return [*lines, calendar_text(deadline)]


def calendar_text(deadline: Deadline) -> str:
    words = {"name": calendar_name(deadline.calendar), "version": edition_text(deadline.calendar_version)}
    return _("Calendar: %(name)s; edition %(version)s.") % words


def _remarks(deadline: Deadline, rule: Rule, language: str) -> list[str]:
    lines = []
    if deadline.is_default:
        lines.append(_("The text gives no number. This limit is a default of the system, not the law."))
    if rule.note is not None:
        lines.append(rule.note.in_(language))
    notes = deadline.explanation.get("notes", [])
    return lines + [_(MESSAGES[NoteCode(each["code"])]) % _readable(each["params"]) for each in notes if _is_told(each)]


def _readable(params: dict[str, Any]) -> dict[str, Any]:
    """Days and instants as people write them; the rest as it is."""
    return {name: _day_or_moment(value) for name, value in params.items()}


def _day_or_moment(value: Any) -> Any:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return dates.day_short(at.date()) if len(value) == len("2026-11-22") else dates.moment_short(at)


def _is_told(note: dict[str, Any]) -> bool:
    return note["code"] != NoteCode.DEFAULT_LIMIT


def _skipped(each: dict[str, Any], language: str) -> str:
    """нд 22.11; a day off other than the weekend with its name."""
    day = dates.day_short(date.fromisoformat(each["day"]))
    if each["kind"] == "weekend":
        return day
    names = each["names"]
    return f"{day} ({names.get(language[:2]) or names.get('en', '')})"
