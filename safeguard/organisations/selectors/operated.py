"""What an operator looks after: everything that stands, or stood last, under the operator's own organisation."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from safeguard import clock
from safeguard.organisations.models import Organisation, Placement

#: The place of today; of something that begins later, its first; of something closed, its last.
_PLACED = """
  SELECT DISTINCT ON (organisation_id) organisation_id, parent_id FROM organisations_placement
  ORDER BY organisation_id, (from_on <= %s) DESC, CASE WHEN from_on <= %s THEN from_on END DESC NULLS LAST, from_on
"""
_BELOW = (
    f"WITH RECURSIVE placed AS ({_PLACED}), below(id) AS (SELECT %s::uuid UNION "  # noqa: S608  constants alone
    "SELECT placed.organisation_id FROM below JOIN placed ON placed.parent_id = below.id) SELECT id FROM below"
)


def operated(root_id: UUID) -> QuerySet[Organisation]:
    """The operator's own organisation and everything below it, closed too; `parent_id` and `parent_name` beside it."""
    today = clock.today()
    of_it = Placement.objects.filter(organisation=OuterRef("pk"))
    present, coming = of_it.filter(from_on__lte=today).order_by("-from_on"), of_it.order_by("from_on")
    above = {
        f"parent_{what}": Coalesce(Subquery(present.values(column)[:1]), Subquery(coming.values(column)[:1]))
        for what, column in (("id", "parent_id"), ("name", "parent__name"))
    }
    below = RawSQL(_BELOW, [today, today, root_id])  # noqa: S611  values are parameters
    return Organisation.objects.filter(pk__in=below).annotate(**above)


def departments_of(root_id: UUID) -> QuerySet[Organisation]:
    """Under which a school may stand."""
    return operated(root_id).exclude(kind="school").filter(state="active").order_by("name")


def placements_of(organisation_id: UUID) -> list[Placement]:
    rows = Placement.objects.filter(organisation_id=organisation_id).select_related("parent")
    return list(rows.order_by("-from_on"))
