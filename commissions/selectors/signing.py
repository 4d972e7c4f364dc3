"""Signatures and copies of the standing version of the minutes, with the names behind them.

`signing_of` is also what the signature and copy sheet (D28) is printed from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from commissions.enums import CopyKeeper, SignatureState
from commissions.models import Meeting, MinutesCopy, Signature
from commissions.selectors.sides import CodedChild, coded_people
from commissions.selectors.versions import versions_of
from safeguard.documents.enums import DocumentKind
from safeguard.documents.models import Attachment, Document
from safeguard.vault import keys


@dataclass(frozen=True)
class Signing:
    """Of one version: each signature and copy; codes by child; scans by signature."""

    document: Document
    signatures: list[Signature]
    copies: list[MinutesCopy]
    codes: Mapping[UUID, str]
    scans: Mapping[UUID, list[Attachment]]

    @property
    def awaited(self) -> list[Signature]:
        return [row for row in self.signatures if row.state == SignatureState.AWAITED]

    @property
    def without_copy(self) -> list[tuple[Signature, CopyKeeper]]:
        """Representatives for whom the copies don't suffice."""
        return families_without_copy(self.signatures, self.copies)

    @property
    def needed(self) -> int:
        """How many copies everybody who has to get one would take."""
        return len(self.copies) + len(self.without_copy)


def families_without_copy(
    signatures: Iterable[Signature], copies: Sequence[MinutesCopy]
) -> list[tuple[Signature, CopyKeeper]]:
    """Each with the kind of copy that the other family of that side has; nobody where families keep none."""
    sides = {row.child_id: CopyKeeper(row.keeper) for row in copies if row.child_id}
    held = {(row.child_id, row.adult_id) for row in copies}
    kinds = [kind for kind in (CopyKeeper.VICTIM_GUARDIAN, CopyKeeper.ACCUSED_GUARDIAN) if kind in sides.values()]
    if not kinds:
        return []
    missing = [row for row in signatures if row.child_id and (row.child_id, row.adult_id) not in held]
    return [(row, sides.get(row.child_id, kinds[-1])) for row in missing if row.child_id]


def signing_of(meeting: Meeting, case_ids: Iterable[UUID], language: str, document: Document | None = None) -> Signing:
    """Of a version, or of the one that stands."""
    stands = document or versions_of(meeting.pk)[0]
    named = ("seat", "seat__adult", "seat__adult__data_key", "adult", "adult__data_key", "data_key")
    signatures = list(Signature.objects.filter(document=stands).select_related(*named).order_by("rank"))
    kept = MinutesCopy.objects.filter(document=stands).select_related("adult", "adult__data_key", "data_key")
    children, _adults = coded_people(case_ids, language)
    return Signing(stands, signatures, list(kept.order_by("number")), _codes(children), _scans(signatures))


def _codes(children: Iterable[CodedChild]) -> dict[UUID, str]:
    return {child.child.pk: child.code for child in children}


def _scans(signatures: Sequence[Signature]) -> dict[UUID, list[Attachment]]:
    rows = Attachment.objects.filter(subject_id__in=[row.pk for row in signatures]).defer("body")
    found: dict[UUID, list[Attachment]] = {}
    for row in rows.select_related("data_key").order_by("added_at", "pk"):
        found.setdefault(row.subject_id, []).append(row)
    keys.load({row.data_key_id for rows_ in found.values() for row in rows_})
    return found


def scan_with_body(meeting: Meeting, attachment_id: UUID) -> Attachment | None:
    """A scan of a signature of this meeting, of whichever version."""
    subjects = Signature.objects.filter(meeting=meeting).values("pk")
    rows = Attachment.objects.filter(pk=attachment_id, subject_id__in=subjects)
    return rows.select_related("data_key").first()


def unsigned(meeting: OuterRef) -> QuerySet[Signature]:
    """Those under the standing version of a meeting's minutes that nobody has answered for, for an `Exists`."""
    return _awaited().filter(meeting=meeting)


def _awaited() -> QuerySet[Signature]:
    newer = Document.objects.filter(
        kind=DocumentKind.MINUTES, subject_id=OuterRef("meeting_id"), version__gt=OuterRef("document__version")
    )
    return Signature.objects.filter(state=SignatureState.AWAITED).exclude(Exists(newer))


def awaited_by_meeting(meeting_ids: Iterable[UUID]) -> dict[UUID, list[Signature]]:
    """Who hasn't answered yet under the standing version, for the desk: one statement."""
    rows = _awaited().filter(meeting__in=list(meeting_ids))
    found: dict[UUID, list[Signature]] = {}
    for row in rows.select_related("seat__adult__data_key", "adult__data_key").order_by("rank"):
        found.setdefault(row.meeting_id, []).append(row)
    return found
