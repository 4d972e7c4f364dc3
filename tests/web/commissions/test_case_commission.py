"""An order may create a commission for one case: its meetings are counted from that composition (C-03)."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from cases.models import CaseEvent, Recusal
from commissions.models import Commission, CommissionOrder, Meeting, Seat
from commissions.selectors.composition import commission_for, seats_at
from commissions.services.calling import Call, call_meeting
from safeguard import clock
from safeguard.errors import RuleViolation
from safeguard.registers.models import OrderEntry
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case
from tests.unit.commissions.places import CALLED, RECEIVED, STARTS, Place, call, make_report
from tests.unit.commissions.services.test_findings import under

pytestmark = pytest.mark.django_db
BILA = "ua-bila-tserkva-21"


@pytest.fixture
def of_case(place: Place) -> str:
    with school_scope(place.school.pk):
        under(place, BILA)
    return f"cases/{place.case.pk}/commission/"


def posted(place: Place, *numbers: int, number: str = "14-о") -> dict[str, str]:
    """Chair, deputy, secretary, then members, of the standing commission's people."""
    offices = ("chair", "deputy", "secretary")
    found = {
        "number": number, "signed_on_day": "9", "signed_on_month": "9", "signed_on_year": "2025",
        "term_until_day": "", "term_until_month": "", "term_until_year": "", "ground": "",
        "seats-TOTAL_FORMS": str(len(numbers)), "seats-INITIAL_FORMS": str(len(numbers)),
    }  # fmt: skip
    for row, which in enumerate(numbers):
        found |= {
            f"seats-{row}-adult": str(place.seats[which].adult_id),
            f"seats-{row}-office": offices[row] if row < 3 else "member",
            f"seats-{row}-position": place.seats[which].position,
            f"seats-{row}-speciality": "",
        }
    return found


def head(place, browser):
    window = browser(place.principal)
    window.at = CALLED
    return window


def test_until_an_order_creates_one_the_standing_commission_considers_it(place, browser, of_case):
    page = head(place, browser).get(of_case)
    assert "the standing commission considers it" in page.content.decode()
    assert len(page.context["table"]["rows"]) == 8


def test_the_order_creates_it_for_this_case_alone(place, browser, of_case):
    window = head(place, browser)
    assert window.post(f"{of_case}order/", posted(place, 0, 1, 2, 4, 5)).status_code == 302
    page = window.get(of_case)
    assert len(page.context["table"]["rows"]) == 5
    assert "Record when the order was signed" in page.content.decode()
    with school_scope(place.school.pk):
        own = Commission.objects.get(case=place.case)
        assert commission_for([place.case.pk]) == own
        assert len(seats_at(STARTS, ZoneInfo("Europe/Kyiv"), own.pk)) == 5
        assert Seat.objects.filter(commission__case__isnull=True, until_on__isnull=True).count() == 8
        assert OrderEntry.objects.filter(kind="case_commission", case_id=place.case.pk).count() == 1
        assert CaseEvent.objects.filter(case=place.case, kind="commission.composed").count() == 1
    assert len(window.get("commission/composition/").context["table"]["rows"]) == 8
    assert [row["title"] for row in window.get("commission/composition/history/").context["history"]] != []
    assert "14-о" not in window.get("commission/composition/history/").content.decode()


def test_its_meeting_counts_from_its_composition_and_another_cases_from_the_standing_one(place, browser, of_case):
    head(place, browser).post(f"{of_case}order/", posted(place, 0, 1, 2, 4, 5))
    with school_scope(place.school.pk):
        with clock.frozen(RECEIVED):
            other = make_case(place.school, received_at=RECEIVED)
            make_report(place, other)
        with clock.frozen(CALLED), pytest.raises(RuleViolation, match="a commission of its own"):
            call_meeting(
                school=place.school, call=Call([place.case.pk, other.pk], STARTS, "каб. 204"), by=place.secretary
            )
        call(place)
        assert place.meeting.invitations.filter(seat__isnull=False).count() == 5
        assert Meeting.objects.get().commission.case_id == place.case.pk


def test_once_a_meeting_is_called_its_commission_stays(place, browser, of_case):
    with school_scope(place.school.pk):
        call(place)
    page = head(place, browser).post(f"{of_case}order/", posted(place, 0, 1, 2, 4, 5))
    assert page.status_code == 200
    assert "A meeting on this case is called already" in page.content.decode()
    with school_scope(place.school.pk):
        assert not Commission.objects.filter(case=place.case).exists()


def test_where_the_text_knows_a_standing_commission_only_there_is_no_such_page(place, browser):
    window = head(place, browser)
    assert window.get(f"cases/{place.case.pk}/commission/").status_code == 404
    assert window.get(f"cases/{place.case.pk}/commission/order/").status_code == 404


def test_who_is_recused_finds_neither_the_page_nor_the_orders_paper(place, browser, of_case):
    window = head(place, browser)
    window.post(f"{of_case}order/", posted(place, 0, 1, 2, 4, 5))
    with school_scope(place.school.pk):
        order = CommissionOrder.objects.get(commission__case=place.case)
        assert order.signed_on == date(2025, 9, 9)
        Recusal.objects.create(
            school=place.school, case=place.case, user_id=place.principal.user_id, ground="declared",
            recorded_at=CALLED, recorded_by=place.principal.user_id,
        )  # fmt: skip
    for address in (of_case, f"{of_case}order/", f"commission/composition/{order.pk}/"):
        assert window.get(address).status_code == 404, address
    secretary = browser(place.secretary)
    secretary.at = CALLED
    assert secretary.get(f"commission/composition/{order.pk}/").status_code == 200
