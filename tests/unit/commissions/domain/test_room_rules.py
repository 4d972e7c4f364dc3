"""Attendance, ballots, substitution and motions: each row is a sentence of the procedure."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from cases.enums import SideRole
from commissions.domain import attendance, codes, composition, motions, names, notice, presiding, voting
from commissions.domain.composition import Gap, SeatFacts
from commissions.domain.motions import Carried, Verdict
from commissions.domain.notice import Breach
from commissions.domain.quorum import Stay, in_the_room, present_at
from commissions.enums import ItemKind, MotionKind, Office, Outcome, Speciality
from safeguard.errors import RuleViolation
from safeguard.procedures.catalogue import load_procedure

PROCEDURE = load_procedure("ua-1646", "2020-02-18")
RULES, NOTICE = PROCEDURE.commission, PROCEDURE.rule("meeting_notice").limit
KYIV = ZoneInfo("Europe/Kyiv")
A, B, C, D = (UUID(int=number) for number in range(1, 5))


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


# --- the notice


@pytest.mark.parametrize(
    ("sent", "late"),
    [
        pytest.param("2025-09-10 17:59:59", False, id="TC-37a"),
        pytest.param("2025-09-10 18:00:00", False, id="TC-37b 18:00:00 is in time"),
        pytest.param("2025-09-10 18:00:01", True, id="TC-37c one second later is late"),
    ],
)
def test_notice_by_18_00_of_the_day_before(sent: str, late: bool) -> None:
    limit = notice.last_moment(NOTICE, kyiv("2025-09-11 10:00"), KYIV)
    assert limit == datetime(2025, 9, 10, 15, tzinfo=UTC)
    assert notice.is_late(kyiv(sent), limit) is late


def test_the_day_before_is_a_calendar_day_even_a_sunday() -> None:
    assert notice.last_moment(NOTICE, kyiv("2025-09-15 09:00"), KYIV) == kyiv("2025-09-14 18:00")


@pytest.mark.parametrize(
    ("sent", "materials", "complete"),
    [
        pytest.param("12:00", "19:00", "19:00", id="TC-42 incomplete until the materials came"),
        pytest.param("12:00", None, None, id="never complete without materials"),
        pytest.param(None, "12:00", None, id="materials alone are no notice"),
    ],
)
def test_a_notice_is_complete_with_its_materials(sent: str, materials: str, complete: str) -> None:
    at = {text: kyiv(f"2025-09-10 {text}") for text in ("12:00", "19:00")} | {None: None}
    assert notice.complete_at(at[sent], at[materials]) == at[complete]


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        pytest.param("2025-09-11 10:00", [Breach.NOTICE_LATE], id="TC-41 Thursday breaks N18"),
        pytest.param("2025-09-12 10:00", [Breach.PAST_LIMIT], id="TC-41 Friday is one working day late"),
    ],
)
def test_no_date_satisfies_both_rules(starts: str, found: list[Breach]) -> None:
    broken = notice.breaches(
        kyiv(starts),
        now=kyiv("2025-09-10 18:30"),
        notice_limit=notice.last_moment(NOTICE, kyiv(starts), KYIV),
        meeting_limits=[kyiv("2025-09-11 23:59:59")],
    )
    assert [each.breach for each in broken] == found
    with pytest.raises(RuleViolation):
        notice.check_call(kyiv(starts), now=kyiv("2025-09-10 18:30"), broken=broken, reason="  ")
    notice.check_call(kyiv(starts), now=kyiv("2025-09-10 18:30"), broken=broken, reason="The chair is on duty")


def test_a_meeting_in_the_past_is_refused_whatever_the_reason() -> None:
    with pytest.raises(RuleViolation, match="has passed"):
        notice.check_call(kyiv("2025-09-10 10:00"), now=kyiv("2025-09-10 10:00"), broken=[], reason="because")


# --- the composition


def seat(number: int, office: Office = Office.MEMBER, *, speciality: Speciality | None = None) -> SeatFacts:
    return SeatFacts(UUID(int=number), UUID(int=1000 + number), office, date(2025, 9, 1), None, speciality)


OFFICERS = [seat(1, Office.CHAIR), seat(2, Office.DEPUTY), seat(3, Office.SECRETARY)]


@pytest.mark.parametrize(
    ("seats", "found"),
    [
        ([*OFFICERS, seat(4, speciality=Speciality.PSYCHOLOGIST), seat(5)], []),
        ([*OFFICERS, seat(4), seat(5)], [Gap.NO_PSYCHOLOGIST]),
        ([*OFFICERS, seat(4, speciality=Speciality.PSYCHOLOGIST)], [Gap.TOO_FEW]),
        (OFFICERS[1:], [Gap.NO_CHAIR, Gap.TOO_FEW, Gap.NO_PSYCHOLOGIST]),
        (OFFICERS[:1], [Gap.NO_DEPUTY, Gap.NO_SECRETARY, Gap.TOO_FEW, Gap.NO_PSYCHOLOGIST]),
    ],
)
def test_what_a_composition_lacks(seats: list[SeatFacts], found: list[Gap]) -> None:
    assert composition.gaps(seats, RULES) == found


def test_the_composition_of_a_day_is_its_live_seats() -> None:
    """TC-54c: a member added on Wednesday counts on Thursday; one whose seat ended the day before doesn't."""
    old = SeatFacts(A, A, Office.MEMBER, date(2025, 9, 1), date(2025, 9, 10))
    new = SeatFacts(B, B, Office.MEMBER, date(2025, 9, 10))
    assert composition.on_day([old, new], date(2025, 9, 9)) == [old]
    assert composition.on_day([old, new], date(2025, 9, 10)) == [old, new]
    assert composition.on_day([old, new], date(2025, 9, 11)) == [new]


