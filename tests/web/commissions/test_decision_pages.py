"""The decision of a case on its page; measures, signs and votes by person on the way there. Without scripts."""

import re
from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from cases.models import CaseEvent, Involvement, Recusal, SuspectedRepresentative
from commissions.enums import MotionKind
from commissions.models import DecisionTold, Hearing, Measure, Motion, Signs
from commissions.services.minutes import finalise_minutes
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian, make_member
from tests.unit.commissions.places import STARTS, finish, item, start, vote
from tests.unit.commissions.services.test_findings import FOR, accuse, under
from tests.web.commissions.conftest import Browser, moment

pytestmark = pytest.mark.django_db
K = MotionKind
DONE = STARTS + timedelta(hours=3)


def decided(place, procedure="ua-bila-tserkva-21", *, first=K.BULLYING, second=K.CONFLICT):
    """Two accused: what each is qualified as."""
    with school_scope(place.school.pk):
        under(place, procedure)
        people = accuse(place, 2)
        victim = Involvement.objects.get(case=place.case, role="victim").child
        place.mother = make_guardian(place.school, victim, "Ластівка\nОльга")
        start(place, *range(7))
        vote(place, K.AGENDA, "agenda", "fffffff-")
        for person, kind in zip(people, (first, second), strict=True):
            vote(place, K.SUBSTANTIATED, "finding", "fffffff-", accused_id=person.pk)
            vote(place, kind, "qualification", "fffffff-", accused_id=person.pk)
        vote(place, K.MEASURES, "measures", "fffffff-")
        finish(place)
        with clock.frozen(DONE):
            done = finalise_minutes(
                school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
            )
        place.meeting = done.meeting
    return place


def page_of(place, member) -> str:
    return text(Browser(place, member).get(f"cases/{place.case.pk}/decision/"))


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_the_page_tells_each_person_reasons_measures_told_and_papers(place) -> None:
    decided(place)
    page = page_of(place, place.secretary)
    for words in (
        "Minutes No. 1 of", "К-1", "К-2", "bullying", "a one-off conflict", "Знімки.", "психологічна підтримка",
        "бесіда з П-1", "by 12 September 2025", "Representative of П-1", "(juvenile police)",
        "Signatures: 0 of 8", "7 are missing",
    ):  # fmt: skip
        assert words in page, words


def test_before_a_decision_the_page_says_what_will_stand_there(place) -> None:
    assert "hasn't decided" in page_of(place, place.principal)


def test_the_tab_stands_only_where_the_procedure_has_a_commission(place) -> None:
    from tests.factories import make_case, make_school
    from tests.unit.commissions.places import Place

    assert "/decision/" in text(Browser(place, place.principal).get(f"cases/{place.case.pk}/"))
    school = make_school("kz")
    other = Place(school, [make_member(school, Role.PRINCIPAL)])
    with school_scope(school.pk):
        other.case = make_case(school)
        from tests.unit.commissions.places import make_report

        make_report(other, other.case)
    assert "/decision/" not in text(Browser(other, other.principal).get(f"cases/{other.case.pk}/"))


def test_who_may_not_know_of_the_case_finds_no_decision(place) -> None:
    decided(place)
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school=place.school, case=place.case, user_id=place.members[1].user_id, ground="declared",
            recorded_at=STARTS, recorded_by=place.principal.user_id,
        )  # fmt: skip
    address = f"cases/{place.case.pk}/decision/"
    assert Browser(place, place.members[1]).get(address).status_code == 404
    stranger = make_member(place.school, Role.STAFF)
    assert Browser(place, stranger).get(address).status_code == 404


def test_who_sees_the_case_but_no_meetings_sees_no_minutes_there(place) -> None:
    decided(place)
    responsible = make_member(place.school, Role.RESPONSIBLE_PERSON)
    page = page_of(place, responsible)
    assert "Знімки." in page
    assert "Minutes and signatures" not in page


def test_that_a_family_was_told_is_recorded(place) -> None:
    decided(place)
    secretary = Browser(place, place.secretary)
    secretary.at = DONE + timedelta(hours=1)
    page = secretary.get(f"cases/{place.case.pk}/decision/").content.decode()
    told = re.findall(r'href="([^"]*/told/[^"]*)"', page)
    assert len(told) == 3
    answers = {"adult": str(place.mother.pk), "channel": "paper", **moment("told_at", DONE + timedelta(minutes=30))}
    early = answers | moment("told_at", STARTS - timedelta(days=1))
    assert "before it was decided" in text(secretary.post(told[0], early))
    assert secretary.post(told[0], answers).status_code == 302
    assert "On paper: Ольга Ластівка" in page_of(place, place.secretary)
    with school_scope(place.school.pk):
        event = CaseEvent.objects.get(kind="decision.told")
        assert event.data["telling"] == str(DecisionTold.objects.get().pk)


def test_a_suspected_representative_isnt_offered_nor_accepted(place) -> None:
    decided(place)
    with school_scope(place.school.pk):
        SuspectedRepresentative.objects.create(
            school=place.school, case=place.case, adult=place.mother, marked_at=STARTS,
            marked_by=place.principal.user_id,
        )  # fmt: skip
    secretary = Browser(place, place.secretary)
    secretary.at = DONE + timedelta(hours=1)
    [address] = set(re.findall(r'href="([^"]*/told/[^"]*)"[^>]*>Record<span[^>]*>: Representative of П-1',
                               secretary.get(f"cases/{place.case.pk}/decision/").content.decode()))  # fmt: skip
    page = secretary.get(address)
    assert str(place.mother.pk) not in page.content.decode()
    answers = {"adult": str(place.mother.pk), "channel": "paper", **moment("told_at", DONE)}
    assert secretary.post(address, answers).status_code == 200
    with school_scope(place.school.pk):
        assert not DecisionTold.objects.exists()


