"""What the commission puts on the desk: minutes that wait to be finalised or signed, meetings of the week."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commissions.domain.composition import lack_of_term
from commissions.enums import MeetingState
from commissions.models import Measure, Meeting, Signature
from commissions.presenters.follow_up import SOON_DAYS, line
from commissions.presenters.people import lack_words
from commissions.presenters.signing import missing_words
from commissions.selectors.desk import on_the_desk
from commissions.selectors.signing import awaited_by_meeting, unsigned
from commissions.selectors.term import term_of
from safeguard import clock, dates
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.web.desk import DeskLine, Section, register_desk_source

WEEK = timedelta(days=7)


@register_desk_source
def term_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """For whose office it is to prepare the order, a month ahead; no statement while the answer is fresh."""
    if not member.may(Permission.COMMISSION_APPOINT):
        return
    lack = lack_of_term(term_of(member.organisation_id), clock.today())
    if lack is not None:
        href = reverse("commissions:order", kwargs={"school": school})
        [words] = lack_words([lack], "")
        yield DeskLine(Section.WARNING, _("Term of the commission"), href, words, link=_("Enter the order"))


@register_desk_source
def desk_lines(member: Member, school: str) -> Iterator[DeskLine]:
    """One statement, and one more for signatures that are missing."""
    now, today = clock.now(), clock.today(timezone.get_current_timezone())
    ahead = Q(
        state__in=[MeetingState.CALLED, MeetingState.OPEN],
        starts_at__gte=now - timedelta(hours=12),
        starts_at__lte=now + WEEK,
    )
    wanted = ahead
    if member.may(Permission.MINUTES_FINALISE):
        wanted |= Q(state=MeetingState.CLOSED) | Q(Exists(unsigned(OuterRef("pk"))), state=MeetingState.FINALISED)
    meetings, measures = on_the_desk(member, wanted, due_by=today + timedelta(days=SOON_DAYS))
    yield from _of_meetings(meetings, school)
    for row in measures:
        yield _due(row, school, today)


def _of_meetings(found: Sequence[Meeting], school: str) -> Iterator[DeskLine]:
    finalised = [meeting.pk for meeting in found if meeting.state == MeetingState.FINALISED]
    missing = awaited_by_meeting(finalised) if finalised else {}
    for meeting in found:
        if meeting.state == MeetingState.FINALISED:
            yield _unsigned(meeting, missing.get(meeting.pk, []), school)
        else:
            yield _waiting(meeting, school) if meeting.state == MeetingState.CLOSED else _coming(meeting, school)


def _due(measure: Measure, school: str, today: date) -> DeskLine:
    """Overdue or due soon; no sealed word."""
    case = measure.decision.case  # type: ignore[union-attr]
    shown = line(measure, case, school, today)
    number = _("case No. %(number)s") % {"number": case.number}
    note = f"{number}, {shown['note']}"
    return DeskLine(Section.MEASURE, shown["label"], shown["href"], note, tag=shown["tag"])


def _waiting(meeting: Meeting, school: str) -> DeskLine:
    label = _("Minutes of the meeting of %(day)s") % {"day": dates.day_without_year(meeting.starts_at)}
    return DeskLine(Section.TO_SIGN, label, _address("minutes", meeting, school), _("draft, to be finalised"))


def _unsigned(meeting: Meeting, missing: Sequence[Signature], school: str) -> DeskLine:
    """Until everybody has signed, refused or was absent."""
    label = _("Signatures under minutes No. %(number)s") % {"number": meeting.number}
    note = _("missing: %(names)s") % {"names": missing_words(missing)}
    return DeskLine(Section.TO_SIGN, label, _address("signatures", meeting, school), note)


def _coming(meeting: Meeting, school: str) -> DeskLine:
    label = _("Meeting of the commission, %(place)s") % {"place": meeting.place}
    return DeskLine(Section.THIS_WEEK, label, _address("meeting", meeting, school), at=meeting.starts_at)


def _address(name: str, meeting: Meeting, school: str) -> str:
    return reverse(f"commissions:{name}", kwargs={"school": school, "meeting_id": meeting.pk})
