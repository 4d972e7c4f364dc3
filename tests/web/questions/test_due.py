"""The public timetable: what `explain` answers, with every reason, and a clear word where there is no answer."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from safeguard import clock
from safeguard.procedures import ask, catalogue
from tests.web.questions.asking import DUE, ask_page, dues, errors, moment, text_of, typed
from tests.web.ui.page import Page

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "law/vectors.jsonl").read_text(encoding="utf-8").splitlines()
]
MEETING = {"procedure": "ua-1646", "received": "2025-09-08T09:00", "facts": {"meeting": "2025-09-11T10:00"}}
NO_MEETING = dict.fromkeys(moment("meeting", "2025-09-11T10:00"), "")
WORKED: list[dict[str, Any]] = [
    *({**each["ask"], "received": each["ask"]["received"][:16]} for each in VECTORS if each["command"] == "explain"),
    {"procedure": "kz-2021", "received": "2026-03-20T18:30"},
    {"procedure": "kz-2021", "received": "2024-02-29T23:30"},
    {"procedure": "ua-dnipro-cpto", "received": "2025-09-13T09:00", "facts": {"meeting": "2025-09-16T10:00"}},
    {"procedure": "ua-kharkiv-51", "received": "2025-09-11T08:00", "facts": {"accepted": "2025-09-10T08:00"}},
    {"procedure": "ua-1646", "received": "2026-03-29T03:30"},
    {"procedure": "ua-1646", "received": "2025-10-26T03:30"},
    {"procedure": "ua-1646", "received": "2026-06-26"},
]


def binding(answer: dict[str, Any]) -> dict[str, datetime | None]:
    found = {each["rule"]: each["due"] or each.get("default_due") for each in answer["deadlines"]}
    return {rule: datetime.fromisoformat(due) if due else None for rule, due in found.items()}


@pytest.mark.parametrize("question", WORKED, ids=lambda each: f"{each['procedure']} {each['received']}")
def test_the_page_answers_as_explain_does(client, question):
    answer: dict[str, Any] = ask.explain(question)
    page = ask_page(client, question)
    assert dues(page) == binding(answer)
    for each in answer["deadlines"]:
        said = text_of(page, each["rule"])
        assert each["title"] in said
        assert each["citation"] in said
        assert ("Our default, not the law" in said) == ("default_due" in each)
        assert ("Projected" in said) == each["projected"]
        assert ("Binds: it ends first" in said) == (each.get("binds") is True)
        assert ("An earlier limit binds" in said) == (each.get("binds") is False)


def test_all_five_procedures_are_asked_about():
    assert {each["procedure"] for each in WORKED} == set(catalogue.procedures())


def test_a_line_says_who_whom_from_when_and_which_days(client):
    said = text_of(ask_page(client, MEETING), "police_notice")
    assert "Who: Head." in said
    assert "Whom: territorial body of the National Police of Ukraine." in said
    meeting = text_of(ask_page(client, {"procedure": "ua-1646", "received": "2025-09-12T18:40"}), "commission_meeting")
    for words in (
        "by the end of the day",
        "Limit: 3\N{NO-BREAK SPACE}working\N{NO-BREAK SPACE}days.",
        "Start: Report received by the head: 12\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}2025, 18:40.",
        "Counted: Mon 15 Sep, Tue 16 Sep, Wed 17 Sep.",
        "Not counted: Sat 13 Sep, Sun 14 Sep.",
        "Calendar: Ukraine under martial law",
        "read strictly",
    ):
        assert " ".join(words.split()) in meeting


def test_the_earliest_of_two_clocks_binds_and_the_other_names_it(client):
    page = ask_page(client, {"procedure": "ua-bila-tserkva-21", "received": "2025-09-08T09:00"})
    said = text_of(page, "commission_hearing")
    assert "another limit ends earlier and binds: Convene and hold the commission's meeting, 11" in said
    assert list(dues(page).values()) == sorted(dues(page).values())


def test_midnight_is_said_as_the_end_of_the_day_before(client):
    said = text_of(ask_page(client, {"procedure": "ua-1646", "received": "2025-10-01T00:00"}), "police_notice")
    assert "until 00:00, the end of Wed 1 Oct" in said


def test_the_days_of_rest_by_text_stay_shown_beside_the_lawful_end(client):
    question = {"procedure": "ua-kharkiv-51", "received": "2025-09-10T08:00"}
    page = ask_page(client, {**question, "facts": {"commission_ordered": "2025-09-10T09:00"}})
    said = text_of(page, "commission_hearing")
    assert all(day in said for day in ("13 September 2025", "12 September 2025", "Mon 15 Sep 2025"))


def test_the_edition_held_says_when_it_was_checked_and_that_it_is_superseded(client):
    with clock.frozen(datetime(2026, 9, 1, tzinfo=UTC)):
        page = ask_page(client, MEETING)
    said = " ".join(page.root.text_content().split())
    assert "Checked on 25 August 2026." in said
    assert "Superseded on 18 June 2026." in said
    assert "116 111" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Last checked on" in said


def test_adults_are_offered_neither_the_article_about_minors_nor_lines_for_children(client):
    page = ask_page(client, {"procedure": "ua-dnipro-cpto", "received": "2025-09-13T09:00"})
    said = page.root.text_content()
    assert "102" in said
    assert "What the law provides" not in said
    assert "116\N{NO-BREAK SPACE}111" not in said


def test_quorum_and_majority_of_a_composition_stand_on_the_same_sheet(client):
    said = " ".join(ask_page(client, {**MEETING, "composition": 8}).root.text_content().split())
    assert "Quorum: 6. Votes for that carry a motion: 5." in said


@pytest.mark.parametrize(
    ("procedure", "asked"),
    [
        ("ua-1646", {"meeting", "calendar", "week", "composition"}),
        ("ua-dnipro-cpto", {"meeting", "calendar", "week", "composition"}),
        ("ua-kharkiv-51", {"accepted", "commission_ordered", "meeting", "calendar", "week", "composition"}),
        ("kz-2021", {"week"}),
    ],
)
def test_the_second_look_asks_only_what_the_procedure_counts_from(client, procedure, asked):
    page = Page(client.get(DUE, {"procedure": procedure}).content)
    names = {str(name).rsplit("_", 1)[0] if "_" in name else str(name) for name in page.all("//main//form//@name")}
    assert names - {"procedure", "received"} == asked
    assert errors(page) == {}


def test_the_first_look_asks_for_the_procedure_and_the_report_alone(client):
    page = Page(client.get(DUE).content)
    assert {str(value) for value in page.all("//input[@name='procedure']/@value")} == set(catalogue.procedures())
    assert page.all("//main//form//details") == []
    assert errors(page) == {}


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        pytest.param(moment("received", "2025-02-31T09:00"), "received", "There is no such day", id="no such day"),
        pytest.param(moment("received", "2025-09-08T25:00"), "received", "Write the time", id="no such time"),
        pytest.param({"received_year": ""}, "received", "The date needs a year", id="half a date"),
        pytest.param(moment("received", "2019-09-08T09:00"), "received", "wasn't in force on 8", id="not in force"),
        pytest.param(
            {**moment("received", "2030-09-08T09:00"), **NO_MEETING, "calendar": "ua-peace"},
            "received",
            "no table for 9",
            id="no table",
        ),
        pytest.param(
            {**moment("received", "9999-12-30T09:00"), **NO_MEETING}, "received", "past the last date", id="end of time"
        ),
        pytest.param(
            moment("meeting", "2025-09-05T10:00"), "meeting", "Meeting of the commission” on 5", id="before the report"
        ),
        pytest.param(moment("meeting", "2025-09-31T10:00"), "meeting", "There is no such day", id="a fact on no day"),
        pytest.param({"composition": "eight"}, "composition", "whole number", id="no number"),
        pytest.param({"composition": "0"}, "composition", "greater than or equal to 1", id="nobody"),
        pytest.param({"week": "7"}, "week", "valid choice", id="a week of seven days"),
        pytest.param({"calendar": "kz"}, "calendar", "valid choice", id="another country's calendar"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(client, change, field, reason):
    asked = typed(MEETING) | change
    page = Page(client.get(DUE, asked).content)
    said = " ".join(errors(page)[field].split())
    assert reason in said
    assert dues(page) == {}
    kept = {str(one.get("name")): one.get("value") for one in page.all("//main//input[@type='text']")}
    assert {name: kept[name] or "" for name in asked if name in kept} == {
        name: value for name, value in asked.items() if name in kept
    }
    assert page.all("//*[@data-error-summary]")
    assert page.dangling() == []


def test_an_unknown_procedure_is_no_choice(client):
    page = Page(client.get(DUE, typed(MEETING) | {"procedure": "ua-0000"}).content)
    assert "valid choice" in errors(page)["procedure"]


@pytest.mark.parametrize("language", ["uk", "kk", "ru", "en"])
def test_the_address_may_name_the_language(client, language):
    page = ask_page(client, MEETING, language=language)
    assert page.all("/html/@lang") == [language]
    titles = {each["title"] for each in ask.explain({**MEETING, "language": language})["deadlines"]}  # type: ignore[attr-defined]
    assert {" ".join(one.text_content().split()) for one in page.all("//li//h3")} == titles
    assert page.unlabelled() == []
    assert page.dangling() == []


def test_the_language_asked_for_stays_with_the_next_question(client):
    page = ask_page(client, MEETING, language="kk")
    assert page.all("//main//form//input[@name='language']/@value") == ["kk"]
    links = {str(one.get("hreflang")): one.get("href") for one in page.all("//footer//a[@hreflang]")}
    assert set(links) == {"uk", "kk", "ru", "en"}
    assert all(f"language={code}" in href and "received_year=2025" in href for code, href in links.items())
    assert Page(client.get(DUE, {"language": "tlh"}).content).all("/html/@lang") == ["en"]


ADDRESSES = ["due", "calendar", "vote", "days"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_is_stored_and_nobody_is_asked_who_they_are(client, django_assert_num_queries, name):
    with django_assert_num_queries(0):
        response = client.get(reverse(f"questions:{name}"), typed(MEETING))
    assert response.status_code == 200
    assert response.cookies == {}


@pytest.mark.parametrize("name", ADDRESSES)
def test_it_can_only_be_read(client, name):
    assert client.post(reverse(f"questions:{name}"), {}).status_code == 405


def test_who_asks_too_often_waits_and_others_do_not(client):
    statuses = {client.get(DUE, REMOTE_ADDR="192.0.2.1").status_code for _ in range(60)}
    assert statuses == {200}
    refused = client.get(DUE, REMOTE_ADDR="192.0.2.1")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert client.get(DUE, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_the_sign_in_page_and_the_public_pages_lead_here(client):
    for address in ("/sign-in/", "/privacy/", "/accessibility/", DUE):
        assert DUE in Page(client.get(address).content).all("//footer//a/@href"), address


def test_the_reasons_can_all_be_opened_without_a_script(client):
    closed, opened = ask_page(client, MEETING), ask_page(client, MEETING, reasons="open")
    assert closed.all("//ol//details[@open]") == []
    assert len(opened.all("//ol//details[@open]")) == len(dues(opened))
    assert any("reasons=open" in href for href in closed.all("//main//a/@href"))