def test_not_qualified_names_the_right_to_go_to_the_police(place) -> None:
    decided(place, first=K.CONFLICT)
    page = page_of(place, place.secretary)
    assert "/duties/right_to_police/" in page
    assert "by 12 September" not in page


def statements(place, address: str) -> int:
    from django.db import connection

    browser = Browser(place, place.secretary)
    browser.at = DONE + timedelta(hours=1)
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len([each for each in found.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_the_page_costs_a_bounded_number_of_statements(place) -> None:
    decided(place)
    assert statements(place, f"cases/{place.case.pk}/decision/") <= 20


# --- on the way to it


@pytest.fixture
def room(place):
    with school_scope(place.school.pk):
        place.accused = accuse(place, 2)
        start(place, *range(8))
        vote(place, K.AGENDA, "agenda", FOR)
    return place


def test_one_press_puts_it_to_the_vote_about_each_in_turn(room) -> None:
    secretary = Browser(room, room.secretary)
    secretary.at = STARTS
    with school_scope(room.school.pk):
        finding = item(room, "finding").pk
    at = f"commission/meetings/{room.meeting.pk}/room/"
    asked = text(secretary.get(f"{at}items/{finding}/motion/"))
    assert "Each of them in turn" in asked
    assert "К-1</li>" in asked or "К-1)</li>" in asked
    assert secretary.post(f"{at}items/{finding}/motion/", {"kind": "substantiated", "accused": ""}).status_code == 302
    for code in ("К-1", "К-2"):
        page = secretary.get(at).content.decode()
        assert code in text(secretary.get(at))
        for address in re.findall(r'action="([^"]*/motions/[^"]*/seat/[^"]*)"', page):
            secretary.post(address.replace("&amp;", "&"), {"choice": "for"})
        [close] = re.findall(r'action="([^"]*/motions/[^"]*/close/)"', secretary.get(at).content.decode())
        assert secretary.post(close).status_code == 302
    with school_scope(room.school.pk):
        found = Motion.objects.filter(kind="substantiated").order_by("opened_at", "pk")
        assert [row.accused_id for row in found] == [each.pk for each in room.accused]
    assert "The circumstances reported are confirmed · К-2" in text(secretary.get(at))


def test_the_signs_of_each_accused_are_noted(room) -> None:
    secretary = Browser(room, room.secretary)
    secretary.at = STARTS
    with school_scope(room.school.pk):
        hearing = Hearing.objects.get()
    at = f"commission/meetings/{room.meeting.pk}/cases/{hearing.pk}/"
    assert text(secretary.get(at)).count("signs/?accused=") == 2
    address = f"{at}signs/?accused={room.accused[0].pk}"
    page = text(secretary.get(address))
    assert "systematic" in page
    assert "insults, threats, humiliation" in page
    answers = {"is_systematic": "yes", "kinds": ["verbal"], "harm": "possible", "seen": "0"}
    assert secretary.post(address, answers | {"kinds": ["invented"]}).status_code == 200
    assert secretary.post(address, answers).status_code == 302
    assert "recorded something else" in text(secretary.post(address, answers | {"harm": "done"}))
    with school_scope(room.school.pk):
        row = Signs.objects.get()
        assert (row.accused_id, row.kinds, row.harm, row.is_systematic) == (
            room.accused[0].pk, ["verbal"], "possible", True,
        )  # fmt: skip
    assert secretary.get(f"{at}signs/").status_code == 404


@pytest.mark.parametrize(
    ("left_out", "field"),
    [("effect", "effect"), ("responsible", "responsible"), ("due_note", "due_on"), ("for_whom", "for_whom")],
)
def test_a_measure_without_one_of_these_is_refused_beside_its_field(room, left_out, field) -> None:
    secretary = Browser(room, room.secretary)
    secretary.at = STARTS
    with school_scope(room.school.pk):
        hearing, victim = Hearing.objects.get(), Involvement.objects.get(role="victim", case=room.case)
    address = f"commission/meetings/{room.meeting.pk}/cases/{hearing.pk}/measure/"
    page = text(secretary.get(address))
    assert "Educational, not a punishment" in page
    typed = {
        "kind": "educational", "for_whom": f"victim:{victim.pk}", "text": "Розмова", "due_note": "щотижня",
        "responsible": str(room.seats[3].adult_id), "effect": "Бесіда", "contains": "none",
    }  # fmt: skip
    answer = secretary.post(address, {name: value for name, value in typed.items() if name != left_out})
    assert list(answer.context["form"].errors) == [field]
    assert secretary.post(address, typed).status_code == 302
    with school_scope(room.school.pk):
        row = Measure.objects.get()
        assert (row.for_whom, row.person_id, row.open("effect")) == ("victim", victim.pk, "Бесіда")


def test_advice_to_parents_only_where_the_procedure_knows_it() -> None:
    """UA-D-IV.3c, d, f: needs, causes and recommendations to the staff; none to parents, adults learn there."""
    from commissions.domain.measures import kinds_of
    from commissions.enums import MeasureKind
    from safeguard.procedures.catalogue import load_procedure, versions

    kinds = {name: kinds_of(load_procedure(name, versions(name)[-1]).minutes) for name in ("ua-dnipro-cpto", "ua-1646")}
    assert MeasureKind.FAMILY_ADVICE not in kinds["ua-dnipro-cpto"]
    assert {MeasureKind.NEEDS, MeasureKind.CAUSES, MeasureKind.STAFF_ADVICE} <= set(kinds["ua-dnipro-cpto"])
    assert MeasureKind.FAMILY_ADVICE in kinds["ua-1646"]
