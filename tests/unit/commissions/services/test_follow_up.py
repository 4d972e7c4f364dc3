"""Measures after the decision: followed until closed, reminded of, passed on; moves wait for them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils.translation import override

from cases.domain.lifecycle import next_status
from cases.enums import CaseAction, CaseStatus, RecusalGround
from cases.models import Case, CaseEvent, Recusal
from cases.selectors.transitions import circumstances_of
from commissions.domain.follow_up import StepDraft
from commissions.enums import Effect, MotionKind, StepKind
from commissions.models import Measure, MeasureStage, MeasureStep, MeetingEvent
from commissions.selectors.follow_up import followed_in, is_open, open_for, open_in
from commissions.services.follow_up import record_step
from commissions.services.measure_watch import act_on_measure_stages
from commissions.services.minutes import finalise_minutes
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.services.duties import open_duties
from safeguard.accounts.services.members import deactivate_member
from safeguard.errors import Conflict, Refused, RuleViolation
from safeguard.organisations.models import Membership
from safeguard.outbox.models import Message
from safeguard.people.models import Adult
from safeguard.tenancy.door import due
from safeguard.tenancy.scope import school_scope
from tests.factories import make_membership
from tests.unit.commissions.places import STARTS, call, finish, make_place, start, vote

pytestmark = pytest.mark.django_db
EVENING = STARTS + timedelta(hours=3)
DUE = date(2025, 10, 1)  # as `places.fill` writes it
DAY_AFTER = datetime(2025, 10, 2, 6, 0, tzinfo=UTC)  # 09:00 in Kyiv


@pytest.fixture
def place():
    """Decided, with one measure that the psychologist (seat 3) answers for until 1 October."""
    made = make_place()
    with school_scope(made.school.pk):
        start(made, *range(8))
        vote(made, MotionKind.AGENDA, "agenda", "ffffffff")
        vote(made, MotionKind.SUBSTANTIATED, "finding", "ffffffff")
        vote(made, MotionKind.BULLYING, "qualification", "ffffffff")
        vote(made, MotionKind.MEASURES, "measures", "ffffffff")
        finish(made)
        with clock.frozen(EVENING):
            seen = made.meeting.version
            finalise_minutes(school=made.school, meeting_id=made.meeting.pk, seen=seen, by=made.secretary)
    return made


@pytest.fixture
def inside(place):
    with school_scope(place.school.pk), clock.frozen(EVENING):
        yield place


def step(place, kind, *, by=None, seen=None, at=EVENING, words="Бесіди тривають.", **more):
    measure = Measure.objects.get()
    draft = StepDraft(kind, at.date(), words, **more)
    count = MeasureStep.objects.count() if seen is None else seen
    with clock.frozen(at):
        return record_step(measure_id=measure.pk, step=draft, seen=count, by=by or place.principal)


def kinds(place):
    return list(CaseEvent.objects.filter(case=place.case, kind__startswith="measure.").values_list("kind", flat=True))


def sweep(place, at):
    """What the sweep of half a minute does, at an instant; outside a scope as it is."""
    with clock.frozen(at):
        found = due("due_measure_stages", at=at).get(place.school.pk, [])
        with school_scope(place.school.pk):
            return act_on_measure_stages(found)


def told(place, kind):
    with school_scope(place.school.pk):
        return set(Message.objects.filter(kind=kind).values_list("recipient_id", flat=True))


# --- followed until closed ---
def test_a_measure_is_closed_with_its_effect_and_the_day_of_the_next_look_counts(inside):
    step(inside, StepKind.LOOKED, effect=Effect.TOO_EARLY, next_on=date(2025, 10, 20))
    [row] = open_in(inside.case)
    assert (row.awaited_on, row.due_on) == (date(2025, 10, 20), DUE)
    step(inside, StepKind.DONE, effect=Effect.PARTLY, by=inside.members[3])
    assert not open_in(inside.case)
    [row] = followed_in(inside.case)
    assert (row.turn, is_open(row)) == ("done", False)
    assert kinds(inside) == ["measure.looked", "measure.done"]


def test_an_end_by_mistake_is_resumed_and_everything_stays(inside):
    step(inside, StepKind.ENDED, words="Родина переїхала.")
    step(inside, StepKind.RESUMED, words="Переїзд не відбувся.")
    assert open_in(inside.case).count() == 1
    assert MeasureStep.objects.count() == 2


@pytest.mark.parametrize("action", [CaseAction.CLOSE])
def test_a_case_closes_only_when_every_measure_is_closed(inside, action):
    Case.objects.filter(pk=inside.case.pk).update(status="monitored")
    inside.case.refresh_from_db()
    known = circumstances_of(inside.case)
    assert (known.open_measures, known.has_decision, known.has_meeting) == (1, True, False)
    step(inside, StepKind.DONE, effect=Effect.HELPED)
    assert circumstances_of(inside.case).open_measures == 0


def test_nothing_is_recorded_in_a_closed_case_and_it_has_no_open_measures(inside):
    Case.objects.filter(pk=inside.case.pk).update(status="closed", closed_on=EVENING.date())
    assert not open_in(inside.case)
    with pytest.raises(RuleViolation, match="Reopen it first"):
        step(inside, StepKind.DONE, effect=Effect.HELPED)


def test_two_people_do_not_close_one_measure_twice(inside):
    step(inside, StepKind.LOOKED, effect=Effect.NONE)
    with pytest.raises(Conflict):
        step(inside, StepKind.DONE, effect=Effect.HELPED, seen=0)


@pytest.mark.parametrize(
    ("number", "kind", "may"),
    [
        (0, "ended", True),
        (2, "ended", False),
        (2, "done", True),
        (3, "done", True),
        (3, "ended", False),
        (4, "done", False),
    ],
)
def test_who_may(inside, number, kind, may):
    """0 the head, 2 the secretary, 3 who answers for it, 4 another member of the commission."""
    effect = {"effect": Effect.HELPED} if kind == "done" else {}
    if may:
        step(inside, StepKind(kind), by=inside.members[number], **effect)
    else:
        with pytest.raises(Refused):
            step(inside, StepKind(kind), by=inside.members[number], **effect)


# --- what a move knows of the commission ---
@pytest.mark.parametrize("action", [CaseAction.JOIN, CaseAction.SPLIT])
def test_a_case_under_a_called_meeting_is_neither_joined_nor_split(action):
    made = make_place()
    with school_scope(made.school.pk):
        call(made)
        known = circumstances_of(made.case)
        assert (known.has_meeting, known.has_decision, known.open_measures) == (True, False, 0)
        with pytest.raises(RuleViolation, match="A meeting on this case is called"):
            next_status(CaseStatus.OPEN, action, known)


def test_a_decided_case_is_not_joined_to_another(inside):
    with pytest.raises(RuleViolation, match="its decision stays where it is"):
        next_status(CaseStatus.OPEN, CaseAction.JOIN, circumstances_of(inside.case))


# --- reminded and escalated ---
def test_who_answers_for_it_is_reminded_the_day_before(place):
    assert sweep(place, datetime(2025, 9, 30, 5, 59, tzinfo=UTC)) == 0
    grant(place, place.members[3])
    assert sweep(place, datetime(2025, 9, 30, 6, 0, tzinfo=UTC)) == 1
    assert told(place, "measure_near") == {place.members[3].user_id}


def test_who_may_not_know_of_the_case_is_told_nothing_and_the_office_is(place):
    sweep(place, datetime(2025, 9, 30, 6, 0, tzinfo=UTC))
    assert told(place, "measure_near") == {place.members[0].user_id, place.members[1].user_id}


def test_an_overdue_measure_is_in_the_chronology_once_and_goes_to_the_office_twice(place):
    for days in (0, 1, 7, 30):
        sweep(place, DAY_AFTER + timedelta(days=days))
    with school_scope(place.school.pk):
        stages = set(Message.objects.filter(kind="measure_late").values_list("stage", flat=True))
        assert stages == {"escalate-1d-2025-10-01", "escalate-8d-2025-10-01"}
        assert kinds(place) == ["measure.overdue"]
    assert told(place, "measure_late") == {place.members[0].user_id, place.members[1].user_id}


def test_a_recused_head_is_not_told(place):
    recuse(place, place.principal)
    sweep(place, DAY_AFTER)
    assert told(place, "measure_late") == {place.members[1].user_id}


@pytest.mark.parametrize(
    ("kind", "more", "outcome"),
    [
        ("done", {"effect": Effect.HELPED}, "ended"),
        ("looked", {"effect": Effect.TOO_EARLY, "next_on": date(2025, 10, 20)}, "moved"),
    ],
)
def test_what_is_closed_or_moved_escalates_no_more(place, kind, more, outcome):
    with school_scope(place.school.pk):
        step(place, StepKind(kind), **more)
    sweep(place, DAY_AFTER)
    with school_scope(place.school.pk):
        assert set(
            MeasureStage.objects.filter(due_on=DUE, done_at__isnull=False).values_list("outcome", flat=True)
        ) == {outcome}
    assert told(place, "measure_late") == set()
    if outcome == "moved":
        sweep(place, datetime(2025, 10, 21, 6, 0, tzinfo=UTC))
        assert told(place, "measure_late") != set()


# --- handed over ---
def grant(place, member):
    from django.contrib.auth import get_user_model
    from guardian.shortcuts import assign_perm

    with school_scope(place.school.pk):
        assign_perm("view_case", get_user_model().objects.get(pk=member.user_id), place.case)


def recuse(place, member):
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school_id=place.school.pk,
            case=place.case,
            user_id=member.user_id,
            ground=RecusalGround.DECLARED,
            recorded_at=EVENING,
            recorded_by=member.user_id,
        )


@pytest.fixture
def heir(place):
    made = make_membership(place.school.pk, Role.SOCIAL_PEDAGOGUE)
    Authenticator.objects.create(user_id=made.user_id, type="totp", data={})
    return made


def leaving(place):
    return Membership.objects.get(user_id=place.members[3].user_id)


def let_go(place, successor):
    with school_scope(place.school.pk), clock.frozen(EVENING):
        deactivate_member(membership=leaving(place), successor=successor, by=place.principal)


def test_whoever_takes_over_answers_for_the_measures(place, heir):
    let_go(place, heir)
    with school_scope(place.school.pk):
        [row] = open_in(place.case)
        assert Adult.objects.get(pk=row.holder_id).user_id == heir.user_id
        data = CaseEvent.objects.get(kind="measure.passed_on").data
        assert (data["from"], data["user"]) == (str(place.members[3].user_id), str(heir.user_id))


@pytest.mark.parametrize("who", ["nobody", "recused"])
def test_without_an_heir_or_with_a_recused_one_the_office_is_told(place, heir, who):
    if who == "recused":
        recuse(place, type("M", (), {"user_id": heir.user_id}))
    Membership.objects.filter(pk=leaving(place).pk).update(roles=["staff"])
    let_go(place, heir if who == "recused" else None)
    with school_scope(place.school.pk):
        assert not MeasureStep.objects.exists()
        assert not Message.objects.filter(recipient_id=heir.user_id).exists()
        readers = {place.members[0].user_id, place.members[1].user_id}
        assert set(Message.objects.filter(stage__startswith="m-").values_list("recipient_id", flat=True)) == readers


def test_a_seat_at_a_coming_meeting_is_noted_where_the_meeting_is():
    made = make_place()
    with school_scope(made.school.pk):
        call(made)
    Membership.objects.filter(pk=leaving(made).pk).update(roles=["staff"])
    let_go(made, None)
    with school_scope(made.school.pk):
        assert MeetingEvent.objects.filter(kind="member.left").count() == 1


@pytest.mark.parametrize(("number", "count"), [(0, 1), (5, 0)])
def test_the_page_of_leaving_lists_only_what_its_reader_may_know(place, number, count):
    with school_scope(place.school.pk), clock.frozen(EVENING), override("en"):
        found = open_duties(leaving(place), place.members[number], "x")
    label = f"Measure in case No. {place.case.number}: needs of the sides and services"
    assert [duty.label for duty in found] == [label] * count


def test_a_recused_head_sees_nothing_of_it_on_the_page_of_leaving(place):
    recuse(place, place.principal)
    with school_scope(place.school.pk), clock.frozen(EVENING):
        assert open_duties(leaving(place), place.principal, "x") == []
        assert not open_for(place.principal)
