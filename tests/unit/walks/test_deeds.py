"""Something done on paper: what its record must say, when it can have been, and how a wrong entry is corrected."""

from datetime import date

import pytest

from cases.domain.deeds import DeedDraft
from cases.models import CaseEvent, DeadlineStage
from cases.services.attachments import Upload
from cases.services.deeds import record_deed
from cases.services.notices import NoticeDraft, record_notice
from commissions.enums import MotionKind
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.errors import Conflict, RuleViolation
from safeguard.procedures.bindings import DEEDS, deeds_of
from safeguard.procedures.catalogue import load_procedure, procedures, versions
from safeguard.procedures.schema import Evidence
from safeguard.tenancy.scope import school_scope
from tests.unit.walks.places import Walk, at, begin

E = Evidence
ORDERED, REPORTED, CREATED = E.INVESTIGATION_ORDERED, E.INVESTIGATION_REPORTED, E.COMMISSION_ORDERED


@pytest.fixture
def walk(db):
    return begin("ua-bila-tserkva-21")


@pytest.fixture
def _in_school(walk):
    with school_scope(walk.school.pk):
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_school")]


def dues(walk: Walk) -> dict[str, str]:
    return {row.rule: row.due_at.strftime("%d") for row in walk.limits()}


@pytest.mark.parametrize(
    ("procedure", "asked"),
    [
        pytest.param(
            "ua-1646", {E.MINUTES_ORDERED, E.DECISION_REGISTERED}, id="minutes confirmed by order, a register"
        ),
        pytest.param("ua-bila-tserkva-21", set(DEEDS), id="the chain, paper originals, an order, a register"),
        pytest.param("ua-kharkiv-51", {CREATED, E.MINUTES_SIGNED, E.DECISION_REGISTERED}, id="five copies, a register"),
        pytest.param("ua-dnipro-cpto", set(), id="minutes alone"),
        pytest.param("kz-2021", set(), id="no commission"),
    ],
)
def test_what_is_recorded_by_hand_is_what_the_procedure_asks_for(procedure, asked):
    assert set(deeds_of(load_procedure(procedure, versions(procedure)[-1]))) == asked
    assert procedure in procedures()


# --- an act meets its limit at its own time, and starts the next ---


def test_an_act_starts_the_next_limit_from_its_own_time_not_from_its_entry(walk):
    assert "investigation_report" not in dues(walk)
    walk.do(at(8, 15), ORDERED, words="Калиняк Н. В.")
    assert walk.limit("investigation_order").met_at == at(8, 15)
    assert walk.limit("investigation_report").starts_at == at(8, 15)
    assert dues(walk)["investigation_report"] == "11"


def test_a_late_act_meets_its_limit_late_and_the_next_counts_from_when_it_was_done(walk):
    walk.do(at(10, 15), ORDERED, words="Калиняк Н. В.")
    row = walk.limit("investigation_order")
    assert (row.state, row.late_seconds) == ("met_late", 15 * 3600 + 1)
    assert dues(walk)["investigation_report"] == "15"


def test_a_started_limit_reminds_whoever_owes_it(walk):
    walk.do(at(8, 15), ORDERED, words="Калиняк Н. В.")
    stages = DeadlineStage.objects.filter(deadline=walk.limit("investigation_report"))
    assert stages.filter(kind="remind").exists()
    walk.do(at(9, 12), REPORTED, words="Підтвердилось.")
    assert {stage.outcome for stage in stages.all()} == {"met"}


def test_a_meeting_meets_every_clock_for_it_the_one_that_starts_later_too(walk):
    """C-01: held on the third day of the national limit, before the local chain has created its commission."""
    walk.do(at(8, 15), ORDERED, words="Калиняк Н. В.")
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    assert walk.limit("commission_meeting").met_at == at(11, 10)
    walk.do(at(11, 12), REPORTED, words="Підтвердилось.")
    walk.do(at(11, 13), CREATED, number="91", dated_on=date(2025, 9, 11))
    late = walk.limit("commission_hearing")
    assert (late.state, late.met_at) == ("met", at(11, 10))
    assert late.met_event_id == walk.limit("commission_meeting").met_event_id


