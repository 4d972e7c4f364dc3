"""What became of measures in the demo, and two reports of one event that became one case."""

from datetime import datetime, timedelta

from cases.models import Case
from cases.services.joining import join_case
from commissions.domain.follow_up import StepDraft
from commissions.enums import Effect, StepKind
from commissions.models import MeasureStage, MeasureStep
from commissions.selectors.follow_up import open_in
from commissions.services.follow_up import record_step
from commissions.services.measure_watch import act_on_measure_stages
from demo.build import BuiltSchool
from demo.words import FOLLOW_UP
from safeguard import clock

DAY = timedelta(days=1)


def look_at_measures(built: BuiltSchool, case: Case, at: datetime) -> None:
    """Three weeks on it's too early to say; the next look is a month later, and nobody has recorded it yet."""
    _step(built, case, at, "looked", StepKind.LOOKED, Effect.PARTLY, next_day=at + 28 * DAY)


def close_measures(built: BuiltSchool, case: Case, at: datetime) -> None:
    _step(built, case, at, "done", StepKind.DONE, Effect.HELPED)


def _step(
    built: BuiltSchool,
    case: Case,
    at: datetime,
    words: str,
    kind: StepKind,
    effect: Effect,
    next_day: datetime | None = None,
) -> None:
    said, by = FOLLOW_UP[built.school.organisation.country], built.members["responsible"]
    with clock.frozen(at):
        for measure in open_in(case):
            next_on = next_day.date() if next_day else None
            step = StepDraft(kind, at.date(), said[words], effect=effect, next_on=next_on)
            seen = MeasureStep.objects.filter(measure=measure).count()
            record_step(measure_id=measure.pk, step=step, seen=seen, by=by)


def join(built: BuiltSchool, later: Case, earlier: Case, at: datetime) -> None:
    """Two teachers told of one event on one evening."""
    later.refresh_from_db()
    earlier.refresh_from_db()
    with clock.frozen(at):
        join_case(
            case_id=later.pk,
            into_id=earlier.pk,
            reason=FOLLOW_UP[built.school.organisation.country]["join"],
            seen=later.event_seq,
            seen_into=earlier.event_seq,
            by=built.members["principal"],
        )


def enforce_measures(now: datetime) -> None:
    """What the sweep would have done by now; what is long past was told then."""
    due = MeasureStage.objects.filter(done_at__isnull=True, at__lte=now)
    due.filter(at__lt=now - 3 * DAY).update(done_at=now, outcome="demo")
    act_on_measure_stages(list(due.values_list("pk", flat=True)))
