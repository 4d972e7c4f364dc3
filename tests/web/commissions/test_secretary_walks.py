"""The secretary's way from the order to the finalised minutes, over the pages, without scripts."""

import re
from datetime import timedelta

import pytest

from commissions.models import AgendaItem, Hearing, Invitation, Meeting, Motion
from safeguard.documents.models import Document
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import CALLED, STARTS
from tests.web.commissions.conftest import moment

pytestmark = pytest.mark.django_db


def forms(page, action):
    """Addresses of the forms of a page that contain a word."""
    found = re.findall(rf'<form[^>]*method="post"[^>]*action="([^"]*{action}[^"]*)"', page.content.decode())
    return [address.replace("&amp;", "&") for address in found]


def test_the_whole_way(place, browser) -> None:
    secretary = browser(place.secretary)
    assert "Cases that wait" in secretary.get("commission/").content.decode()
    meeting = called(place, secretary)
    at = f"commission/meetings/{meeting.pk}/"
    told(place, secretary, at)
    secretary.at = STARTS
    items = voted(place, secretary, at)
    written(place, secretary, at, items)
    secretary.at = STARTS + timedelta(hours=1)
    assert secretary.post(f"{at}room/close/").status_code == 302
    page = secretary.get(f"{at}minutes/").content.decode()
    assert "Every field is filled in" in page
    [finalise] = re.findall(r'action="([^"]*finalise[^"]*)"', page)
    assert secretary.post(finalise.replace("&amp;", "&")).status_code == 302
    assert "Minutes No. 1 are finalised" in secretary.get(f"{at}minutes/").content.decode()
    with school_scope(place.school.pk):
        assert Document.objects.get(kind="minutes").number == "1"


def called(place, secretary) -> Meeting:
    wanted = {"cases": [str(place.case.pk)], "place": "room 204", **moment("starts_at", STARTS)}
    answer = secretary.post("commission/call/", wanted)
    assert answer.status_code == 302, answer.content.decode()
    with school_scope(place.school.pk):
        meeting = Meeting.objects.get()
    assert answer.url.endswith(f"commission/meetings/{meeting.pk}/notice/")
    return meeting


def told(place, secretary, at) -> None:
    """The members by one press, the applicant by hand."""
    assert "8 people" in secretary.get(f"{at}notice/").content.decode()
    assert secretary.post(f"{at}notice/send/", {"with_materials": "on"}).status_code == 302
    with school_scope(place.school.pk):
        applicant = Invitation.objects.get(sent_at__isnull=True)
    by_hand = {"channel": "oral", **moment("sent_at", CALLED), **moment("materials_at", CALLED)}
    assert secretary.post(f"{at}notice/{applicant.pk}/", by_hand).status_code == 302
    with school_scope(place.school.pk):
        assert not Invitation.objects.filter(materials_at__isnull=True).exists()


VOTED = (("agenda", "agenda"), ("substantiated", "finding"), ("bullying", "qualification"), ("measures", "measures"))


def voted(place, secretary, at) -> dict:
    """Seven come, one is ill; four motions are adopted by all."""
    for address in forms(secretary.get(f"{at}room/"), "room/seat/")[:7]:
        assert secretary.post(address, {"here": "yes"}).status_code == 302
    assert secretary.post(f"{at}room/open/").status_code == 302
    with school_scope(place.school.pk):
        items, absent = {item.kind: item.pk for item in AgendaItem.objects.all()}, place.seats[7].pk
    for kind, item in VOTED:
        assert secretary.post(f"{at}room/items/{items[item]}/motion/", {"kind": kind}).status_code == 302
        for address in forms(secretary.get(f"{at}room/"), "room/motions/[^/]+/seat/"):
            assert secretary.post(address, {"choice": "for"}).status_code == 302
        [close] = forms(secretary.get(f"{at}room/"), "room/motions/[^/]+/close/")
        assert secretary.post(close).status_code == 302
    with school_scope(place.school.pk):
        assert set(Motion.objects.values_list("outcome", flat=True)) == {"adopted"}
    times = secretary.post(f"{at}room/seat/{absent}/times/", {"reason": "on sick leave", "seen": "0"})
    assert times.status_code == 302, times.content.decode()
    return items


def written(place, secretary, at, items) -> None:
    for item in ("finding", "qualification", "measures"):
        texts = {"heard": "The psychologist's conclusion", "resolved": "To confirm", "seen": "0"}
        assert secretary.post(f"{at}items/{items[item]}/", texts).status_code == 302
    with school_scope(place.school.pk):
        hearing, psychologist = Hearing.objects.get(), place.seats[3].adult_id
    texts = {"basis": "Report of a teacher", "summary": "К-1 insulted П-1", "reasons": "Screenshots", "seen": "0"}
    assert secretary.post(f"{at}cases/{hearing.pk}/", texts).status_code == 302
    until = {"due_on_day": "1", "due_on_month": "10", "due_on_year": "2025"}
    measure = {"kind": "needs", "text": "Support for П-1", "contains": "none", **until}
    measure |= {"for_whom": "class", "responsible": str(psychologist), "effect": "a talk in two weeks"}
    assert secretary.post(f"{at}cases/{hearing.pk}/measure/", measure).status_code == 302


def test_a_date_that_breaks_a_limit_shows_the_breach_and_asks_for_the_reason(place, browser) -> None:
    """TC-41: what was typed stays, both sentences stand on the page."""
    secretary = browser(place.secretary)
    secretary.at = STARTS + timedelta(days=1)
    late = STARTS + timedelta(days=1, hours=3)
    typed = {"cases": [str(place.case.pk)], "place": "room 204", **moment("starts_at", late)}
    page = secretary.post("commission/call/", typed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "this date is past it" in text
    assert "the notice is late" in text
    assert "room 204" in text
    assert secretary.post("commission/call/", typed | {"reason": "No other day"}).status_code == 302


def test_a_meeting_in_the_past_is_refused_and_paper_is_the_way(place, browser) -> None:
    secretary = browser(place.secretary)
    secretary.at = STARTS + timedelta(days=2)
    typed = {"cases": [str(place.case.pk)], "place": "room 204", **moment("starts_at", STARTS)}
    assert "has passed" in secretary.post("commission/call/", typed | {"reason": "x"}).content.decode()
    ended = moment("ended_at", STARTS + timedelta(hours=1))
    assert secretary.post("commission/paper/", typed | ended).status_code == 302


def test_the_order_is_entered_with_its_seats_and_says_what_it_lacks(place, browser) -> None:
    principal = browser(place.principal)
    seats = {"seats-TOTAL_FORMS": "3", "seats-INITIAL_FORMS": "0"}
    for number, office in enumerate(("chair", "deputy", "member")):
        seats |= {
            f"seats-{number}-adult": str(place.seats[number].adult_id),
            f"seats-{number}-office": office,
            f"seats-{number}-position": "учитель",
            f"seats-{number}-speciality": "",
        }
    day = {"signed_on_day": "9", "signed_on_month": "9", "signed_on_year": "2025", "number": "91"}
    entered = principal.post("commission/composition/order/", day | seats)
    assert entered.status_code == 302, entered.content.decode()
    page = principal.get("commission/composition/").content.decode()
    assert "no secretary" in page
    assert "no psychologist" in page
    assert "91" in page
    wrong = principal.post("commission/composition/order/", day | seats | {"signed_on_day": "10"})
    assert wrong.status_code == 200
