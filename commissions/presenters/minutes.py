"""What the page of the minutes says about the draft."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from commissions.domain.minutes import Hole, Missing
from commissions.models import Hearing
from commissions.presenters.links import Links
from commissions.presenters.people import name_of
from commissions.selectors.numerals import NUMERALS
from commissions.selectors.room import Room
from safeguard.registers.enums import Register
from safeguard.registers.models import Counter

_OF_HEARING = {Missing.BASIS, Missing.SUMMARY, Missing.REASONS, Missing.MEASURES, Missing.HEARING_WORDS}


def next_minutes_number(school_year: int) -> int:
    """The number that the minutes would get now. It is taken only when they are finalised."""
    last = Counter.objects.filter(register=Register.MINUTES, year=school_year).values_list("last", flat=True).first()
    return (last or 0) + 1


def hole_rows(holes: Iterable[Hole], room: Room, hearings: Sequence[Hearing], links: Links) -> list[dict[str, object]]:
    """Each missing field with the page where it is filled in."""
    return [_row(hole, room, hearings, links) for hole in holes]


def _row(hole: Hole, room: Room, hearings: Sequence[Hearing], links: Links) -> dict[str, object]:
    return {
        "label": _label(hole, room, hearings),
        "href": _href(hole, room, hearings, links),
        "word": _("Missing") if hole.stops else _("Please note"),
        "kind": "soon" if hole.stops else "",
    }


def _signs(hole: Hole, room: Room, hearings: Sequence[Hearing], links: Links) -> str:
    """The page of the signs of one accused, or of a hearing where nobody is known."""
    cases = {each.id: each.case_id for rows in room.accused.values() for each in rows}
    known = (each for each in hearings if each.pk == hole.at or each.case_id == cases.get(hole.at or each.pk))
    address = next((links.to("signs", hearing_id=each.pk) for each in known), links.to("room"))
    return f"{address}?accused={hole.at}" if hole.at in cases else address


def _label(hole: Hole, room: Room, hearings: Sequence[Hearing]) -> str:
    case = next((hearing.case.number for hearing in hearings if hearing.pk == hole.at), 0)
    place = next((NUMERALS[place] for place, item in enumerate(room.items) if item.pk == hole.at), "")
    seat = room.seat_by_id.get(hole.at) if hole.at else None
    code = room.code_of(hole.at) or _("The offender isn't known")
    words = {"case": case, "question": place, "name": name_of(seat) if seat else "", "code": code}
    return {
        Missing.BASIS: _("Case No. %(case)s: basis"),
        Missing.SUMMARY: _("Case No. %(case)s: short content of the report"),
        Missing.HEARD: _("Question %(question)s: heard"),
        Missing.RESOLVED: _("Question %(question)s: resolved"),
        Missing.NOT_VOTED: _("Question %(question)s: something is resolved, but nothing was put to the vote"),
        Missing.UNDECIDED: _("Question %(question)s: nothing was put to the vote"),
        Missing.ROLL: _("Attendance of %(name)s"),
        Missing.ABSENCE_REASON: _("Reason of the absence of %(name)s"),
        Missing.KEEPER: _("Who kept the minutes: the secretary wasn't there and nobody was elected"),
        Missing.AGENDA_VOTE: _("The agenda wasn't put to the vote"),
        Missing.DECISION: _(
            "Case No. %(case)s: no motion reached the majority. There is no decision, the clock goes on."
        ),
        Missing.PERSON: _("%(code)s: nothing was decided about this person. For them the clock goes on."),
        Missing.SIGNS: _("%(code)s: qualified as bullying, and the signs aren't noted"),
        Missing.ONE_OFF: _(
            "%(code)s: qualified as bullying, but the acts are noted as one-off; the procedure asks for systematic acts"
        ),
        Missing.REASONS: _("Case No. %(case)s: reasons of the decision"),
        Missing.MEASURES: _("Case No. %(case)s: measures"),
        Missing.ITEM_WORDS: _(
            "Question %(question)s: “resolved” speaks of something that may be no measure. Read it again."
        ),
        Missing.HEARING_WORDS: _(
            "Case No. %(case)s: the reasons speak of something that may be no measure. Read them again."
        ),
    }[hole.missing] % words


def _href(hole: Hole, room: Room, hearings: Sequence[Hearing], links: Links) -> str:
    if hole.missing in {Missing.SIGNS, Missing.ONE_OFF}:
        return _signs(hole, room, hearings, links)
    if hole.missing in _OF_HEARING and hole.at:
        return links.to("hearing", hearing_id=hole.at)
    if hole.missing in {Missing.HEARD, Missing.RESOLVED, Missing.ITEM_WORDS} and hole.at:
        return links.to("item", item_id=hole.at)
    if hole.missing in {Missing.ROLL, Missing.ABSENCE_REASON} and hole.at:
        return links.to("times", seat_id=hole.at)
    return links.to("room")
