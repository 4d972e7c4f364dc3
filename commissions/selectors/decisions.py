"""What the commission has decided on a case."""

from uuid import UUID

from commissions.domain.motions import Verdict
from commissions.models import Decision, Finding


def decisions_of(case_id: UUID) -> list[Decision]:
    """Every decision on a case, the newest first."""
    rows = Decision.objects.filter(case_id=case_id).select_related("meeting", "data_key")
    return list(rows.order_by("-decided_at", "-pk"))


def standing_verdicts(case_id: UUID) -> dict[UUID | None, Verdict]:
    """By accused the last finding about them; nobody in particular has an entry of its own. One statement."""
    rows = Finding.objects.filter(decision__case_id=case_id).order_by("decision__decided_at", "decision_id", "rank")
    found = rows.values_list("accused_id", "is_substantiated", "is_bullying")
    return {accused: Verdict(confirmed, is_bullying) for accused, confirmed, is_bullying in found}