def test_a_second_meeting_doesnt_take_the_first_ones_place(walk):
    """Held in time without a decision: the limit for the meeting stays met by the first."""
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.part(at(11, 11))
    walk.call(at(11, 13), at(15, 10))
    walk.hold(at(15, 10))
    row = walk.limit("commission_meeting")
    assert (row.state, row.met_at) == ("met", at(11, 10))


def test_nothing_is_told_of_a_qualification_that_wasnt_bullying(walk):
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11), MotionKind.CONFLICT)
    assert not [rule for rule in dues(walk) if rule.startswith("qualification")]


# --- what is refused ---


def refused(walk: Walk, **said: object) -> RuleViolation:
    said = {"when": at(9, 12), "evidence": ORDERED, "words": "Калиняк Н. В."} | said
    with pytest.raises(RuleViolation) as refusal:
        walk.do(**said)
    return refusal.value


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"when": at(8, 9)}, "done_at", id="before the report"),
        pytest.param({"words": " "}, "words", id="nobody is named"),
        pytest.param({"by": "stranger"}, "done_by", id="by nobody of the school"),
        pytest.param({"dated_on": date(2025, 9, 12)}, "dated_on", id="a paper of a day to come"),
        pytest.param({"evidence": REPORTED}, "", id="a report without an order"),
        pytest.param({"evidence": CREATED, "number": "91"}, "", id="a commission before the report"),
        pytest.param({"evidence": E.MINUTES_SIGNED}, "", id="signed before any meeting"),
        pytest.param({"evidence": E.DECISION_REGISTERED, "number": "1"}, "", id="registered before any decision"),
        pytest.param({"evidence": E.MEETING_HELD}, "", id="a meeting: it has a room of its own"),
    ],
)
def test_a_record_that_cant_be_is_refused(walk, said, field):
    assert refused(walk, **said).field == field
    assert not CaseEvent.objects.filter(case=walk.case, kind__in=DEEDS).exists()


def test_nothing_is_done_in_the_future(walk):
    with clock.frozen(at(8, 12)), pytest.raises(RuleViolation) as refusal:
        record(walk, ORDERED, at(8, 13), words="Калиняк Н. В.")
    assert refusal.value.field == "done_at"


@pytest.mark.parametrize(
    ("paper", "field"),
    [({"number": "", "dated_on": date(2025, 9, 10)}, "number"), ({"number": "91", "dated_on": None}, "dated_on")],
)
def test_an_order_has_a_number_and_a_date(walk, paper, field):
    """UA-B-IV.8.3-4: the commission is created by order."""
    walk.do(at(8, 15), ORDERED, words="Калиняк Н. В.")
    walk.do(at(9, 12), REPORTED, words="Підтвердилось.")
    assert refused(walk, when=at(10, 12), evidence=CREATED, words="", **paper).field == field
    assert walk.limit("commission_order").met_at is None


def test_the_same_act_is_recorded_once(walk):
    walk.do(at(8, 15), ORDERED, words="Калиняк Н. В.")
    with pytest.raises(Conflict):
        walk.do(at(9, 15), ORDERED, words="Калиняк Н. В.")


def test_a_notice_of_a_later_step_waits_for_that_step(walk):
    """C-02: the second notice to the police speaks of the qualification, and isn't given before it."""
    told = NoticeDraft(rule="qualification_notice", told_at=at(9, 9), channel="phone", told_whom="Черговий")
    with clock.frozen(at(9, 10)), pytest.raises(RuleViolation):
        record_notice(case_id=walk.case.pk, notice=told, by=walk.place.principal)
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11))
    with clock.frozen(at(12, 10)), pytest.raises(RuleViolation) as refusal:
        record_notice(case_id=walk.case.pk, notice=told, by=walk.place.principal)
    assert refusal.value.field == "told_at"


