"""Asks the public pages what `manage.py` is asked, and reads their answers back as the commands give them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.test import Client

from tests.web.ui.page import Page

DUE = "/due/"


def moment(name: str, iso: str) -> dict[str, str]:
    """A date and time as a person types them into their inputs; seconds have no input."""
    day, _, clock = iso.partition("T")
    year, month, number = day.split("-")
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year, f"{name}_time": clock[:5]}


def typed(question: Mapping[str, Any]) -> dict[str, str]:
    """The address of a question of `explain`."""
    fields = {"procedure": question["procedure"], **moment("received", question["received"])}
    for name, iso in question.get("facts", {}).items():
        fields |= moment(name, iso)
    return fields | {name: str(question[name]) for name in ("calendar", "week", "composition") if name in question}


def ask_page(client: Client, question: Mapping[str, Any], **more: str) -> Page:
    response = client.get(DUE, typed(question) | more)
    assert response.status_code == 200
    return Page(response.content)


def dues(page: Page) -> dict[str, datetime | None]:
    """Rule -> the instant on the page."""
    found: dict[str, datetime | None] = {}
    for line in page.all("//li[contains(@class, 'sg-due__line')]"):
        times = line.xpath(".//time/@datetime")
        found[str(line.get("id"))] = datetime.fromisoformat(times[0]) if times else None
    return found


def text_of(page: Page, rule: str) -> str:
    (line,) = page.all(f"//li[@id='{rule}']")
    return " ".join(line.text_content().split())


def errors(page: Page) -> dict[str, str]:
    """Field -> what stands beside it."""
    places = page.all("//*[@id][contains(@id, '_error')]")
    return {str(place.get("id"))[3:-6]: " ".join(place.text_content().split()) for place in places}


def days_on(page: Page) -> list[date]:
    return [date.fromisoformat(str(day)) for day in page.all("//section[@id='answer']//time/@datetime")]
