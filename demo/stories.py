"""A year of cases at every stage, acted through the services with the clock put back: nothing is written by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db.models import F
from django.utils import timezone

from cases.domain.filing import Answers, SideDraft
from cases.domain.outcomes import NONE_OF_THESE
from cases.enums import CaseAction
from cases.models import Case, Deadline, DeadlineStage
from cases.selectors.clocks import definition_of
from cases.selectors.evidence import limits_of_act
from cases.services.enforcement import act_on_stages, miss_deadlines
from cases.services.file_report import file_report
from cases.services.handling import assign_handler
from cases.services.letters import issue_letter
from cases.services.notices import NoticeDraft, record_notice
from cases.services.transitions import move_case
from commissions.enums import Choice, Harm, MeasureFor, MeasureKind, MotionKind
from commissions.models import AgendaItem, Hearing, Meeting, Seat
from commissions.selectors.signs import listed_kinds
from commissions.services.attendance import Mark, Whom, mark_attendance
from commissions.services.calling import Call, call_meeting
from commissions.services.measures import MeasureDraft, add_measure
from commissions.services.minutes import finalise_minutes
from commissions.services.notices import send_notice
from commissions.services.sessions import close_meeting, open_meeting
from commissions.services.signs import SignsDraft, note_signs
from commissions.services.texts import save_hearing_texts, save_item_texts
from commissions.services.voting import Proposal, cast_ballot, close_motion, open_motion
from commissions.services.wording import motion_text
from demo.build import BuiltSchool
from demo.deeds import record_deeds
from demo.duties import answer_duties
from demo.follow_up import close_measures, enforce_measures, join, look_at_measures
from demo.materials import collect
from demo.signing import correct_minutes, sign_minutes
from demo.words import AUTHORITY, MINUTES, MOVES, POLICE, TALES
from safeguard import clock
from safeguard.access.member import Member
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import Message
from safeguard.people.models import Child, Guardianship
from safeguard.procedures.schema import Evidence

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Story:
    """How far a case has come. `ago` before the day of loading; the rest are switches. `again`: the same people as another one."""

    ago: timedelta
    tells_authorities: bool = False
    tells_guardians: bool = False
    calls: bool = False
    decides: bool = False
    follows: bool = False
    closes: bool = False
    again: bool = False
    is_late: bool = False


#: Always true relative to now: something fresh, something due soon, something late, a meeting, decisions, measures.
STAGES = (
    Story(ago=HOUR / 3),
    Story(ago=21 * HOUR),
    Story(ago=30 * HOUR, tells_guardians=True),
    Story(ago=2 * DAY, tells_authorities=True, tells_guardians=True, calls=True, again=True),
    Story(ago=25 * DAY, tells_authorities=True, tells_guardians=True, calls=True, decides=True),
    Story(
        ago=60 * DAY, tells_authorities=True, tells_guardians=True, calls=True, decides=True, follows=True, is_late=True
    ),
)
PAST = tuple(
    Story(
        ago=timedelta(days=95 + 83 * number),
        tells_authorities=True,
        tells_guardians=True,
        calls=True,
        decides=True,
        follows=True,
        closes=True,
        is_late=number == 1,
        again=number == 0,
    )
    for number in range(3)
)


def tell_stories(built: BuiltSchool, *, now: datetime, has_commission: bool) -> None:
    """Inside the school's scope: the oldest first, so that the registers count as they would have."""
    random = Random(f"stories {built.school.organisation.slug}")
    for story in sorted((*STAGES, *PAST), key=lambda story: story.ago, reverse=True):
        if story is STAGES[0]:
            _tell_twice(built, now)
        _tell(built, story, random, now=now, has_commission=has_commission)
    _enforce(now)


def _tell_twice(built: BuiltSchool, now: datetime) -> None:
    """The same choice of people and tale both times."""
    seed, told = f"twice {built.school.organisation.slug}", []
    for at in (now - 9 * HOUR, now - 8 * HOUR):
        with clock.frozen(at):
            told.append(_file(built, Random(seed), at))
    join(built, told[1], told[0], now - 7 * HOUR)


