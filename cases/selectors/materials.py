"""What was collected about a case that came through `case_for`, and the files of it."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from cases.models import Case, Material
from cases.selectors.joined import of
from safeguard.documents.models import Attachment


def materials_of(case: Case) -> list[Material]:
    """Those of joined cases too, in the order in which they came; one statement."""
    rows = Material.objects.filter(of(case)).select_related("data_key", "side")
    return list(rows.order_by("received_on", "added_at"))


def files_by_material(materials: Iterable[Material]) -> dict[UUID, list[Attachment]]:
    """Without their bytes; one statement."""
    rows = Attachment.objects.filter(subject_id__in=[row.pk for row in materials]).defer("body")
    found: dict[UUID, list[Attachment]] = defaultdict(list)
    for row in rows.select_related("data_key").order_by("pk"):
        found[row.subject_id].append(row)
    return found


def material_of(case: Case, material_id: UUID) -> Material | None:
    return Material.objects.filter(case=case, pk=material_id).select_related("data_key", "side").first()


def file_of_material(case: Case, attachment_id: UUID) -> Attachment | None:
    """With its bytes; only what belongs to a material of this case."""
    theirs = Material.objects.filter(of(case)).values("pk")
    return Attachment.objects.filter(pk=attachment_id, subject_id__in=theirs).select_related("data_key").first()
