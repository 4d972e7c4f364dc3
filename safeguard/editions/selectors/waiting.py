"""What waits for one person: numbers to review, and the answers to their own. Read from the numbers themselves.

A department's first page asks each time. Every desk of a head would ask too, so a school's answer is kept for a
minute, or until a step is taken.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from safeguard import clock
from safeguard.access.member import Member
from safeguard.editions.domain.rules import concerns
from safeguard.editions.selectors.drafts import BELOW
from safeguard.organisations.enums import DraftState
from safeguard.organisations.models import Adoption, DraftReview, VersionDraft

#: An approved edition that nobody adopts is nothing new after that time.
NEWS = timedelta(days=30)
SECONDS = 60


def waiting_at_school(member: Member) -> list[VersionDraft]:
    """Nothing stands below a school. No statement while the answer is fresh."""
    key = _key(member.organisation_id)
    found = cache.get(key)
    if found is None:
        found = list(_rows(Q(organisation_id=member.organisation_id), member.organisation_id))
        cache.set(key, found, SECONDS)
    return _of(found, member)


def waiting_at_department(member: Member) -> list[VersionDraft]:
    """One statement, however many stand below."""
    today = clock.today()
    below = RawSQL(BELOW, [member.organisation_id, today, today])  # noqa: S611  values are parameters
    return _of(_rows(Q(organisation_id__in=below), member.organisation_id), member)


def forget_waiting(organisation_id: UUID) -> None:
    """With the commit of the step."""
    transaction.on_commit(lambda: cache.delete(_key(organisation_id)))


def _rows(submitted_at: Q, own: UUID) -> QuerySet[VersionDraft]:
    adopted = Adoption.objects.filter(organisation_id=own, version_id=OuterRef("version_id"), withdrawn_at=None)
    lately = DraftReview.objects.filter(draft_id=OuterRef("pk"), at__gte=clock.now() - NEWS)
    answered = Q(state=DraftState.RETURNED) | Q(state=DraftState.APPROVED) & Exists(lately) & ~Exists(adopted)
    rows = VersionDraft.objects.filter(submitted_at & Q(state=DraftState.SUBMITTED) | answered & Q(organisation_id=own))
    return rows.select_related("organisation", "base").order_by("submitted_at")


def _of(rows: Iterable[VersionDraft], member: Member) -> list[VersionDraft]:
    return [row for row in rows if concerns(member, row.state, row.written_by)]


def _key(organisation_id: UUID) -> str:
    return f"new-numbers:{organisation_id}"
