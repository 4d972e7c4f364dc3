"""Filing a report: one transaction that opens a case with its clocks, its first events and its sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.filing import Answers, check_answers
from cases.enums import READERS, StageKind
from cases.models import Case, CaseEvent, DeadlineStage, Report, ReportDraft
from cases.selectors.clocks import clocks_of, definition_of
from cases.selectors.people import Coded
from cases.services.attachments import adopt_files
from cases.services.conflicts import members_in_conflict
from cases.services.deadlines import build_deadlines
from cases.services.drafts import forget_draft, read_answers
from cases.services.events import draft as event
from cases.services.report_rows import (
    Instants,
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
from safeguard.audit.chain import chain_events
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.editions import in_force
from safeguard.organisations.zones import zone_of
from safeguard.procedures.schema import Procedure, Start
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_numbers
from safeguard.registers.years import school_year_of
from safeguard.tenancy.together import insert_together
from safeguard.vault.keys import build_key
from safeguard.vault.models import Purpose

#: The stage by which those who receive reports are told of a new one; the sweep sends it within seconds.
NEW_REPORT = "new-report"
_TITLE = 90


@dataclass(frozen=True)
class Filed:
    """What the person who filed is shown."""

    case: Case
    report: Report


@transaction.atomic
def file_report(*, school: School, answers: Answers, by: Member, draft: ReportDraft | None = None) -> Filed:
    """However many people are named, the number of statements is the same. A member who is a side is recused at once.

    The report takes the id of its `draft` (held under a lock), so that a second press finds what the first one filed.
    """
    now = clock.now()
    check_author(answers, by)
    check_answers(answers, now=now)
    instants = instants_of(answers, now)
    people = people_of(school, answers, instants.head_received, by)
    case = _case(school, answers, instants)
    numbers = next_numbers([Register.REPORTS, Register.CASES], case.school_year)
    case.number = numbers[Register.CASES]
    report = build_report(
        case,
        answers,
        instants,
        number=numbers[Register.REPORTS],
        school_year=case.school_year,
        by=by,
        report_id=draft.pk if draft else None,
    )
    filed = Filed(case, report)
    _insert(filed, school, answers, people, by)
    if draft is not None:
        consume_draft(draft, case)
    return filed


def consume_draft(draft: ReportDraft, case: Case) -> None:
    """The files go over to the case, the draft and its key go."""
    if read_answers(draft).has_files:
        adopt_files(draft, case)
    forget_draft(draft)


def _case(school: School, answers: Answers, instants: Instants) -> Case:
    """Pinned to the procedure in force on the day of receipt; the number comes last, to hold its register briefly."""
    day = instants.head_received.astimezone(zone_of(school)).date()
    found = in_force(school.pk, on=day)
    if found is None:
        raise RuleViolation(gettext_noop("The school has adopted no procedure for that day."))
    case = Case(
        id=uuid7(),
        school=school,
        data_key=build_key(Purpose.CASE),
        school_year=school_year_of(day),
        kinds=list(answers.kinds),
        place=answers.place,
        procedure=found.version,
        tie_rule=found.adoption.tie_rule,
        received_at=instants.head_received,
        opened_at=instants.entered,
    )
    case.seal(
        "title", answers.title or usual_title(answers, definition_of(found.version), school.organisation.language)
    )
    return case


def usual_title(answers: Answers, procedure: Procedure, language: str) -> str:
    """Kinds and place in the procedure's words: a title stands in every list, so it's made of no word of the child."""
    kinds = [procedure.kinds[kind].title if kind in procedure.kinds else None for kind in answers.kinds[:2]]
    place = procedure.places.get(answers.place)
    said = ", ".join(title.in_(language) for title in kinds if title is not None)
    words = [said, place.title.in_(language) if place else ""]
    title = " · ".join(word for word in words if word)
    return shorten(title[:1].upper() + title[1:], _TITLE, placeholder="…")


def _insert(filed: Filed, school: School, answers: Answers, people: Mapping[UUID, Coded], by: Member) -> None:
    case, report = filed.case, filed.report
    clocks = clocks_of(school, case.procedure)
    has_minor_sides = any(side.child_id for side in answers.sides)
    facts = {str(Start.ACCEPTED): report.received_at}
    deadlines, stages = build_deadlines(case, clocks, has_minor_sides=has_minor_sides, facts=facts)
    if deadlines:
        stages.append(new_report_stage(case, deadlines[0].pk, report.entered_at))
    act = build_act(report)
    opened = {"number": case.number, "procedure": case.procedure.procedure, "version": case.procedure.version}
    events = [filed_event(report, by), event("case.opened", by=by, data=opened)]
    insert_together(
        [case.data_key],
        [case],
        chain_events(CaseEvent, "case", case, events),
        [report],
        [act],
        build_involvements(act, answers, people, by),
        build_recusals(case, members_in_conflict(case, answers.sides, people), by),
        deadlines,
        stages,
    )


def new_report_stage(case: Case, deadline_id: UUID, at: datetime, stage: str = NEW_REPORT) -> DeadlineStage:
    """Acted on by the sweep: in the transaction of the act there's only this row."""
    return DeadlineStage(
        id=uuid7(),
        school_id=case.school_id,
        deadline_id=deadline_id,
        kind=StageKind.REMIND,
        stage=stage,
        recipients=READERS,
        at=at,
    )