# --- corrections ---


def record(walk: Walk, evidence: Evidence, done_at, **said: object):
    draft = DeedDraft(evidence=evidence, done_at=done_at, done_by=str(Role.PRINCIPAL), **said)
    return record_deed(case_id=walk.case.pk, deed=draft, by=walk.place.principal)


def correct(walk: Walk, event: CaseEvent, done_at, why: str = "Описка в даті.", when=None):
    with clock.frozen(when or at(12, 9)):
        return record(
            walk, Evidence(event.kind), done_at, words="Калиняк Н. В.", corrects_id=event.pk, correction_reason=why
        )


def test_a_correction_is_a_later_entry_and_moves_what_follows(walk):
    first = walk.do(at(9, 15), ORDERED, words="Калиняк Н. В.")
    assert dues(walk)["investigation_report"] == "12"
    second = correct(walk, first, at(8, 15))
    assert walk.limit("investigation_order").met_event_id == second.pk
    assert dues(walk)["investigation_report"] == "11"
    said = CaseEvent.objects.get(case=walk.case, kind="deed.corrected")
    [moved] = said.data["moved"]
    assert (moved["rule"], moved["before"][:10], moved["after"][:10]) == (
        "investigation_report",
        "2025-09-12",
        "2025-09-11",
    )
    assert said.open("text") == "Описка в даті."
    first.refresh_from_db()
    assert first.occurred_at == at(9, 15)


def test_a_limit_that_a_correction_puts_into_the_past_is_missed(walk):
    first = walk.do(at(9, 15), ORDERED, words="Калиняк Н. В.")
    correct(walk, first, at(8, 15), when=at(12, 9))
    row = walk.limit("investigation_report")
    assert (row.state, row.missed_at) == ("missed", at(12, 9))


def test_what_is_met_doesnt_move(walk):
    first = walk.do(at(9, 10), ORDERED, words="Калиняк Н. В.")
    walk.do(at(10, 12), REPORTED, words="Підтвердилось.")
    before = walk.limit("investigation_report").due_at
    correct(walk, first, at(8, 15))
    assert walk.limit("investigation_report").due_at == before


@pytest.mark.parametrize(
    ("why", "done_at", "field"),
    [
        pytest.param(" ", at(8, 15), "correction_reason", id="without a reason"),
        pytest.param("Описка.", at(11, 9), "done_at", id="after the step that it began"),
        pytest.param("Описка.", at(8, 9), "done_at", id="before the report"),
    ],
)
def test_a_correction_that_cant_be_is_refused(walk, why, done_at, field):
    first = walk.do(at(9, 10), ORDERED, words="Калиняк Н. В.")
    walk.do(at(10, 12), REPORTED, words="Підтвердилось.")
    with pytest.raises(RuleViolation) as refusal:
        correct(walk, first, done_at, why)
    assert refusal.value.field == field


def test_an_entry_is_corrected_once_then_the_newer_one(walk):
    first = walk.do(at(9, 10), ORDERED, words="Калиняк Н. В.")
    second = correct(walk, first, at(9, 9))
    with pytest.raises(Conflict):
        correct(walk, first, at(9, 8))
    correct(walk, second, at(9, 8))
    assert walk.limit("investigation_order").met_at == at(9, 8)


# --- what is kept ---


def test_a_file_is_sealed_with_the_case_and_the_chain_stays_whole(walk):
    draft = DeedDraft(evidence=ORDERED, done_at=at(8, 15), done_by="principal", words="Калиняк Н. В.")
    scan = Upload("nakaz.pdf", "application/pdf", b"%PDF-1.7 order")
    with clock.frozen(at(8, 16)):
        event = record_deed(case_id=walk.case.pk, deed=draft, by=walk.place.principal, evidence=[scan])
    [kept] = Attachment.objects.filter(case_id=walk.case.pk)
    assert event.data["files"] == [str(kept.pk)]
    assert b"order" not in bytes(kept.body)
    assert "Калиняк" not in str(event.data)
