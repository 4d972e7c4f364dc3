"""Figures follow the cases within a minute: schools with new events first, then the levels above them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q

from cases.models import CaseEvent
from reporting.domain.periods import Quarter, quarter_of, recent
from reporting.models import RollupMark
from reporting.services.rollup import recompute_quarter, sum_level
from safeguard import clock
from safeguard.audit.models import AdministrativeAct
from safeguard.organisations.models import Organisation, Placement, School
from safeguard.organisations.selectors.tree import parent_of
from safeguard.organisations.zones import zone_of
from safeguard.tenancy.scope import department_scope, school_scope

#: An event may be committed a little after the instant it carries; this much is looked at again.
OVERLAP = timedelta(seconds=30)
BEGINNING = datetime(2000, 1, 1).astimezone()
#: A move is looked for this long, so that a scheduler that was away misses none.
MOVE_SEEN = timedelta(days=2)
LEVELS_FROM_BELOW = ("district", "region", "ministry")
SUMMED_QUARTERS = 6


def changed_schools(*, at_most: int = 500) -> list[UUID]:
    """Schools with events that their figures don't hold yet. Ids only: a SECURITY DEFINER function answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT school_id FROM stale_schools(%s)", [at_most])
        return [row[0] for row in cursor.fetchall()]


def refresh_school(school_id: UUID) -> int:
    """Recompute the quarters that new events touch; how many."""
    school = School.objects.select_related("organisation").get(pk=school_id)
    now = clock.now()
    with school_scope(school_id):
        mark = RollupMark.objects.filter(school_id=school_id).first()
        since = mark.upto_at if mark else BEGINNING
        quarters = _touched(school, since)
        for quarter in quarters:
            recompute_quarter(school, quarter)
        newest = CaseEvent.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
        upto = max(newest or BEGINNING, since) if now - (newest or now) > OVERLAP else max(since, now - OVERLAP)
        RollupMark.objects.update_or_create(school_id=school_id, defaults={"upto_at": upto})
    return len(quarters)


def moved_schools() -> list[Placement]:
    """Places that schools took lately, by their day or by the act that entered an earlier one."""
    today = clock.now().date()
    entered = AdministrativeAct.objects.filter(kind="organisation.moved", at__gte=clock.now() - MOVE_SEEN)
    began = Placement.objects.filter(from_on__lte=today + MOVE_SEEN, until_on__isnull=True)
    return list(began.filter(Q(from_on__gte=today - MOVE_SEEN) | Q(organisation__in=entered.values("organisation"))))


def refresh_moved(placement: Placement) -> None:
    """Quarters that end on the day of the move or later now belong to the new department; earlier ones stay."""
    school = School.objects.select_related("organisation").filter(pk=placement.organisation_id).first()
    if school is None:
        return
    quarter = quarter_of(clock.today(zone_of(school)))
    with school_scope(school.pk):
        while quarter.last >= placement.from_on:
            recompute_quarter(school, quarter)
            quarter = quarter.previous()


def _touched(school: School, since: datetime) -> set[Quarter]:
    zone = zone_of(school)
    events = CaseEvent.objects.filter(Q(recorded_at__gt=since))
    cases = set(events.values_list("case__received_at", flat=True).distinct())
    reports = set(events.values_list("case__reports__head_received_at", flat=True).distinct()) - {None}
    return {quarter_of(at.astimezone(zone).date()) for at in cases | reports}


def refresh_levels() -> None:
    """Districts from their schools, regions from districts, ministries from regions; the last six quarters."""
    quarters = recent(clock.now().date() + timedelta(days=1), SUMMED_QUARTERS)
    for kind in LEVELS_FROM_BELOW:
        for organisation in Organisation.objects.filter(kind=kind):
            parent = parent_of(organisation.pk, on=clock.now().date()) or organisation
            with department_scope(organisation.pk):
                sum_level(organisation.pk, parent.pk, quarters)
