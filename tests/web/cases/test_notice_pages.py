"""Who was told: evidence beside a notice, corrections, a suspected representative and who is told instead."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Deadline, Notice, SuspectedRepresentative
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment, Document
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.web.cases.conftest import LATER, errors, text

pytestmark = pytest.mark.django_db
POLICE, FAMILIES = "notices/police_notice/", "notices/guardian_notice/"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PAGE = b"<!doctype html><html><script>alert(1)</script></html>"


def at(time="11:00", day="9"):
    """As the three boxes and the time are sent, in Kyiv's time."""
    return {"told_at_day": day, "told_at_month": "9", "told_at_year": "2025", "told_at_time": time}


def police(**answers):
    told = {"channel": "line_102", "told_whom": "Черговий Дубовик", "reference": "1137", "remark": ""}
    return at() | told | answers


def family(child, adult=None, **answers):
    whom = f"{child.pk}:{adult.pk if adult else 'instead'}"
    told = {"whom": whom, "channel": "phone", "told_whom": "", "decided_reason": "", "reference": "", "remark": ""}
    return at() | told | answers


def file(body, name="stamp.pdf", claimed="application/pdf"):
    return SimpleUploadedFile(name, body, content_type=claimed)


def state(place, rule):
    return [(row.state, row.met_at) for row in place.rows(Deadline, rule=rule)]


def notices(place):
    return place.rows(Notice)


ELEVEN = datetime(2025, 9, 9, 8, 0, tzinfo=UTC)


# --- evidence ---


def test_evidence_is_kept_beside_the_notice_and_comes_back_as_it_was(place):
    done = place.on_case(place.head, POLICE, police(evidence=file(PDF)))
    assert done.status_code == 302, errors(done)
    [kept] = place.rows(Attachment)
    assert (kept.media_type, kept.size, kept.case_id) == ("application/pdf", len(PDF), place.case.pk)
    assert PDF not in bytes(kept.body)
    assert place.events("notice.given")[0]["files"] == [str(kept.pk)]
    page = place.case_page(place.head, f"notices/evidence/{kept.pk}/")
    assert page.content == PDF
    assert page["Content-Disposition"].startswith("attachment")
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "stamp.pdf" in text(place.case_page(place.head, "notices/"))


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        pytest.param(file(PAGE), "what is inside isn't PDF", id="a web page that calls itself a PDF"),
        pytest.param(file(b"MZ" + b"\0" * 200, "stamp.exe"), "“stamp.exe” can't be accepted.", id="a program"),
        pytest.param(file(PDF, "stamp.png", "image/png"), "isn't what its name says", id="a PDF named as a picture"),
        pytest.param(file(b"", "stamp.pdf"), "“stamp.pdf” is empty", id="an empty file"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason_and_nothing_typed_is_lost(place, upload, reason):
    page = place.on_case(place.head, POLICE, police(evidence=upload, remark="Записано в журнал."))
    assert page.status_code == 200
    assert list(errors(page)) == ["evidence"]
    assert reason in errors(page)["evidence"][0]
    for typed in ("Черговий Дубовик", "1137", "Записано в журнал.", 'value="11:00"'):
        assert typed in text(page)
    assert notices(place) == []
    assert place.rows(Attachment) == []
    assert state(place, "police_notice") == [("open", None)]


def test_a_chosen_file_waits_until_the_other_answers_are_right(place):
    """A browser sends a file once."""
    wrong = place.on_case(place.head, POLICE, police(evidence=[file(PDF), file(PDF + b"2", "two.pdf")], told_whom=""))
    assert "Sent already with this form" in text(wrong)
    assert notices(place) == []
    waits = place.rows(Attachment)
    assert len(waits) == 2
    again = place.on_case(place.head, POLICE, police(told_whom="", evidence=file(PDF)))
    assert len(place.rows(Attachment)) == 2
    assert "stamp.pdf" in text(again)
    assert "two.pdf" in text(again)
    left_out = next(pk for pk, label in wrong.context["form"].fields["without"].choices if label == "two.pdf")
    assert place.on_case(place.head, POLICE, police(without=[left_out])).status_code == 302
    [kept] = place.rows(Attachment)
    assert place.events("notice.given")[0]["files"] == [str(kept.pk)]
    assert "Sent already" not in text(place.case_page(place.head, POLICE))


def test_what_waits_is_seen_by_its_sender_alone_and_for_a_day(place):
    place.on_case(place.head, POLICE, police(evidence=file(PDF), told_whom=""))
    secretary = place.member(Role.SECRETARY)
    assert "Sent already" not in text(place.case_page(secretary, POLICE))
    [waits] = place.rows(Attachment)
    assert place.case_page(place.head, f"notices/evidence/{waits.pk}/").status_code == 404
    assert "Sent already" in text(place.case_page(place.head, POLICE))
    later = place.get(place.head, place.of_case(POLICE), at=LATER + timedelta(days=1))
    assert "Sent already" not in text(later)


def test_files_that_wait_count_among_the_three(place):
    place.on_case(place.head, POLICE, police(evidence=[file(PDF), file(PDF + b"2", "two.pdf")], told_whom=""))
    more = [file(PDF + b"3", "three.pdf"), file(PDF + b"4", "four.pdf")]
    assert list(errors(place.on_case(place.head, POLICE, police(evidence=more)))) == ["evidence"]
    assert notices(place) == []


def test_more_than_three_files_are_too_many(place):
    files = [file(PDF, f"{number}.pdf") for number in range(4)]
    assert list(errors(place.on_case(place.head, POLICE, police(evidence=files)))) == ["evidence"]


def test_evidence_is_found_only_through_its_own_case(place):
    place.on_case(place.head, POLICE, police(evidence=file(PDF)))
    [kept] = place.rows(Attachment)
    with school_scope(place.school.pk):
        second = place.file_case()
    assert place.get(place.head, place.of_case(f"notices/evidence/{kept.pk}/", second)).status_code == 404
    assert place.case_page(place.head, f"notices/evidence/{place.case.pk}/").status_code == 404
    psychologist = place.member(Role.PSYCHOLOGIST)
    assert place.case_page(psychologist, f"notices/evidence/{kept.pk}/").status_code == 404


# --- what is refused ---


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        pytest.param(at("12:30"), "told_at", id="in the future"),
        pytest.param(at("06:00"), "told_at", id="before it happened"),
        pytest.param({"told_at_day": "31", "told_at_month": "2"}, "told_at", id="no such day"),
        pytest.param({"told_whom": ""}, "told_whom", id="nobody took it"),
        pytest.param({"channel": "pigeon"}, "channel", id="no such way"),
    ],
)
def test_a_notice_that_cant_be_is_refused_beside_its_field(place, answers, field):
    page = place.on_case(place.head, POLICE, police(**answers))
    assert page.status_code == 200
    assert list(errors(page)) == [field]
    assert "1137" in text(page)
    assert notices(place) == []


