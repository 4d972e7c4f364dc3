"""Cases that wait for the commission, with their limits and the days counted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import quote

from django.utils.translation import gettext as _

from cases.models import Deadline
from commissions.domain.names import spoken
from commissions.domain.notice import Breach, Broken
from commissions.domain.slots import Slot
from commissions.selectors.calling import Waiting
from commissions.selectors.clashes import Clash
from safeguard import clock, dates


def choices(rows: Iterable[Waiting]) -> list[tuple[str, str]]:
    """A case by number and title."""
    return [(str(row.case.pk), f"№\u00a0{row.case.number} · {row.case.open('title')}") for row in rows]


def hints(rows: Iterable[Waiting]) -> dict[str, str]:
    """When each must be heard, with the days that were counted."""
    return {str(row.case.pk): limit_words(row.meeting_limit) for row in rows}


def limit_words(limit: Deadline | None) -> str:
    if limit is None:
        return _("The procedure sets no limit for the meeting.")
    if limit.met_at:
        return _("The commission has met on it already.")
    words = _("Meeting by %(day)s") % {"day": dates.moment(limit.due_at)}
    counted = days_counted(limit)
    return f"{words} ({counted})" if counted else words


def days_counted(limit: Deadline) -> str:
    """ "counted: 9, 10, 11 September": the working days that led to the limit."""
    days = [date.fromisoformat(day) for day in limit.explanation.get("counted", [])]
    if not days:
        return ""
    return _("days counted: %(days)s") % {"days": ", ".join(dates.day_without_year(day) for day in days)}


def waiting_rows(rows: Sequence[Waiting], hrefs: Mapping[str, str]) -> list[dict[str, object]]:
    """Task rows: late first."""
    return [_row(row, hrefs[str(row.case.pk)]) for row in rows]


def _row(row: Waiting, href: str) -> dict[str, object]:
    limit = row.meeting_limit
    state, word = _state(limit)
    return {
        "state": state,
        "word": word,
        "left": dates.when(limit.due_at) if limit and not limit.met_at else "",
        "exact": "",
        "title": f"№\u00a0{row.case.number} · {row.case.open('title')}",
        "about": limit_words(limit),
        "action_href": href,
        "action_label": _("Call a meeting"),
        "is_primary": state in {"late", "soon"},
    }


def _state(limit: Deadline | None) -> tuple[str, str]:
    if limit is None or limit.met_at:
        return "ahead", _("Waits")
    if limit.due_at < clock.now():
        return "late", _("Late")
    return ("soon", _("Soon")) if (limit.due_at - clock.now()).days < 1 else ("ahead", _("Ahead"))


def broken_words(broken: Iterable[Broken]) -> list[str]:
    """Both breaches are shown, and the chair chooses with a reason."""
    return [
        (
            _("The limit for the meeting was %(limit)s: this date is past it.")
            if each.breach is Breach.PAST_LIMIT
            else _("Everybody had to be told by %(limit)s: for this date the notice is late.")
        )
        % {"limit": dates.moment(each.limit)}
        for each in broken
    ]


def slot_rows(slots: Iterable[Slot], address: str) -> list[dict[str, object]]:
    """A press fills in the time; nothing is called yet."""
    return [
        {
            "label": f"{dates.day_full(slot.at)}, {dates.clock_time(slot.at)}",
            "href": f"{address}&at={quote(slot.at.isoformat())}",
            "notes": broken_words(slot.broken),
        }
        for slot in slots
    ]


def clash_words(found: Iterable[Clash]) -> list[str]:
    """The room first, then who is called elsewhere, by name."""
    sentences = []
    for each in found:
        words = {"at": dates.moment(each.at), "place": each.place, "names": ", ".join(map(spoken, each.names))}
        if each.is_same_room:
            sentences.append(_("The room is taken: a meeting is called there for %(at)s.") % words)
        if each.names:
            sentences.append(_("Called to a meeting at %(at)s, %(place)s: %(names)s.") % words)
    return sentences
