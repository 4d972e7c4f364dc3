"""Signatures per person and numbered copies, as the procedure says (C-11, UA-K-III.5, UA-B-IV.8.9)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from cases.models import CaseEvent, Involvement, SuspectedRepresentative
from cases.services.attachments import Upload
from commissions.domain import signing
from commissions.domain.conflicts import Overtaken
from commissions.domain.signing import Keeper, Party
from commissions.enums import CopyKeeper, SignatureState
from commissions.models import MinutesCopy, Signature
from commissions.selectors.signing import scan_with_body, signing_of
from commissions.services.signing import SignatureAnswer, add_copies, hand_over_copy, record_signature
from safeguard import clock
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian
from tests.unit.commissions.places import STARTS, finish, make_place, start, vote
from tests.unit.commissions.services.test_corrections import DONE, LATER, K
from tests.unit.commissions.services.test_findings import under

pytestmark = pytest.mark.django_db
S, C = SignatureState, CopyKeeper
DAY = date(2025, 9, 11)
P1, P2, A1 = (UUID(int=number) for number in (1, 2, 3))
MOTHER, FATHER, OTHER = (UUID(int=number) for number in (11, 12, 13))
FIVE = ["victim_guardian", "accused_guardian", "child_service", "police", "school"]


# --- the rules


def test_five_copies_copy_1_is_the_schools_tc_36() -> None:
    """TC-36: parent A, parent B, children's service, juvenile police, school."""
    parties = [Party(C.VICTIM_GUARDIAN, P1, MOTHER), Party(C.ACCUSED_GUARDIAN, A1, OTHER)]
    known = signing.keepers(FIVE, 5, parties)
    assert [(each.number, each.keeper) for each in known] == [
        (1, C.SCHOOL), (2, C.VICTIM_GUARDIAN), (3, C.ACCUSED_GUARDIAN), (4, C.CHILD_SERVICE), (5, C.POLICE),
    ]  # fmt: skip
    assert signing.without_copy(known, parties) == []


@pytest.mark.parametrize(
    ("parties", "without"),
    [
        pytest.param([(C.VICTIM_GUARDIAN, P1, MOTHER), (C.VICTIM_GUARDIAN, P1, FATHER)], 1, id="two parents of a side"),
        pytest.param([(C.VICTIM_GUARDIAN, P1, MOTHER), (C.VICTIM_GUARDIAN, P2, OTHER)], 1, id="a second victim"),
        pytest.param(
            [
                (C.VICTIM_GUARDIAN, P1, MOTHER),
                (C.VICTIM_GUARDIAN, P1, FATHER),
                (C.ACCUSED_GUARDIAN, A1, OTHER),
                (C.ACCUSED_GUARDIAN, A1, None),
            ],
            2,
            id="two parents on both sides",
        ),
    ],
)
def test_for_whom_five_arent_enough(parties: list, without: int) -> None:
    named = [Party(*each) for each in parties]
    assert len(signing.without_copy(signing.keepers(FIVE, 5, named), named)) == without


def test_without_families_one_copy_of_the_school_is_enough() -> None:
    parties = [Party(C.VICTIM_GUARDIAN, P1, MOTHER)]
    assert signing.keepers([], 1, parties) == [Keeper(1, C.SCHOOL)]
    assert signing.without_copy([Keeper(1, C.SCHOOL)], parties) == []


@pytest.mark.parametrize(
    ("state", "signed_on", "reason", "was_there", "field"),
    [
        pytest.param(S.SIGNED, DAY, "", True, None, id="signed on a day"),
        pytest.param(S.SIGNED, None, "", True, "signed_on", id="signed without a day"),
        pytest.param(S.SIGNED, date(2025, 9, 10), "", True, "signed_on", id="before the meeting"),
        pytest.param(S.SIGNED, date(2025, 9, 13), "", True, "signed_on", id="in the future"),
        pytest.param(S.REFUSED, None, "не згоден", True, None, id="refused for a reason"),
        pytest.param(S.REFUSED, None, " ", True, "reason", id="refused without a reason"),
        pytest.param(S.ABSENT, None, "", False, None, id="absent who wasn't there"),
        pytest.param(S.ABSENT, None, "", True, "reason", id="absent who was there says why"),
        pytest.param(S.ABSENT, None, "захворіла", True, None, id="absent for a reason"),
        pytest.param(S.AWAITED, None, "", True, "state", id="no answer"),
    ],
)
def test_what_an_answer_must_say(state, signed_on, reason, was_there, field) -> None:
    said = {"signed_on": signed_on, "reason": reason, "was_there": was_there}
    if field is None:
        signing.check_answer(state, held_on=DAY, today=date(2025, 9, 12), **said)
        return
    with pytest.raises(RuleViolation) as refused:
        signing.check_answer(state, held_on=DAY, today=date(2025, 9, 12), **said)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("states", "complete"),
    [
        ([S.SIGNED, S.REFUSED, S.ABSENT], True),
        ([S.SIGNED, S.AWAITED], False),
        ([S.REFUSED, S.ABSENT], False),
        ([], False),
    ],
)
def test_when_the_paper_is_complete(states: list, complete: bool) -> None:
    assert signing.is_complete(states) is complete