def _tell(built: BuiltSchool, story: Story, random: Random, *, now: datetime, has_commission: bool) -> None:
    at = now - story.ago
    people = Random(f"again {built.school.organisation.slug}") if story.again else random
    with clock.frozen(at):
        case = _file(built, people, at)
    if story.tells_authorities:
        _tell_authorities(built, case, at + (26 * HOUR if story.is_late else 2 * HOUR))
    if story.tells_guardians:
        with clock.frozen(at + 2 * HOUR):
            taker = built.members["responsible"]
            assign_handler(case_id=case.pk, user_id=taker.user_id, is_warned=True, by=built.members["principal"])
        _tell_guardians(built, case, at + 3 * HOUR)
        answer_duties(built, case, at + 4 * HOUR)
        collect(built, case, at + 4 * HOUR)
        record_deeds(built, case, at + 5 * HOUR, most=None if story.decides else 1)
    if story.calls and has_commission:
        meeting = _call(built, case)
        if story.decides:
            _decide(built, meeting, random)
            _sign(built, story, meeting)
            _tell_authorities(built, case, meeting.starts_at + 2 * HOUR)
    elif story.decides:
        _move(built, case, CaseAction.DECIDE, at + 5 * DAY)
    if story.follows:
        _move(built, case, CaseAction.MONITOR, at + 14 * DAY)
        look_at_measures(built, case, at + 21 * DAY)
    if story.closes:
        close_measures(built, case, at + 50 * DAY)
        _move(built, case, CaseAction.CLOSE, at + 75 * DAY)


def _file(built: BuiltSchool, random: Random, at: datetime) -> Case:
    tale = random.choice(TALES[built.school.organisation.country])
    grade = random.choice(list(built.children))
    victim, accused, witness = random.sample(built.children[grade], 3)
    answers = Answers(
        sides=[
            SideDraft("victim", child_id=victim.pk),
            SideDraft("accused", child_id=accused.pk),
            SideDraft("witness", child_id=witness.pk),
        ],
        kinds=tale.kinds,
        place=tale.place,
        happened_at=at - 5 * HOUR,
        narrative=tale.narrative,
        danger_now="no",
        first_aid_given="physical" in tale.kinds,
        language=built.school.organisation.language,
        title=tale.title,
    )
    return file_report(school=built.school, answers=answers, by=built.members["teacher"]).case


def _tell_authorities(built: BuiltSchool, case: Case, at: datetime) -> None:
    """By telephone at once; the police get a letter too, and its number stands with the notice."""
    country, by = built.school.organisation.country, built.members["principal"]
    for rule in definition_of(case.procedure).rules:
        opened = Deadline.objects.filter(case=case, rule=rule.key, met_at=None).exists()
        if rule.met_by is Evidence.NOTICE_GIVEN and not rule.each and opened:
            is_police = rule.recipient in {"police", "law_enforcement"}
            whom = POLICE[country] if is_police else AUTHORITY[country]
            with clock.frozen(at + HOUR / 6):
                letter = issue_letter(case_id=case.pk, school=built.school, rule=rule.key, by=by) if is_police else None
                number = letter.number if letter else ""
                told = NoticeDraft(rule=rule.key, told_at=at, channel="phone", told_whom=whom, reference=number)
                record_notice(case_id=case.pk, notice=told, by=by)


def _tell_guardians(built: BuiltSchool, case: Case, at: datetime) -> None:
    [rule] = [rule for rule in definition_of(case.procedure).rules if rule.each]
    children = Child.objects.filter(pk__in=case.involvements.values("child_id"))
    with clock.frozen(at + HOUR):
        for child in children:
            adult_id = Guardianship.objects.filter(child=child).values_list("adult_id", flat=True)[0]
            told = NoticeDraft(rule=rule.key, told_at=at, channel="phone", side_child_id=child.pk, adult_id=adult_id)
            record_notice(case_id=case.pk, notice=told, by=built.members["responsible"])


def _call(built: BuiltSchool, case: Case) -> Meeting:
    """On the last day of the limit, in the afternoon; the notice goes out at once."""
    due = limits_of_act([case], Evidence.MEETING_HELD)[case.pk][0].due_at
    starts_at = due.astimezone(timezone.get_current_timezone()).replace(hour=15, minute=0, second=0, microsecond=0)
    by = built.members["secretary"]
    with clock.frozen(case.received_at + 6 * HOUR):
        meeting = call_meeting(school=built.school, call=Call([case.pk], starts_at, "каб. 204"), by=by)
        send_notice(school=built.school, meeting_id=meeting.pk, with_materials=True, by=by)
    return meeting


def _decide(built: BuiltSchool, meeting: Meeting, random: Random) -> None:
    by, at = built.members["secretary"], meeting.starts_at
    seats = list(Seat.objects.filter(until_on__isnull=True).order_by("rank"))
    with clock.frozen(at):
        for seat in seats[:7]:
            _come(built, meeting, seat, by)
        ill = Mark(Whom(seat_id=seats[7].pk), is_here=False, seen=0, reason=MINUTES["absent"])
        mark_attendance(school=built.school, meeting_id=meeting.pk, mark=ill, by=by)
        open_meeting(school=built.school, meeting_id=meeting.pk, by=by)
        _vote_on_all(built, meeting, seats[:7], random, by)
        _write(meeting, built, by)
    with clock.frozen(at + HOUR):
        close_meeting(meeting_id=meeting.pk, by=by)
        meeting.refresh_from_db()
        finalise_minutes(school=built.school, meeting_id=meeting.pk, seen=meeting.version, by=by)