@pytest.mark.parametrize("rule", ["nothing_like_it", "meeting_held"])
def test_only_a_notice_of_the_procedure_is_recorded(place, rule):
    assert place.case_page(place.head, f"notices/{rule}/").status_code == 404


def test_a_late_notice_is_recorded_and_the_page_says_how_late(place):
    late = LATER + timedelta(days=3)
    done = place.on_case(place.head, POLICE, police() | at("11:00", "12"), at=late)
    assert done.status_code == 302
    assert [row.late_seconds > 0 for row in place.rows(Deadline, rule="police_notice")] == [True]
    page = place.get(place.head, place.of_case("notices/"), at=late)
    assert "Done late" in text(page)


# --- correction ---


def correct(place, first, **answers):
    return place.on_case(place.head, f"{POLICE}?corrects={first.pk}", police(**answers))


def test_a_correction_begins_with_what_the_first_entry_said(place):
    place.on_case(place.head, POLICE, police())
    [first] = notices(place)
    page = text(place.case_page(place.head, f"{POLICE}?corrects={first.pk}"))
    for said in ("Черговий Дубовик", "1137", 'value="11:00"'):
        assert said in page


def test_a_correction_counts_instead_of_the_first_entry_which_stays(place):
    place.on_case(place.head, POLICE, police())
    [first] = notices(place)
    done = correct(place, first, correction_reason="Хибний час.", **at("10:40"))
    assert done.status_code == 302, errors(done)
    assert state(place, "police_notice") == [("met", ELEVEN - timedelta(minutes=20))]
    assert [row.corrects_id for row in notices(place)] == [None, first.pk]
    assert place.events("notice.corrected")[0]["corrects"] == str(first.pk)
    page = text(place.case_page(place.head, "notices/"))
    assert "corrected later" in page
    assert "Хибний час." in text(place.case_page(place.head, "timeline/"))


