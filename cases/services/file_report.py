"""Filing a report: one transaction that opens a case with its clocks, its first events and its sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from uuid_utils.compat import uuid7

from cases.domain.filing import Answers, check_answers
from cases.enums import RecusalGround, StageKind
from cases.models import Act, Case, CaseEvent, DeadlineStage, Involvement, Recusal, Report
from cases.selectors.clocks import clocks_of
from cases.selectors.people import Coded, coded_adults, coded_children
from cases.services.deadlines import build_deadlines
from cases.services.events import draft
from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.chain import chain_events
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.adoption import adoption_in_force, procedure_version
from safeguard.procedures.catalogue import version_in_force
from safeguard.registers.enums import Register
from safeguard.registers.numbers import next_numbers
from safeguard.registers.years import school_year_of
from safeguard.tenancy.together import insert_together
from safeguard.vault.keys import build_key
from safeguard.vault.models import Purpose

#: The stage by which those who receive reports are told of a new one; the sweep sends it within seconds.
NEW_REPORT = "new-report"
READERS = "readers"


@dataclass(frozen=True)
class Filed:
    """What the person who filed is shown."""

    case: Case
    report: Report


@dataclass(frozen=True)
class _Instants:
    received: datetime
    head_received: datetime
    entered: datetime


@transaction.atomic
def file_report(*, school: School, answers: Answers, by: Member) -> Filed:
    """Filed in the product it counts as received by the head at this moment; told earlier, at its own time.

    However many people are named, the number of statements is the same. A member who is a side is recused at once.
    """
    now = clock.now()
    check_answers(answers, now=now)
    instants = _instants(answers, now)
    day = instants.head_received.astimezone(_zone(school)).date()
    people = _people(answers, day)
    case = _case(school, answers, instants, day)
    numbers = next_numbers([Register.REPORTS, Register.CASES], case.school_year)
    case.number = numbers[Register.CASES]
    filed = Filed(case, _report(case, answers, instants, numbers[Register.REPORTS], by))
    _insert(filed, school, answers, people, by)
    return filed


def _zone(school: School) -> ZoneInfo:
    return ZoneInfo(school.organisation.timezone)


def _instants(answers: Answers, now: datetime) -> _Instants:
    received = answers.received_at or now
    return _Instants(received, answers.head_received_at or max(received, answers.received_at or now), now)


def _people(answers: Answers, on: date) -> Mapping[UUID, Coded]:
    children = [side.child_id for side in answers.sides if side.child_id]
    adults = [side.adult_id for side in answers.sides if side.adult_id]
    found = {**coded_children(children, on=on), **coded_adults(adults)}
    if len(found) < len({side.person_id for side in answers.sides}):
        raise RuleViolation(gettext_noop("One of the people isn't known to this school."), field="victims")
    return found


def _case(school: School, answers: Answers, instants: _Instants, day: date) -> Case:
    """Pinned to the procedure in force on the day of receipt; the number comes last, to hold its register briefly."""
    adoption = adoption_in_force(school.pk, on=day)
    if adoption is None:
        raise RuleViolation(gettext_noop("The school has adopted no procedure for that day."))
    version = version_in_force(adoption.procedure, day)
    case = Case(
        id=uuid7(),
        school=school,
        data_key=build_key(Purpose.CASE),
        school_year=school_year_of(day),
        kinds=list(answers.kinds),
        place=answers.place,
        procedure=procedure_version(version.id, version.version),
        tie_rule=adoption.tie_rule,
        received_at=instants.head_received,
        opened_at=instants.entered,
    )
    case.seal("title", answers.title or " ".join(answers.narrative.split())[:60])
    return case


def _report(case: Case, answers: Answers, instants: _Instants, number: int, by: Member) -> Report:
    report = Report(
        id=uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        case=case,
        number=number,
        school_year=case.school_year,
        reporter_id=answers.reporter_id,
        channel=answers.channel,
        happened_at=answers.happened_at,
        happened_exactly=answers.happened_exactly,
        received_at=instants.received,
        head_received_at=instants.head_received,
        entered_at=instants.entered,
        entered_by=by.user_id,
        kinds=list(answers.kinds),
        place=answers.place,
        danger_now=answers.danger_now,
        first_aid_given=answers.first_aid_given,
        language=answers.language,
    )
    for column in ("reporter_name", "place_note", "narrative", "first_aid_note"):
        report.seal(column, getattr(answers, column))
    return report


def _insert(filed: Filed, school: School, answers: Answers, people: Mapping[UUID, Coded], by: Member) -> None:
    case, report = filed.case, filed.report
    clocks = clocks_of(school, case.procedure, on=case.received_at.astimezone(_zone(school)).date())
    has_minor_sides = any(side.child_id for side in answers.sides)
    deadlines, stages = build_deadlines(case, clocks, has_minor_sides=has_minor_sides)
    if deadlines:
        stages.append(_new_report_stage(case, deadlines[0].pk, report.entered_at))
    act = Act(id=uuid7(), school_id=case.school_id, case=case, report=report, happened_at=report.happened_at)
    events = chain_events(CaseEvent, "case", case, _events(filed, by))
    insert_together(
        [case.data_key],
        [case],
        events,
        [report],
        [act],
        _involvements(act, answers, people, by),
        _recusals(case, people, by),
        deadlines,
        stages,
    )


def _events(filed: Filed, by: Member) -> list:  # type: ignore[type-arg]
    case, report = filed.case, filed.report
    told = {"report": report.pk, "number": report.number, "channel": report.channel, "received_at": report.received_at}
    opened = {"number": case.number, "procedure": case.procedure.procedure, "version": case.procedure.version}
    return [
        draft("report.filed", by=by, data=told, occurred_at=report.head_received_at),
        draft("case.opened", by=by, data=opened),
    ]


def _involvements(act: Act, answers: Answers, people: Mapping[UUID, Coded], by: Member) -> list[Involvement]:
    return [
        Involvement(
            id=uuid7(),
            school_id=act.school_id,
            case_id=act.case_id,
            act=act,
            child_id=side.child_id,
            adult_id=side.adult_id,
            role=side.role,
            grade=people[side.person_id].grade,
            age=people[side.person_id].age,
            sex=people[side.person_id].sex,
            added_at=clock.now(),
            added_by=by.user_id,
        )
        for side in answers.sides
    ]


def _recusals(case: Case, people: Mapping[UUID, Coded], by: Member) -> list[Recusal]:
    """A member who is a side may not know of the case, the head neither (C-22)."""
    return [
        Recusal(
            id=uuid7(),
            school_id=case.school_id,
            case=case,
            user_id=person.user_id,
            ground=RecusalGround.SIDE,
            recorded_at=clock.now(),
            recorded_by=by.user_id,
        )
        for person in people.values()
        if person.user_id
    ]


def _new_report_stage(case: Case, deadline_id: UUID, at: datetime) -> DeadlineStage:
    return DeadlineStage(
        id=uuid7(),
        school_id=case.school_id,
        deadline_id=deadline_id,
        kind=StageKind.REMIND,
        stage=NEW_REPORT,
        recipients=READERS,
        at=at,
    )
