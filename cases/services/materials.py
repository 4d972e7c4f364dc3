"""What was collected about a case is entered; a wrong entry is set aside with its reason and stays."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.materials import OF_A_SIDE, MaterialDraft, check_material
from cases.models import Case, Involvement, Material
from cases.services.attachments import Upload, store_file
from cases.services.events import draft as event
from cases.services.events import locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import Conflict, RuleViolation, gettext_noop


@transaction.atomic
def add_material(*, case_id: UUID, draft: MaterialDraft, by: Member, files: Sequence[Upload] = ()) -> Material:
    """Sealed with the key of the case, like its files."""
    case = locked_case(case_id)
    check_material(draft, files=len(files), today=clock.today())
    row = _row(case, draft, by)
    kept = [store_file(subject_id=row.pk, case_id=case.pk, key=case.data_key, upload=each, by=by) for each in files]
    said = {"material": row.pk, "kind": draft.kind, "files": [{"id": each.pk, "sha256": each.sha256} for each in kept]}
    record(case, event("material.added", by=by, data=said))
    return row


def _row(case: Case, draft: MaterialDraft, by: Member) -> Material:
    row = Material(
        id=uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        case=case,
        kind=draft.kind,
        side=_side(case, draft),
        reference=draft.reference.strip(),
        received_on=draft.received_on,
        added_at=clock.now(),
        added_by=by.user_id,
        added_by_name=by.name,
    )
    row.seal("whom", draft.whom.strip())
    if draft.words.strip():
        row.seal("words", draft.words.strip())
    row.save(force_insert=True)
    return row


def _side(case: Case, draft: MaterialDraft) -> Involvement | None:
    if draft.kind not in OF_A_SIDE or draft.side_id is None:
        return None
    found = Involvement.objects.filter(case=case, pk=draft.side_id).first()
    if found is None:
        raise RuleViolation(gettext_noop("Choose whose explanation it is."), field="side")
    return found


@transaction.atomic
def set_aside_material(*, case_id: UUID, material_id: UUID, reason: str, by: Member) -> None:
    """It stays readable, and counts no more."""
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write the reason."), field="reason")
    case = locked_case(case_id)
    row = Material.objects.select_related("data_key").get(case=case, pk=material_id)
    if row.set_aside_at is not None:
        raise Conflict(gettext_noop("Somebody has set it aside already."))
    row.set_aside_at, row.set_aside_by = clock.now(), by.user_id
    row.seal("set_aside_reason", reason.strip())
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_reason"])
    record(case, event("material.set_aside", by=by, data={"material": row.pk}, text=reason))
