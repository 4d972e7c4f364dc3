"""Who was told, and the deadline that it meets. A correction is a new notice; nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.notices import Told, completed_at, counting_for
from cases.models import Case, Deadline, Notice
from cases.selectors.clocks import clocks_of_case, definition_of
from cases.selectors.joined import clocks_that_came, told_in
from cases.selectors.sides import (
    children_with_somebody_to_tell,
    minor_sides,
    minor_sides_by_clock,
    spoken,
    standing_notices,
)
from cases.selectors.suspects import suspects_of
from cases.services.attachments import Upload, store_file
from cases.services.deadlines import meet_deadline, reopen_deadline
from cases.services.events import draft, locked_case, record
from cases.services.evidence import open_limits
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import EventDraft
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Guardianship
from safeguard.procedures.read_rules import ALWAYS_KNOWN
from safeguard.procedures.schema import Evidence, Rule

SEALED = ("remark", "decided_reason")


@dataclass(frozen=True)
class NoticeDraft:
    """`side_child_id` for a rule that counts every minor side; `adult_id` the representative who was told.

    Without a representative `told_whom` names who was told instead and `decided_reason` says why (C-06).
    `corrects_id` names the notice that was wrong; then `correction_reason` says what was wrong in it.
    """

    rule: str
    told_at: datetime
    channel: str
    told_whom: str = ""
    reference: str = ""
    remark: str = ""
    side_child_id: UUID | None = None
    adult_id: UUID | None = None
    decided_reason: str = ""
    corrects_id: UUID | None = None
    correction_reason: str = ""


@transaction.atomic
def record_notice(*, case_id: UUID, notice: NoticeDraft, by: Member, evidence: Sequence[Upload] = ()) -> Notice:
    """The only thing that stops a notice's clock: at `told_at`, not when it's entered."""
    case = locked_case(case_id)
    rule = _rule(case, notice.rule)
    _check_instant(case, notice)
    _check_begun(case, rule, notice)
    _check_correction(case, notice)
    told_whom = _check_recipient(case, rule, notice)
    row = _row(case, notice, told_whom, by)
    row.save(force_insert=True)
    files = [_keep(case, row, upload, by) for upload in evidence]
    [event] = record(case, _event(notice, row, files, by))
    settle_notices(case, rule, event.pk)
    case.save(update_fields=["next_due_at"])
    return row


def _rule(case: Case, key: str) -> Rule:
    try:
        rule = definition_of(case.procedure).rule(key)
    except KeyError:
        raise RuleViolation(gettext_noop("The procedure knows no such notice.")) from None
    if rule.met_by is not Evidence.NOTICE_GIVEN:
        raise RuleViolation(gettext_noop("The procedure knows no such notice."))
    return rule


def _check_instant(case: Case, notice: NoticeDraft) -> None:
    """Somebody may be told before the report is written down, but not before it happened."""
    if notice.told_at > clock.now():
        raise RuleViolation(gettext_noop("Nobody can have been told in the future."), field="told_at")
    first = told_in(case).order_by("happened_at").values_list("happened_at", flat=True).first()
    if first and notice.told_at < first:
        raise RuleViolation(gettext_noop("Nobody can have been told before it happened."), field="told_at")


def _check_begun(case: Case, rule: Rule, notice: NoticeDraft) -> None:
    """A notice that a later step begins, such as the one of a qualified case, isn't given before that step (C-02)."""
    if rule.starts_on in ALWAYS_KNOWN:
        return
    starts = Deadline.objects.filter(case=case, rule=rule.key).values_list("starts_at", flat=True)
    if not starts:
        raise RuleViolation(gettext_noop("This notice isn't owed yet: the step that begins it hasn't happened."))
    if notice.told_at < min(starts):
        raise RuleViolation(
            gettext_noop("Nobody can have been told before the step that this notice speaks of."), field="told_at"
        )


def _check_correction(case: Case, notice: NoticeDraft) -> None:
    if notice.corrects_id is None:
        return
    of_rule = Notice.objects.filter(case=case, rule=notice.rule)
    if not of_rule.filter(pk=notice.corrects_id).exists():
        raise RuleViolation(gettext_noop("There is no such notice to correct."))
    if of_rule.filter(corrects_id=notice.corrects_id).exists():
        raise Conflict(gettext_noop("This notice has been corrected already. Correct the newer one."))
    if not notice.correction_reason.strip():
        raise RuleViolation(gettext_noop("Write what was wrong in the first entry."), field="correction_reason")


