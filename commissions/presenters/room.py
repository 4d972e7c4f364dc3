"""The room as the page shows it: quorum, roll, the open vote, the questions, the draft of the minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commissions.domain.names import spoken
from commissions.enums import Capacity, Choice, ItemKind, MeetingState, MotionKind, Outcome
from commissions.models import AgendaItem, Attendance, Hearing, Invitation, Motion, Seat
from commissions.presenters.links import Links
from commissions.presenters.people import name_of, note_of
from commissions.selectors.numerals import numeral
from commissions.selectors.room import Room
from safeguard import dates
from safeguard.procedures.tally import Tally

TARGET = "#room"


@dataclass(frozen=True)
class Refusal:
    """What went wrong with one row, and where it is shown."""

    row: str
    message: str


@dataclass(frozen=True)
class Viewer:
    """What the reader may do here, and in which language rules are cited."""

    may_run: bool
    language: str


def quorum(room: Room) -> dict[str, object]:
    found = room.quorum
    warning = ""
    if found.is_met:
        warning = ngettext(
            "if %(count)d person leaves, no vote is possible",
            "if %(count)d people leave, no vote is possible",
            found.breaks_at,
        ) % {"count": found.breaks_at}
    else:
        warning = _("no decision is possible")
    return {"present": found.present, "total": found.composition, "needed": found.needed, "warning": warning}


def roll(room: Room, links: Links, viewer: Viewer, refusal: Refusal | None) -> list[dict[str, object]]:
    """One row per seat of the approved composition."""
    return [_seat_row(room, seat, links, viewer, refusal) for seat in room.seats]


def _seat_row(room: Room, seat: Seat, links: Links, viewer: Viewer, refusal: Refusal | None) -> dict[str, object]:
    row = room.latest.get(seat.pk)
    row_id = f"seat-{seat.pk}"
    return {
        "id": row_id,
        "name": name_of(seat),
        "note": _note(seat, row, links, may_correct=viewer.may_run and room.meeting.state != MeetingState.FINALISED),
        "field": "here",
        "options": _here_options(row),
        "action": links.seen("mark_seat", row.version if row else 0, seat_id=seat.pk),
        "target": TARGET,
        "is_closed": not viewer.may_run or room.meeting.state in {MeetingState.FINALISED, MeetingState.CANCELLED},
        "error": refusal.message if refusal and refusal.row == row_id else "",
    }


def _note(seat: Seat, row: Attendance | None, links: Links, *, may_correct: bool) -> str:
    """Office and position, then the stay: pressing it leads to exact times and the reason of an absence."""
    if not may_correct:
        return f"{note_of(seat)} · {stay(row)}"
    href, hidden = links.to("times", seat_id=seat.pk), _("times and reason")
    return format_html(
        '{} · <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">, {}: {}</span></a>',
        note_of(seat),
        href,
        stay(row),
        hidden,
        name_of(seat),
    )


def _here_options(row: Attendance | None) -> list[tuple[str, str, bool]]:
    is_here = row is not None and row.arrived_at is not None and row.left_at is None
    return [("yes", _("Here"), is_here), ("no", _("Absent"), row is not None and not is_here)]


def stay(row: Attendance | None) -> str:
    """ "from 14:52 to 16:10", "absent: ill"."""
    if row is None:
        return _("not marked yet")
    if row.arrived_at is None:
        return (
            _("absent: %(reason)s") % {"reason": row.absence_reason}
            if row.absence_reason
            else _("absent, no reason given")
        )
    times = {"from": dates.clock_time(row.arrived_at), "to": dates.clock_time(row.left_at) if row.left_at else ""}
    return _("from %(from)s to %(to)s") % times if row.left_at else _("from %(from)s") % times


def guests(room: Room, links: Links, viewer: Viewer, refusal: Refusal | None) -> list[dict[str, object]]:
    """Invited persons have no vote and don't count."""
    last = {row.invitation_id: row for row in room.attendances if row.invitation_id}
    invited = [row for row in room.invitations if row.capacity != Capacity.MEMBER]
    return [_guest_row(room, row, last.get(row.pk), links, viewer, refusal) for row in invited]


def _guest_row(
    room: Room, row: Invitation, there: Attendance | None, links: Links, viewer: Viewer, refusal: Refusal | None
) -> dict[str, object]:
    row_id = f"guest-{row.pk}"
    return {
        "id": row_id,
        "name": guest_name(row),
        "note": " · ".join([str(Capacity(row.capacity).label), *([stay(there)] if there else [])]),
        "field": "here",
        "options": _here_options(there),
        "action": links.seen("mark_guest", there.version if there else 0, invitation_id=row.pk),
        "target": TARGET,
        "is_closed": not viewer.may_run or room.meeting.state in {MeetingState.FINALISED, MeetingState.CANCELLED},
        "error": refusal.message if refusal and refusal.row == row_id else "",
    }


def guest_name(row: Invitation) -> str:
    return spoken(row.adult.open("name")) if row.adult else row.open("whom")


def guest_choices(room: Room, item: AgendaItem) -> list[tuple[str, str]]:
    """Who was in the room without a vote and was invited to the case of this question."""
    came = {row.invitation_id for row in room.attendances if row.invitation_id and row.arrived_at}
    invited = [row for row in room.invitations if row.pk in came and item.case_id in {None, row.case_id}]
    return [(str(row.pk), f"{guest_name(row)}, {str(Capacity(row.capacity).label).lower()}") for row in invited]


