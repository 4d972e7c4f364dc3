"""Whom the data suggests to invite: applicant, representatives of the minor sides, agencies of the procedure."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from cases.models import Report
from cases.selectors.clocks import definition_of
from cases.selectors.suspects import Suspects, suspects_of
from commissions.domain.guests import Candidate, Guest
from commissions.domain.names import spoken
from commissions.enums import Capacity
from commissions.models import Hearing, Invitation
from commissions.selectors.access import OpenMeeting
from commissions.selectors.calling import first_reports
from commissions.selectors.sides import CodedChild, coded_children
from safeguard import clock
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Guardianship

_NOT_AGENCIES = frozenset({"guardian", "meeting_participants"})


def candidates(door: OpenMeeting, invited: Iterable[Invitation], language: str) -> list[Candidate]:
    """Without those who are invited already, and without any representative marked as suspected (C-06)."""
    rows = list(invited)
    taken = {(row.case_id, row.adult_id, row.side_child_id) for row in rows if row.adult_id}
    words = {row.open("whom") for row in rows}
    found = [*_applicants(door), *_guardians(door, language), *_agencies(door.hearings[0], language)]
    suspects = suspects_of(door.case_ids)
    return [each for each in found if not (_is_taken(each.guest, taken, words) or _is_suspected(each.guest, suspects))]


def _is_suspected(guest: Guest, suspects: Suspects) -> bool:
    return suspects.include(guest.case_id, adult_id=guest.adult_id, name=guest.whom)


def _is_taken(guest: Guest, taken: set[tuple], words: set[str]) -> bool:
    if guest.adult_id:
        return (guest.case_id, guest.adult_id, guest.side_child_id) in taken
    return guest.whom in words


def _applicants(door: OpenMeeting) -> list[Candidate]:
    return [each for report in first_reports(door.case_ids).values() if (each := _applicant(report))]


def _applicant(report: Report) -> Candidate | None:
    name = spoken(report.reporter.open("name")) if report.reporter else report.open("reporter_name")
    if not name:
        return None
    whom = "" if report.reporter_id else name
    guest = Guest(report.case_id, Capacity.APPLICANT, adult_id=report.reporter_id, whom=whom)
    label = _("%(name)s, applicant") % {"name": name}
    return Candidate(f"applicant:{report.case_id}", label, guest)


def _guardians(door: OpenMeeting, language: str) -> list[Candidate]:
    """Each representative of each child, once for each case the child is in."""
    children = coded_children(door.case_ids, language)
    by_id = {child.child.pk: child for child in children}
    ties = Guardianship.objects.filter(live_on(clock.today()), child__in=by_id).order_by("pk")
    return [
        _guardian(case_id, tie, by_id[tie.child_id])
        for tie in ties.select_related("adult", "adult__data_key")
        for case_id in by_id[tie.child_id].case_ids
    ]


def _guardian(case_id: UUID, tie: Guardianship, child: CodedChild) -> Candidate:
    guest = Guest(case_id, Capacity.GUARDIAN, adult_id=tie.adult_id, side_child_id=tie.child_id)
    words = {"name": spoken(tie.adult.open("name")), "child": spoken(child.child.open("name")), "code": child.code}
    label = _("%(name)s, representative of %(child)s (%(code)s)") % words
    return Candidate(f"guardian:{tie.pk}:{case_id}", label, guest)


def _agencies(hearing: Hearing, language: str) -> list[Candidate]:
    """The subjects of response that the procedure names, in the language of record."""
    recipients = definition_of(hearing.case.procedure).recipients
    return [
        Candidate(
            f"agency:{key}",
            recipient.title.in_(language),
            Guest(hearing.case_id, Capacity.AGENCY, whom=recipient.title.in_(language)),
        )
        for key, recipient in recipients.items()
        if key not in _NOT_AGENCIES
    ]
