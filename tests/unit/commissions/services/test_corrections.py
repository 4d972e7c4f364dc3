"""Finalised minutes never change: a correction is a further version that says what changed and why."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import CaseEvent
from commissions.domain.conflicts import Overtaken
from commissions.domain.correcting import changes, check_correction, corrected, texts_of
from commissions.enums import MotionKind, SignatureState
from commissions.models import MeetingEvent, MinutesCorrection, Signature
from commissions.selectors.versions import sheet_of, version_of, versions_of
from commissions.services.corrections import drop_correction, finalise_correction, save_correction
from commissions.services.minutes import finalise_minutes
from commissions.services.signing import SignatureAnswer, record_signature
from safeguard import clock
from safeguard.audit.verify import Verified, broken_chains
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import STARTS, finish, make_place, start, vote

pytestmark = pytest.mark.django_db
K = MotionKind
DONE, LATER = STARTS + timedelta(hours=3), STARTS + timedelta(days=1)
SHEET = {
    "place": "каб. 204",
    "late_reason": "",
    "bases": [{"basis": "заява", "summary": "коротко", "heading": ""}],
    "items": [{"heard": "", "spoke": "", "resolved": "Так"}, {"heard": "Осокову", "spoke": "", "resolved": "Так"}],
    "reasons": [{"name": "", "note": "Знімки"}],
    "votes": [{"votes_for": 5}],
}  # fmt: skip


# --- what may change


def test_the_texts_of_a_sheet_in_their_order() -> None:
    assert [text.place for text in texts_of(SHEET)] == [
        "place", "late_reason", "bases-0-basis", "bases-0-summary",
        "items-1-heard", "items-1-spoke", "items-1-resolved", "reasons-0-note",
    ]  # fmt: skip


@pytest.mark.parametrize("place", [text.place for text in texts_of(SHEET)])
def test_a_text_may_be_corrected_and_nothing_else_changes_with_it(place: str) -> None:
    made = changes(SHEET, {place: "інше"})
    after = corrected(SHEET, made)
    assert [each.text.place for each in made] == [place]
    assert [text.place for text in texts_of(after) if text.words == "інше"] == [place]
    assert changes(after, {text.place: text.words for text in texts_of(SHEET)})[0].now != "інше"
    assert after["votes"] == SHEET["votes"]


@pytest.mark.parametrize(
    "place",
    [
        "votes-0-votes_for", "ballots-0-choices", "present-0-name", "absent-0-name", "composition", "quorum",
        "majority",
        "items-0-resolved", "items-1-votes", "items-1-measures", "findings-0-lines", "held_on", "hours", "number",
        "signatures-0-name", "key-0-name", "version", "rights-0", "items-9-heard", "",
    ],
)  # fmt: skip
def test_ballots_tallies_attendance_and_outcome_are_no_texts(place: str) -> None:
    with pytest.raises(RuleViolation, match="Only texts"):
        changes(SHEET, {place: "інше"})


def test_without_a_change_or_without_a_reason_there_is_no_version() -> None:
    with pytest.raises(RuleViolation, match="Nothing is changed"):
        check_correction(changes(SHEET, {"place": "каб. 204 "}), "чому")
    with pytest.raises(RuleViolation, match="why") as refused:
        check_correction(changes(SHEET, {"place": "каб. 205"}), "  ")
    assert refused.value.field == "reason"


# --- the versions


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        start(made, *range(7))
        vote(made, K.AGENDA, "agenda", "fffffff-")
        vote(made, K.SUBSTANTIATED, "finding", "fffffff-")
        vote(made, K.BULLYING, "qualification", "fffffff-")
        vote(made, K.MEASURES, "measures", "fffffff-")
        finish(made)
        with clock.frozen(DONE):
            done = finalise_minutes(
                school=made.school, meeting_id=made.meeting.pk, seen=made.meeting.version, by=made.secretary
            )
        made.meeting = done.meeting
        yield made


def save(place, seen=0, reason="Помилка в тексті", by=None, at=LATER, **texts):
    said = texts or {"items_1_heard": "Осокову Т. Д. про всі зібрані матеріали."}
    wanted = {name.replace("_", "-"): words for name, words in said.items()}
    with clock.frozen(at):
        return save_correction(
            meeting_id=place.meeting.pk, texts=wanted, reason=reason, seen=seen, by=by or place.secretary
        )


def finalise(place, seen=1, at=LATER):
    with clock.frozen(at):
        return finalise_correction(school=place.school, meeting_id=place.meeting.pk, seen=seen, by=place.secretary)


def test_version_2_keeps_number_and_everything_but_the_text(place) -> None:
    first = version_of(place.meeting.pk)
    before = sheet_of(first)
    save(place)
    second = finalise(place)
    after = sheet_of(second)
    assert (second.number, second.version, second.layout) == (first.number, 2, "minutes@2")
    block = after["correction"]
    assert (block["corrects"], block["reason"]) == (1, "Помилка в тексті")
    [change] = block["changes"]
    assert change["was"] == before["items"][1]["heard"]
    assert change["now"] == after["items"][1]["heard"] == "Осокову Т. Д. про всі зібрані матеріали."
    assert change["where"].startswith("II")
    after["items"][1]["heard"] = before["items"][1]["heard"]
    assert {**after, "version": 1, "correction": None} == before


def test_version_1_stays_as_it_was_and_the_chains_hold(place) -> None:
    first = version_of(place.meeting.pk)
    sheet, digest = bytes(first.open_bytes("sheet")), first.sheet_sha256
    save(place)
    second = finalise(place)
    again = version_of(place.meeting.pk, 1)
    assert (bytes(again.open_bytes("sheet")), again.sheet_sha256) == (sheet, digest)
    assert [row.version for row in versions_of(place.meeting.pk)] == [2, 1]
    kinds = list(MeetingEvent.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["minutes.correction_saved", "minutes.corrected"]
    event = CaseEvent.objects.get(kind="minutes.corrected")
    assert (event.data["version"], event.data["document"]) == (2, str(second.pk))
    assert all(not list(broken_chains(model, Verified())) for model in (MeetingEvent, CaseEvent))


def test_a_third_version_begins_from_the_second(place) -> None:
    save(place)
    finalise(place)
    save(place, reasons_0_note="Знімки екрана.")
    third = finalise(place)
    block = sheet_of(third)["correction"]
    assert (third.version, block["corrects"], len(block["changes"])) == (3, 2, 1)
    assert sheet_of(third)["items"][1]["heard"] == "Осокову Т. Д. про всі зібрані матеріали."


def test_signatures_start_again(place) -> None:
    row = Signature.objects.filter(state="awaited").first()
    answer = SignatureAnswer(SignatureState.SIGNED, 0, signed_on=DONE.date())
    with clock.frozen(DONE):
        record_signature(school=place.school, signature_id=row.pk, answer=answer, by=place.secretary)
    save(place)
    second = finalise(place)
    anew = Signature.objects.filter(document=second)
    assert anew.count() == 8
    assert anew.filter(state="awaited").count() == 7
    assert anew.get(state="absent").seat_id == place.seats[7].pk
    with clock.frozen(LATER), pytest.raises(RuleViolation, match="newer one is signed"):
        record_signature(
            school=place.school, signature_id=row.pk, answer=SignatureAnswer(SignatureState.SIGNED, 1, DONE.date()),
            by=place.secretary,
        )  # fmt: skip


def test_two_people_correcting_dont_lose_each_others_texts(place) -> None:
    save(place, by=place.principal)
    with pytest.raises(Overtaken) as conflict:
        save(place, bases_0_basis="заява матері")
    assert (conflict.value.params["who"], conflict.value.version) == (place.principal.name, 1)
    assert "items-1-heard" in conflict.value.theirs
    save(place, seen=1, bases_0_basis="заява матері")
    assert MinutesCorrection.objects.get().version == 2


def test_what_was_read_back_is_what_becomes_a_version(place) -> None:
    save(place)
    save(place, seen=1, bases_0_basis="заява матері")
    with pytest.raises(Overtaken):
        finalise(place, seen=1)
    assert versions_of(place.meeting.pk)[0].version == 1


def test_a_reason_is_asked_for_only_when_it_becomes_a_version(place) -> None:
    save(place, reason="")
    with pytest.raises(RuleViolation, match="why"):
        finalise(place)


def test_a_childs_name_is_refused_in_a_corrected_text_too(place) -> None:
    with pytest.raises(RuleViolation, match="П-1"):
        save(place, items_1_spoke="Софія Ластівка сказала.")


def test_a_draft_may_be_given_up_a_version_not(place) -> None:
    save(place)
    drop_correction(meeting_id=place.meeting.pk, by=place.secretary)
    assert not MinutesCorrection.objects.exists()
    save(place)
    finalise(place)
    drop_correction(meeting_id=place.meeting.pk, by=place.secretary)
    row = MinutesCorrection.objects.get()
    for change in (lambda: MinutesCorrection.objects.update(number=7), row.delete):
        with pytest.raises(DatabaseError, match="version is finalised"), transaction.atomic():
            change()


def test_before_the_minutes_are_finalised_there_is_nothing_to_correct() -> None:
    place = make_place()
    with school_scope(place.school.pk):
        start(place, *range(8))
        with pytest.raises(RuleViolation, match="finalised yet"):
            save(place)


def test_the_corrected_minutes_print_old_and_new(place, tmp_path) -> None:
    from tests.unit.commissions.services.test_minutes_paper import text_of

    save(place)
    text = text_of(finalise(place), tmp_path)
    assert "про всі зібрані матеріали" in text
    assert "Помилка в тексті" in text
    assert "К-1" in text
