"""The list of meetings, and one of them at a glance."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Deadline
from commissions.domain.notice import complete_at
from commissions.enums import MeetingState
from commissions.presenters.links import Links
from commissions.selectors.access import OpenMeeting
from commissions.selectors.listing import ListedMeeting
from commissions.selectors.room import Room
from safeguard import clock, dates
from safeguard.organisations.models import School

_KINDS = {
    MeetingState.CALLED: "",
    MeetingState.OPEN: "go",
    MeetingState.CLOSED: "soon",
    MeetingState.FINALISED: "done",
    MeetingState.CANCELLED: "",
}


def meeting_table(rows: Sequence[ListedMeeting], school: School) -> dict[str, object]:
    columns = [_("When"), _("Place"), _("Cases"), _("Minutes"), _("State")]
    return {
        "caption": _("Meetings"),
        "columns": [{"label": label} for label in columns],
        "rows": [_row(row, school) for row in rows],
        "is_framed": True,
    }


def _row(row: ListedMeeting, school: School) -> list[dict[str, object]]:
    meeting = row.meeting
    kwargs = {"school": school.organisation.slug, "meeting_id": meeting.pk}
    state = MeetingState(meeting.state)
    return [
        {
            "text": dates.moment(meeting.starts_at),
            "href": reverse("commissions:meeting", kwargs=kwargs),
            "is_head": True,
        },
        {"text": meeting.place},
        {"text": ", ".join(f"№\u00a0{number}" for number in row.case_numbers)},
        {"text": f"№\u00a0{meeting.number}" if meeting.number else "–"},
        {"text": "", "tag": {"word": str(state.label), "kind": _KINDS[state]}},
    ]


def facts(door: OpenMeeting, room: Room, limits: Sequence[Deadline]) -> list[dict[str, object]]:
    """When and where, the last moment for the notice, and what was broken with which reason."""
    meeting = door.meeting
    rows: list[dict[str, object]] = [
        {"key": _("When"), "value": dates.moment(meeting.starts_at)},
        {"key": _("Place"), "value": meeting.place},
        {"key": _("State"), "value": str(MeetingState(meeting.state).label)},
        {"key": _("Approved composition"), "value": str(room.quorum.composition)},
        {"key": _("Quorum"), "value": str(room.quorum.needed)},
    ]
    if limits:
        rows.append({"key": _("Everybody told by"), "value": dates.moment(limits[0].due_at)})
    if meeting.is_from_paper:
        rows.append({"key": _("Held on paper, entered"), "value": dates.moment(meeting.called_at)})
    if reason := meeting.open("late_reason"):
        rows.append({"key": _("Why a limit wasn't kept"), "value": reason})
    return rows


def steps(door: OpenMeeting, room: Room, links: Links, *, missing: int, may_run: bool) -> list[dict[str, object]]:
    """Notice, room, minutes: what is done and what is next."""
    state = MeetingState(door.meeting.state)
    notice = _notice_step(room, links, may_run=may_run)
    held = state in {MeetingState.CLOSED, MeetingState.FINALISED}
    return [
        notice,
        {
            "label": _("In the room: attendance and votes"),
            "href": links.to("room"),
            "word": _("Held") if held else str(state.label),
            "kind": "done" if held else "go" if state == MeetingState.OPEN else "",
        },
        _minutes_step(door, links, missing=missing),
    ]


def _notice_step(room: Room, links: Links, *, may_run: bool) -> dict[str, object]:
    complete = [complete_at(row.sent_at, row.materials_at) for row in room.invitations]
    waiting, late = sum(done is None for done in complete), sum(row.is_late for row in room.invitations)
    word, kind = _("Everybody told"), "done"
    if waiting:
        word, kind = ngettext("%(count)d not told", "%(count)d not told", waiting) % {"count": waiting}, "soon"
    if late:
        word, kind = ngettext("%(count)d told late", "%(count)d told late", late) % {"count": late}, "late"
    return {
        "label": _("Notice: agenda, date, time, place, materials"),
        "href": links.to("notice") if may_run else "",
        "word": word,
        "kind": kind,
    }


def _minutes_step(door: OpenMeeting, links: Links, *, missing: int) -> dict[str, object]:
    if door.meeting.state == MeetingState.FINALISED:
        word, kind = _("No. %(number)d, finalised") % {"number": door.meeting.number}, "done"
    elif missing:
        word, kind = ngettext("%(count)d field missing", "%(count)d fields missing", missing) % {"count": missing}, ""
    else:
        word, kind = _("Ready to finalise"), "go"
    is_past = door.meeting.starts_at < clock.now()
    return {
        "label": _("Minutes"),
        "href": links.to("minutes") if door.is_whole else "",
        "word": word if is_past or kind != "" else _("After the meeting"),
        "kind": kind,
    }
