"""A case with several accused: each has a vote and a finding; the case, its clocks and its duty follow."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.enums import CaseStatus, DeadlineState, SideRole
from cases.models import CaseEvent, Deadline, Involvement
from cases.selectors.duties import owed_duties
from commissions.domain.minutes import Missing
from commissions.enums import Choice, Harm, MotionKind
from commissions.models import Decision, Finding, Hearing
from commissions.selectors.minutes import holes_of
from commissions.selectors.room import room_of
from commissions.services.calling import Call, call_meeting
from commissions.services.minutes import finalise_minutes
from commissions.services.signs import SignsDraft, note_signs
from safeguard import clock
from safeguard.errors import RuleViolation
from safeguard.organisations.models import ProcedureVersion
from safeguard.procedures.duties import When
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child
from tests.unit.commissions.places import (
    CALLED,
    RECEIVED,
    STARTS,
    ballot,
    close_motion,
    finish,
    make_place,
    propose,
    start,
    vote,
)

pytestmark = pytest.mark.django_db
K = MotionKind
FOR, AGAINST = "ffffffff", "aaaaaaaa"
#: What is put to the vote about one accused, and its votes.
BULLYING = ((K.SUBSTANTIATED, FOR), (K.BULLYING, FOR))
CONFLICT = ((K.SUBSTANTIATED, FOR), (K.CONFLICT, FOR))
DENIED = ((K.NOT_SUBSTANTIATED, FOR),)
NOTHING = ((K.SUBSTANTIATED, AGAINST),)
ITEM = {K.SUBSTANTIATED: "finding", K.NOT_SUBSTANTIATED: "finding"}


@pytest.fixture
def place(request):
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def accused_of(place) -> list[Involvement]:
    return list(Involvement.objects.filter(case=place.case, role=SideRole.ACCUSED).order_by("added_at", "pk"))


def accuse(place, count: int) -> list[Involvement]:
    """So many in all; the first is there already. None: the offender isn't known."""
    [first] = accused_of(place)
    if not count:
        first.delete()
    for number in range(1, count):
        child = make_child(place.school, f"Явір{number}\nІлля")
        Involvement.objects.create(
            school=place.school, case=place.case, act=first.act, child=child, role=SideRole.ACCUSED,
            added_at=RECEIVED + timedelta(seconds=number), added_by=first.added_by,
        )  # fmt: skip
    return accused_of(place)


def under(place, procedure: str) -> None:
    version = ProcedureVersion.objects.filter(procedure=procedure).latest("in_force_on")
    place.case.procedure = version
    place.case.save(update_fields=["procedure"])


def decide(place, per_person) -> None:
    people = accused_of(place)
    start(place, *range(8))
    vote(place, K.AGENDA, "agenda", FOR)
    for number, motions in enumerate(per_person):
        about = {"accused_id": people[number].pk} if people else {}
        for kind, votes in motions:
            vote(place, kind, ITEM.get(kind, "qualification"), votes, **about)
    vote(place, K.MEASURES, "measures", FOR)
    finish(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        )
    place.case.refresh_from_db()


@pytest.mark.parametrize(
    ("count", "motions", "outcome", "qualified", "is_duty_owed"),
    [
        pytest.param(0, [BULLYING], (True, True), True, False, id="offender not known, bullying"),
        pytest.param(1, [BULLYING], (True, True), True, False, id="one: bullying"),
        pytest.param(1, [CONFLICT], (True, False), False, True, id="one: a conflict"),
        pytest.param(1, [DENIED], (False, None), False, True, id="one: not confirmed"),
        pytest.param(2, [BULLYING, CONFLICT], (True, True), True, False, id="bullying by one, conflict by the other"),
        pytest.param(2, [DENIED, CONFLICT], (True, False), False, True, id="not confirmed and a conflict"),
        pytest.param(2, [DENIED, DENIED], (False, None), False, True, id="neither is confirmed"),
        pytest.param(3, [CONFLICT, DENIED, BULLYING], (True, True), True, False, id="three, the last one bullying"),
        pytest.param(3, [CONFLICT, CONFLICT, DENIED], (True, False), False, True, id="three, no bullying"),
    ],
)
def test_the_case_its_clocks_and_its_duty_follow_from_the_findings(
    place, count, motions, outcome, qualified, is_duty_owed
) -> None:
    under(place, "ua-bila-tserkva-21")
    people = accuse(place, count)
    decide(place, motions)
    decision = Decision.objects.get()
    assert (decision.is_substantiated, decision.is_bullying) == outcome
    found = list(Finding.objects.order_by("rank").values_list("accused_id", flat=True))
    assert found == ([each.pk for each in people] or [None])
    started = Deadline.objects.filter(case=place.case, rule__startswith="qualification")
    assert (started.count() > 0) is qualified
    owed = [duty for duty in owed_duties(place.case) if duty.when is When.NOT_QUALIFIED]
    assert bool(owed) is is_duty_owed
    assert place.case.status == CaseStatus.DECIDED