def _check_recipient(case: Case, rule: Rule, notice: NoticeDraft) -> str:
    """The name that the notice keeps."""
    if not rule.each:
        if not notice.told_whom.strip():
            raise RuleViolation(gettext_noop("Write who took the notice."), field="told_whom")
        return notice.told_whom.strip()
    if notice.side_child_id is None or notice.side_child_id not in minor_sides(case):
        raise RuleViolation(gettext_noop("Choose for which child the representative was told."), field="whom")
    if notice.adult_id is None:
        return _check_instead(case, notice)
    return _check_representative(case, notice.side_child_id, notice.adult_id)


def _check_instead(case: Case, notice: NoticeDraft) -> str:
    """Only where nobody who represents the child may be told: else the duty would look fulfilled by a neighbour."""
    if notice.side_child_id in children_with_somebody_to_tell(case):
        raise RuleViolation(
            gettext_noop("This child has a representative who may be told. Nobody else counts instead."), field="whom"
        )
    if not notice.told_whom.strip():
        raise RuleViolation(gettext_noop("Write who was told instead of a representative."), field="told_whom")
    if not notice.decided_reason.strip():
        raise RuleViolation(gettext_noop("Write why nobody who represents the child was told."), field="decided_reason")
    if suspects_of([case.pk]).include(case.pk, name=notice.told_whom):
        raise RuleViolation(
            gettext_noop("This representative is marked as suspected and must not be told."), field="told_whom"
        )
    return notice.told_whom.strip()


def _check_representative(case: Case, child_id: UUID, adult_id: UUID) -> str:
    if suspects_of([case.pk]).include(case.pk, adult_id=adult_id):
        raise RuleViolation(
            gettext_noop("This representative is marked as suspected and must not be told."), field="whom"
        )
    represents = Guardianship.objects.filter(live_on(clock.today()), child_id=child_id, adult_id=adult_id)
    if not represents.exists():
        raise RuleViolation(gettext_noop("This person doesn't represent the child."), field="whom")
    return spoken(Adult.objects.select_related("data_key").get(pk=adult_id).open("name"))


def _row(case: Case, notice: NoticeDraft, told_whom: str, by: Member) -> Notice:
    row = Notice(
        id=uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        case=case,
        rule=notice.rule,
        side_child_id=notice.side_child_id,
        adult_id=notice.adult_id,
        told_at=notice.told_at,
        channel=notice.channel,
        reference=notice.reference.strip(),
        recorded_at=clock.now(),
        recorded_by=by.user_id,
        corrects_id=notice.corrects_id,
    )
    row.seal("told_whom", told_whom)
    for column in SEALED:
        row.seal(column, getattr(notice, column).strip())
    return row


def _keep(case: Case, row: Notice, upload: Upload, by: Member) -> UUID:
    return store_file(subject_id=row.pk, case_id=case.pk, key=case.data_key, upload=upload, by=by).pk


def _event(notice: NoticeDraft, row: Notice, files: list[UUID], by: Member) -> EventDraft:
    said = {
        "rule": notice.rule,
        "notice": row.pk,
        "channel": notice.channel,
        "reference": row.reference,
        "side_child": notice.side_child_id,
        "files": files,
    }
    data = {key: value for key, value in said.items() if value}
    if row.side_child_id and not row.adult_id:
        data["instead"] = True
    words = [row.open("told_whom"), notice.decided_reason.strip(), notice.correction_reason.strip()]
    text = "\n".join(part for part in words if part)
    if notice.corrects_id is None:
        return draft("notice.given", by=by, occurred_at=notice.told_at, data=data, text=text)
    return draft("notice.corrected", by=by, data=data | {"corrects": notice.corrects_id}, text=text)


def settle_notices(case: Case, rule: Rule, event_id: UUID) -> None:
    """Every clock of the rule, from the notices that stand: met at the last of them, or owed again.

    What only the nature of the case asks for is owed from the moment somebody saw so: at the latest, when they told.
    """
    told = [Told(row.told_at, row.side_child_id) for row in standing_notices(case, rule.key)]
    if rule.by_nature and not Deadline.objects.filter(case=case, rule=rule.key).exists():
        open_limits(case, clocks_of_case(case), {rule.key}, fact=rule.starts_on, at=min(each.at for each in told))
    come = clocks_that_came(case, rule.key)
    owed = minor_sides_by_clock(case, rule.key) if rule.each else dict.fromkeys([None, *come])
    for subject_id, sides in owed.items():
        done = completed_at(counting_for(told, come.get(subject_id)), sides)
        if done is not None:
            meet_deadline(case, rule.key, at=done, event_id=event_id, subject_id=subject_id)
        else:
            reopen_deadline(case, rule.key, subject_id=subject_id)