def test_one_person_has_one_seat_and_an_office_one_holder() -> None:
    twice = SeatFacts(A, OFFICERS[0].adult_id, Office.MEMBER, date(2025, 9, 1))
    for wrong in ([*OFFICERS, twice], [*OFFICERS, seat(9, Office.CHAIR)], []):
        with pytest.raises(RuleViolation):
            composition.check_order(wrong, RULES)


# --- the room


def test_a_member_counts_from_arrival_until_departure() -> None:
    """TC-48: the sixth comes 20 minutes later; if he leaves, he is gone at that moment."""
    at = kyiv("2025-09-11 10:20")
    stays = [Stay(A, at, at + timedelta(hours=1)), Stay(B, at - timedelta(minutes=20)), Stay(C, None)]
    assert present_at(stays, at - timedelta(seconds=1)) == {B}
    assert present_at(stays, at) == {A, B}
    assert present_at(stays, at + timedelta(hours=1)) == {B}
    assert in_the_room(stays) == {B}


def test_nobody_is_absent_who_was_in_the_room_and_an_absence_has_a_reason() -> None:
    with pytest.raises(RuleViolation, match="in the room"):
        attendance.check_absence("ill", now_here=True)
    with pytest.raises(RuleViolation, match="why"):
        attendance.check_absence(" ", now_here=False)
    attendance.check_absence("ill", now_here=False)


@pytest.mark.parametrize(
    ("arrived", "left"), [("12:01", None), ("10:00", "12:01"), ("11:00", "10:00"), (None, "10:00")]
)
def test_times_of_the_roll_are_in_order_and_not_in_the_future(arrived: str | None, left: str | None) -> None:
    at = {text: kyiv(f"2025-09-11 {text}") for text in ("10:00", "11:00", "12:00", "12:01")} | {None: None}
    with pytest.raises(RuleViolation):
        attendance.check_times(at[arrived], at[left], now=at["12:00"])


@pytest.mark.parametrize(
    ("refused", "because"),
    [
        ({"seat": D}, "approved composition"),
        ({"seat": C}, "in the room"),
        ({"recused": {A}}, "recused"),
        ({"is_closed": True}, "closed"),
    ],
)
def test_ballots_that_are_refused(refused: dict, because: str) -> None:
    lawful = {"seat": A, "composition": {A, B, C}, "present": {A, B, D}, "recused": set(), "is_closed": False}
    voting.check_ballot(**lawful)
    with pytest.raises(RuleViolation, match=because):
        voting.check_ballot(**lawful | refused)


def test_a_vote_closes_with_quorum_and_everybody_s_ballot() -> None:
    voting.check_close(ballots={A, B}, present={A, B}, is_quorate=True)
    with pytest.raises(RuleViolation, match="quorum"):
        voting.check_close(ballots={A, B}, present={A, B}, is_quorate=False)
    with pytest.raises(RuleViolation, match="1"):
        voting.check_close(ballots={A}, present={A, B}, is_quorate=True)


# --- substitution

OFFICES = {A: Office.CHAIR, B: Office.DEPUTY, C: Office.SECRETARY, D: Office.MEMBER}


@pytest.mark.parametrize(
    ("present", "elected", "presides"),
    [
        ({A, B, C, D}, None, A),
        ({B, C, D}, None, B),
        ({C, D}, None, None),
        ({C, D}, D, D),
        ({C}, D, None),
        ({A, C, D}, D, A),
    ],
)
def test_who_presides(present: set[UUID], elected: UUID | None, presides: UUID | None) -> None:
    assert presiding.presides(OFFICES, present, elected) == presides


