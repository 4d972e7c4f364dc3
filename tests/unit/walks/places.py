"""A school under any of the five procedures, and the steps of a case in it: each through its service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from cases.domain.deeds import DeedDraft
from cases.domain.filing import Answers, SideDraft
from cases.domain.outcomes import NONE_OF_THESE
from cases.enums import CaseAction, Channel, DutyState
from cases.models import Case, Deadline, Involvement
from cases.selectors.clocks import definition_of
from cases.selectors.duties import owed_duties
from cases.services.deeds import record_deed
from cases.services.duties import DutyAnswer, answer_duty
from cases.services.file_report import file_report
from cases.services.notices import NoticeDraft, record_notice
from cases.services.transitions import move_case
from commissions.domain.follow_up import StepDraft
from commissions.enums import Effect, MotionKind, StepKind
from commissions.models import Invitation
from commissions.selectors.follow_up import open_in
from commissions.services.follow_up import record_step
from commissions.services.minutes import finalise_minutes
from commissions.services.notices import Handover, record_handover, send_notice
from commissions.services.sessions import open_meeting
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.organisations.models import School
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.people.models import Guardianship
from safeguard.procedures.catalogue import version_in_force
from safeguard.procedures.schema import Evidence
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_guardian, make_member, make_school, make_user
from tests.unit.commissions import places
from tests.unit.commissions.places import NAMES, ROLES, Place

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY = datetime(2025, 9, 8, 7, 0, tzinfo=UTC)  # 10:00 in Kyiv, 12:00 in Almaty
ADOPTED = date(2025, 1, 8)
ALL_FOR = "ffffffff"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of September 2025 on a clock in Kyiv."""
    return datetime(2025, 9, day, hour, minute, tzinfo=KYIV)


@dataclass
class Walk:
    """A case from the report on; `place` is what the steps of a commission need."""

    place: Place

    @property
    def school(self) -> School:
        return self.place.school

    @property
    def case(self) -> Case:
        assert self.place.case is not None
        return self.place.case

    # --- steps ---
    def do(self, when: datetime, evidence: Evidence, by: Role | str = Role.PRINCIPAL, **said: object):
        """Something done on paper, entered ten minutes later."""
        draft = DeedDraft(evidence=evidence, done_at=when, done_by=str(by), **said)
        with clock.frozen(when + timedelta(minutes=10)):
            return record_deed(case_id=self.case.pk, deed=draft, by=self.place.principal)

    def tell(self, when: datetime, *rules: str) -> None:
        for rule in rules:
            if definition_of(self.case.procedure).rule(rule).each:
                self._tell_families(when, rule)
            else:
                self._tell(when, rule, told_whom="Черговий Дубовик")

    def _tell_families(self, when: datetime, rule: str) -> None:
        for child in Involvement.objects.filter(case=self.case, child__isnull=False).values_list("child_id", flat=True):
            adult = Guardianship.objects.filter(child_id=child).values_list("adult_id", flat=True)[0]
            self._tell(when, rule, side_child_id=child, adult_id=adult)

    def _tell(self, when: datetime, rule: str, **whom: object) -> None:
        draft = NoticeDraft(rule=rule, told_at=when, channel="phone", **whom)
        with clock.frozen(when + timedelta(minutes=10)):
            record_notice(case_id=self.case.pk, notice=draft, by=self.place.principal)

    def call(self, when: datetime, starts_at: datetime, reason: str = "") -> None:
        """The meeting is called and everybody told at once."""
        meeting = places.call(self.place, starts_at=starts_at, at=when, reason=reason)
        with clock.frozen(when + timedelta(minutes=5)):
            send_notice(school=self.school, meeting_id=meeting.pk, with_materials=True, by=self.place.secretary)
            for row in Invitation.objects.filter(meeting=meeting, sent_at=None):
                given = Handover(Channel.PHONE, clock.now(), clock.now())
                record_handover(school=self.school, invitation_id=row.pk, handover=given, by=self.place.secretary)

    def hold(self, when: datetime) -> None:
        """The room opens with everybody in it."""
        places.come(self.place, *range(len(self.place.seats)), at=when)
        assert self.place.meeting is not None
        with clock.frozen(when):
            self.place.meeting = open_meeting(
                school=self.school, meeting_id=self.place.meeting.pk, by=self.place.secretary
            )

    def decide(self, when: datetime, qualification: MotionKind = MotionKind.BULLYING) -> None:
        """Everybody votes for it; the minutes are final half an hour later."""
        votes = ALL_FOR[: len(self.place.seats)]
        motions = (
            (MotionKind.AGENDA, "agenda"),
            (MotionKind.SUBSTANTIATED, "finding"),
            (qualification, "qualification"),
            (MotionKind.MEASURES, "measures"),
        )
        for kind, item in motions:
            places.vote(self.place, kind, item, votes, at=when)
        self.finish(when)

    def part(self, when: datetime) -> None:
        """Nothing reaches the majority: the case waits for another meeting."""
        places.vote(self.place, MotionKind.AGENDA, "agenda", ALL_FOR, at=when)
        places.vote(self.place, MotionKind.SUBSTANTIATED, "finding", "ffffaaaa"[::-1], at=when)
        self.finish(when)

    def finish(self, when: datetime) -> None:
        places.finish(self.place, at=when)
        assert self.place.meeting is not None
        with clock.frozen(when + timedelta(minutes=30)):
            self.place.meeting.refresh_from_db()
            seen = self.place.meeting.version
            finalise_minutes(school=self.school, meeting_id=self.place.meeting.pk, seen=seen, by=self.place.secretary)
        self.case.refresh_from_db()

    def close(self, when: datetime) -> None:
        """Every duty without a deadline is answered; a procedure without a commission has the head's decision."""
        by, why = self.place.principal, "Заходи виконано."
        with clock.frozen(when):
            for duty in owed_duties(self.case):
                answer = DutyAnswer(duty.key, DutyState.NOT_APPLICABLE, reason="Не було потреби.")
                answer_duty(case_id=self.case.pk, answer=answer, by=by)
            if definition_of(self.case.procedure).commission is None:
                move_case(case_id=self.case.pk, action=CaseAction.DECIDE, reason=why, by=by, contents=NONE_OF_THESE)
            self._close_measures(when, by)
            move_case(case_id=self.case.pk, action=CaseAction.CLOSE, reason=why, by=by, contents=NONE_OF_THESE)
        self.case.refresh_from_db()

    def _close_measures(self, when: datetime, by: Member) -> None:
        for measure in open_in(self.case):
            step = StepDraft(StepKind.DONE, when.date(), "Бесіди проведено.", effect=Effect.HELPED)
            record_step(measure_id=measure.pk, step=step, seen=0, by=by)

    # --- what came of it ---
    def limits(self) -> list[Deadline]:
        return list(Deadline.objects.filter(case=self.case).order_by("due_at", "rule"))

    def limit(self, rule: str) -> Deadline:
        return Deadline.objects.get(case=self.case, rule=rule)


