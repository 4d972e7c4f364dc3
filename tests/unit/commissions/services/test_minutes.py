"""Finalising: what is frozen, what it needs, what it changes, and that nothing changes it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.enums import CaseStatus, DeadlineState
from cases.models import Deadline
from commissions.domain.conflicts import Overtaken
from commissions.enums import MotionKind
from commissions.models import Attendance, Decision, Invitation, Measure, Meeting, MeetingEvent
from commissions.services.minutes import finalise_minutes
from commissions.services.sessions import close_meeting
from commissions.services.texts import save_item_texts
from safeguard import clock
from safeguard.documents.models import Document
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import STARTS, finish, item, make_place, mark, start, vote

pytestmark = pytest.mark.django_db
EVERYBODY = range(8)


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def deadline(place, rule):
    return Deadline.objects.get(case=place.case, rule=rule)


def decide(place, finding="fffffaao", qualification="fffffaao") -> None:
    start(place, *EVERYBODY)
    vote(place, MotionKind.AGENDA, "agenda", "ffffffff")
    vote(place, MotionKind.SUBSTANTIATED, "finding", finding)
    vote(place, MotionKind.BULLYING, "qualification", qualification)
    vote(place, MotionKind.MEASURES, "measures", "ffffffff")
    finish(place)


def finalise(place):
    return finalise_minutes(
        school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
    )


def test_finalising_freezes_sheet_number_and_hash_and_meets_the_resolution(place) -> None:
    decide(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        done = finalise(place)
    place.case.refresh_from_db()
    decision = Decision.objects.get()
    row = deadline(place, "resolution")
    assert (done.meeting.number, done.document.number, done.document.kind) == (1, "1", "minutes")
    assert len(done.document.sheet_sha256) == 64
    assert (decision.is_substantiated, decision.is_bullying) == (True, True)
    assert decision.measures.count() == 1
    assert (place.case.status, row.state) == (CaseStatus.DECIDED, DeadlineState.MET)
    assert MeetingEvent.objects.last().kind == "minutes.finalised"


def test_without_a_majority_there_is_no_decision_and_the_clock_goes_on(place) -> None:
    """TC-54d: 4:4, the chair against; "not substantiated" was not voted."""
    decide(place, finding="aaaaffff")
    with clock.frozen(STARTS + timedelta(hours=3)):
        finalise(place)
    place.case.refresh_from_db()
    assert not Decision.objects.exists()
    assert (place.case.status, deadline(place, "resolution").state) == (CaseStatus.COMMISSION, DeadlineState.OPEN)


def test_what_is_missing_stops_the_finalising(place) -> None:
    start(place, *EVERYBODY)
    with clock.frozen(STARTS):
        place.meeting = close_meeting(meeting_id=place.meeting.pk, by=place.secretary)
    with pytest.raises(RuleViolation, match="missing"):
        finalise(place)
    assert not Document.objects.exists()


def test_what_was_read_back_is_what_is_frozen(place) -> None:
    decide(place)
    place.meeting.version -= 1
    with pytest.raises(Overtaken):
        finalise(place)


def test_nothing_finalised_changes_neither_by_a_service_nor_in_the_database(place) -> None:
    decide(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        finalise(place)
    with pytest.raises(RuleViolation, match="finalised"):
        save_item_texts(item_id=item(place, "finding").pk, texts={"heard": "інше"}, seen=9, by=place.secretary)
    with clock.frozen(STARTS + timedelta(hours=3)), pytest.raises(RuleViolation, match="finalised"):
        mark(place, 0, is_here=False)
    for model in (Attendance, Invitation, Measure):
        rows = model.objects.all()
        with pytest.raises(DatabaseError, match="finalised"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="finalised"), transaction.atomic():
        Decision.objects.update(is_bullying=False)
    for change in ({"place": "інше"}, {"state": "closed"}, {"number": 2}):
        with pytest.raises(DatabaseError, match="finalised"), transaction.atomic():
            Meeting.objects.update(**change)
