"""Quorum, votes and working days on the public pages, as `tally` and `workdays` answer them."""

import json
from datetime import date
from pathlib import Path

import pytest

from safeguard.procedures import ask
from tests.web.questions.asking import days_on, errors, moment
from tests.web.ui.page import Page

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "law/vectors.jsonl").read_text(encoding="utf-8").splitlines()
]
VOTES = [each["ask"] for each in VECTORS if each["command"] == "tally"]
DAYS = [each["ask"] for each in VECTORS if each["command"] == "workdays"]
OUTCOMES = {
    "adopted": "The motion is adopted",
    "rejected": "The motion isn't adopted",
    "no_quorum": "No quorum: nothing can be decided",
}


def said(page: Page) -> str:
    return " ".join(page.all("//section[@id='answer']")[0].text_content().split())


def figures(page: Page) -> list[int]:
    return [int(text) for text in page.all("//*[@class='sg-figure']/text()")]


def test_there_are_votes_and_days_to_ask_about():
    assert (len(VOTES), len(DAYS)) == (10, 3)


@pytest.mark.parametrize("question", VOTES, ids=str)
def test_a_vote_comes_out_as_tally_says(client, question):
    answer = ask.tally(question)
    page = Page(client.get("/due/vote/", question).content)
    assert figures(page) == [answer["quorum"]["needed"], answer["majority"]]  # type: ignore[index]
    assert OUTCOMES[str(answer["outcome"])] in said(page)
    assert ("the chair's vote carried" in said(page)) == answer["casting_vote"]
    assert ("different outcomes" in said(page)) == answer["disputed_tie"]
    assert str(answer["citation"]) in said(page)


@pytest.mark.parametrize(("procedure", "is_ours"), [("ua-1646", True), ("ua-kharkiv-51", False)])
def test_the_composition_alone_gives_quorum_and_majority(client, procedure, is_ours):
    page = Page(client.get("/due/vote/", {"procedure": procedure, "composition": "8"}).content)
    assert figures(page) == [6, 5]
    assert not any(word in said(page) for word in OUTCOMES.values())
    assert ("own text is silent" in said(page)) != is_ours


def test_a_procedure_without_a_commission_is_no_choice(client):
    offered = Page(client.get("/due/vote/").content).all("//input[@name='procedure']/@value")
    assert "kz-2021" not in offered
    assert len(offered) == 4


VOTE = {"procedure": "ua-1646", "composition": "8", "present": "6", "for": "3", "against": "3"}


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"for": "5"}, "present", "8 votes, but only 6 members present"),
        ({"present": "9"}, "present", "9 present, but the commission has only 8 members"),
        ({"chair": "abstain"}, "chair", "given as “Abstained”"),
        ({"present": ""}, "present", "Give a number"),
        ({"against": "-1"}, "against", "greater than or equal to 0"),
        ({"composition": "1001"}, "composition", "less than or equal to 1000"),
    ],
)
def test_a_count_that_no_meeting_can_have_is_refused(client, change, field, reason):
    page = Page(client.get("/due/vote/", VOTE | change).content)
    assert reason in errors(page)[field]
    assert not page.all("//section[@id='answer']")


def asked(question: dict[str, object]) -> dict[str, str]:
    start = {name: value for name, value in moment("start", str(question["from"])).items() if "time" not in name}
    return start | {"calendar": str(question["calendar"]), "count": str(question["count"])}


@pytest.mark.parametrize("question", DAYS, ids=str)
def test_working_days_are_those_of_the_command(client, question):
    page = Page(client.get("/due/days/", asked(question)).content)
    assert days_on(page) == [date.fromisoformat(day) for day in ask.workdays(question)]


def test_between_two_days_the_answer_is_their_number_and_what_was_passed_over(client):
    between = {"until_day": "26", "until_month": "3", "until_year": "2026", "count": ""}
    page = Page(client.get("/due/days/", asked(DAYS[0]) | between).content)
    assert days_on(page) == [date(2026, 3, 26)]
    assert "1 working day, last day: Thursday, 26 March 2026" in said(page)
    assert "Mon 23 Mar (" in said(page)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"count": ""}, "count", "one of the two"),
        ({"count": "367"}, "count", "less than or equal to 366"),
        ({"start_month": "13"}, "start", "There is no such day"),
        ({"start_year": "2031"}, "start", "no table for"),
        ({"count": "", "until_day": "1", "until_month": "1", "until_year": "2026"}, "until", "before the first one"),
        ({"calendar": "mars"}, "calendar", "valid choice"),
    ],
)
def test_days_that_cannot_be_counted_are_refused_beside_the_field(client, change, field, reason):
    page = Page(client.get("/due/days/", asked(DAYS[0]) | change).content)
    assert reason in errors(page)[field]
    assert not page.all("//section[@id='answer']")