def test_while_one_is_undecided_the_clock_goes_on_and_a_second_meeting_ends_it(place) -> None:
    """TC-54d, for each person: bullying by one starts its clocks at once, the resolution waits for the other."""
    under(place, "ua-bila-tserkva-21")
    accuse(place, 2)
    decide(place, [BULLYING, NOTHING])
    row = Deadline.objects.get(case=place.case, rule="resolution")
    assert (place.case.status, row.state) == (CaseStatus.COMMISSION, DeadlineState.OPEN)
    assert Deadline.objects.filter(case=place.case, rule__startswith="qualification").exists()
    assert CaseEvent.objects.filter(case=place.case, kind="decision.partial").exists()
    later = STARTS + timedelta(days=4)
    with clock.frozen(CALLED + timedelta(days=4)):
        wanted = Call([place.case.pk], later, "каб. 204", "Другий")
        place.meeting = call_meeting(school=place.school, call=wanted, by=place.secretary)
    decide_the_rest(place, later)
    first, second = Decision.objects.order_by("decided_at")
    assert (second.is_substantiated, second.is_bullying) == (True, True)
    assert second.findings.get().is_substantiated is False
    assert first.findings.get().is_bullying is True
    row.refresh_from_db()
    assert (place.case.status, row.met_at is not None) == (CaseStatus.DECIDED, True)


def decide_the_rest(place, at) -> None:
    from commissions.services.sessions import open_meeting
    from tests.unit.commissions.places import come

    come(place, *range(8), at=at)
    with clock.frozen(at):
        place.meeting = open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
    vote(place, K.AGENDA, "agenda", FOR, at=at)
    vote(place, K.NOT_SUBSTANTIATED, "finding", FOR, at=at, accused_id=accused_of(place)[1].pk)
    finish(place, at=at + timedelta(hours=1))
    with clock.frozen(at + timedelta(hours=2)):
        finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        )
    place.case.refresh_from_db()


def test_one_press_proposes_it_about_each_in_turn(place) -> None:
    people = accuse(place, 3)
    start(place, *range(8))
    with clock.frozen(STARTS):
        motion = propose(place, K.SUBSTANTIATED, "finding", in_turn=True)
        for number in range(3):
            assert (motion.accused_id, motion.open("text")) == (people[number].pk, f"Пропозиція (К-{number + 1})")
            for seat in range(8):
                ballot(place, motion, seat, Choice.FOR)
            close_motion(school=place.school, motion_id=motion.pk, by=place.secretary)
            motion = place.meeting.motions.filter(closed_at=None).first()
    assert motion is None


def test_of_several_a_vote_says_about_whom(place) -> None:
    accuse(place, 2)
    start(place, *range(8))
    with pytest.raises(RuleViolation, match="about whom"):
        propose(place, K.SUBSTANTIATED, "finding")


def test_who_was_found_not_involved_is_not_qualified(place) -> None:
    people = accuse(place, 2)
    start(place, *range(8))
    vote(place, K.NOT_SUBSTANTIATED, "finding", FOR, accused_id=people[0].pk)
    with pytest.raises(RuleViolation, match="nothing to qualify"):
        propose(place, K.BULLYING, "qualification", accused_id=people[0].pk)
    propose(place, K.BULLYING, "qualification", accused_id=people[1].pk)


def test_a_finding_never_changes(place) -> None:
    decide(place, [BULLYING])
    for change in (lambda: Finding.objects.update(is_bullying=False), lambda: Finding.objects.all().delete()):
        with pytest.raises(DatabaseError, match="finalised"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("procedure", "is_systematic", "missing"),
    [
        pytest.param("ua-bila-tserkva-21", None, {"signs"}, id="nobody noted the signs"),
        pytest.param("ua-bila-tserkva-21", False, {"one_off"}, id="noted as one-off: a conflict (C-13)"),
        pytest.param("ua-bila-tserkva-21", True, set(), id="systematic"),
        pytest.param("ua-dnipro-cpto", False, set(), id="Dnipro asks for nothing systematic"),
        pytest.param("ua-1646", None, set(), id="the national text doesn't ask for a qualification"),
    ],
)
def test_what_a_qualification_rests_on_is_asked_by_procedure(place, procedure, is_systematic, missing) -> None:
    under(place, procedure)
    start(place, *range(8))
    vote(place, K.SUBSTANTIATED, "finding", FOR)
    vote(place, K.BULLYING, "qualification", FOR)
    hearing = Hearing.objects.select_related("case__procedure").get()
    if is_systematic is not None:
        [accused] = accused_of(place)
        signs = SignsDraft(accused.pk, is_systematic, [], Harm.NONE)
        with clock.frozen(STARTS):
            note_signs(school=place.school, hearing_id=hearing.pk, signs=signs, seen=0, by=place.secretary)
    room = room_of(place.meeting, place.school, case_ids={place.case.pk})
    found = {hole.missing for hole in holes_of(room, [hearing], [])}
    assert found & {Missing.SIGNS, Missing.ONE_OFF} == missing
    assert not any(hole.stops for hole in holes_of(room, [hearing], []) if hole.missing in missing)
