"""An invented school with a commission of eight, for the tests of this area."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from cases.domain.outcomes import NONE_OF_THESE
from cases.enums import SideRole
from cases.models import Act, Case, Involvement, Report
from cases.selectors.clocks import definition_of
from commissions.enums import Choice, MeasureFor, MeasureKind, MotionKind, Office, Speciality
from commissions.models import AgendaItem, Hearing, Invitation, Meeting, Motion, Seat, Undertaking
from commissions.services.attendance import Mark, Whom, mark_attendance
from commissions.services.calling import Call, call_meeting
from commissions.services.composition import SeatDraft, approve_composition
from commissions.services.measures import MeasureDraft, add_measure
from commissions.services.sessions import close_meeting, open_meeting
from commissions.services.texts import save_hearing_texts, save_item_texts
from commissions.services.voting import Proposal, cast_ballot, close_motion, open_motion
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.organisations.models import School
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_case, make_child, make_member, make_school, make_user

RECEIVED = datetime(2025, 9, 8, 7, 0, tzinfo=UTC)  # Monday 10:00 in Kyiv
CALLED = datetime(2025, 9, 9, 8, 0, tzinfo=UTC)
STARTS = datetime(2025, 9, 11, 7, 0, tzinfo=UTC)  # Thursday 10:00, the last day of the limit
NAMES = (
    "Вербицька\nЛідія\nПетрівна",
    "Гайовий\nОстап\nТарасович",
    "Калиняк\nНадія\nВасилівна",
    "Липовець\nІрина\nМиколаївна",
    "Осокова\nТамара\nДмитрівна",
    "Ромашко\nВіра\nГригорівна",
    "Терник\nСтепан\nБогданович",
    "Яворенко\nОлена\nЛьвівна",
    "Барвінок\nЮлія\nАндріївна",
)
OFFICES = (Office.CHAIR, Office.DEPUTY, Office.SECRETARY)
POSITIONS = (
    "директорка", "заступник директора", "учителька української мови", "практична психологиня",
    "соціальна педагогиня", "учителька біології", "учитель інформатики", "учителька хімії", "учителька фізики",
)  # fmt: skip
ROLES = ((Role.PRINCIPAL,), (Role.DEPUTY,), (Role.SECRETARY,), (Role.PSYCHOLOGIST, Role.COMMISSION_MEMBER))


@dataclass
class Place:
    """The school and the members of its commission, each with an account, in the order of the seats."""

    school: School
    members: list[Member]
    case: Case | None = None
    meeting: Meeting | None = None
    seats: list[Seat] = field(default_factory=list)

    @property
    def principal(self) -> Member:
        return self.members[0]

    @property
    def secretary(self) -> Member:
        return self.members[2]


def make_place(size: int = 8, *, tie_rule: str = "harmonised") -> Place:
    """School, accounts, order of 1 September, one case. To be called outside a scope."""
    school = make_school()
    users = [make_user(f"Учасник {number}") for number in range(size)]
    members = [
        make_member(school, *(ROLES[number] if number < len(ROLES) else (Role.COMMISSION_MEMBER,)), user=user)
        for number, user in enumerate(users)
    ]
    place = Place(school, members)
    with clock.frozen(RECEIVED), school_scope(school.pk):
        place.case = make_case(school, received_at=RECEIVED)
        Case.objects.update(tie_rule=tie_rule)
        make_report(place, place.case)
        appoint(place, [make_adult(school, NAMES[n], user=users[n], is_staff=True).pk for n in range(size)])
        place.seats = seats_of(place)
    return place


def appoint(place: Place, adult_ids: list[UUID], *, on: date = date(2025, 9, 1), number: str = "84") -> None:
    drafts = [
        SeatDraft(
            adult_id,
            OFFICES[place_] if place_ < 3 else Office.MEMBER,
            POSITIONS[place_],
            Speciality.PSYCHOLOGIST if place_ == 3 else None,
        )
        for place_, adult_id in enumerate(adult_ids)
    ]
    assert place.case is not None
    rules = definition_of(place.case.procedure).commission
    assert rules is not None
    approve_composition(school=place.school, rules=rules, number=number, signed_on=on, seats=drafts, by=place.principal)


def seats_of(place: Place) -> list[Seat]:
    return list(Seat.objects.filter(until_on__isnull=True).order_by("rank").select_related("adult"))


def make_report(place: Place, case: Case) -> Report:
    """Who told, and the two children of it."""
    school = place.school
    teacher = make_adult(school, "Пшеничний\nАндрій\nОлегович", is_staff=True)
    report = Report(
        school=school,
        data_key=case.data_key,
        case=case,
        number=case.number,
        school_year=case.school_year,
        reporter=teacher,
        channel="product",
        happened_at=RECEIVED - timedelta(days=1),
        received_at=RECEIVED,
        head_received_at=RECEIVED,
        entered_at=RECEIVED,
        entered_by=place.members[0].user_id,
        kinds=["psychological"],
        place="online",
        danger_now="no",
        first_aid_given=False,
        language="uk",
    )
    report.seal("narrative", "Образи в чаті класу.")
    report.save(force_insert=True)
    act = Act.objects.create(school=school, case=case, report=report, happened_at=report.happened_at)
    for name, role in (("Ластівка\nСофія", SideRole.VICTIM), ("Дубовий\nМарко", SideRole.ACCUSED)):
        Involvement.objects.create(
            school=school, case=case, act=act, child=make_child(school, name), role=role,
            added_at=RECEIVED, added_by=place.members[0].user_id,
        )  # fmt: skip
    return report


def call(place: Place, *, starts_at: datetime = STARTS, reason: str = "", at: datetime = CALLED) -> Meeting:
    """The case's meeting, called by the secretary. Inside a scope."""
    assert place.case is not None
    with clock.frozen(at):
        wanted = Call([place.case.pk], starts_at, "каб. 204", reason)
        place.meeting = call_meeting(school=place.school, call=wanted, by=place.secretary)
    return place.meeting


