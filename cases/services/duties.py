"""A duty without a deadline is answered: done, with what shows it, or not applicable and why; never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.names import is_same_name
from cases.enums import DutyState
from cases.models import Case, DutyAct, SuspectedRepresentative
from cases.selectors.duties import acts_of, duties_of_case, names_left_out, owed_duties, standing
from cases.selectors.joined import told_in
from cases.selectors.sides import minor_sides
from cases.services.attachments import Upload, store_file
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Guardianship
from safeguard.procedures.duties import Asks, Duty

SEALED = ("words", "reason", "trusted_adult")


@dataclass(frozen=True)
class DutyAnswer:
    """`words` say what was done and what shows it; `reason` why it doesn't apply.

    For a talk `side_child_id` is the child and `adult_id` the representative who was present; without one `reason`
    says why and `trusted_adult` names who sat by the child. `corrects_id` names a wrong entry, with what was wrong.
    """

    duty: str
    state: DutyState
    done_at: datetime | None = None
    words: str = ""
    reason: str = ""
    side_child_id: UUID | None = None
    adult_id: UUID | None = None
    trusted_adult: str = ""
    corrects_id: UUID | None = None
    correction_reason: str = ""


@transaction.atomic
def answer_duty(*, case_id: UUID, answer: DutyAnswer, by: Member, evidence: Sequence[Upload] = ()) -> DutyAct:
    """One answer, one row, one event; the files of the evidence are sealed with the case."""
    case = locked_case(case_id)
    duty = _duty(case, answer)
    _check_correction(case, duty, answer)
    if answer.state is DutyState.DONE:
        _check_done(case, answer)
        if duty.asks is Asks.REPRESENTATIVE:
            _check_talk(case, answer)
    elif answer.state is DutyState.NOT_APPLICABLE and not answer.reason.strip():
        raise RuleViolation(gettext_noop("Write why it doesn't apply."), field="reason")
    row = _row(case, answer, by)
    row.save(force_insert=True)
    files = [store_file(subject_id=row.pk, case_id=case.pk, key=case.data_key, upload=each, by=by) for each in evidence]
    record(case, _event(row, answer, [file.pk for file in files], by))
    return row


def _duty(case: Case, answer: DutyAnswer) -> Duty:
    """One that is owed now, or was when it was answered: a later decision takes no answer back."""
    found = duties_of_case(case).duties.get(answer.duty)
    if found is None or (found not in owed_duties(case) and answer.corrects_id is None):
        raise RuleViolation(gettext_noop("The procedure of this case asks for no such thing now."))
    return found


def _check_correction(case: Case, duty: Duty, answer: DutyAnswer) -> None:
    known = [act for act in acts_of(case) if act.duty == duty.key]
    if answer.corrects_id is None:
        _check_first(duty, answer, standing(known))
        return
    if answer.corrects_id not in {act.pk for act in known}:
        raise RuleViolation(gettext_noop("There is no such entry to correct."))
    if answer.corrects_id in {act.corrects_id for act in known}:
        raise Conflict(gettext_noop("This entry has been corrected already. Correct the newer one."))
    if not answer.correction_reason.strip():
        raise RuleViolation(gettext_noop("Write what was wrong in the first entry."), field="correction_reason")


def _check_first(duty: Duty, answer: DutyAnswer, known: Sequence[DutyAct]) -> None:
    """Every talk is recorded by itself; anything else has one answer, which is corrected and not answered again."""
    if answer.state is DutyState.WITHDRAWN:
        raise RuleViolation(gettext_noop("There is no such entry to correct."))
    is_further_talk = duty.asks is Asks.REPRESENTATIVE and answer.state is DutyState.DONE
    if known and not is_further_talk:
        raise Conflict(gettext_noop("This is answered already. Correct the entry that stands there."))


def _check_done(case: Case, answer: DutyAnswer) -> None:
    if answer.done_at is None:
        raise RuleViolation(gettext_noop("Write when it was done."), field="done_at")
    if answer.done_at > clock.now():
        raise RuleViolation(gettext_noop("It can't have been done in the future."), field="done_at")
    first = told_in(case).order_by("happened_at").values_list("happened_at", flat=True).first()
    if first and answer.done_at < first:
        raise RuleViolation(gettext_noop("It can't have been done before it happened."), field="done_at")
    if not answer.words.strip():
        raise RuleViolation(gettext_noop("Write what was done and what shows it."), field="words")


def _check_talk(case: Case, answer: DutyAnswer) -> None:
    """A representative who isn't suspected was present; or there's a reason, and an adult whom the child trusts."""
    if answer.side_child_id is None or answer.side_child_id not in minor_sides(case):
        raise RuleViolation(gettext_noop("Choose with which child the talk was."), field="present")
    if answer.adult_id is not None:
        _check_representative(case, answer.side_child_id, answer.adult_id)
        return
    if not answer.reason.strip():
        raise RuleViolation(gettext_noop("Write why no representative could be present."), field="reason")
    if not answer.trusted_adult.strip():
        raise RuleViolation(
            gettext_noop("Write which adult, whom the child trusts, was present instead."), field="trusted_adult"
        )
    if any(is_same_name(answer.trusted_adult, name) for name in names_left_out(case)):
        raise RuleViolation(
            gettext_noop("This person is suspected in this case and can't sit by the child."), field="trusted_adult"
        )


def _check_representative(case: Case, child_id: UUID, adult_id: UUID) -> None:
    if SuspectedRepresentative.objects.filter(case=case, adult_id=adult_id).exists():
        raise RuleViolation(
            gettext_noop("This person is suspected in this case and can't sit by the child."), field="present"
        )
    if not Guardianship.objects.filter(live_on(clock.today()), child_id=child_id, adult_id=adult_id).exists():
        raise RuleViolation(gettext_noop("This person doesn't represent the child."), field="present")


def _row(case: Case, answer: DutyAnswer, by: Member) -> DutyAct:
    is_done = answer.state is DutyState.DONE
    row = DutyAct(
        id=uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        case=case,
        duty=answer.duty,
        state=answer.state,
        done_at=answer.done_at if is_done else None,
        side_child_id=answer.side_child_id if is_done else None,
        adult_id=answer.adult_id if is_done else None,
        recorded_at=clock.now(),
        recorded_by=by.user_id,
        recorded_by_name=by.name,
        corrects_id=answer.corrects_id,
    )
    for column in SEALED:
        row.seal(column, getattr(answer, column).strip())
    return row


def _event(row: DutyAct, answer: DutyAnswer, files: list[UUID], by: Member) -> EventDraft:
    said = {
        "duty": row.duty,
        "act": row.pk,
        "state": row.state,
        "side_child": row.side_child_id,
        "adult": row.adult_id,
        "files": files,
        "corrects": row.corrects_id,
    }
    data = {key: value for key, value in said.items() if value}
    if row.corrects_id is not None:
        return draft("duty.corrected", by=by, data=data, text=answer.correction_reason.strip())
    if answer.state is DutyState.DONE:
        return draft("duty.done", by=by, occurred_at=row.done_at, data=data, text=answer.words.strip())
    return draft("duty.declined", by=by, data=data, text=answer.reason.strip())