def ballots(
    room: Room, motion: Motion, links: Links, viewer: Viewer, refusal: Refusal | None
) -> list[dict[str, object]]:
    """Only members in the room, and nobody who is recused from the case."""
    item = next(item for item in room.items if item.pk == motion.item_id)
    held, voters = room.ballots_of(motion.pk), room.present_for(item.case_id)
    rows = []
    for seat in (seat for seat in room.seats if seat.pk in voters):
        row_id, ballot = f"ballot-{seat.pk}", held.get(seat.pk)
        rows.append(
            {
                "id": row_id,
                "name": name_of(seat),
                "note": note_of(seat),
                "field": "choice",
                "options": [(c.value, _short(c), ballot is not None and ballot.choice == c) for c in Choice],
                "action": links.seen("cast", ballot.version if ballot else 0, motion_id=motion.pk, seat_id=seat.pk),
                "target": TARGET,
                "is_closed": not viewer.may_run or not room.quorum.is_met,
                "error": refusal.message if refusal and refusal.row == row_id else "",
            }
        )
    return rows


def _short(choice: Choice) -> str:
    """Three of them stand in one row on a phone."""
    return {
        Choice.FOR: _("For"),
        Choice.AGAINST: _("Against"),
        # Translators: short for "abstained", one of three buttons in a row on a phone; uk: Утрим.
        Choice.ABSTAIN: _("Abst."),
    }[choice]


def tally(found: Tally, votes: Mapping[Choice, int], *, missing: int, language: str) -> dict[str, object]:
    """The count as it stands, against the majority of the approved composition."""
    adopted = found.outcome.value == Outcome.ADOPTED
    words = {"votes": votes[Choice.FOR] + found.casting_vote, "needed": found.majority}
    word = (
        _("Adopted so far: %(votes)d of %(needed)d needed")
        if adopted
        else _("Not adopted so far: %(votes)d of %(needed)d needed")
    )
    lines = [citation.in_(language) for citation in found.citations]
    if found.casting_vote:
        lines.insert(0, _("The split is equal: the vote of the person who presides decides."))
    if found.disputed_tie:
        lines.insert(0, _("The two readings of the rule for an equal split give different outcomes here."))
    return {
        "for_": votes[Choice.FOR],
        "against": votes[Choice.AGAINST],
        "abstained": votes[Choice.ABSTAIN],
        "word": word % words,
        "kind": "go" if adopted else "",
        "rule": _rule(found, missing),
        "why": {"summary": _("Rule"), "lines": lines},
    }


def _rule(found: Tally, missing: int) -> str:
    rule = _("More than half of the approved composition is needed: %(needed)d.") % {"needed": found.majority}
    if not missing:
        return rule
    left = ngettext("%(count)d ballot is still missing.", "%(count)d ballots are still missing.", missing)
    return f"{rule} {left % {'count': missing}}"


def counted(room: Room, motion: Motion) -> dict[Choice, int]:
    item = next(item for item in room.items if item.pk == motion.item_id)
    voters = room.present_for(item.case_id)
    cast = [Choice(ballot.choice) for seat, ballot in room.ballots_of(motion.pk).items() if seat in voters]
    return {choice: cast.count(choice) for choice in Choice}


def questions(room: Room, hearings: Sequence[Hearing], links: Links) -> list[dict[str, object]]:
    """The agenda with what each question has come to; the next one to be voted on is marked."""
    numbers = {hearing.case_id: hearing.case.number for hearing in hearings}
    rows = [_question(room, place, item, numbers, links) for place, item in enumerate(room.items)]
    following = next((row for row in rows if row["may_vote"]), None)
    return [row | {"is_next": row is following} for row in rows]


def _question(room: Room, place: int, item: AgendaItem, numbers: Mapping[UUID, int], links: Links) -> dict[str, object]:
    closed = [motion for motion in room.motions_of(item.pk) if motion.closed_at]
    return {
        "numeral": numeral(place),
        "title": item.open("title"),
        "case": _("case No. %(number)d") % {"number": numbers[item.case_id]} if item.case_id else "",
        "results": [result(motion, room.code_of(motion.accused_id)) for motion in closed],
        "may_vote": _may_vote(room, item),
        "propose_href": links.to("propose", item_id=item.pk),
        "texts_href": links.to("item", item_id=item.pk),
        "opinion_href": links.to("opinion", item_id=item.pk),
        "remark_href": links.to("remark", item_id=item.pk) if guest_choices(room, item) else "",
        "is_filled": item.kind == ItemKind.AGENDA or bool(item.heard and item.resolved),
        "saved_at": item.saved_at,
    }


def _may_vote(room: Room, item: AgendaItem) -> bool:
    """While nothing else is open, and something can still be put to the vote here; the agenda also elects."""
    if room.meeting.state != MeetingState.OPEN or room.open_motion is not None:
        return False
    elects = item.kind == ItemKind.AGENDA and (room.presiding() is None or room.keeper is None)
    return elects or bool(room.left(item))


def result(motion: Motion, code: str = "") -> dict[str, object]:
    """A closed vote, with the figures frozen at the close; `code` says about whom."""
    adopted = motion.outcome == Outcome.ADOPTED
    figures = _("for %(for)s, against %(against)s, abstained %(abstained)s; composition %(n)s, needed %(needed)s") % {
        "for": motion.votes_for,
        "against": motion.votes_against,
        "abstained": motion.votes_abstained,
        "n": motion.composition,
        "needed": motion.majority,
    }
    if motion.is_casting_vote:
        figures += "; " + _("the vote of the person who presides decided")
    return {
        "label": " · ".join(part for part in (str(MotionKind(motion.kind).label), code) if part),
        "figures": figures,
        "word": str(Outcome(motion.outcome).label),
        "kind": "done" if adopted else "",
    }


def others_note(who: str, at: datetime | None) -> str:
    return _("%(who)s writes too") % {"who": who} if at else ""