@pytest.mark.parametrize(
    ("kind", "present", "candidate", "proposer", "is_lawful"),
    [
        pytest.param(MotionKind.PRESIDE, {C, D}, D, C, True, id="TC-51 the secretary proposes who presides"),
        pytest.param(MotionKind.PRESIDE, {C, D}, D, D, False, id="TC-51 anyone else's proposal is refused"),
        pytest.param(MotionKind.PRESIDE, {B, C, D}, D, C, False, id="the deputy is in the room"),
        pytest.param(MotionKind.PRESIDE, {C, D}, A, C, False, id="only somebody in the room"),
        pytest.param(MotionKind.KEEP_MINUTES, {A, D}, D, A, True, id="TC-51 the chair proposes who keeps the minutes"),
        pytest.param(MotionKind.KEEP_MINUTES, {B, D}, D, B, True, id="TC-51 or the deputy"),
        pytest.param(MotionKind.KEEP_MINUTES, {A, D}, D, D, False, id="not a member"),
        pytest.param(MotionKind.KEEP_MINUTES, {A, C, D}, D, A, False, id="the secretary is in the room"),
    ],
)
def test_elections(kind: MotionKind, present: set, candidate: UUID, proposer: UUID, is_lawful: bool) -> None:
    def check() -> None:
        presiding.check_election(kind, OFFICES, present, candidate=candidate, proposed_by=proposer)

    if is_lawful:
        check()
    else:
        with pytest.raises(RuleViolation):
            check()


# --- motions and what they decide

K, R = MotionKind, Outcome


@pytest.mark.parametrize(
    ("carried", "found"),
    [
        ([], Verdict(None, None)),
        ([(K.SUBSTANTIATED, R.ADOPTED), (K.BULLYING, R.ADOPTED)], Verdict(True, True)),
        ([(K.SUBSTANTIATED, R.ADOPTED), (K.BULLYING, R.REJECTED), (K.CONFLICT, R.ADOPTED)], Verdict(True, False)),
        ([(K.SUBSTANTIATED, R.ADOPTED), (K.BULLYING, R.REJECTED)], Verdict(True, None)),
        pytest.param([(K.SUBSTANTIATED, R.REJECTED)], Verdict(None, None), id="TC-54d a failed motion decides nothing"),
        pytest.param([(K.SUBSTANTIATED, R.REJECTED), (K.NOT_SUBSTANTIATED, R.ADOPTED)], Verdict(False, None), id="M2"),
    ],
)
def test_two_fields_from_four_motions(carried: list, found: Verdict) -> None:
    assert motions.verdict(Carried(*each) for each in carried) == found
    assert found.is_decision is (found.is_substantiated is not None)


@pytest.mark.parametrize(
    ("kind", "item", "adopted", "is_lawful"),
    [
        (K.SUBSTANTIATED, ItemKind.FINDING, set(), True),
        (K.NOT_SUBSTANTIATED, ItemKind.FINDING, {K.SUBSTANTIATED}, False),
        (K.SUBSTANTIATED, ItemKind.FINDING, {K.SUBSTANTIATED}, False),
        (K.SUBSTANTIATED, ItemKind.QUALIFICATION, set(), False),
        (K.BULLYING, ItemKind.QUALIFICATION, {K.SUBSTANTIATED}, True),
        (K.BULLYING, ItemKind.QUALIFICATION, {K.NOT_SUBSTANTIATED}, False),
        (K.OTHER, ItemKind.OTHER, {K.OTHER}, True),
    ],
)
def test_which_motion_a_question_allows(kind: K, item: ItemKind, adopted: set, is_lawful: bool) -> None:
    if is_lawful:
        motions.check_motion(kind, item, adopted)
    else:
        with pytest.raises(RuleViolation):
            motions.check_motion(kind, item, adopted)


@pytest.mark.parametrize(
    ("item", "adopted", "left"),
    [
        (ItemKind.FINDING, set(), [K.SUBSTANTIATED, K.NOT_SUBSTANTIATED]),
        (ItemKind.FINDING, {K.SUBSTANTIATED}, []),
        (ItemKind.QUALIFICATION, {K.NOT_SUBSTANTIATED}, []),
        (ItemKind.AGENDA, set(), [K.AGENDA]),
        (ItemKind.AGENDA, {K.AGENDA}, []),
    ],
)
def test_what_is_left_to_vote_on(item: ItemKind, adopted: set, left: list) -> None:
    assert motions.motions_left(item, adopted) == left


# --- names and codes on paper


def test_names_as_papers_write_them() -> None:
    name = "Вербицька\nЛідія\nПетрівна"
    assert names.listed(name) == "Вербицька\u00a0Л.\u202fП."
    assert names.signed(name) == "Лідія\u00a0ВЕРБИЦЬКА"
    assert names.spoken(name) == "Лідія Вербицька"
    assert names.listed("Ким") == "Ким"


def test_children_appear_as_codes() -> None:
    sides = [(A, SideRole.WITNESS), (B, SideRole.ACCUSED), (C, SideRole.VICTIM), (D, SideRole.ACCUSED)]
    sides.append((C, SideRole.WITNESS))
    assert codes.codes(sides, "uk") == {C: "П-1", B: "К-1", D: "К-2", A: "С-1"}
    assert codes.codes(sides, "kk") == {C: "З-1", B: "Ж-1", D: "Ж-2", A: "К-1"}