# --- after finalising


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def finalised(place, procedure: str, *guardians: tuple[str, int]):
    """Seven of eight came; so many representatives of each role."""
    from commissions.services.minutes import finalise_minutes

    under(place, procedure)
    for role, count in guardians:
        child = Involvement.objects.get(case=place.case, role=role).child
        for number in range(count):
            make_guardian(place.school, child, f"Ластівка{number}\nОльга")
    start(place, *range(7))
    for kind, item in ((K.AGENDA, "agenda"), (K.SUBSTANTIATED, "finding"), (K.BULLYING, "qualification")):
        vote(place, kind, item, "fffffff-")
    vote(place, K.MEASURES, "measures", "fffffff-")
    finish(place)
    with clock.frozen(DONE):
        done = finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        )
    place.meeting = done.meeting
    return done.document


def sign(place, row, state=S.SIGNED, *, seen=0, by=None, scan=(), **said):
    said = {"signed_on": DAY} | said if state == S.SIGNED else said
    with clock.frozen(LATER):
        answer = SignatureAnswer(state, seen, **said)
        return record_signature(
            school=place.school, signature_id=row.pk, answer=answer, by=by or place.secretary, scan=scan
        )


def signed_events() -> int:
    return CaseEvent.objects.filter(kind="minutes.signed").count()


def test_everybody_of_the_composition_is_asked_and_who_was_absent_is_said_at_once(place) -> None:
    finalised(place, "ua-bila-tserkva-21", ("victim", 1), ("accused", 1))
    rows = list(Signature.objects.order_by("rank"))
    assert [row.seat_id for row in rows] == [seat.pk for seat in place.seats]
    assert [row.state for row in rows] == ["awaited"] * 7 + ["absent"]
    assert list(MinutesCopy.objects.values_list("number", "keeper")) == [(1, "school")]


def test_in_kharkiv_parents_of_both_sides_sign_and_five_copies_are_numbered(place) -> None:
    """TC-36: ten names on the sheet; a suspected representative neither signs nor gets a copy (C-06)."""
    child = Involvement.objects.get(case=place.case, role="accused").child
    suspect = make_guardian(place.school, child, "Дубовий\nПетро")
    SuspectedRepresentative.objects.create(
        school=place.school, case=place.case, adult=suspect, marked_at=STARTS, marked_by=place.principal.user_id
    )
    finalised(place, "ua-kharkiv-51", ("victim", 1), ("accused", 1))
    assert Signature.objects.count() == 10
    assert not Signature.objects.filter(adult=suspect).exists()
    assert list(MinutesCopy.objects.order_by("number").values_list("keeper", flat=True)) == [
        "school", "victim_guardian", "accused_guardian", "child_service", "police",
    ]  # fmt: skip
    found = signing_of(place.meeting, [place.case.pk], "uk")
    assert (found.without_copy, found.needed) == ([], 5)


def test_two_parents_of_a_side_need_a_sixth_copy(place) -> None:
    finalised(place, "ua-kharkiv-51", ("victim", 2), ("accused", 1))
    found = signing_of(place.meeting, [place.case.pk], "uk")
    assert (len(found.without_copy), found.needed) == (1, 6)
    assert add_copies(meeting_id=place.meeting.pk, by=place.secretary) == 1
    assert add_copies(meeting_id=place.meeting.pk, by=place.secretary) == 0
    last = MinutesCopy.objects.get(number=6)
    assert (last.keeper, last.child_id) == ("victim_guardian", found.without_copy[0][0].child_id)


def test_a_child_without_a_known_representative_has_a_line_all_the_same(place) -> None:
    finalised(place, "ua-kharkiv-51", ("victim", 1))
    row = Signature.objects.get(seat=None, adult=None)
    assert row.child_id == Involvement.objects.get(case=place.case, role="accused").child_id