def come(place: Place, *numbers: int, at: datetime = STARTS) -> None:
    """These seats enter the room."""
    assert place.meeting is not None
    with clock.frozen(at):
        for number in numbers:
            mark(place, number, is_here=True)


def mark(
    place: Place, number: int, *, is_here: bool, seen: int | None = None, reason: str = "", by: Member | None = None
):
    assert place.meeting is not None
    last = place.meeting.attendances.filter(seat=place.seats[number]).order_by("-pk").first()
    version = seen if seen is not None else last.version if last else 0
    wanted = Mark(Whom(seat_id=place.seats[number].pk), is_here, version, reason=reason)
    return mark_attendance(school=place.school, meeting_id=place.meeting.pk, mark=wanted, by=by or place.secretary)


def start(place: Place, *numbers: int) -> None:
    """Called, these seats in the room, opened."""
    call(place)
    come(place, *numbers)
    assert place.meeting is not None
    with clock.frozen(STARTS):
        place.meeting = open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)


def item(place: Place, kind: str) -> AgendaItem:
    assert place.meeting is not None
    return place.meeting.items.get(kind=kind)


def propose(place: Place, kind: MotionKind, item_kind: str, *, at: datetime = STARTS, **fields: object) -> Motion:
    assert place.meeting is not None
    proposal = Proposal(item(place, item_kind).pk, kind, "Пропозиція", **fields)
    with clock.frozen(at):
        return open_motion(school=place.school, meeting_id=place.meeting.pk, proposal=proposal, by=place.secretary)


def ballot(
    place: Place, motion: Motion, number: int, choice: Choice, *, seen: int | None = None, by: Member | None = None
):
    held = motion.ballots.filter(seat=place.seats[number]).first()
    version = seen if seen is not None else held.version if held else 0
    return cast_ballot(
        school=place.school, motion_id=motion.pk, seat_id=place.seats[number].pk, choice=choice, seen=version,
        by=by or place.secretary,
    )  # fmt: skip


def vote(
    place: Place, kind: MotionKind, item_kind: str, votes: str, *, at: datetime = STARTS, **fields: object
) -> Motion:
    """`votes` by seat: f, a, o (abstained), - (not there)."""
    choices = {"f": Choice.FOR, "a": Choice.AGAINST, "o": Choice.ABSTAIN}
    motion = propose(place, kind, item_kind, at=at, **fields)
    with clock.frozen(at):
        for number, letter in enumerate(votes):
            if letter != "-":
                ballot(place, motion, number, choices[letter])
        return close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)


def fill(place: Place) -> None:
    """Every text that the minutes need: resolved is only what was voted on."""
    meeting = place.meeting
    assert meeting is not None
    voted = set(meeting.motions.values_list("item__kind", flat=True))
    for each in AgendaItem.objects.filter(meeting=meeting):
        texts = {"heard": "Осокову Т. Д. про зібрані матеріали: пояснення П-1, К-1.", "spoke": "Запитань не було."}
        texts |= {"resolved": "Визнати."} if each.kind in voted else {}
        save_item_texts(item_id=each.pk, texts=texts, seen=each.version, by=place.secretary)
    for each in Hearing.objects.filter(meeting=meeting):
        texts = {"basis": "повідомлення класного керівника", "summary": "К-1 ображав П-1 у чаті.", "reasons": "Знімки."}
        save_hearing_texts(hearing_id=each.pk, texts=texts, seen=each.version, by=place.secretary)
        if "measures" not in voted:
            continue
        measure = MeasureDraft(
            MeasureKind.NEEDS,
            "П-1 – психологічна підтримка",
            place.seats[3].adult_id,
            date(2025, 10, 1),
            "щотижня",
            contents=NONE_OF_THESE,
            for_whom=MeasureFor.VICTIM,
            person_id=Involvement.objects.get(case_id=each.case_id, role=SideRole.VICTIM).pk,
            effect="бесіда з П-1 через два тижні",
        )
        add_measure(hearing_id=each.pk, measure=measure, by=place.secretary)


def finish(place: Place, *, at: datetime = STARTS + timedelta(hours=1)) -> None:
    """Absent members have reasons, texts are filled, the meeting is closed: ready to finalise."""
    meeting = place.meeting
    assert meeting is not None
    with clock.frozen(at):
        came = {row.seat_id for row in meeting.attendances.all()}
        for number, seat in enumerate(place.seats):
            if seat.pk not in came:
                mark(place, number, is_here=False, reason="на лікарняному")
        fill(place)
        place.meeting = close_meeting(meeting_id=meeting.pk, by=place.secretary)


def promise(place: Place, row: Invitation) -> None:
    """An invited person has signed to keep what they learn: without that they get no materials."""
    if row.seat_id or Undertaking.objects.filter(invitation=row).exists():
        return
    by = place.secretary
    Undertaking.objects.create(
        school=place.school, invitation=row, signed_on=CALLED.date(), recorded_at=CALLED, recorded_by=by.user_id,
        recorded_by_name=by.name,
    )  # fmt: skip
