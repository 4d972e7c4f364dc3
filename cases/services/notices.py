"""Who was told, and the deadline that it meets. A correction is a new notice; nothing is overwritten."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.notices import Told, completed_at
from cases.models import Case, Notice, Report, SuspectedRepresentative
from cases.selectors.clocks import definition_of
from cases.selectors.sides import minor_sides, minor_sides_by_clock, standing_notices
from cases.services.deadlines import meet_deadline
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Guardianship
from safeguard.procedures.schema import Evidence, Rule


@dataclass(frozen=True)
class NoticeDraft:
    """`side_child_id` for a rule that counts every minor side; `adult_id` the representative who was told.

    Without a representative `told_whom` names who was told instead and `decided_reason` says why (C-06).
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


@transaction.atomic
def record_notice(*, case_id: UUID, notice: NoticeDraft, by: Member) -> Notice:
    """The only thing that stops a notice's clock: at `told_at`, not when it's entered."""
    case = locked_case(case_id)
    rule = _rule(case, notice.rule)
    _check_instant(case, notice)
    told_whom = _check_recipient(case, rule, notice)
    row = _row(case, notice, told_whom, by)
    row.save(force_insert=True)
    told = {"rule": notice.rule, "notice": row.pk, "channel": notice.channel, "reference": notice.reference}
    about = {"side_child": notice.side_child_id, "corrects": notice.corrects_id}
    [event] = record(
        case,
        draft("notice.given", by=by, occurred_at=notice.told_at, data=told | {k: v for k, v in about.items() if v}),
    )
    _meet(case, rule, event.pk)
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
    if notice.told_at > clock.now():
        raise RuleViolation(gettext_noop("Nobody can have been told in the future."), field="told_at")
    first = Report.objects.filter(case=case).order_by("happened_at").values_list("happened_at", flat=True).first()
    if first and notice.told_at < first:
        raise RuleViolation(gettext_noop("Nobody can have been told before it happened."), field="told_at")


def _check_recipient(case: Case, rule: Rule, notice: NoticeDraft) -> str:
    """The name that the notice keeps."""
    if not rule.each:
        if not notice.told_whom.strip():
            raise RuleViolation(gettext_noop("Write who took the notice."), field="told_whom")
        return notice.told_whom.strip()
    if notice.side_child_id is None or notice.side_child_id not in minor_sides(case):
        raise RuleViolation(gettext_noop("Choose for which child the representative was told."), field="side_child")
    if notice.adult_id is None:
        return _check_instead(notice)
    return _check_representative(case, notice.side_child_id, notice.adult_id)


def _check_instead(notice: NoticeDraft) -> str:
    if not notice.told_whom.strip():
        raise RuleViolation(gettext_noop("Write who was told instead of a representative."), field="told_whom")
    if not notice.decided_reason.strip():
        raise RuleViolation(gettext_noop("Write why nobody who represents the child was told."), field="decided_reason")
    return notice.told_whom.strip()


def _check_representative(case: Case, child_id: UUID, adult_id: UUID) -> str:
    if SuspectedRepresentative.objects.filter(case=case, adult_id=adult_id).exists():
        raise RuleViolation(
            gettext_noop("This representative is marked as suspected and must not be told."), field="adult"
        )
    represents = Guardianship.objects.filter(live_on(clock.now().date()), child_id=child_id, adult_id=adult_id)
    if not represents.exists():
        raise RuleViolation(gettext_noop("This person doesn't represent the child."), field="adult")
    adult = Adult.objects.select_related("data_key").get(pk=adult_id)
    return " ".join(adult.open("name").split("\n"))


def _row(case: Case, notice: NoticeDraft, told_whom: str, by: Member) -> Notice:
    if notice.corrects_id and not Notice.objects.filter(pk=notice.corrects_id, case=case, rule=notice.rule).exists():
        raise RuleViolation(gettext_noop("There is no such notice to correct."))
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
    row.seal("remark", notice.remark.strip())
    row.seal("decided_reason", notice.decided_reason.strip())
    return row


def _meet(case: Case, rule: Rule, event_id: UUID) -> None:
    told = [Told(row.told_at, row.side_child_id) for row in standing_notices(case, rule.key)]
    owed = minor_sides_by_clock(case, rule.key) if rule.each else {None: None}
    for subject_id, sides in owed.items():
        done = completed_at(told, sides)
        if done is not None:
            meet_deadline(case, rule.key, at=done, event_id=event_id, subject_id=subject_id)
