"""What somebody invited without a seat may see of a meeting: when, where and on what. Nothing of the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Recusal
from cases.selectors.suspects import names_a_suspect
from commissions.enums import Capacity
from commissions.models import AgendaItem, Invitation, Meeting
from safeguard.access.member import Member
from safeguard.audit.access import LookRefused, record_access
from safeguard.documents.models import Attachment


@dataclass(frozen=True)
class Invited:
    """The notice as its recipient reads it."""

    invitation: Invitation
    meeting: Meeting
    agenda: list[str]


def standing(meeting: Meeting) -> QuerySet[Invitation]:
    """Without those that nobody has sent and nobody may send: the person was marked as suspected since (C-06)."""
    return Invitation.objects.filter(meeting=meeting).exclude(names_a_suspect(), sent_at__isnull=True)


def may_be_taken_off(row: Invitation) -> bool:
    return row.sent_at is None and row.capacity in {Capacity.GUARDIAN, Capacity.AGENCY, Capacity.OTHER}


def told_here(meeting: Meeting) -> list[Invitation]:
    """Who hasn't been told and can be in the product: members and applicants who have an account here."""
    rows = standing(meeting).filter(sent_at__isnull=True, adult__user_id__isnull=False)
    by_seat, by_report = Q(seat__isnull=False), Q(capacity=Capacity.APPLICANT)
    recused = Recusal.objects.filter(case_id=OuterRef("case_id"), user_id=OuterRef("adult__user_id"))
    return list(rows.filter(by_seat | by_report).exclude(Exists(recused)).select_related("adult"))


def invited_to(member: Member, meeting_id: UUID) -> Invited:
    """A 404 that is the same for an absent meeting, one without this person and one of a case that is hidden."""
    recused = Recusal.objects.filter(case_id=OuterRef("case_id"), user_id=member.user_id)
    rows = Invitation.objects.filter(meeting_id=meeting_id, adult__user_id=member.user_id, sent_at__isnull=False)
    rows = rows.filter(case__isnull=False).exclude(Exists(recused)).exclude(names_a_suspect())
    row = rows.select_related("meeting").first()
    if row is None or row.case_id is None:
        raise LookRefused(member=member, case_id=meeting_id, what="meeting")
    record_access(member=member, case_id=row.case_id, what="meeting", is_allowed=True)
    own = AgendaItem.objects.filter(Q(case__isnull=True) | Q(case_id=row.case_id), meeting=row.meeting)
    agenda = [item.open("title") for item in own.select_related("data_key").order_by("rank")]
    return Invited(row, row.meeting, agenda)


def scans_of(rows: Iterable[Invitation]) -> dict[UUID, list[UUID]]:
    """Scans of signed notices, by invitation; without their bodies."""
    found: dict[UUID, list[UUID]] = {}
    wanted = [row.pk for row in rows if row.is_signed_for is not None]
    for pk, subject in Attachment.objects.filter(subject_id__in=wanted).order_by("pk").values_list("pk", "subject_id"):
        found.setdefault(subject, []).append(pk)
    return found


def scan_with_body(rows: Iterable[Invitation], attachment_id: UUID) -> Attachment | None:
    found = Attachment.objects.filter(pk=attachment_id, subject_id__in=[row.pk for row in rows])
    return found.select_related("data_key").first()
