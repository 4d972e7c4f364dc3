"""A further report to a case that is open already. Its clocks stay; new minor sides bring one of their own."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from cases.domain.filing import Answers, check_answers
from cases.enums import OVER, RecusalGround
from cases.models import Case, Deadline, DeadlineStage, Recusal, ReportDraft
from cases.selectors.clocks import clocks_of
from cases.selectors.sides import minor_sides
from cases.services.conflicts import members_in_conflict
from cases.services.deadlines import build_deadlines_of_new_sides
from cases.services.events import locked_case, record
from cases.services.file_report import NEW_REPORT, Filed, consume_draft, new_report_stage
from cases.services.recusals import spread_recusals
from cases.services.report_rows import (
    build_act,
    build_involvements,
    build_recusals,
    build_report,
    check_author,
    filed_event,
    instants_of,
    people_of,
)
from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_number
from safeguard.registers.years import school_year_of
from safeguard.tenancy.together import insert_together


@transaction.atomic
def join_report(
    *, school: School, case_id: UUID, answers: Answers, by: Member, draft: ReportDraft | None = None
) -> Filed:
    """The caller has found the case through `case_for`. The kinds of violence of the case grow by the report's."""
    now = clock.now()
    check_author(answers, by)
    check_answers(answers, now=now)
    case = locked_case(case_id)
    if case.status in OVER:
        raise RuleViolation(
            gettext_noop("This case is closed: file the report without it, it opens a case of its own.")
        )
    instants = instants_of(answers, now)
    people = people_of(school, answers, instants.head_received, by)
    year = school_year_of(instants.head_received.astimezone(zone_of(school)).date())
    report = build_report(
        case,
        answers,
        instants,
        number=next_number(Register.REPORTS, year),
        school_year=year,
        by=by,
        report_id=draft.pk if draft else None,
    )
    filed, act = Filed(case, report), build_act(report)
    deadlines, stages = _clock_of_new_sides(filed, school, answers)
    first = deadlines[0] if deadlines else Deadline.objects.filter(case=case).order_by("due_at").first()
    if first is not None:
        stages.append(new_report_stage(case, first.pk, report.entered_at, f"{NEW_REPORT}-{report.number}"))
    insert_together(
        [report],
        [act],
        build_involvements(act, answers, people, by),
        build_recusals(case, _not_yet_recused(case, members_in_conflict(case, answers.sides, people)), by),
        deadlines,
        stages,
    )
    spread_recusals(case)
    record(case, filed_event(report, by), kinds=_together(case.kinds, answers.kinds), next_due_at=case.next_due_at)
    if draft is not None:
        consume_draft(draft, case)
    return filed


def _clock_of_new_sides(filed: Filed, school: School, answers: Answers) -> tuple[list[Deadline], list[DeadlineStage]]:
    """Their representatives are told within the limit from this report, not from the first."""
    case, report = filed.case, filed.report
    if not {side.child_id for side in answers.sides if side.child_id} - minor_sides(case):
        return [], []
    clocks = clocks_of(school, case.procedure)
    return build_deadlines_of_new_sides(case, clocks, received_at=report.head_received_at, subject_id=report.pk)


def _not_yet_recused(case: Case, members: Mapping[UUID, RecusalGround]) -> dict[UUID, RecusalGround]:
    """Who was in doubt and is a side for certain now stays recused as one."""
    if not members:
        return {}
    known = dict(Recusal.objects.filter(case=case, user_id__in=members).values_list("user_id", "ground"))
    for user_id, ground in members.items():
        if known.get(user_id) == RecusalGround.DOUBT != ground:
            Recusal.objects.filter(case=case, user_id=user_id).update(ground=ground)
    return {user_id: ground for user_id, ground in members.items() if user_id not in known}


def _together(before: Iterable[str], more: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*before, *more]))
