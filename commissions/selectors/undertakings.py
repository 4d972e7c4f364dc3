"""Who has signed to keep what they learn, and who gets no materials before (UA-B-IV.4.6b, IV.5.9a)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cases.selectors.clocks import definition_of
from commissions.enums import Capacity
from commissions.models import Invitation, Meeting, Seat, Undertaking
from commissions.selectors.papers import Target, undertakings_of
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Attachment, Document
from safeguard.procedures.papers import About, Paper, papers_about

KINDS = (DocumentKind.UNDERTAKING_GUEST, DocumentKind.UNDERTAKING_MEMBER)


@dataclass(frozen=True)
class Signing:
    """One person's undertaking: signed, or still awaited."""

    target: Target
    undertaking: Undertaking | None
    scans: tuple[Attachment, ...]
    document: Document | None

    @property
    def is_awaited(self) -> bool:
        return self.undertaking is None


def signings_of(meeting: Meeting, case_ids: Iterable[UUID]) -> list[Signing]:
    """Everybody who is asked to sign, in the order in which they were put on the list; four statements."""
    targets = undertakings_of(meeting, case_ids)
    signed = _signed(targets)
    scans = list(Attachment.objects.filter(subject_id__in=[row.pk for row in signed.values()]).defer("body"))
    papers = Document.objects.filter(kind__in=KINDS, subject_id__in=[_subject(each) for each in targets])
    documents = {row.subject_id: row for row in papers.defer("sheet", "pdf").order_by("finalised_at")}
    return [
        Signing(
            target,
            row := signed.get(_subject(target)),
            tuple(scan for scan in scans if row and scan.subject_id == row.pk),
            documents.get(_subject(target)),
        )
        for target in targets
    ]


def lacks_undertaking(meeting: Meeting, row: Invitation) -> bool:
    """Gets no materials yet. An applicant's are the report that they made themselves: nothing to keep from them."""
    paper = _gates(meeting).get(About.SEAT if row.seat_id else About.GUEST)
    if paper is None or row.capacity == Capacity.APPLICANT:
        return False
    about = {"seat": row.seat_id} if row.seat_id else {"invitation": row.pk}
    return not Undertaking.objects.filter(**about).exists()


def signed_seats(meeting: Meeting, seats: Iterable[Seat]) -> list[Seat]:
    """Those who may see the materials: everybody where the text asks for no undertaking first."""
    known = list(seats)
    if About.SEAT not in _gates(meeting):
        return known
    signed = set(Undertaking.objects.filter(seat__in=known).values_list("seat_id", flat=True))
    return [seat for seat in known if seat.pk in signed]


def scan_with_body(signing: Signing, attachment_id: UUID) -> Attachment | None:
    if attachment_id not in {scan.pk for scan in signing.scans}:
        return None
    return Attachment.objects.select_related("data_key").get(pk=attachment_id)


def _gates(meeting: Meeting) -> dict[About, Paper]:
    papers = papers_about(definition_of(meeting.procedure), About.GUEST, About.SEAT)
    return {paper.form.about: paper for paper in papers if paper.is_gate}


def _signed(targets: Iterable[Target]) -> Mapping[UUID, Undertaking]:
    """By seat and by invitation; two statements."""
    known = list(targets)
    seats = Undertaking.objects.filter(seat__in=[each.seat for each in known if each.seat])
    guests = Undertaking.objects.filter(invitation__in=[each.invitation for each in known if each.invitation])
    return {row.seat_id or row.invitation_id or row.pk: row for row in (*seats, *guests)}


def _subject(target: Target) -> UUID:
    found = target.subject_id
    assert found is not None  # noqa: S101
    return found
