"""The desk and the pages of a case: who sees them, and what they cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseEvent, Deadline
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Document
from safeguard.documents.services.rendering import render
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.web.cases.conftest import NOW

pytestmark = pytest.mark.django_db
PAGES = ("", "timeline/", "people/", "deadlines/", "notices/", "notices/police_notice/", "documents/", "access/")


def test_the_head_sees_the_limits_on_the_desk(place):
    page = place.get(place.head, "")
    assert page.status_code == 200
    assert [task["state"] for task in page.context["tasks"]] == ["soon"] * 4 + ["ahead"] * 2
    assert "Лисенко" not in page.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_the_head_opens_every_page_of_the_case(place, page):
    assert place.case_page(place.head, page).status_code == 200


@pytest.mark.parametrize("page", PAGES[:-1])
def test_a_colleague_without_need_to_know_finds_what_isnt_there(place, page):
    teacher = make_member(place.school, Role.CLASS_TEACHER)
    hidden = place.case_page(teacher, page)
    absent = place.get(teacher, f"cases/{place.victim.pk}/{page}")
    assert hidden.status_code == absent.status_code
    assert hidden.status_code in {403, 404}


@pytest.mark.parametrize("page", PAGES)
def test_somebody_of_another_school_finds_nothing(place, page):
    stranger = make_member(make_school(), Role.PRINCIPAL)
    assert place.case_page(stranger, page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_recused_head_finds_nothing_either(place, page):
    place.recuse(place.head)
    assert place.case_page(place.head, page).status_code == 404
    assert place.get(place.head, "").context["tasks"] == []
    assert place.get(place.head, "cases/").context["rows"] == []


def test_the_notice_to_the_police_meets_the_limit_with_evidence(place):
    address = f"/s/{place.slug}/cases/{place.case.pk}/notices/police_notice/"
    answers = {
        "told_at_day": "9",
        "told_at_month": "9",
        "told_at_year": "2025",
        "told_at_time": "11:00",
        "channel": "line_102",
        "told_whom": "Черговий",
        "reference": "1137",
    }
    with clock.frozen(NOW + timedelta(hours=1)):
        done = place.client(place.head).post(address, answers)
        assert done.status_code == 302, done.context["form"].errors
        late = place.client(place.head).post(address, answers | {"told_at_day": "10", "told_whom": "Хтось"})
    assert late.status_code == 200
    assert "Хтось" in late.content.decode()
    with school_scope(place.school.pk):
        row = Deadline.objects.get(case=place.case, rule="police_notice")
        assert (row.state, row.met_at) == ("met", datetime(2025, 9, 9, 8, 0, tzinfo=UTC))


def test_the_letter_is_frozen_and_its_pdf_comes_out_without_a_name(place):
    base = f"/s/{place.slug}/cases/{place.case.pk}/documents/"
    with clock.frozen(NOW + timedelta(hours=1)):
        place.client(place.head).post(f"{base}letters/police_notice/")
    with school_scope(place.school.pk):
        document = Document.objects.select_related("data_key").get()
        assert b"\xd0\x9b\xd0\xb8\xd1\x81\xd0\xb5\xd0\xbd\xd0\xba\xd0\xbe" not in document.open_bytes("sheet")
    assert place.case_page(place.head, f"documents/{document.pk}.pdf").status_code == 404
    with school_scope(place.school.pk):
        render(document.pk)
    page = place.case_page(place.head, f"documents/{document.pk}.pdf")
    assert page.status_code == 200
    assert page.content.startswith(b"%PDF-")


def statements(place, page):
    place.get(place.head, page)
    client = place.client(place.head)
    with clock.frozen(NOW + timedelta(hours=1)), CaptureQueriesContext(connection) as seen:
        assert client.get(f"/s/{place.slug}/{page}").status_code == 200
    return [q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_the_cost_of_a_case_page_doesnt_grow_with_its_events(place):
    before = statements(place, f"cases/{place.case.pk}/")
    with school_scope(place.school.pk), clock.frozen(NOW):
        case = locked_case(place.case.pk)
        record(case, *(draft("access.granted", by=place.head, data={"user": 1}, text="бо так") for _ in range(1000)))
        assert CaseEvent.objects.count() > 1000
    after = statements(place, f"cases/{place.case.pk}/")
    assert len(before) == len(after) <= 20, "\n".join(after)


def test_the_cost_of_list_and_desk_doesnt_grow_with_the_cases(place):
    before = statements(place, "cases/"), statements(place, "")
    with school_scope(place.school.pk):
        one = Case.objects.get()
        Case.objects.bulk_create(
            Case(
                school=place.school,
                data_key_id=one.data_key_id,
                number=number,
                school_year=2025,
                title=None or _title(one),
                kinds=["cyber"],
                place="online",
                procedure_id=one.procedure_id,
                tie_rule="harmonised",
                received_at=NOW,
                opened_at=NOW,
            )
            for number in range(10, 1010)
        )
        for case in Case.objects.select_related("data_key").exclude(pk=one.pk):
            case.seal("title", "Штовханина")
            case.save(update_fields=["title"])
    after = statements(place, "cases/"), statements(place, "")
    assert [len(each) for each in before] == [len(each) for each in after]
    assert all(len(each) <= 12 for each in after), "\n".join(after[1])


def _title(case):
    return bytes(case.title)
