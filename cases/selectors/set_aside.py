"""Files that came with a form which was refused: a browser sends a file once, so they wait here, sealed."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.db.models import QuerySet

from cases.models import Case
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Attachment

KEPT_FOR = timedelta(days=1)


def place_of(case: Case, form: str, by: Member) -> UUID:
    """What such a file belongs to: this person's form of this case."""
    return uuid5(case.pk, f"{by.user_id}/{form}")


def waiting(case: Case, form: str, by: Member) -> QuerySet[Attachment]:
    """Only for who sent them, and for a day."""
    return (
        Attachment.objects.filter(case_id=case.pk, subject_id=place_of(case, form, by))
        .filter(added_at__gt=clock.now() - KEPT_FOR)
        .select_related("data_key")
        .order_by("added_at", "pk")
    )
