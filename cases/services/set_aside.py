"""Nothing that was chosen is lost when another answer of the form is wrong."""

import hashlib
from collections.abc import Collection, Iterable

from django.db import transaction

from cases.models import Case
from cases.selectors.set_aside import KEPT_FOR, place_of, waiting
from cases.services.attachments import Upload, store_file
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Attachment


@transaction.atomic
def set_aside(*, case: Case, form: str, uploads: Iterable[Upload], by: Member) -> None:
    """Sent twice, it's kept once. What nobody came back for in a day goes."""
    place = place_of(case, form, by)
    Attachment.objects.filter(subject_id=place, added_at__lte=clock.now() - KEPT_FOR).delete()
    known = set(waiting(case, form, by).values_list("sha256", flat=True))
    for upload in uploads:
        if hashlib.sha256(upload.body).hexdigest() not in known:
            store_file(subject_id=place, case_id=case.pk, key=case.data_key, upload=upload, by=by)


@transaction.atomic
def take_back(*, case: Case, form: str, without: Collection[str], by: Member) -> list[Upload]:
    """What waited, but for what is left out; nothing waits any more."""
    rows = list(waiting(case, form, by))
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [
        Upload(row.open("name"), row.media_type, row.open_bytes("body")) for row in rows if str(row.pk) not in without
    ]
