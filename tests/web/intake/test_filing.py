"""A class teacher files a report: four steps, saved at each, filed once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Involvement, Recusal, Report, ReportDraft
from cases.presenters.reports import numbers
from cases.services.drafts import read_answers
from safeguard.access.roles import Role
from safeguard.people.models import Adult, Child
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_member, make_school
from tests.web.intake.conftest import CARE, NOW, WHAT, Browser

SLOW = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def text(answer) -> str:
    return answer.content.decode()


def test_the_whole_way_ends_with_a_number_and_what_happens_next(place, teacher):
    answer, report_id = teacher.file()
    assert answer.headers["Location"].endswith(f"/report/{report_id}/done/")
    page = text(teacher.get(answer.headers["Location"]))
    assert "Number in the register" in page
    assert "Tell the police" in page
    assert "Tue 24 Nov, 09:15" in page.replace("\N{NO-BREAK SPACE}", " ")
    with school_scope(place.school.pk):
        report = Report.objects.select_related("data_key").get()
        assert (report.received_at, report.head_received_at, report.entered_at) == (NOW, NOW, NOW)
        assert report.open("narrative") == WHAT["narrative"]
        assert (report.kinds, report.place, report.open("place_note")) == (
            ["psychological", "cyber"],
            "online",
            "чат класу",
        )
        roles = set(Involvement.objects.values_list("role", "child_id"))
        assert roles == {("victim", place.sofia.pk), ("accused", place.danylo.pk)}
        assert not ReportDraft.objects.exists()


@pytest.mark.parametrize(("begin", "is_draft"), [("report/", False), ("report/mine/", False)])
def test_nothing_is_saved_by_looking(place, teacher, begin, is_draft):
    assert teacher.get(begin).status_code == 200
    with school_scope(place.school.pk):
        assert ReportDraft.objects.exists() is is_draft


def test_a_class_teacher_finds_their_own_class_at_once(teacher):
    page = text(teacher.get("report/"))
    assert "Мельник Софія Петрівна" in page
    assert "Ясенчук Данило" in page
    assert "Хмелюк" not in page


def test_a_search_forgives_and_finds_adults_too(place, teacher):
    answer = teacher.post("report/", {"do": "find", "query": "верпова", "school_class": ""})
    assert "верпова" not in answer.headers["Location"]
    page = text(teacher.get(answer.headers["Location"].partition("#")[0]))
    assert "Галина Вербова" in page


def test_who_will_read_it_is_said_before_anything_is_typed(teacher):
    page = text(teacher.get("report/"))
    assert "Will read it: Галина Вербова, Ігор Липовець, Ніна Росинко." in page


def test_an_accused_head_neither_reads_nor_learns_of_it(place, teacher, head):
    draft = teacher.walk(accused=f"member:{place.head.user_id}")
    assert "Will read it: Ігор Липовець, Ніна Росинко." in text(teacher.get(f"{draft}check/"))
    teacher.post(f"{draft}file/")
    with school_scope(place.school.pk):
        case = Case.objects.get()
        assert list(Recusal.objects.values_list("user_id", flat=True)) == [place.head.user_id]
        assert Adult.objects.filter(user_id=place.head.user_id).count() == 1
    assert head.get(f"cases/{case.pk}/").status_code == 404


def test_every_step_is_saved_and_shown_again(teacher):
    draft = teacher.walk()
    for step, shown in (("who", "Мельник Софія"), ("what", WHAT["narrative"]), ("care", "Draft saved at 09:15")):
        assert shown in text(teacher.get(f"{draft}{step}/"))


def test_wrong_answers_stay_with_their_reasons(teacher):
    draft = teacher.walk()
    wrong = {**WHAT, "happened_year": "2027", "danger_now": "", "narrative": ""}
    page = text(teacher.post(f"{draft}what/", {**wrong, "do": "next"}))
    assert "The date can’t be later than today" in page or "The date can&#x27;t be later than today" in page
    assert "Say whether there is danger now" in page
    assert "Write what you saw or heard." in page
    assert "чат класу" in text(teacher.get(f"{draft}what/"))


def test_unanswered_questions_arent_blamed_before_one_goes_on(place, teacher):
    teacher.post("report/", {"do": f"put:victim:child:{place.sofia.pk}"})
    draft = f"report/drafts/{teacher.draft_id()}/"
    teacher.post(f"{draft}care/", {"first_aid_note": "лід", "do": "find", "query": "роман"})
    page = text(teacher.get(f"{draft}care/"))
    assert "govuk-error-message" not in page
    assert "лід" in page


def test_nobody_hurt_is_refused_beside_the_search(teacher):
    assert "Say who was hurt." in text(teacher.post("report/", {"do": "next", "query": "", "school_class": ""}))


def test_a_refused_first_step_goes_on_in_the_same_draft(place, teacher):
    page = text(teacher.post("report/", {"do": "next"}))
    again = re.search(r'<form method="post" action="([^"]+)"', page.partition('id="main"')[2])[1]
    teacher.post(again, {"do": "next"})
    assert teacher.post(again, {"do": f"put:victim:child:{place.sofia.pk}"}).status_code == 302
    with school_scope(place.school.pk):
        draft = ReportDraft.objects.select_related("data_key").get()
        assert read_answers(draft).in_role("victim") == [f"child:{place.sofia.pk}"]


def test_the_same_person_cant_be_victim_and_accused(place, teacher):
    teacher.post("report/", {"do": f"put:victim:child:{place.sofia.pk}"})
    draft = f"report/drafts/{teacher.draft_id()}/"
    page = text(teacher.post(f"{draft}who/", {"do": f"put:accused:child:{place.sofia.pk}"}))
    assert "be the victim and the alleged offender of one act" in page


def test_a_person_of_another_school_is_unknown(place, teacher):
    other = make_school()
    with school_scope(other.pk):
        stranger = make_child(other)
    page = text(teacher.post("report/", {"do": f"put:victim:child:{stranger.pk}"}))
    assert "known to this school" in page


@pytest.mark.parametrize(
    "nonsense", ["put:victim:child:1", "put:head:child:1", "remove:x", "put", "drop:7", "whatever"]
)
def test_a_button_that_never_was_harms_nothing(teacher, nonsense):
    assert teacher.post("report/", {"do": nonsense}).status_code in {200, 302, 404}


def test_somebody_new_is_added_in_place(place, teacher):
    teacher.post("report/", {"do": "new", "query": "осоковий", "school_class": ""})
    address = f"report/drafts/{teacher.draft_id()}/person/?step=who"
    assert "Осоковий" in text(teacher.get(address))
    typed = {
        "role": "victim",
        "who": "pupil",
        "family": "Осоковий",
        "given": "Лука",
        "school_class": str(place.seventh_id),
        "sex": "m",
        "birth_year": "2013",
    }
    assert teacher.post(address, typed).status_code == 302
    with school_scope(place.school.pk):
        child = Child.objects.select_related("data_key").latest("created_at")
        assert (child.open("name"), child.sex, child.birth_year) == ("Осоковий\nЛука", "m", 2013)
        draft = ReportDraft.objects.select_related("data_key").get()
        assert read_answers(draft).in_role("victim") == [f"child:{child.pk}"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        pytest.param({"family": ""}, "Fill in this answer", id="no name"),
        pytest.param({"who": "pupil", "school_class": ""}, "Choose the class of the pupil", id="a pupil of no class"),
        pytest.param({"birth_year": "1985"}, "a child is under 18", id="a child of forty"),
        pytest.param({"birth_year": "2027"}, "a child is under 18", id="not born yet"),
        pytest.param({"birth_year": "тринадцять"}, "Enter a whole number", id="a year in words"),
    ],
)
def test_a_person_that_cant_be_is_refused_and_what_was_typed_stays(place, teacher, wrong, words):
    teacher.post("report/", {"do": "new"})
    address = f"report/drafts/{teacher.draft_id()}/person/?step=who"
    page = text(
        teacher.post(address, {"role": "victim", "who": "child", "family": "Осоковий", "given": "Лука", **wrong})
    )
    assert words in page
    assert "Лука" in page
    with school_scope(place.school.pk):
        assert Child.objects.count() == 3


@pytest.mark.parametrize(("country", "shown"), [("ua", ["102", "103"]), ("kz", ["102", "103", "112", "111"])])
def test_who_says_danger_is_told_whom_to_call_first(country, shown):
    assert set(shown) <= {line["dial"] for line in numbers(country)}


def test_danger_now_shows_the_numbers_on_the_last_page(teacher):
    answer, _ = teacher.file(what={**WHAT, "danger_now": "yes"})
    page = text(teacher.get(answer.headers["Location"]))
    assert 'role="alert"' in page
    assert "tel:102" in page


def test_a_namesake_is_asked_about(place, teacher):
    teacher.post("report/", {"do": "new"})
    address = f"report/drafts/{teacher.draft_id()}/person/?step=who"
    typed = {"role": "accused", "who": "staff", "family": "Вербова", "given": "Галина"}
    assert "is already here" in text(teacher.post(address, typed))
    assert teacher.post(address, {**typed, "is_another": "yes"}).status_code == 302


def test_a_second_press_finds_what_the_first_one_filed(place, teacher):
    draft = teacher.walk()
    first, second = teacher.post(f"{draft}file/"), teacher.post(f"{draft}file/")
    assert first.headers["Location"] == second.headers["Location"]
    with school_scope(place.school.pk):
        assert Report.objects.count() == Case.objects.count() == 1
    assert teacher.get(f"{draft}what/").headers["Location"] == first.headers["Location"]


def test_an_unfinished_report_isnt_filed(place, teacher):
    teacher.post("report/", {"do": f"put:victim:child:{place.sofia.pk}"})
    draft = f"report/drafts/{teacher.draft_id()}/"
    assert teacher.post(f"{draft}file/").headers["Location"].endswith("/what/")
    assert teacher.get(f"{draft}check/").headers["Location"].endswith("/what/")
    with school_scope(place.school.pk):
        assert not Report.objects.exists()


@pytest.mark.parametrize("who", ["head", "colleague"])
def test_a_draft_is_its_authors_alone(place, teacher, who, request):
    draft, other = teacher.walk(), request.getfixturevalue(who)
    for page in ("who/", "check/", "person/"):
        assert other.get(f"{draft}{page}").status_code == 404
    assert other.post(f"{draft}file/").status_code == 404
    other.post(f"{draft}discard/")
    assert teacher.get(f"{draft}who/").status_code == 200


@pytest.mark.parametrize("step", ["who/", "what/", "care/", "check/", "person/"])
def test_a_user_of_another_school_finds_no_draft_here(place, teacher, step):
    draft, other = teacher.walk(), make_school()
    stranger = Browser(place, make_member(other, Role.PRINCIPAL))
    elsewhere = f"/s/{other.organisation.slug}/{draft}{step}"
    assert stranger.get(f"{draft}{step}").status_code == 404
    assert stranger.get(elsewhere).status_code == 404


def test_the_row_of_a_draft_holds_no_clear_text(place, teacher):
    teacher.walk()
    with school_scope(place.school.pk), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text, encode(d.answers, 'escape') FROM cases_reportdraft d")
        row = "".join(cursor.fetchone())
    for typed in ("прізвиськом", "online", "narrative", str(place.sofia.pk)):
        assert typed not in row
        assert typed.encode().hex() not in row


def test_a_draft_is_thrown_away_with_its_key(place, teacher):
    draft = teacher.walk()
    teacher.post(f"{draft}discard/")
    assert teacher.get(f"{draft}who/").status_code == 404


def test_filing_takes_at_most_fifteen_statements_however_many_people_saw_it(place, teacher):
    few, many = filing_statements(place, teacher, witnesses=1), filing_statements(place, teacher, witnesses=30)
    assert len(few) == len(many) <= 15, many


def filing_statements(place, teacher, *, witnesses: int) -> list[str]:
    """What the whole signed-in request of the last button asks of the database, without transaction control."""
    draft = teacher.walk()
    with school_scope(place.school.pk):
        children = [make_child(place.school).pk for _ in range(witnesses)]
        before = Involvement.objects.count()
    for child in children:
        teacher.post(f"{draft}care/", {**CARE, "do": f"put:witness:child:{child}"})
    with CaptureQueriesContext(connection) as seen:
        assert teacher.post(f"{draft}file/").status_code == 302
    with school_scope(place.school.pk):
        assert Involvement.objects.count() == before + witnesses + 2
    return [query["sql"] for query in seen if not query["sql"].startswith(SLOW)]


def test_pages_speak_the_readers_language(place):
    ukrainian = Browser(place, place.teacher, "uk")
    assert ukrainian.get("report/").status_code == 200