def test_a_correction_says_what_was_wrong(place):
    place.on_case(place.head, POLICE, police())
    [first] = notices(place)
    page = correct(place, first, told_whom="Інший черговий", correction_reason="")
    assert list(errors(page)) == ["correction_reason"]
    assert "Інший черговий" in text(page)
    assert len(notices(place)) == 1


def test_an_entry_is_corrected_once_then_the_newer_one_is(place):
    place.on_case(place.head, POLICE, police())
    [first] = notices(place)
    correct(place, first, correction_reason="Хибний час.")
    again = correct(place, first, correction_reason="Знову.")
    assert again.status_code == 200
    assert "has been corrected already" in text(again)
    assert "Знову." in text(again)
    hrefs = [row["href"] for row in place.case_page(place.head, "notices/").context["given"] if row.get("href")]
    assert [str(first.pk) in href for href in hrefs] == [False]


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_there_is_nothing_to_correct_under_a_wrong_name(place, asked):
    assert place.case_page(place.head, f"{POLICE}?corrects={asked}").status_code == 404


# --- suspected representatives ---


def suspect(place, adult, reason="Дитина назвала її.", by=None):
    return place.on_case(by or place.head, f"people/{adult.pk}/suspicion/", {"reason": reason})


def test_a_representative_is_marked_with_a_reason_and_an_event(place):
    assert list(errors(suspect(place, place.mother, reason=" "))) == ["reason"]
    assert suspect(place, place.mother).status_code == 302
    assert [row.adult_id for row in place.rows(SuspectedRepresentative)] == [place.mother.pk]
    assert place.events("representative.suspected") == [{"adult": str(place.mother.pk)}]
    assert "suspected: gets no notice" in text(place.case_page(place.head, "people/"))


def test_a_suspected_representative_isnt_on_the_list_and_isnt_told_by_a_made_up_answer(place):
    suspect(place, place.mother)
    assert "Лисенко Ольга" not in text(place.case_page(place.head, FAMILIES))
    page = place.on_case(place.head, FAMILIES, family(place.victim, place.mother))
    assert list(errors(page)) == ["whom"]
    assert notices(place) == []


def test_a_suspected_representative_gets_no_letter(place):
    suspect(place, place.mother)
    page = text(place.case_page(place.head, "documents/"))
    assert "Лисенко Ольга" not in page
    assert "Хмелюк Петро" in page


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"told_whom": "", "decided_reason": "Мати під підозрою."}, "told_whom"),
        ({"told_whom": "Служба у справах дітей", "decided_reason": ""}, "decided_reason"),
        ({"told_whom": "Лисенко Ольга", "decided_reason": "Мати під підозрою."}, "told_whom"),
    ],
    ids=["nobody told", "no reason", "the suspected one by name"],
)
def test_somebody_else_is_told_only_by_name_and_with_a_reason(place, answers, field):
    suspect(place, place.mother)
    page = place.on_case(place.head, FAMILIES, family(place.victim, **answers))
    assert list(errors(page)) == [field]
    assert all(typed in text(page) for typed in answers.values())
    assert notices(place) == []


@pytest.mark.parametrize(
    "spelling", ["Ольга Лисенко", "лисенко ольга, мати", "Ольга Петрівна Лисенко", "Лисенко О. П., мати", "О.Лисенко"]
)
def test_the_suspected_one_isnt_told_under_another_spelling(place, spelling):
    suspect(place, place.mother)
    told = family(place.victim, told_whom=spelling, decided_reason="Так вирішила директорка.")
    assert list(errors(place.on_case(place.head, FAMILIES, told))) == ["told_whom"]


def test_nobody_counts_instead_while_a_representative_may_be_told(place):
    """A neighbour who was told doesn't fulfil the duty to the family."""
    assert ":instead" not in text(place.case_page(place.head, FAMILIES))
    told = family(place.victim, told_whom="Сусідка Марія", decided_reason="Не додзвонилися.")
    assert list(errors(place.on_case(place.head, FAMILIES, told))) == ["whom"]
    assert notices(place) == []


