"""The desk: what waits to be signed, what comes this week, the board of limits, messages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.services.letters import issue_letter
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Document
from safeguard.documents.services.rendering import render
from safeguard.organisations.zones import zone_of
from safeguard.outbox.enums import MessageKind
from safeguard.outbox.models import Message
from safeguard.outbox.services.messages import Subject, queue_messages
from safeguard.tenancy.scope import school_scope
from safeguard.web import desk as offers
from safeguard.web.desk import DeskLine, Section
from tests.factories import make_member, make_school
from tests.web.cases.conftest import LATER, NOW, text

pytestmark = pytest.mark.django_db


def card(place, member, name, at=LATER):
    return place.get(member, "", at=at).context[name]


@pytest.fixture
def offered(monkeypatch):
    """Lines of an app that stands above cases."""
    lines = []
    monkeypatch.setattr(offers, "_discover", lambda: None)
    monkeypatch.setattr(offers, "_sources", [lambda _member, _school: lines])
    return lines


def letter(place, case=None):
    """Made and printed."""
    with school_scope(place.school.pk), clock.frozen(NOW):
        made = issue_letter(case_id=(case or place.case).pk, school=place.school, rule="police_notice", by=place.head)
        render(made.pk)
    return made


# --- to sign ---


def test_minutes_stand_before_papers_that_are_ready(place, offered):
    offered.append(DeskLine(Section.TO_SIGN, "Minutes of 8 September", "/minutes/", "draft, to be finalised"))
    made = letter(place)
    found = card(place, place.head, "to_sign")
    assert [line["label"] for line in found] == ["Minutes of 8 September", f"Letter to the police № {made.number}"]
    assert found[1]["note"] == f"case No. {place.case.number}, PDF ready"
    assert place.get(place.head, found[1]["href"].removeprefix(f"/s/{place.slug}/")).status_code == 200


def test_a_paper_that_is_still_being_printed_doesnt_wait_yet(place):
    with school_scope(place.school.pk), clock.frozen(NOW):
        issue_letter(case_id=place.case.pk, school=place.school, rule="police_notice", by=place.head)
    assert len(place.rows(Document)) == 1
    assert card(place, place.head, "to_sign") == []


def test_a_paper_leaves_the_desk_after_a_week(place):
    letter(place)
    assert len(card(place, place.head, "to_sign", at=NOW + timedelta(days=6))) == 1
    assert card(place, place.head, "to_sign", at=NOW + timedelta(days=8)) == []


def test_a_paper_of_a_case_beyond_the_ten_shown_has_its_number_too(place):
    with school_scope(place.school.pk), clock.frozen(NOW):
        cases = [place.file_case() for _ in range(11)]
    letter(place, cases[-1])
    [line] = card(place, place.head, "to_sign")
    assert line["note"] == f"case No. {cases[-1].number}, PDF ready"


@pytest.mark.parametrize("who", ["recused", "reader", "teacher"])
def test_papers_wait_for_nobody_else(place, who):
    letter(place)
    if who == "recused":
        member = place.head
        place.recuse(member)
    else:
        member = place.member(Role.PSYCHOLOGIST if who == "reader" else Role.CLASS_TEACHER)
        if who == "reader":
            place.work_on(member)
    assert card(place, member, "to_sign") == []


# --- this week ---


def test_the_week_holds_meetings_and_limits_in_the_order_of_time(place, offered):
    at = NOW + timedelta(days=1)
    offered.append(DeskLine(Section.THIS_WEEK, "Meeting of the commission, room 12", "/meeting/", at=at))
    found = card(place, place.head, "week")
    assert found[0]["label"] == "Meeting of the commission, room 12"
    assert found[0]["href"] == "/meeting/"
    assert [line["label"] for line in found[1:]] == [
        f"Commission's meeting · case No. {place.case.number}",
        f"Decision · case No. {place.case.number}",
    ]


def test_an_offer_is_asked_for_with_the_member_and_the_school(place, monkeypatch):
    asked = []
    monkeypatch.setattr(offers, "_discover", lambda: None)
    monkeypatch.setattr(offers, "_sources", [lambda member, school: asked.append((member.user_id, school)) or []])
    place.get(place.head, "")
    assert asked == [(place.head.user_id, place.slug)]


# --- the board ---


def test_the_board_holds_every_limit_and_the_desk_the_soonest_twelve(place):
    with school_scope(place.school.pk), clock.frozen(NOW):
        for _ in range(2):
            place.file_case()
    desk = place.get(place.head, "")
    assert len(desk.context["tasks"]) == 12
    assert desk.context["hidden_tasks"] == 6
    assert "6 more limits" in text(desk)
    assert len(place.get(place.head, "deadlines/").context["rows"]) == 18


def test_what_was_done_in_seven_days_is_counted_and_listed(place):
    told = {
        "told_at_day": "9", "told_at_month": "9", "told_at_year": "2025", "told_at_time": "11:00",
        "channel": "line_102", "told_whom": "Черговий",
    }  # fmt: skip
    place.on_case(place.head, "notices/police_notice/", told)
    late = LATER + timedelta(days=2)
    place.on_case(place.head, "notices/child_service_notice/", told | {"told_at_day": "11"}, at=late)
    desk = place.get(place.head, "", at=late).context
    assert (desk["done_in_time"], desk["done_late"].replace("\xa0", " ")[:2]) == (1, "1,")
    assert len(desk["tasks"]) == 4
    done = place.get(place.head, "deadlines/?done=1", at=late).context["rows"]
    assert [row["word"] for row in done] == ["Done late", "In time"]
    assert place.get(place.head, "deadlines/?done=1", at=late + timedelta(days=8)).context["rows"] == []


@pytest.mark.parametrize("who", ["recused head", "teacher"])
def test_the_board_of_somebody_who_sees_no_case_is_empty(place, who):
    member = place.head if who == "recused head" else place.member(Role.CLASS_TEACHER)
    if who == "recused head":
        place.recuse(place.head)
    for page in ("deadlines/", "deadlines/?done=1"):
        assert place.get(member, page).context["rows"] == []
    assert place.get(member, "").context["tasks"] == []


@pytest.mark.parametrize("page", ["", "deadlines/", "messages/"])
def test_nobody_of_another_school_comes_in(place, page):
    assert place.get(make_member(make_school(), Role.PRINCIPAL), page).status_code == 404


# --- messages ---


def send(place, member, case=None, stage="a"):
    with school_scope(place.school.pk), clock.frozen(NOW):
        case_id = (case or place.case).pk
        subject = Subject(MessageKind.DUTY, case_id, stage, case_id=case_id)
        queue_messages(subject, [member.user_id], zone=zone_of(place.school))
        return Message.objects.get(recipient_id=member.user_id, stage=stage)


def unread(place, member):
    return [row.stage for row in place.rows(Message, recipient_id=member.user_id, read_at__isnull=True)]


def test_a_message_says_which_case_waits_and_leads_there(place):
    send(place, place.head)
    [line] = place.get(place.head, "messages/").context["found"]
    assert line["href"] == f"/s/{place.slug}/cases/{place.case.pk}/"
    assert f"case No. {place.case.number}" in line["text"]


def test_the_desk_shows_five_and_says_that_there_are_more(place):
    for number in range(7):
        send(place, place.head, stage=f"stage-{number}")
    desk = place.get(place.head, "")
    assert len(desk.context["messages_waiting"]) == 5
    assert desk.context["has_more_messages"]
    assert len(place.get(place.head, "messages/").context["found"]) == 7


def test_a_message_is_marked_as_read_and_stays_on_the_page(place):
    message = send(place, place.head)
    done = place.post(place.head, "messages/read/", {"message": str(message.pk), "to": "messages"})
    assert done.url == f"/s/{place.slug}/messages/"
    assert unread(place, place.head) == []
    assert [line["is_read"] for line in place.get(place.head, "messages/").context["found"]] == [True]


@pytest.mark.parametrize("named", ["nonsense", "", "00000000-0000-7000-8000-000000000000"])
def test_what_is_no_message_changes_nothing(place, named):
    send(place, place.head)
    assert place.post(place.head, "messages/read/", {"message": named}).status_code == 302
    assert unread(place, place.head) == ["a"]


def test_nobody_reads_or_marks_the_messages_of_another(place):
    message, secretary = send(place, place.head), place.member(Role.SECRETARY)
    assert place.get(secretary, "messages/").context["found"] == []
    place.post(secretary, "messages/read/", {"message": str(message.pk)})
    assert unread(place, place.head) == ["a"]


def test_a_message_about_a_case_from_which_one_is_recused_isnt_there(place):
    send(place, place.head)
    place.recuse(place.head)
    assert place.get(place.head, "messages/").context["found"] == []
    assert place.get(place.head, "").context["messages_waiting"] == []


def test_a_message_about_a_case_that_one_cant_open_leads_nowhere(place):
    teacher = place.member(Role.CLASS_TEACHER)
    send(place, teacher)
    [line] = place.get(teacher, "messages/").context["found"]
    assert line["href"] == ""
    assert "No." not in line["text"]


# --- what it costs ---


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.SECRETARY, Role.DEPUTY, Role.COMMISSION_MEMBER, Role.STAFF])
def test_the_desk_of_every_role_costs_twelve_statements_at_most(place, role):
    member = place.member(role)
    if role in {Role.COMMISSION_MEMBER, Role.STAFF}:
        place.work_on(member)
    place.get(member, "")
    client = place.client(member)
    with clock.frozen(LATER), CaptureQueriesContext(connection) as seen:
        assert client.get(f"/s/{place.slug}/").status_code == 200
    asked = [each["sql"] for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 12, "\n".join(asked)
