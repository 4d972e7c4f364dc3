"""Who is told, and when that meets the limit."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.domain.filing import Answers, SideDraft
from cases.enums import DeadlineState
from cases.models import CaseEvent, Deadline, DeadlineStage, Notice
from cases.services.attachments import Upload
from cases.services.file_report import file_report
from cases.services.notices import NoticeDraft, record_notice
from cases.services.suspects import clear_suspicion, mark_suspected
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.errors import Conflict, RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian, make_member, make_school

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Place:
    def __init__(self):
        self.school = make_school()
        self.head = make_member(self.school, Role.PRINCIPAL)
        with school_scope(self.school.pk), clock.frozen(RECEIVED):
            self.children = [make_child(self.school) for _ in range(3)]
            self.guardians = [make_guardian(self.school, child) for child in self.children]
            sides = zip(("victim", "accused", "witness"), self.children, strict=True)
            answers = Answers(
                sides=[SideDraft(role, child_id=child.pk) for role, child in sides],
                kinds=["physical"],
                place="yard",
                happened_at=RECEIVED - HOUR,
                narrative="Штовхнули на сходах.",
                danger_now="no",
                first_aid_given=True,
            )
            self.case = file_report(school=self.school, answers=answers, by=self.head).case

    def tell(self, draft, at=RECEIVED + 30 * HOUR):
        with clock.frozen(at), school_scope(self.school.pk):
            return record_notice(case_id=self.case.pk, notice=draft, by=self.head)

    def guardian(self, number, at, *, tell_at=RECEIVED + 30 * HOUR, **changes):
        told = NoticeDraft(
            rule="guardian_notice",
            told_at=at,
            channel="phone",
            side_child_id=self.children[number].pk,
            adult_id=self.guardians[number].pk,
        )
        return self.tell(replace(told, **changes), at=tell_at)

    def deadline(self, rule):
        with school_scope(self.school.pk):
            return Deadline.objects.get(case=self.case, rule=rule)


@pytest.fixture
def place():
    return Place()


def police(at):
    return NoticeDraft(rule="police_notice", told_at=at, channel="line_102", told_whom="Черговий", reference="1137")


@pytest.mark.parametrize(
    ("late", "state", "seconds"),
    [
        pytest.param(timedelta(0), DeadlineState.MET, None, id="at the limit is in time"),
        pytest.param(timedelta(seconds=1), DeadlineState.MET_LATE, 1, id="a second after is late"),
    ],
)
def test_the_police_are_told_within_24_hours(place, late, state, seconds):
    place.tell(police(RECEIVED + 24 * HOUR + late))
    row = place.deadline("police_notice")
    assert (row.state, row.late_seconds) == (state, seconds)
    assert row.met_event_id is not None


def test_the_representatives_are_told_when_every_minor_side_has_one(place):
    place.guardian(0, RECEIVED + HOUR)
    place.guardian(1, RECEIVED + 2 * HOUR)
    assert place.deadline("guardian_notice").state == DeadlineState.OPEN
    place.guardian(2, RECEIVED + 3 * HOUR)
    row = place.deadline("guardian_notice")
    assert (row.state, row.met_at) == (DeadlineState.MET, RECEIVED + 3 * HOUR)


def test_one_late_representative_makes_the_notice_late(place):
    for number, hours in enumerate((1, 2, 25)):
        place.guardian(number, RECEIVED + hours * HOUR)
    row = place.deadline("guardian_notice")
    assert (row.state, row.late_seconds) == (DeadlineState.MET_LATE, 3600)


def test_a_suspected_representative_cant_be_told_and_somebody_else_is_with_a_reason(place):
    with school_scope(place.school.pk):
        suspect = place.guardians[0].pk
        mark_suspected(case_id=place.case.pk, adult_id=suspect, reason="Так сказала дитина.", by=place.head)
    with pytest.raises(RuleViolation) as refusal:
        place.guardian(0, RECEIVED + HOUR)
    assert refusal.value.field == "whom"
    with pytest.raises(RuleViolation) as refusal:
        place.guardian(0, RECEIVED + HOUR, adult_id=None, told_whom="Служба у справах дітей")
    assert refusal.value.field == "decided_reason"
    place.guardian(0, RECEIVED + HOUR, adult_id=None, told_whom="Бабуся", decided_reason="Мати під підозрою.")
    place.guardian(1, RECEIVED + HOUR)
    place.guardian(2, RECEIVED + HOUR)
    assert place.deadline("guardian_notice").state == DeadlineState.MET
    with school_scope(place.school.pk):
        clear_suspicion(case_id=place.case.pk, adult_id=suspect, reason="Не підтвердилося.", by=place.head)
    place.guardian(0, RECEIVED + 2 * HOUR)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"told_at": RECEIVED + 31 * HOUR}, "told_at", id="in the future"),
        pytest.param({"told_at": RECEIVED - 2 * HOUR}, "told_at", id="before it happened"),
        pytest.param({"told_whom": " "}, "told_whom", id="nobody named"),
        pytest.param({"rule": "commission_meeting"}, "", id="not a notice"),
        pytest.param({"rule": "nothing"}, "", id="no such rule"),
    ],
)
def test_a_notice_that_cant_be_is_refused(place, change, field):
    with pytest.raises(RuleViolation) as refusal:
        place.tell(replace(police(RECEIVED + HOUR), **change))
    assert refusal.value.field == field
    assert place.deadline("police_notice").state == DeadlineState.OPEN


def test_somebody_elses_parent_doesnt_count(place):
    with pytest.raises(RuleViolation) as refusal:
        place.guardian(0, RECEIVED + HOUR, adult_id=place.guardians[1].pk)
    assert refusal.value.field == "whom"


def corrected(first, at, reason="Помилка в часі.", **changes):
    return replace(police(at), corrects_id=first.pk, correction_reason=reason, **changes)


def test_a_correction_that_moves_the_time_past_the_limit_makes_it_late(place):
    first = place.tell(police(RECEIVED + HOUR))
    second = place.tell(corrected(first, RECEIVED + 25 * HOUR))
    assert place.deadline("police_notice").state == DeadlineState.MET_LATE
    with school_scope(place.school.pk):
        kept = Notice.objects.select_related("data_key").get(pk=first.pk)
        assert (kept.told_at, kept.open("told_whom")) == (RECEIVED + HOUR, "Черговий")
        event = CaseEvent.objects.select_related("data_key").get(kind="notice.corrected")
        assert (event.data["corrects"], event.open("text")) == (str(first.pk), "Черговий\nПомилка в часі.")
    place.tell(corrected(second, RECEIVED + 2 * HOUR))
    assert place.deadline("police_notice").state == DeadlineState.MET


def test_a_correction_says_why_and_is_made_once(place):
    first = place.tell(police(RECEIVED + HOUR))
    with pytest.raises(RuleViolation) as refusal:
        place.tell(corrected(first, RECEIVED + 2 * HOUR, reason=" "))
    assert refusal.value.field == "correction_reason"
    place.tell(corrected(first, RECEIVED + 2 * HOUR))
    with pytest.raises(Conflict):
        place.tell(corrected(first, RECEIVED + 3 * HOUR))


@pytest.mark.parametrize(
    ("corrected_after", "state"),
    [
        pytest.param(10 * HOUR, DeadlineState.OPEN, id="while the limit runs"),
        pytest.param(30 * HOUR, DeadlineState.MISSED, id="when it has passed"),
    ],
)
def test_a_notice_corrected_to_another_child_leaves_the_first_one_untold(place, corrected_after, state):
    """The duty is owed again, and its reminders that lie ahead come back."""
    notices = [place.guardian(number, RECEIVED + HOUR, tell_at=RECEIVED + 2 * HOUR) for number in range(3)]
    assert place.deadline("guardian_notice").state == DeadlineState.MET
    place.guardian(
        1,
        RECEIVED + HOUR,
        tell_at=RECEIVED + corrected_after,
        corrects_id=notices[0].pk,
        correction_reason="Не та дитина.",
    )
    row = place.deadline("guardian_notice")
    assert (row.state, row.met_at, row.late_seconds) == (state, None, None)
    with school_scope(place.school.pk):
        ahead = DeadlineStage.objects.filter(deadline=row, at__gt=RECEIVED + corrected_after)
        assert ahead.exists()
        assert not ahead.filter(done_at__isnull=False).exists()
    place.guardian(0, RECEIVED + 3 * HOUR)
    assert place.deadline("guardian_notice").state == DeadlineState.MET


def test_a_further_notice_leaves_the_first_evidence_as_it_is(place):
    place.tell(police(RECEIVED + HOUR))
    first = place.deadline("police_notice").met_event_id
    place.tell(police(RECEIVED + 2 * HOUR))
    row = place.deadline("police_notice")
    assert (row.met_at, row.met_event_id) == (RECEIVED + HOUR, first)


def test_evidence_is_sealed_with_the_case_and_named_by_the_event(place):
    paper = Upload("вихідний.pdf", "application/pdf", b"%PDF-1.7 bytes")
    with clock.frozen(RECEIVED + 2 * HOUR), school_scope(place.school.pk):
        row = record_notice(case_id=place.case.pk, notice=police(RECEIVED + HOUR), by=place.head, evidence=[paper])
        kept = Attachment.objects.select_related("data_key").get(subject_id=row.pk)
        assert (kept.open("name"), kept.open_bytes("body")) == (paper.name, paper.body)
        assert (kept.case_id, kept.data_key_id) == (place.case.pk, place.case.data_key_id)
        assert CaseEvent.objects.get(kind="notice.given").data["files"] == [str(kept.pk)]


def test_a_suspected_representative_isnt_told_by_name_either(place):
    with school_scope(place.school.pk):
        suspect = place.guardians[0]
        name = " ".join(suspect.open("name").split("\n"))
        mark_suspected(case_id=place.case.pk, adult_id=suspect.pk, reason="Так сказала дитина.", by=place.head)
    with pytest.raises(RuleViolation) as refusal:
        place.guardian(0, RECEIVED + HOUR, adult_id=None, told_whom=name.upper(), decided_reason="Більше нема кому.")
    assert refusal.value.field == "told_whom"