def test_the_chronology_says_who_was_told_instead_and_why(place):
    suspect(place, place.mother)
    told = family(place.victim, told_whom="Бабуся Лисенко Ганна", decided_reason="Мати під підозрою.")
    assert place.on_case(place.head, FAMILIES, told).status_code == 302
    page = text(place.case_page(place.head, "timeline/"))
    for said in ("Told instead of a representative:", "Бабуся Лисенко Ганна", "Мати під підозрою."):
        assert said in page


def test_told_instead_counts_for_the_child(place):
    suspect(place, place.mother)
    instead = {"told_whom": "Служба у справах дітей", "decided_reason": "Мати під підозрою."}
    assert place.on_case(place.head, FAMILIES, family(place.victim, **instead)).status_code == 302
    assert state(place, "guardian_notice") == [("open", None)]
    page = place.case_page(place.head, "notices/")
    assert "1 of 2 sides" in text(page)
    assert "Told instead of a representative: Мати під підозрою." in text(page)
    place.on_case(place.head, FAMILIES, family(place.accused, place.father, **at("11:10")))
    assert state(place, "guardian_notice") == [("met", ELEVEN + timedelta(minutes=10))]


def test_the_mark_is_lifted_and_the_representative_may_be_told_again(place):
    suspect(place, place.mother)
    assert suspect(place, place.mother, reason="Підозра не справдилася.").status_code == 302
    assert place.rows(SuspectedRepresentative) == []
    assert place.events("representative.cleared") == [{"adult": str(place.mother.pk)}]
    assert place.on_case(place.head, FAMILIES, family(place.victim, place.mother)).status_code == 302


# --- who may ---


@pytest.mark.parametrize("page", [POLICE, FAMILIES, "people/{mother}/suspicion/"])
def test_who_only_reads_the_case_records_nothing(place, page):
    reader = place.member(Role.PSYCHOLOGIST)
    place.work_on(reader)
    address = page.format(mother=place.mother.pk)
    assert place.case_page(reader, address).status_code == 403
    assert place.on_case(reader, address, police() | {"reason": "Бо так."}).status_code == 403
    assert notices(place) == []
    assert place.rows(SuspectedRepresentative) == []


@pytest.mark.parametrize("page", [POLICE, FAMILIES, "people/{mother}/suspicion/"])
@pytest.mark.parametrize("who", ["recused head", "stranger"])
def test_a_hidden_case_and_no_case_answer_alike(place, page, who):
    member = place.head if who == "recused head" else make_member(make_school(), Role.PRINCIPAL)
    if who == "recused head":
        place.recuse(place.head)
    address = page.format(mother=place.mother.pk)
    for case_id in (place.case.pk, place.victim.pk):
        assert place.get(member, f"cases/{case_id}/{address}").status_code == 404
        assert place.post(member, f"cases/{case_id}/{address}", police() | {"reason": "Бо."}).status_code == 404
    assert notices(place) == []


def test_only_a_representative_of_this_case_is_marked(place):
    assert place.case_page(place.head, f"people/{place.victim.pk}/suspicion/").status_code == 404


def test_a_letter_never_passes_somebody_else_off_as_a_representative(place):
    """The head signs it: who was told instead, and that a representative is suspected, stand in lines of their own."""
    suspect(place, place.mother)
    told = family(place.victim, told_whom="Бабуся Лисенко Ганна", decided_reason="Мати під підозрою.")
    assert place.on_case(place.head, FAMILIES, told).status_code == 302
    assert place.on_case(place.head, FAMILIES, family(place.accused, place.father)).status_code == 302
    assert place.on_case(place.head, "documents/letters/police_notice/").status_code == 302
    with school_scope(place.school.pk):
        [letter] = Document.objects.select_related("data_key")
        facts = {fact["label"]: fact["lines"] for fact in json.loads(letter.open_bytes("sheet"))["facts"]}
    assert facts["Законних представників сповіщено"] == ["К-1: 09.09.2025, 11:00"]
    assert facts["Законний представник під підозрою, його не сповіщено"] == ["П-1"]
    assert facts["Замість законного представника сповіщено іншу особу"] == ["П-1: 09.09.2025, 11:00"]
    assert "Ганна" not in str(facts)
