"""What a token may read of cases: the rule of `cases.selectors.access`, and what its holder may not know."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from cases.models import Case, Deadline, Recusal
from cases.selectors.access import visible_cases
from safeguard.audit.access import record_access
from safeguard.tokens.integration import Integration


def cases_of(integration: Integration) -> QuerySet[Case]:
    """Without those from which the token's holder is recused: a machine shows nobody what is hidden from them."""
    hidden = Recusal.objects.filter(case_id=OuterRef("pk"), user_id=integration.held_by)  # type: ignore[misc]
    return visible_cases(integration).exclude(Exists(hidden))


def case_of(integration: Integration, case_id: UUID) -> Case:
    """Absent and hidden alike; the look is recorded either way."""
    found = cases_of(integration).select_related("procedure").filter(pk=case_id).first()
    record_access(member=integration, case_id=case_id, what="api", is_allowed=found is not None)
    if found is None:
        raise Http404
    return found


def limits_of(integration: Integration) -> QuerySet[Deadline]:
    return Deadline.objects.filter(case__in=cases_of(integration).values("pk")).select_related("case__procedure")