def _sign(built: BuiltSchool, story: Story, meeting: Meeting) -> None:
    """The late one had a slip in its minutes; the newest still waits for most of its signatures."""
    at = meeting.starts_at + 3 * HOUR
    if story.is_late and story.closes:
        correct_minutes(built, meeting, at)
    sign_minutes(built, meeting, at + HOUR, most=None if story.follows else 3)


def _come(built: BuiltSchool, meeting: Meeting, seat: Seat, by: Member) -> None:
    mark = Mark(Whom(seat_id=seat.pk), is_here=True, seen=0)
    mark_attendance(school=built.school, meeting_id=meeting.pk, mark=mark, by=by)


def _vote_on_all(built: BuiltSchool, meeting: Meeting, seats: Sequence[Seat], random: Random, by: Member) -> None:
    is_bullying = random.random() < 0.7
    qualification = MotionKind.BULLYING if is_bullying else MotionKind.CONFLICT
    motions = (
        ("agenda", MotionKind.AGENDA, 0),
        ("finding", MotionKind.SUBSTANTIATED, 1),
        ("qualification", qualification, 2),
        ("measures", MotionKind.MEASURES, 0),
    )
    for item_kind, kind, against in motions:
        item = AgendaItem.objects.get(meeting=meeting, kind=item_kind)
        proposal = Proposal(item.pk, kind, motion_text(kind, built.school.organisation.language))
        motion = open_motion(school=built.school, meeting_id=meeting.pk, proposal=proposal, by=by)
        for number, seat in enumerate(reversed(seats)):
            choice = Choice.AGAINST if number < against else Choice.FOR
            cast_ballot(school=built.school, motion_id=motion.pk, seat_id=seat.pk, choice=choice, seen=0, by=by)
        close_motion(school=built.school, motion_id=motion.pk, by=by)


def _move(built: BuiltSchool, case: Case, action: CaseAction, at: datetime) -> None:
    """By the head. A country without a commission in its procedure has the head's own decision."""
    with clock.frozen(at):
        reason = MOVES[built.school.organisation.country][action]
        by = built.members["principal"]
        move_case(case_id=case.pk, action=action, reason=reason, by=by, contents=NONE_OF_THESE)


def _write(meeting: Meeting, built: BuiltSchool, by: Member) -> None:
    for item in AgendaItem.objects.filter(meeting=meeting):
        texts = {name: MINUTES[name] for name in ("heard", "spoke", "resolved")}
        save_item_texts(item_id=item.pk, texts=texts, seen=item.version, by=by)
    for hearing in Hearing.objects.filter(meeting=meeting):
        texts = {name: MINUTES[name] for name in ("basis", "summary", "reasons")}
        save_hearing_texts(hearing_id=hearing.pk, texts=texts, seen=hearing.version, by=by)
        measure = MeasureDraft(
            next(iter(MeasureKind)),
            MINUTES["measure"],
            built.adults["psychologist"].pk,
            (meeting.starts_at + 30 * DAY).date(),
            contents=NONE_OF_THESE,
            for_whom=MeasureFor.CLASS,
            effect=MINUTES["effect"],
        )
        add_measure(hearing_id=hearing.pk, measure=measure, by=by)
        accused = hearing.case.involvements.get(role="accused").pk
        kinds = list(listed_kinds(definition_of(hearing.case.procedure)))[:1]
        was_bullying = meeting.motions.filter(kind=MotionKind.BULLYING, outcome="adopted").exists()
        signs = SignsDraft(accused, is_systematic=was_bullying, kinds=kinds, harm=Harm.POSSIBLE)
        note_signs(school=built.school, hearing_id=hearing.pk, signs=signs, seen=0, by=by)


def _enforce(now: datetime) -> None:
    """What the sweep would have done by now; messages of the past were sent and read then."""
    with clock.frozen(now):
        overdue = Deadline.objects.filter(state="open", due_at__lt=now).values_list("pk", flat=True)
        miss_deadlines(list(overdue))
        due = DeadlineStage.objects.filter(done_at__isnull=True, at__lte=now)
        due.filter(at__lt=now - 3 * DAY).update(done_at=now, outcome="demo")
        enforce_measures(now)
        act_on_stages(list(due.values_list("pk", flat=True)))
        past = Message.objects.filter(created_at__lt=now - 3 * DAY)
        past.update(read_at=F("created_at"), sent_at=F("created_at"), delivery=Delivery.SENT)