def begin(procedure: str, *, received_at: datetime = MONDAY, size: int = 8) -> Walk:
    """The school adopts the procedure by order; its commission is appointed; a report is filed. Outside a scope."""
    country = procedure[:2]
    is_adult = version_in_force(procedure, MONDAY.date()).adult_learners
    school = make_school(country, school_type="adults", procedure=procedure) if is_adult else make_school(country)
    order = {"order_number": "3-о", "order_on": ADOPTED, "from_on": ADOPTED}
    if procedure not in {"ua-1646", "kz-2021"}:
        adopt_procedure(organisation_id=school.pk, procedure=procedure, by=None, **order)
    users = [make_user(f"Учасник {number}") for number in range(size)]
    roles = [ROLES[number] if number < len(ROLES) else (Role.COMMISSION_MEMBER,) for number in range(size)]
    members = [make_member(school, *held, user=user) for held, user in zip(roles, users, strict=True)]
    walk = Walk(Place(school, members))
    with clock.frozen(received_at), school_scope(school.pk):
        adults = [make_adult(school, NAMES[n], user=users[n], is_staff=True).pk for n in range(size)]
        walk.place.case = _file(walk, procedure)
        if definition_of(walk.case.procedure).commission:
            places.appoint(walk.place, adults)
            walk.place.seats = places.seats_of(walk.place)
    return walk


def _file(walk: Walk, procedure: str) -> Case:
    is_adult = version_in_force(procedure, MONDAY.date()).adult_learners
    answers = Answers(
        sides=list(_sides(walk.school, is_adult=is_adult)),
        kinds=["psychological"],
        place="corridor",
        happened_at=clock.now() - timedelta(hours=2),
        narrative="Ображають і не пускають до їдальні.",
        danger_now="no",
        first_aid_given=False,
    )
    return file_report(school=walk.school, answers=answers, by=walk.place.members[3]).case


def _sides(school: School, *, is_adult: bool) -> Iterable[SideDraft]:
    for role in ("victim", "accused", "witness"):
        if is_adult:
            yield SideDraft(role, adult_id=make_adult(school).pk)
            continue
        child = make_child(school)
        make_guardian(school, child)
        yield SideDraft(role, child_id=child.pk)


def ids(rows: Iterable[Deadline]) -> set[UUID]:
    return {row.pk for row in rows}
