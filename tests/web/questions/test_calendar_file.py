"""The .ics: parsed back it holds the table's lines, no more and no less."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar, Event

from safeguard.procedures import ask
from tests.web.questions.asking import ask_page, dues, typed

FILE = "/due/timetable.ics"
QUESTIONS = [
    {"procedure": "ua-1646", "received": "2025-09-12T18:40"},
    {"procedure": "ua-bila-tserkva-21", "received": "2025-10-24T18:40"},
    {"procedure": "ua-dnipro-cpto", "received": "2025-09-13T09:00"},
    {"procedure": "ua-kharkiv-51", "received": "2025-09-10T08:00"},
    {"procedure": "kz-2021", "received": "2026-03-20T18:30"},
]


def entries(client: Client, question: dict[str, Any], **more: str) -> list[Event]:
    response = client.get(FILE, typed(question) | more)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["procedure"])
def test_every_line_with_a_time_is_an_entry_at_its_instant(client, question):
    found = entries(client, question)
    on_page = dues(ask_page(client, question)).values()
    assert sorted(each["DTSTART"].dt for each in found) == sorted(due for due in on_page if due)
    assert {each["DTSTART"].to_ical()[-1:] for each in found} == {b"Z"}  # instants of UTC


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["procedure"])
def test_an_entry_says_what_the_line_says_and_rings_no_bell(client, question):
    found = {str(each["SUMMARY"]): each for each in entries(client, question, language="kk")}
    for each in ask.explain({**question, "language": "kk"})["deadlines"]:  # type: ignore[attr-defined]
        (entry,) = [found[name] for name in found if name == each["title"] or name.startswith(f"{each['title']} (")]
        assert each["citation"] in str(entry["DESCRIPTION"])
        assert entry.subcomponents == []
        assert entry["TRANSP"] == "TRANSPARENT"
        assert "language=kk" in str(entry["URL"])


def test_what_is_only_our_default_or_does_not_bind_says_so_in_the_title(client):
    titles = [str(each["SUMMARY"]) for each in entries(client, QUESTIONS[1])]
    assert "Tell the service for children (Our default, not the law)" in titles
    assert "Hold the meeting of the commission created (An earlier limit binds; Projected)" in titles


def uids(found: list[Event]) -> set[str]:
    return {str(each["UID"]) for each in found}


def test_the_same_report_keeps_its_entries_whatever_else_becomes_known(client):
    question = QUESTIONS[0]
    first = entries(client, question)
    assert len(uids(first)) == len(first)
    later = entries(client, {**question, "facts": {"meeting": "2025-09-16T10:00"}}, language="ru")
    assert uids(later) == uids(first)
    assert {each["DTSTART"].dt for each in later} != {each["DTSTART"].dt for each in first}
    assert not uids(first) & uids(entries(client, {**question, "received": "2025-09-12T18:41"}))


def test_a_question_without_an_answer_leads_back_to_the_page(client):
    response = client.get(FILE, typed(QUESTIONS[0]) | {"received_day": "31"})
    assert response.status_code == 302
    assert response["Location"].startswith("/due/?procedure=ua-1646&received_day=31")