def test_when_the_last_has_answered_the_minutes_are_signed_once(place) -> None:
    """Bila Tserkva asks for the paper with original signatures: the act follows by itself."""
    finalised(place, "ua-bila-tserkva-21")
    rows = list(Signature.objects.filter(state="awaited").order_by("rank"))
    for row in rows[:-2]:
        sign(place, row)
    sign(place, rows[-2], S.REFUSED, reason="не згодна з рішенням")
    assert signed_events() == 0
    sign(place, rows[-1], signed_on=date(2025, 9, 12))
    event = CaseEvent.objects.get(kind="minutes.signed")
    assert event.data["meeting"] == str(place.meeting.pk)
    assert event.occurred_at == LATER
    sign(place, rows[-1], S.ABSENT, seen=1, reason="помилка запису")
    assert signed_events() == 1


def test_who_recorded_it_by_hand_isnt_doubled(place) -> None:
    from cases.domain.deeds import DeedDraft
    from cases.services.deeds import record_deed
    from safeguard.procedures.schema import Evidence

    finalised(place, "ua-bila-tserkva-21")
    with clock.frozen(LATER):
        deed = DeedDraft(evidence=Evidence.MINUTES_SIGNED, done_at=DONE, done_by="secretary")
        record_deed(case_id=place.case.pk, deed=deed, by=place.secretary)
    for row in Signature.objects.filter(state="awaited"):
        sign(place, row)
    assert signed_events() == 1


def test_where_the_procedure_asks_for_no_such_act_none_is_recorded(place) -> None:
    finalised(place, "ua-1646")
    for row in Signature.objects.filter(state="awaited"):
        sign(place, row)
    assert signed_events() == 0


def test_in_kharkiv_the_act_names_the_copies(place) -> None:
    finalised(place, "ua-kharkiv-51", ("victim", 1), ("accused", 1))
    for row in Signature.objects.filter(state="awaited"):
        sign(place, row)
    assert CaseEvent.objects.get(kind="minutes.signed").data["copies"] == 5


def test_a_scan_lies_sealed_beside_the_signature(place) -> None:
    finalised(place, "ua-bila-tserkva-21")
    row = Signature.objects.filter(state="awaited").first()
    sign(place, row, scan=[Upload("підпис.pdf", "application/pdf", b"%PDF-1.7 signed")])
    [file] = signing_of(place.meeting, [place.case.pk], "uk").scans[row.pk]
    assert (file.open("name"), file.case_id) == ("підпис.pdf", place.case.pk)
    kept = scan_with_body(place.meeting, file.pk)
    assert b"signed" not in bytes(kept.body)
    assert kept.open_bytes("body") == b"%PDF-1.7 signed"


def test_two_people_at_one_signature_see_each_other(place) -> None:
    finalised(place, "ua-bila-tserkva-21")
    row = Signature.objects.filter(state="awaited").first()
    sign(place, row, by=place.principal)
    with pytest.raises(Overtaken) as conflict:
        sign(place, row, S.REFUSED, reason="ні")
    assert conflict.value.params["who"] == place.principal.name


def test_a_copy_is_handed_over_to_somebody_on_a_day(place) -> None:
    finalised(place, "ua-kharkiv-51", ("victim", 1), ("accused", 1))
    copy = MinutesCopy.objects.get(number=2)
    said = {"school": place.school, "copy_id": copy.pk, "by": place.secretary}
    with clock.frozen(LATER):
        for day, field in ((date(2025, 9, 13), "handed_on"), (date(2025, 9, 10), "handed_on")):
            with pytest.raises(RuleViolation) as refused:
                hand_over_copy(handed_on=day, handed_to="мати", seen=0, **said)
            assert refused.value.field == field
        hand_over_copy(handed_on=DAY, handed_to="Ольга Ластівка, мати", seen=0, **said)
        with pytest.raises(Overtaken):
            hand_over_copy(handed_on=DAY, handed_to="батько", seen=0, **said)
    copy.refresh_from_db()
    assert copy.open("handed_to") == "Ольга Ластівка, мати"


@pytest.mark.parametrize("model", [Signature, MinutesCopy])
def test_whose_signature_and_copy_it_is_never_changes(place, model) -> None:
    finalised(place, "ua-bila-tserkva-21")
    changes = [lambda: model.objects.all().delete(), lambda: model.objects.update(child=None, adult=None, seat=None)]
    if model is MinutesCopy:
        changes[1] = lambda: model.objects.update(number=9)
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_meeting_of_yesterday_is_signed_today_at_the_earliest_now(place) -> None:
    """The last signature has a day and no hour: never later than now, never earlier than the act."""
    finalised(place, "ua-bila-tserkva-21")
    for row in Signature.objects.filter(state="awaited"):
        sign(place, row)
    event = CaseEvent.objects.get(kind="minutes.signed")
    assert event.occurred_at < LATER + timedelta(seconds=1)
