"""Duties without a deadline as the demo's schools have answered them."""

from datetime import datetime, timedelta
from typing import Any

from cases.enums import DutyState, SideRole
from cases.models import Case, DutyAct
from cases.selectors.duties import owed_duties
from cases.services.duties import DutyAnswer, answer_duty
from demo.build import BuiltSchool
from demo.words import DUTIES
from safeguard import clock
from safeguard.people.models import Guardianship
from safeguard.procedures.duties import Asks, Duty


def answer_duties(built: BuiltSchool, case: Case, at: datetime) -> None:
    """Whatever is owed and open; first aid and a call for help weren't needed, and it says why."""
    words = DUTIES[built.school.organisation.country]
    answered = set(DutyAct.objects.filter(case=case).values_list("duty", flat=True))
    with clock.frozen(at + timedelta(hours=1)):
        for duty in owed_duties(case):
            if duty.key not in answered:
                answer_duty(case_id=case.pk, answer=_answer(case, duty, at, words), by=built.members["responsible"])


def _answer(case: Case, duty: Duty, at: datetime, words: dict[str, str]) -> DutyAnswer:
    if duty.if_needed:
        return DutyAnswer(duty.key, DutyState.NOT_APPLICABLE, reason=words["not_needed"])
    talk = _talk(case) if duty.asks is Asks.REPRESENTATIVE else {}
    return DutyAnswer(duty.key, DutyState.DONE, done_at=at, words=words[duty.key], **talk)


def _talk(case: Case) -> dict[str, Any]:
    """With the child who was hurt, a representative beside them."""
    child_id = case.involvements.filter(role=SideRole.VICTIM).values_list("child_id", flat=True)[0]
    adult_id = Guardianship.objects.filter(child=child_id).values_list("adult_id", flat=True)[0]
    return {"side_child_id": child_id, "adult_id": adult_id}
