"""Measures that are followed after the decision: what waits, for whom, until when. The steps say it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from cases.enums import OVER
from cases.models import Case
from cases.selectors.access import visible_cases
from commissions.domain.follow_up import ENDS, TURNS
from commissions.domain.measures import ADVICE
from commissions.enums import StepKind
from commissions.models import Measure, MeasureStep
from safeguard.access.member import Member
from safeguard.people.models import Adult


def followed() -> QuerySet[Measure]:
    """Of finalised decisions, each with `turn`, `awaited_on`, `holder_id`; without advice that nobody answers for."""
    steps = MeasureStep.objects.filter(measure=OuterRef("pk")).order_by("-recorded_at", "-pk")
    turns = steps.filter(kind__in=TURNS).values("kind")[:1]
    days = steps.filter(next_on__isnull=False).values("next_on")[:1]
    holders = steps.filter(kind=StepKind.PASSED_ON).values("responsible_id")[:1]
    rows = Measure.objects.filter(decision__isnull=False).exclude(kind__in=ADVICE, responsible__isnull=True)
    return rows.annotate(
        turn=Subquery(turns),
        awaited_on=Coalesce(Subquery(days), "due_on"),
        holder_id=Coalesce(Subquery(holders), "responsible_id", output_field=UUIDField()),
    )


def still_open(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Nothing has ended them, or something resumed them; a closed case has none."""
    return rows.filter(Q(turn__isnull=True) | ~Q(turn__in=ENDS)).exclude(decision__case__status__in=OVER)


def is_open(measure: Measure) -> bool:
    """Of a row of `followed`."""
    return measure.turn not in ENDS  # type: ignore[attr-defined]


def followed_in(case: Case) -> QuerySet[Measure]:
    """The soonest first; what has no day comes last."""
    return followed().filter(decision__case=case).order_by("awaited_on", "pk")  # type: ignore[misc]


def open_in(case: Case) -> QuerySet[Measure]:
    return still_open(followed_in(case))


def open_for(member: Member) -> QuerySet[Measure]:
    """Open measures of the cases that the member may know of, and of no other."""
    rows = still_open(followed()).filter(decision__case__in=visible_cases(member))
    return rows.select_related("decision__case").order_by("awaited_on", "pk")  # type: ignore[misc]


def is_theirs(measure: Measure, user_id: UUID) -> bool:
    """Who answers for it now, or judges its effect."""
    people = {measure.holder_id, measure.judged_by_id} - {None}  # type: ignore[attr-defined]
    return Adult.objects.filter(pk__in=people, user_id=user_id).exists()


def steps_of(measures: Iterable[Measure]) -> dict[UUID, list[MeasureStep]]:
    """By measure, the oldest first; one statement."""
    found: dict[UUID, list[MeasureStep]] = {}
    rows = MeasureStep.objects.filter(measure__in=[row.pk for row in measures]).select_related("responsible__data_key")
    for row in rows.order_by("recorded_at", "pk"):
        found.setdefault(row.measure_id, []).append(row)
    return found


def holders_of(measures: Iterable[Measure]) -> dict[UUID, Adult]:
    """Who answers for each now, by adult; one statement."""
    wanted = {row.holder_id for row in measures} - {None}  # type: ignore[attr-defined]
    return {adult.pk: adult for adult in Adult.objects.filter(pk__in=wanted).select_related("data_key")}


def held_by_user(user_id: UUID) -> Q:
    """For rows of `followed`."""
    return Q(holder_id__in=Adult.objects.filter(user_id=user_id).values("pk"))


def held_by(user_id: UUID) -> QuerySet[Measure]:
    """Every open measure that this person answers for now, whoever may know of its case."""
    rows = still_open(followed()).filter(held_by_user(user_id))
    return rows.select_related("decision__case").order_by("decision__case_id", "pk")


def is_late(measure: Measure, today: date) -> bool:
    return bool(measure.awaited_on and measure.awaited_on < today)  # type: ignore[attr-defined]
