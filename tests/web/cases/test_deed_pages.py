"""What is done on paper, on the page of limits: recorded, shown with its limit, corrected, with the scan beside it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import CaseEvent, Deadline
from cases.services.events import draft, locked_case, record
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.tenancy.scope import school_scope
from tests.web.cases.conftest import LATER, NOW, Place, errors, text

pytestmark = pytest.mark.django_db
ORDER, REPORT = "deadlines/done/investigation.ordered/", "deadlines/done/investigation.reported/"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def place(db):
    """The case of Tuesday morning stands under the local order, whose steps are orders and an investigation."""
    made = Place()
    day = date(2025, 9, 1)
    adopt_procedure(
        organisation_id=made.school.pk, procedure="ua-bila-tserkva-21", order_number="14-о", order_on=day, from_on=day,
        by=None,
    )  # fmt: skip
    with school_scope(made.school.pk), clock.frozen(NOW):
        made.case = made.file_case()
    return made


def order(**answers):
    done = {"done_at_day": "9", "done_at_month": "9", "done_at_year": "2025", "done_at_time": "11:00"}
    return done | {"done_by": "principal", "number": "12-о", "words": "Уповноважено: Калиняк Н. В."} | paper() | answers


def paper(day="9"):
    return {"dated_on_day": day, "dated_on_month": "9", "dated_on_year": "2025"}


def events(place, kind):
    with school_scope(place.school.pk):
        return list(CaseEvent.objects.filter(case=place.case, kind=kind).select_related("data_key").order_by("seq"))


def row(place, rule):
    [found] = place.rows(Deadline, case=place.case, rule=rule)
    return found


def test_the_page_of_limits_leads_to_the_record_and_shows_it(place):
    page = text(place.case_page(place.head, "deadlines/"))
    assert ORDER in page
    done = place.on_case(place.head, ORDER, order(evidence=SimpleUploadedFile("nakaz.pdf", PDF, "application/pdf")))
    assert done.status_code == 302, errors(done)
    assert row(place, "investigation_order").met_at == datetime(2025, 9, 9, 8, 0, tzinfo=UTC)
    page = text(place.case_page(place.head, "deadlines/"))
    assert "The investigation was ordered: No. 12-о of 9 September 2025" in page
    assert "Уповноважено: Калиняк Н. В." in page
    assert "nakaz.pdf" in page
    assert REPORT in page
    assert "The investigation was ordered" in text(place.case_page(place.head, "timeline/"))


def test_the_scan_is_found_through_its_own_case_alone(place):
    place.on_case(place.head, ORDER, order(evidence=SimpleUploadedFile("nakaz.pdf", PDF, "application/pdf")))
    [kept] = place.rows(Attachment)
    assert place.case_page(place.head, f"deadlines/file/{kept.pk}/").content == PDF
    with school_scope(place.school.pk):
        other = place.file_case()
    assert place.get(place.head, place.of_case(f"deadlines/file/{kept.pk}/", other)).status_code == 404
    assert place.case_page(place.member(Role.PSYCHOLOGIST), f"deadlines/file/{kept.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        pytest.param({"done_at_time": "12:30"}, "done_at", id="in the future"),
        pytest.param({"done_at_time": "09:00"}, "done_at", id="before the report"),
        pytest.param({"done_by": "stranger"}, "done_by", id="by nobody"),
        pytest.param({"words": ""}, "words", id="nobody is named"),
        pytest.param(paper("12"), "dated_on", id="a paper of a later day"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(place, answers, field):
    page = place.on_case(place.head, ORDER, order(**answers))
    assert page.status_code == 200
    assert list(errors(page)) == [field]
    assert 'value="12-о"' in text(page)
    assert events(place, "investigation.ordered") == []


def test_a_step_whose_turn_hasnt_come_is_refused_in_words(place):
    page = place.on_case(place.head, REPORT, order())
    assert "The step that begins this one hasn&#x27;t happened yet. Record it first." in text(page)


def test_a_wrong_entry_is_corrected_by_a_later_one(place):
    place.on_case(place.head, ORDER, order())
    [first] = events(place, "investigation.ordered")
    asked = place.case_page(place.head, f"{ORDER}?corrects={first.pk}")
    assert 'value="11:00"' in text(asked)
    assert 'value="12-о"' in text(asked)
    answers = order(done_at_time="10:30", correction_reason="Описка в часі.")
    at = NOW + timedelta(hours=2)
    done = place.post(place.head, place.of_case(f"{ORDER}?corrects={first.pk}"), answers, at)
    assert done.status_code == 302, errors(done)
    page = text(place.get(place.head, place.of_case("deadlines/"), at))
    assert "corrected later" in page
    assert "Corrects an earlier entry." in page
    assert "Описка в часі." in text(place.get(place.head, place.of_case("timeline/"), at))


def test_what_the_procedure_doesnt_ask_for_isnt_there(place):
    """The national procedure has no investigation by authorised persons."""
    for page in ("deadlines/done/meeting.held/", "deadlines/done/nothing/"):
        assert place.case_page(place.head, page).status_code == 404
    national = Place()
    assert national.case_page(national.head, ORDER).status_code == 404


def test_what_has_no_limit_is_offered_when_its_turn_has_come(place):
    """Minutes are signed and confirmed after a meeting, a decision is registered after it was taken."""
    asked = ("minutes.signed", "minutes.ordered", "decision.registered")

    def offered() -> list[str]:
        page = text(place.case_page(place.head, "deadlines/"))
        return [kind for kind in asked if f"deadlines/done/{kind}/" in page]

    assert offered() == []
    for kind, expected in (("meeting.held", asked[:2]), ("resolution.adopted", asked)):
        with school_scope(place.school.pk), clock.frozen(LATER):
            record(
                locked_case(place.case.pk), draft(kind, by=place.head, data={"minutes": 1, "is_substantiated": True})
            )
        assert offered() == list(expected)


def test_who_may_only_look_records_nothing(place):
    reader = place.member(Role.PSYCHOLOGIST)
    place.work_on(reader)
    page = text(place.case_page(reader, "deadlines/"))
    assert ORDER not in page
    assert place.case_page(reader, ORDER).status_code == 403
    assert place.case_page(place.member(Role.STAFF), ORDER).status_code in {403, 404}


def test_the_case_shows_the_procedure_and_the_version_that_it_keeps(place):
    page = text(place.case_page(place.head, ""))
    assert "Bila Tserkva, gymnasium and primary school No. 21" in page
    assert "ua-bila-tserkva-21 @ 2024-12-01" in page


def test_the_page_of_limits_asks_the_database_no_more_often_with_more_entries(place, django_assert_max_num_queries):
    place.on_case(place.head, ORDER, order())
    with django_assert_max_num_queries(25):
        place.case_page(place.head, "deadlines/")
