"""Duties without a deadline of a case: derived from its pinned procedure, with what was answered."""

from collections.abc import Sequence
from uuid import UUID

from cases.domain.duties import UNDECIDED, Answer, Finding, is_unqualified, open_duties
from cases.domain.duties import standing as standing_answers
from cases.enums import DutyState
from cases.models import Case, CaseEvent, DutyAct, Involvement, SuspectedRepresentative
from cases.selectors.clocks import definition_of
from cases.selectors.joined import of
from cases.selectors.sides import spoken
from safeguard.people.models import Adult
from safeguard.procedures.duties import Duties, Duty, When, duties_of

#: Civil Code of Ukraine, art. 34.
FULL_AGE = 18


def duties_of_case(case: Case) -> Duties:
    return duties_of(definition_of(case.procedure))


def acts_of(case: Case) -> list[DutyAct]:
    """Every answer, the corrected ones too, in the order in which they were recorded."""
    return list(DutyAct.objects.filter(of(case)).select_related("data_key").order_by("recorded_at", "pk"))


def act_of(case: Case, act_id: UUID) -> DutyAct | None:
    return DutyAct.objects.filter(of(case), pk=act_id).select_related("data_key").first()


def standing(acts: Sequence[DutyAct]) -> list[DutyAct]:
    kept = {answer.id for answer in standing_answers(map(_answer, acts))}
    return [act for act in acts if act.pk in kept]


def owed_duties(case: Case) -> list[Duty]:
    """A statement only where something depends on the decision, and only after one."""
    known = duties_of_case(case)
    is_asked = known.depends_on(When.NOT_QUALIFIED) and case.status not in UNDECIDED
    has_minor = known.depends_on(When.MINOR_SIDE) and _has_minor_side(case)
    return list(known.owed(is_unqualified=is_asked and is_unqualified(_finding(case)), has_minor_side=has_minor))


def _has_minor_side(case: Case) -> bool:
    """By the age on the day of the report; where adults learn, one that nobody knows is an adult's."""
    return Involvement.objects.filter(case=case, age__lt=FULL_AGE).exists()


def open_duties_of(case: Case, acts: Sequence[DutyAct]) -> list[Duty]:
    owed = owed_duties(case)
    left = open_duties([duty.key for duty in owed], map(_answer, acts))
    return [duty for duty in owed if duty.key in left]


def count_open(case: Case) -> int:
    """Without opening a sealed word."""
    return len(open_duties_of(case, list(DutyAct.objects.filter(of(case)).defer("words", "reason", "trusted_adult"))))


def names_left_out(case: Case) -> list[str]:
    """Suspected representatives and adults who are accused: nobody of them sits by the child (C-06)."""
    suspected = SuspectedRepresentative.objects.filter(case=case).values("adult_id")
    accused = Involvement.objects.filter(case=case, adult__isnull=False, role="accused").values("adult_id")
    rows = Adult.objects.filter(pk__in=suspected.union(accused, all=True)).select_related("data_key")
    return [spoken(row.open("name")) for row in rows]


def _answer(act: DutyAct) -> Answer:
    return Answer(act.pk, act.duty, DutyState(act.state), act.corrects_id)


def _finding(case: Case) -> Finding | None:
    """From the codes of the last decision's event: commissions stand above cases."""
    rows = CaseEvent.objects.filter(case=case, kind="resolution.adopted").order_by("-seq")
    said = rows.values_list("data", flat=True).first()
    return Finding(bool(said["is_substantiated"]), said["is_bullying"]) if said else None
