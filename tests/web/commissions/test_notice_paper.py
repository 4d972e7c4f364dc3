"""The notice on paper: in each reader's language, with no more than the reader may know."""

import pytest

from commissions.domain.guests import Guest
from commissions.enums import Capacity
from commissions.models import AgendaItem, Invitation
from commissions.services.notices import invite
from safeguard import clock
from safeguard.documents.models import Document
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.decided import text_of
from tests.unit.commissions.places import CALLED, call

pytestmark = pytest.mark.django_db
AGENCY = "Ткач О. І., служба у справах дітей"


@pytest.fixture
def secretary(place, browser):
    with school_scope(place.school.pk):
        call(place)
        guest = Guest(place.case.pk, Capacity.AGENCY, whom=AGENCY)
        with clock.frozen(CALLED):
            invite(meeting_id=place.meeting.pk, guests=[guest], by=place.secretary)
    found = browser(place.secretary)
    found.at = CALLED
    return found


def rows(place):
    with school_scope(place.school.pk):
        found = Invitation.objects.filter(meeting=place.meeting)
        return found.get(capacity=Capacity.AGENCY), found.filter(seat__isnull=False).order_by("pk")[0]


def address(place, row, end="paper/"):
    return f"commission/meetings/{place.meeting.pk}/notice/{row.pk}/{end}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ("Запрошуємо Вас", "Порядок денний")),
        ("uk", ("Запрошуємо Вас", "без права голосу")),
        ("kk", ("Сізді комиссия отырысына қатысуға шақырамыз", "дауыс беру құқығынсыз")),
        ("ru", ("Приглашаем Вас", "без права голоса")),
        ("en", ("You are invited", "without a vote")),
    ],
)
def test_it_is_printed_in_the_language_of_who_reads_it(place, secretary, language, words):
    row, _member = rows(place)
    page = secretary.get(address(place, row) + (f"?language={language}" if language else ""))
    assert page["Content-Type"] == "application/pdf"
    said = " ".join(text_of(page.content).split())
    for each in (*words, "Ткач О. І."):
        assert each in said, each
    with school_scope(place.school.pk):
        assert not Document.objects.exists()


def test_who_is_invited_to_one_case_learns_nothing_of_another(place, secretary):
    row, member = rows(place)
    with school_scope(place.school.pk):
        found = AgendaItem.objects.filter(meeting=place.meeting, case=place.case).select_related("data_key")
        titles = [each.open("title") for each in found]
    read = {who: secretary.get(address(place, who)).content for who in (row, member)}
    with school_scope(place.school.pk):
        Invitation.objects.filter(pk=row.pk).update(case=None)
    elsewhere = secretary.get(address(place, row)).content
    assert titles
    for title in titles:
        assert all(title in " ".join(text_of(each).split()) for each in read.values())
        assert title not in " ".join(text_of(elsewhere).split())


def test_the_page_where_it_is_recorded_leads_to_it_in_four_languages(place, secretary):
    row, _member = rows(place)
    page = secretary.get(address(place, row, "")).content.decode()
    for language in ("uk", "kk", "ru", "en"):
        assert f"{address(place, row)}?language={language}" in page


def test_another_language_another_meeting_and_another_reader_find_nothing(place, secretary, browser):
    row, _member = rows(place)
    assert secretary.get(address(place, row) + "?language=de").status_code == 404
    assert secretary.get(address(place, place.meeting)).status_code == 404
    member = browser(place.members[4])
    member.at = CALLED
    assert member.get(address(place, row)).status_code in {403, 404}
