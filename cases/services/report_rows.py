"""The rows that a report becomes, whether it opens a case or joins one. Nothing is saved here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from cases.domain.filing import Answers
from cases.enums import Channel, Danger, RecusalGround
from cases.models import Act, Case, Involvement, Recusal, Report
from cases.selectors.people import Coded, adult_of, coded_adults, coded_children
from cases.services.events import draft
from cases.services.same_name import with_namesakes
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.audit.chain import EventDraft
from safeguard.errors import Refused, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.zones import zone_of

SEALED = ("place_note", "narrative", "first_aid_note")


@dataclass(frozen=True)
class Instants:
    """Received by the school, received by the head, entered."""

    received: datetime
    head_received: datetime
    entered: datetime


def instants_of(answers: Answers, now: datetime) -> Instants:
    """Filed in the product it counts as received by the head at this moment; told earlier, at its own time."""
    received = answers.received_at or now
    return Instants(received, answers.head_received_at or max(received, answers.received_at or now), now)


def check_author(answers: Answers, by: Member) -> None:
    """Who doesn't receive reports by office reports what they saw now; times of their own can't be set."""
    is_later = answers.channel != Channel.PRODUCT or answers.received_at or answers.head_received_at
    if is_later and not by.may(Permission.REPORT_ENTER):
        raise Refused(gettext_noop("Only whose office it is to receive reports may enter an earlier one."))


def people_of(school: School, answers: Answers, at: datetime, by: Member) -> Mapping[UUID, Coded]:
    """Grade, age and sex of everybody named, as of the day of receipt; refuses who isn't of this school.

    An adult of whose name a member works here has that account, or is in doubt, as the author says.
    """
    children = [side.child_id for side in answers.sides if side.child_id]
    adults = [side.adult_id for side in answers.sides if side.adult_id]
    day = at.astimezone(zone_of(school)).date()
    found = {**coded_children(children, on=day), **coded_adults(adults)}
    if len(found) < len({side.person_id for side in answers.sides}):
        raise RuleViolation(gettext_noop("One of the people isn't known to this school."), field="victims")
    return with_namesakes(school, answers.sides, found, by)


def build_report(
    case: Case,
    answers: Answers,
    instants: Instants,
    *,
    number: int,
    school_year: int,
    by: Member,
    report_id: UUID | None,
) -> Report:
    reporter_id, reporter_name = reporter_of(answers, by)
    report = Report(
        id=report_id or uuid7(),
        school_id=case.school_id,
        data_key=case.data_key,
        case=case,
        number=number,
        school_year=school_year,
        reporter_id=reporter_id,
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
    report.seal("reporter_name", reporter_name)
    for column in SEALED:
        report.seal(column, getattr(answers, column))
    return report


def reporter_of(answers: Answers, by: Member) -> tuple[UUID | None, str]:
    """Who told the school: an adult it knows, or a name. Who files in the product what they saw is the reporter.

    The minutes ask from whom the report came, and the applicant is told of the meeting (UA-B-IV.5.6).
    """
    is_own = answers.channel == Channel.PRODUCT and by.is_person and not (answers.reporter_id or answers.reporter_name)
    if not is_own:
        return answers.reporter_id, answers.reporter_name
    adult_id = adult_of(by.user_id)
    return adult_id, "" if adult_id else by.name


def build_act(report: Report) -> Act:
    return Act(
        id=uuid7(),
        school_id=report.school_id,
        case_id=report.case_id,
        report=report,
        happened_at=report.happened_at,
    )


def build_involvements(act: Act, answers: Answers, people: Mapping[UUID, Coded], by: Member) -> list[Involvement]:
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


def build_recusals(case: Case, members: Mapping[UUID, RecusalGround], by: Member) -> list[Recusal]:
    """A member who is a side may not know of the case, the head neither (C-22)."""
    return [
        Recusal(
            id=uuid7(),
            school_id=case.school_id,
            case=case,
            user_id=user_id,
            ground=ground,
            recorded_at=clock.now(),
            recorded_by=by.user_id,
        )
        for user_id, ground in members.items()
    ]


def filed_event(report: Report, by: Member) -> EventDraft:
    told = {"report": report.pk, "number": report.number, "channel": report.channel, "received_at": report.received_at}
    if report.danger_now != Danger.NO:
        told["danger"] = report.danger_now
    return draft("report.filed", by=by, data=told, occurred_at=report.head_received_at)
