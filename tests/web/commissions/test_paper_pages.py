"""Papers in the browser: what is asked for, the draft, the paper; who may not know of the case finds nothing."""

import io
from datetime import timedelta

import docx
import lxml.html
import pytest

from cases.models import Recusal
from commissions.models import CommissionOrder, Invitation, Undertaking
from safeguard import clock
from safeguard.documents.models import Document
from safeguard.registers.models import OrderEntry
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.decided import AFTER, decide, text_of
from tests.unit.commissions.places import CALLED, call
from tests.web.commissions.conftest import moment

pytestmark = pytest.mark.django_db
BILA = "ua-bila-tserkva-21"


@pytest.fixture
def secretary(place, browser):
    with school_scope(place.school.pk):
        decide(place, BILA)
    found = browser(place.secretary)
    found.at = AFTER
    return found


@pytest.fixture
def page(place) -> str:
    return f"cases/{place.case.pk}/papers/"


def links(answer, form: str) -> list[str]:
    import html
    import re

    return [
        html.unescape(found) for found in re.findall(rf'href="([^"]*/papers/{form}/[^"]*)"', answer.content.decode())
    ]


def day(name: str, value) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def test_the_page_lists_what_the_procedure_asks_for_with_its_source(secretary, page, django_assert_max_num_queries):
    secretary.get(page)
    with django_assert_max_num_queries(16):
        said = secretary.get(page).content.decode()
    for words in ("Decision to investigate", "Request for explanations", "Extract of the decision", "Separate opinion"):
        assert words in said
    assert "Only after a decision that confirms nothing." in said
    assert len(links(secretary.get(page), "extract")) == 3


def test_a_draft_takes_no_number_and_is_kept_nowhere(place, secretary, page):
    [address, *_] = links(secretary.get(page), "extract")
    answers = {media: secretary.post(address, {"as": media}) for media in ("pdf", "word")}
    with school_scope(place.school.pk):
        assert not Document.objects.filter(kind="extract").exists()
    assert "ВИТЯГ З ПРОТОКОЛУ" in text_of(answers["pdf"].content)
    found = docx.Document(io.BytesIO(answers["word"].content))
    assert any("ВИТЯГ З ПРОТОКОЛУ" in paragraph.text for paragraph in found.paragraphs)
    assert answers["word"]["Content-Disposition"].startswith("attachment")


def test_made_it_stands_on_the_page_and_among_the_documents(place, secretary, page):
    [address, *_] = links(secretary.get(page), "extract")
    assert secretary.post(address, {}).status_code == 302
    with school_scope(place.school.pk):
        document = Document.objects.get(kind="extract")
    copy = secretary.get(f"cases/{place.case.pk}/documents/{document.pk}.docx")
    assert copy.status_code == 200
    assert (
        f"{document.pk}.docx" in secretary.get(f"cases/{place.case.pk}/documents/").content.decode()
        or document.pdf is None
    )


def test_an_order_recorded_as_done_afterwards_takes_no_second_line(place, secretary, page):
    [address] = links(secretary.get(page), "minutes_order")
    assert secretary.post(address, {"number": ""}).status_code == 200
    typed = {"number": "97-о", **day("signed_on", AFTER.date())}
    assert secretary.post(address, typed).status_code == 302
    deed = {"done_by": "principal", "number": "97-о", **day("dated_on", AFTER.date()), **moment("done_at", AFTER)}
    secretary.at = AFTER + timedelta(minutes=5)
    answer = secretary.post(f"cases/{place.case.pk}/deadlines/done/minutes.ordered/", deed)
    assert answer.status_code == 302, answer.content.decode()
    with school_scope(place.school.pk):
        assert OrderEntry.objects.filter(kind="minutes", case_id=place.case.pk).count() == 1


def test_who_is_recused_finds_what_an_absent_case_answers(place, secretary, page, browser):
    [address, *_] = links(secretary.get(page), "extract")
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school=place.school, case=place.case, user_id=place.principal.user_id, ground="declared", recorded_at=AFTER,
            recorded_by=place.secretary.user_id,
        )  # fmt: skip
    head = browser(place.principal)
    head.at = AFTER
    absent = head.get(f"cases/{place.school.pk}/papers/")
    for answer in (head.get(page), head.get(address), head.post(address, {})):
        assert (answer.status_code, _words(answer)) == (404, _words(absent))


def _words(answer) -> list[str]:
    """What the reader sees: without tokens and addresses."""
    return lxml.html.fromstring(answer.content.decode()).body.text_content().split()


def test_a_member_without_the_right_makes_nothing(secretary, page, place, browser):
    member = browser(place.members[6])
    member.at = AFTER
    assert member.get(page).status_code in {403, 404}


def test_an_address_of_another_child_is_not_found(secretary, page):
    [address, *_] = links(secretary.get(page), "extract")
    assert secretary.get(address.replace("for=", "for=0")).status_code == 404
    assert secretary.get(f"{page}unheard/").status_code == 404


def test_the_order_on_the_composition_is_looked_at_and_made_once(place, browser):
    head = browser(place.principal)
    with school_scope(place.school.pk):
        order = CommissionOrder.objects.get()
    address = f"commission/composition/{order.pk}/"
    assert address in head.get("commission/composition/history/").content.decode()
    assert "НАКАЗУЮ" in text_of(head.get(address).content)
    assert head.post(address).status_code == head.post(address).status_code == 302
    with school_scope(place.school.pk):
        assert Document.objects.filter(kind="composition", subject_id=order.pk).count() == 1
        assert OrderEntry.objects.filter(kind="composition").count() == 1
    member = browser(place.members[6])
    assert member.post(address).status_code == 404


def test_an_undertaking_is_recorded_in_the_browser(place, browser):
    with school_scope(place.school.pk):
        meeting = call(place)
        row = Invitation.objects.get(meeting=meeting, seat=place.seats[4])
    secretary = browser(place.secretary)
    at = f"commission/meetings/{meeting.pk}/undertakings/"
    assert "Осокова" in secretary.get(at).content.decode()
    assert secretary.post(f"{at}{row.pk}/paper/").status_code == 302
    assert secretary.get(f"{at}{row.pk}/paper/?as=word").status_code == 200
    assert secretary.post(f"{at}{row.pk}/", day("signed_on", CALLED.date())).status_code == 302
    with school_scope(place.school.pk):
        assert Undertaking.objects.get().seat_id == place.seats[4].pk


def test_the_draft_of_the_minutes_in_word(place, browser):
    with school_scope(place.school.pk), clock.frozen(CALLED):
        meeting = call(place)
    answer = browser(place.secretary).get(f"commission/meetings/{meeting.pk}/minutes/draft.docx")
    found = docx.Document(io.BytesIO(answer.content))
    said = " ".join(paragraph.text for paragraph in found.paragraphs)
    for words in ("ПРОТОКОЛ №", "часткова модель"):
        assert words in said, words
    assert found.sections[0].header.paragraphs[0].text
