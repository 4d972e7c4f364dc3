"""What a demo school has done on paper under a procedure of its own: orders and an investigation."""

from datetime import datetime, timedelta

from cases.domain.deeds import DeedDraft
from cases.models import Case, Deadline
from cases.selectors.clocks import definition_of
from cases.services.deeds import record_deed
from demo.build import BuiltSchool
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.procedures.bindings import deeds_of, rules_met_by
from safeguard.procedures.schema import Evidence

STEP = timedelta(hours=1)
WORDS = "Уповноважені особи зібрали пояснення сторін і знімки листування; обставини підтверджуються."


def record_deeds(built: BuiltSchool, case: Case, at: datetime, *, most: int | None) -> None:
    """One after the other, as each begins the next; `most` of them where the case stands still."""
    wanted = [
        each for each in deeds_of(definition_of(case.procedure)) if rules_met_by(definition_of(case.procedure), each)
    ]
    for number, evidence in enumerate(wanted[:most]):
        _record(built, case, evidence, at + number * STEP)


def _record(built: BuiltSchool, case: Case, evidence: Evidence, at: datetime) -> None:
    rules = [rule.key for rule in rules_met_by(definition_of(case.procedure), evidence)]
    if not Deadline.objects.filter(case=case, rule__in=rules, met_at=None).exists():
        return
    deed = DeedDraft(
        evidence=evidence,
        done_at=at,
        done_by=str(Role.PRINCIPAL),
        number=f"{case.number}-о",
        dated_on=at.date(),
        words=WORDS,
    )
    with clock.frozen(at + STEP / 6):
        record_deed(case_id=case.pk, deed=deed, by=built.members["principal"])
