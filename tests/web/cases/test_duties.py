"""Duties without a deadline: open, done with what shows it, not applicable because; corrected, never overwritten."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from cases.enums import CaseStatus, DutyState, SideRole
from cases.models import Case, DeadlineStage, DutyAct
from cases.services.duties import DutyAnswer, answer_duty
from cases.services.events import draft, locked_case, record
from cases.services.sides import SideFound, add_side
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.errors import RuleViolation
from safeguard.organisations.models import ProcedureVersion
from safeguard.organisations.selectors.adoption import procedure_version
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_guardian, make_member, make_school
from tests.web.cases.conftest import LATER, NOW, errors, text

pytestmark = pytest.mark.django_db
AID, STOP, TALK, RIGHT = "duties/first_aid/", "duties/stop_danger/", "duties/talk/", "duties/right_to_police/"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
AT_TEN = {"done_at_day": "9", "done_at_month": "9", "done_at_year": "2025", "done_at_time": "10:00"}
TEN = datetime(2025, 9, 9, 7, 0, tzinfo=UTC)


def done(words="Медична сестра оглянула дитину.", **answers):
    return {"state": "done", "words": words, "reason": "", **AT_TEN, **answers}


def declined(reason="Ушкоджень немає.", **answers):
    return {"state": "not_applicable", "words": "", "reason": reason, **answers}


def under(place, procedure, version):
    """The case as if it had been received under another procedure."""
    with school_scope(place.school.pk):
        Case.objects.filter(pk=place.case.pk).update(procedure=procedure_version(procedure, version))
        DeadlineStage.objects.filter(deadline__case=place.case).delete()
        place.case.deadlines.all().delete()
        place.case.refresh_from_db()
    return place


@pytest.fixture
def kz(place):
    return under(place, "kz-2021", "2021-12-29")


def states(place):
    """By duty the word of its tag, on the page of limits."""
    return {row["key"]: row["word"] for row in place.case_page(place.head, "deadlines/").context["duties"]}


# --- the task list ---


def test_every_duty_stands_on_the_page_of_limits_with_its_place_and_who_owes_it(place):
    page = text(place.case_page(place.head, "deadlines/"))
    assert states(place) == {"stop_danger": "Open", "first_aid": "Open", "police_call": "Open"}
    for words in (
        "Take urgent measures to stop the danger",
        "Give first aid and call an ambulance, if needed",
        "chapter “General provisions”, point 7, paragraph 2",
        "Staff member",
    ):
        assert words in page


def test_the_overview_says_what_is_open_and_leads_to_it(place):
    page = place.case_page(place.head, "")
    assert [line["href"].split("/")[-2] for line in page.context["duties"]] == [
        "stop_danger",
        "first_aid",
        "police_call",
    ]
    place.on_case(place.head, AID, declined())
    assert len(place.case_page(place.head, "").context["duties"]) == 2


def test_done_keeps_when_who_and_what_shows_it(place):
    assert place.on_case(place.head, AID, done()).status_code == 302
    [act] = place.rows(DutyAct)
    assert (act.state, act.done_at, act.recorded_at, act.recorded_by_name) == ("done", TEN, LATER, "Галина Вербова")
    assert "оглянула".encode() not in bytes(act.words)
    assert place.events("duty.done") == [{"duty": "first_aid", "act": str(act.pk), "state": "done"}]
    page = text(place.case_page(place.head, "deadlines/"))
    assert states(place)["first_aid"] == "Done"
    assert "Медична сестра оглянула дитину." in page
    assert "Recorded by Галина Вербова" in page


def test_not_applicable_keeps_why(place):
    assert place.on_case(place.head, AID, declined()).status_code == 302
    assert states(place)["first_aid"] == "Doesn't apply"
    assert "Because: Ушкоджень немає." in text(place.case_page(place.head, "deadlines/"))
    assert [each["state"] for each in place.events("duty.declined")] == ["not_applicable"]


def test_the_chronology_tells_it_in_the_words_of_the_procedure(place):
    place.on_case(place.head, STOP, done("Дітей розведено."))
    page = text(place.case_page(place.head, "timeline/"))
    assert "Duty done: Take urgent measures to stop the danger" in page
    assert "Дітей розведено." in page


def test_a_file_is_kept_beside_it_and_comes_back(place):
    place.on_case(place.head, AID, done(evidence=SimpleUploadedFile("card.pdf", PDF, "application/pdf")))
    [kept] = place.rows(Attachment)
    assert place.case_page(place.head, f"notices/evidence/{kept.pk}/").content == PDF
    assert "card.pdf" in text(place.case_page(place.head, "deadlines/"))
    with school_scope(place.school.pk):
        other = place.file_case()
    assert place.get(place.head, place.of_case(f"notices/evidence/{kept.pk}/", other)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param(done(""), "words", id="done without words"),
        pytest.param({"state": "done", "words": "Так."}, "done_at", id="done without a time"),
        pytest.param(done(done_at_time="23:00"), "done_at", id="in the future"),
        pytest.param(done(done_at_day="1"), "done_at", id="before it happened"),
        pytest.param(declined(" "), "reason", id="not applicable without a reason"),
        pytest.param({"words": "Так.", **AT_TEN}, "state", id="no answer"),
        pytest.param(done(state="withdrawn"), "state", id="withdrawn before it stands there"),
    ],
)
def test_an_answer_that_lacks_something_is_refused_and_nothing_typed_is_lost(place, typed, field):
    page = place.on_case(place.head, AID, typed)
    assert page.status_code == 200
    assert list(errors(page)) == [field]
    assert all(words in text(page) for words in (typed.get("words", "").strip(), typed.get("reason", "").strip()))
    assert place.rows(DutyAct) == []


# --- corrected, never overwritten ---


def correct(place, key, act, typed):
    return place.on_case(place.head, f"{key}?corrects={act.pk}", {"correction_reason": "Не та година.", **typed})


def test_a_correction_is_an_entry_of_its_own_and_the_first_stays(place):
    place.on_case(place.head, AID, done())
    [first] = place.rows(DutyAct)
    assert list(errors(correct(place, AID, first, done(correction_reason=" ")))) == ["correction_reason"]
    assert correct(place, AID, first, done(done_at_time="09:30")).status_code == 302
    assert len(place.rows(DutyAct)) == 2
    assert place.events("duty.corrected")[0]["corrects"] == str(first.pk)
    [row] = [each for each in place.case_page(place.head, "deadlines/").context["duties"] if each["answers"]]
    assert ["09:30" in answer["when"] for answer in row["answers"]] == [True]
    again = correct(place, AID, first, done())
    assert "corrected already" in text(again)


def test_what_was_entered_by_mistake_is_open_again(place):
    place.on_case(place.head, AID, done())
    [first] = place.rows(DutyAct)
    assert correct(place, AID, first, {"state": "withdrawn"}).status_code == 302
    assert states(place)["first_aid"] == "Open"


def test_a_second_answer_is_refused_until_the_first_is_corrected(place):
    place.on_case(place.head, AID, done())
    page = place.on_case(place.head, AID, declined())
    assert "answered already" in text(page)
    assert states(place)["first_aid"] == "Done"


def test_no_row_is_ever_changed_or_deleted(place):
    place.on_case(place.head, AID, done())
    for change in (lambda: DutyAct.objects.update(duty="x"), lambda: DutyAct.objects.all().delete()):
        with school_scope(place.school.pk), pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_there_is_nothing_to_correct_under_a_wrong_name(place, asked):
    assert place.case_page(place.head, f"{AID}?corrects={asked}").status_code == 404


def test_an_entry_of_another_duty_isnt_corrected_here(place):
    place.on_case(place.head, AID, done())
    [act] = place.rows(DutyAct)
    assert place.case_page(place.head, f"{STOP}?corrects={act.pk}").status_code == 404


# --- a case isn't closed over an open duty ---


def test_an_open_duty_keeps_the_case_open(place):
    with school_scope(place.school.pk):
        Case.objects.filter(pk=place.case.pk).update(status=CaseStatus.MONITORED)
        place.case.deadlines.update(state="met", met_at=NOW, missed_at=None, late_seconds=None)
    page = place.on_case(place.head, "move/close/", {"reason": "Усе зроблено.", "contains": "none"})
    assert "Duties without a deadline that nobody has answered: 3" in text(page)
    for key in (AID, STOP, "duties/police_call/"):
        place.on_case(place.head, key, declined())
    closed = place.on_case(place.head, "move/close/", {"reason": "Усе зроблено.", "contains": "none"})
    assert closed.status_code == 302


# --- after a decision that doesn't qualify the case as bullying ---


def decided(place, *, is_substantiated, is_bullying):
    said = {"is_substantiated": is_substantiated, "is_bullying": is_bullying}
    with school_scope(place.school.pk), clock.frozen(LATER):
        record(locked_case(place.case.pk), draft("resolution.adopted", by=place.head, data=said), status="decided")


@pytest.mark.parametrize(
    ("procedure", "version", "is_substantiated", "is_bullying", "is_owed"),
    [
        pytest.param("ua-bila-tserkva-21", "2024-12-01", True, False, True, id="Bila Tserkva: a one-off conflict"),
        pytest.param("ua-bila-tserkva-21", "2024-12-01", False, None, True, id="Bila Tserkva: not confirmed"),
        pytest.param("ua-bila-tserkva-21", "2024-12-01", True, True, False, id="Bila Tserkva: bullying"),
        pytest.param("ua-kharkiv-51", "2023-08-31", True, False, True, id="Kharkiv: a one-off conflict"),
        pytest.param("ua-kharkiv-51", "2023-08-31", True, True, False, id="Kharkiv: bullying"),
        pytest.param("ua-1646", "2020-02-18", True, False, False, id="the national text doesn't ask for it"),
        pytest.param("ua-dnipro-cpto", "2021-08-31", True, False, False, id="nor does Dnipro's"),
    ],
)
def test_the_victim_is_told_of_the_police_when_it_isnt_bullying(
    place, procedure, version, is_substantiated, is_bullying, is_owed
):
    """UA-B-IV.8.8, UA-K-III.7."""
    _version(procedure, version)
    under(place, procedure, version)
    assert place.case_page(place.head, RIGHT).status_code == 404
    decided(place, is_substantiated=is_substantiated, is_bullying=is_bullying)
    assert ("right_to_police" in states(place)) is is_owed
    assert place.case_page(place.head, RIGHT).status_code == (200 if is_owed else 404)


def _version(procedure, version):
    ProcedureVersion.objects.get_or_create(
        procedure=procedure, version=version, defaults={"country": "ua", "in_force_on": version, "content_hash": "0"}
    )


# --- a talk, and who sat by the child (KZ-41.3, C-06, C-26) ---


def talk(child, adult=None, **answers):
    present = f"{child.pk}:{adult.pk if adult else 'instead'}"
    return done("Психолог, двадцять хвилин.", present=present, trusted_adult="", **answers)


INSTEAD = {"reason": "Мати під підозрою.", "trusted_adult": "практичний психолог Ткаченко Ірина"}


def suspect(place, adult):
    place.on_case(place.head, f"people/{adult.pk}/suspicion/", {"reason": "Дитина назвала її."})


def test_a_representative_was_present_at_the_talk(kz):
    assert kz.on_case(kz.head, TALK, talk(kz.victim, kz.mother)).status_code == 302
    [act] = kz.rows(DutyAct)
    assert (act.side_child_id, act.adult_id, act.trusted_adult) == (kz.victim.pk, kz.mother.pk, None)
    page = text(kz.case_page(kz.head, "deadlines/"))
    assert "With Лисенко Софія" in page
    assert "Present: Лисенко Ольга, representative" in page


def test_every_talk_is_recorded_by_itself(kz):
    for child, adult in ((kz.victim, kz.mother), (kz.accused, kz.father)):
        assert kz.on_case(kz.head, TALK, talk(child, adult)).status_code == 302
    [row] = [each for each in kz.case_page(kz.head, "deadlines/").context["duties"] if each["key"] == "talk"]
    assert (row["word"], len(row["answers"]), row["action_label"]) == ("Done", 2, "Another talk")


def test_without_a_representative_the_reason_and_the_trusted_adult_are_kept(kz):
    suspect(kz, kz.mother)
    assert kz.on_case(kz.head, TALK, talk(kz.victim) | INSTEAD).status_code == 302
    [act] = kz.rows(DutyAct)
    assert act.adult_id is None
    assert "Ткаченко".encode() not in bytes(act.trusted_adult)
    words = "Present: практичний психолог Ткаченко Ірина. No representative, because: Мати під підозрою."
    assert words in text(kz.case_page(kz.head, "deadlines/"))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"trusted_adult": ""}, "trusted_adult"),
        ({"trusted_adult": "Лисенко Ольга"}, "trusted_adult"),
        ({"trusted_adult": "ольга лисенко, мати"}, "trusted_adult"),
        ({"trusted_adult": "Лисенко О. П."}, "trusted_adult"),
    ],
    ids=["no reason", "nobody", "the suspected one", "in another order", "with initials"],
)
def test_a_talk_without_a_representative_asks_for_what_the_law_asks(kz, answers, field):
    suspect(kz, kz.mother)
    page = kz.on_case(kz.head, TALK, talk(kz.victim) | INSTEAD | answers)
    assert list(errors(page)) == [field]
    assert kz.rows(DutyAct) == []


def test_a_suspected_representative_isnt_offered_and_isnt_taken_by_a_made_up_answer(kz):
    suspect(kz, kz.mother)
    assert "Лисенко Ольга" not in text(kz.case_page(kz.head, TALK))
    assert list(errors(kz.on_case(kz.head, TALK, talk(kz.victim, kz.mother)))) == ["present"]
    assert kz.rows(DutyAct) == []


def test_the_service_refuses_a_suspected_representative_by_id(kz):
    suspect(kz, kz.mother)
    with school_scope(kz.school.pk), clock.frozen(LATER), pytest.raises(RuleViolation, match="suspected"):
        answer_duty(
            case_id=kz.case.pk,
            answer=DutyAnswer(
                "talk", DutyState.DONE, done_at=TEN, words="…", side_child_id=kz.victim.pk, adult_id=kz.mother.pk
            ),
            by=kz.head,
        )


def test_an_adult_who_is_accused_doesnt_sit_by_the_child(kz):
    with school_scope(kz.school.pk), clock.frozen(NOW):
        teacher = make_adult(kz.school, "Ткаченко\nІрина")
        act_id = kz.case.acts.values_list("pk", flat=True)[0]
        add_side(
            case_id=kz.case.pk,
            side=SideFound(act_id, SideRole.ACCUSED, adult_id=teacher.pk),
            school=kz.school,
            by=kz.head,
        )
    assert list(errors(kz.on_case(kz.head, TALK, talk(kz.victim) | INSTEAD))) == ["trusted_adult"]


def test_only_a_representative_of_that_child_counts(kz):
    with school_scope(kz.school.pk):
        stranger = make_guardian(kz.school, kz.accused, "Хмелюк\nІнна")
    assert list(errors(kz.on_case(kz.head, TALK, talk(kz.victim, stranger)))) == ["present"]


def test_a_talk_without_a_child_is_no_talk(kz):
    assert list(errors(kz.on_case(kz.head, TALK, done("Розмова.", trusted_adult="")))) == ["present"]


# --- who may ---


def test_who_only_reads_the_case_answers_nothing(place):
    reader = place.member(Role.PSYCHOLOGIST)
    place.work_on(reader)
    assert place.case_page(reader, AID).status_code == 403
    assert place.on_case(reader, AID, done()).status_code == 403
    page = place.case_page(reader, "deadlines/")
    assert [row.get("action_href") for row in page.context["duties"]] == [None, None, None]


@pytest.mark.parametrize("who", ["recused head", "stranger"])
def test_a_hidden_case_and_no_case_answer_alike(place, who):
    member = place.head if who == "recused head" else make_member(make_school(), Role.PRINCIPAL)
    if who == "recused head":
        place.recuse(place.head)
    for case_id in (place.case.pk, place.victim.pk):
        assert place.get(member, f"cases/{case_id}/{AID}").status_code == 404
        assert place.post(member, f"cases/{case_id}/{AID}", done()).status_code == 404
    assert place.rows(DutyAct) == []


def test_a_duty_that_nobody_knows_isnt_there(place):
    assert place.case_page(place.head, "duties/vanish/").status_code == 404
    assert place.case_page(place.head, TALK).status_code == 404


def test_what_the_report_says_of_first_aid_stands_beside_the_question(place):
    page = place.case_page(place.head, AID)
    [line] = page.context["told"]
    assert line.startswith("Report No. 1, ")
    assert line.rpartition(": ")[2].startswith("Not given")
    assert place.case_page(place.head, STOP).context["told"] == []
