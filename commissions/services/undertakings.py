"""An undertaking comes back signed on paper; its form is made with the name of who signs it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.selectors.clocks import definition_of
from cases.services.attachments import Upload, store_file
from cases.services.events import draft
from commissions.models import Invitation, Meeting, Undertaking
from commissions.selectors.paper_sheet import LAYOUT, Answers, build_paper
from commissions.selectors.papers import Target
from commissions.services.events import locked_meeting, record
from commissions.services.letters import grant_materials
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Document
from safeguard.documents.services.issue import issue_document
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.vault.models import DataKey


@transaction.atomic
def record_undertaking(
    *, school: School, meeting_id: UUID, target: Target, signed_on: date, by: Member, scan: Sequence[Upload] = ()
) -> Undertaking:
    """Once per mandate of a member, once per meeting of an invited person."""
    meeting = locked_meeting(meeting_id)
    if signed_on > clock.today(zone_of(school)):
        raise RuleViolation(gettext_noop("This day is in the future."), field="signed_on")
    row = _create(target, signed_on, by)
    case_id = target.invitation.case_id if target.invitation else None
    files = [
        store_file(subject_id=row.pk, case_id=case_id, key=_key(target), upload=upload, by=by).pk for upload in scan
    ]
    if target.seat is not None:
        told = Invitation.objects.filter(meeting=meeting, seat=target.seat, materials_at__isnull=False)
        grant_materials(meeting, told.select_related("adult"), by=by)
    data = {"seat": target.seat.pk} if target.seat else {"invitation": row.invitation_id}
    record(meeting, draft("undertaking.signed", by=by, data={**data, "signed_on": signed_on, "files": files}))
    return row


def _create(target: Target, signed_on: date, by: Member) -> Undertaking:
    about = target.seat or target.invitation
    assert about is not None  # noqa: S101
    try:
        with transaction.atomic():
            return Undertaking.objects.create(
                school_id=about.school_id,
                seat=target.seat,
                invitation=target.invitation,
                signed_on=signed_on,
                recorded_at=clock.now(),
                recorded_by=by.user_id,
                recorded_by_name=by.name,
            )
    except IntegrityError:
        raise Conflict(gettext_noop("This undertaking is recorded already.")) from None


@transaction.atomic
def make_undertaking(*, school: School, meeting: Meeting, target: Target, by: Member) -> Document:
    """The form to sign. An invited person's belongs to the case, a member's to the member."""
    sheet = build_paper(target, None, school, definition_of(meeting.procedure), number="", answers=Answers())
    subject_id = target.subject_id
    assert subject_id is not None  # noqa: S101
    return issue_document(
        kind=DocumentKind(target.paper.key),
        number="",
        layout=LAYOUT,
        sheet=sheet,
        language=sheet.language,
        data_key=_key(target),
        subject_id=subject_id,
        case_id=target.invitation.case_id if target.invitation else None,
        by=by,
    )


def _key(target: Target) -> DataKey:
    """Erased with the case, or with the person."""
    if target.invitation is not None:
        return target.invitation.data_key
    assert target.seat is not None  # noqa: S101
    return target.seat.adult.data_key
