"""Secretary, chair and a member in one meeting, each at a browser: one a telephone, one cut off for a while."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.town import Town, Visitor
from tests.e2e.walk_room import Meeting

pytestmark = pytest.mark.e2e
PHONE = {"width": 360, "height": 740}
PROPOSED = "Про чергування на перервах біля їдальні."
OPINION = "Вважаю, що доказів замало."
SECRETARYS, CHAIRS = "Слова секретарки про звернення.", "Слова директорки про звернення."


@pytest.fixture(scope="module")
def town(town_of_its_own: Town) -> Town:
    return town_of_its_own


@pytest.fixture(scope="module")
def secretary(town, browser) -> Visitor:
    return Visitor(town, browser).sign_in("secretary")


@pytest.fixture(scope="module")
def meeting(secretary) -> Meeting:
    """The one that the demo has called; everybody was told with the materials."""
    secretary.go("commission/")
    href = secretary.page.locator("main a[href*='/meetings/']").first.get_attribute("href")
    found = Meeting(secretary, "")
    found.at = href
    return found


def starts_at(visitor: Visitor, meeting: Meeting) -> datetime:
    calendar = visitor.page.request.get(f"{meeting.at}meeting.ics").text()
    return datetime.strptime(re.search(r"DTSTART:(\d{8}T\d{6})Z", calendar)[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def member(town, browser, meeting) -> Visitor:
    visitor = Visitor(town, browser).sign_in("member")
    visitor.page.set_viewport_size(PHONE)
    return visitor


@pytest.fixture(scope="module")
def chair(town, browser) -> Visitor:
    return Visitor(town, browser).sign_in("principal")


def saved(page: Page) -> str:
    return page.locator("#saved").inner_text()


def chosen(page: Page) -> int:
    """Ballots that the page shows as cast."""
    return page.locator("section[aria-labelledby=mot] input:checked").count()


def fits(visitor: Visitor) -> None:
    """Nothing is wider than the telephone, and nothing that is pressed is smaller than a finger needs."""
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    sizes = (
        "nodes => nodes.map(n => n.getBoundingClientRect()).filter(r => r.width && Math.min(r.width, r.height) < 24)"
    )
    small = visitor.page.locator("main button, main a.govuk-button, main .sg-seg label").evaluate_all(sizes)
    assert small == []


def test_a_member_proposes_a_question_by_telephone_and_the_secretary_puts_it_on_the_agenda(secretary, member, meeting):
    member.go(f"{meeting.at}agenda/")
    fits(member)
    member.fill(text=PROPOSED)
    member.press("#propose button[type=submit]")
    secretary.go(f"{meeting.at}agenda/")
    secretary.press("form[action$='/put/'] button")
    member.go(meeting.at)
    assert PROPOSED in member.text


def test_two_people_mark_who_is_there_and_neither_entry_is_lost(town, secretary, chair, member, meeting):
    town.move_to(starts_at(secretary, meeting).astimezone(town.now.tzinfo))
    theirs = Meeting(chair, "")
    for visitor in (secretary, chair, member):
        visitor.go(f"{meeting.at}room/")
    for place in (0, 1, 2):
        meeting.mark(place, "yes")
    assert "збережено" in saved(secretary.page).lower()
    for place in (4, 5):
        theirs.mark(place, "yes")
    meeting.mark(3, "yes")
    theirs.mark(3, "no")  # on a page that doesn't know of it yet
    refusal = chair.page.locator("#room .govuk-error-message, #room .govuk-error-summary")
    expect(refusal.first).to_be_visible()
    chair.go(f"{meeting.at}room/")
    assert chair.page.locator("section[aria-labelledby=att] input[value=yes]:checked").count() == 6
    member.go(f"{meeting.at}room/")
    fits(member)
    assert member.page.locator("#room input[type=radio]:not([disabled])").count() == 0
    secretary.go(f"{meeting.at}room/")
    secretary.press(meeting.act("/room/open/"))


def test_what_two_people_write_at_once_stands_side_by_side(secretary, chair, meeting):
    href = secretary.page.locator("section[aria-labelledby=min] a[href*='/items/']").first.get_attribute("href")
    for visitor in (secretary, chair):
        visitor.go(href)
    secretary.fill(heard=SECRETARYS)
    secretary.press()
    chair.fill(heard=CHAIRS)
    chair.press()
    assert SECRETARYS in chair.page.locator(".sg-inset[role=alert]").first.inner_text()
    assert chair.page.locator("[name=heard]").input_value() == CHAIRS
    chair.fill(heard=f"{SECRETARYS} {CHAIRS}")
    chair.press()
    secretary.go(href)
    assert secretary.page.locator("[name=heard]").input_value() == f"{SECRETARYS} {CHAIRS}"


def test_without_a_connection_nothing_is_said_to_be_saved_and_nothing_is_lost(secretary, chair, meeting):
    page, notice = secretary.page, secretary.page.locator("#offline")
    secretary.go(f"{meeting.at}room/")
    meeting.put_to_the_vote("agenda")
    meeting.ballots("for", "for")
    before = saved(page)
    page.context.set_offline(True)
    ballots = page.locator("section[aria-labelledby=mot] ul.sg-roll form")
    ballots.nth(2).locator("label:has(input[value=for])").click()
    expect(notice).to_be_visible()
    assert saved(page) == before
    chair.go(f"{meeting.at}room/")
    assert chosen(chair.page) == 2
    page.locator("#room").evaluate("node => node.dataset.old = 'y'")
    page.context.set_offline(False)
    expect(page.locator("#room:not([data-old])")).to_be_visible()
    expect(notice).to_be_hidden()
    chair.go(f"{meeting.at}room/")
    assert chosen(chair.page) == 3


def test_words_typed_without_a_connection_stay_until_it_is_back(secretary, meeting):
    page = secretary.page
    href = page.locator("a[href$='/opinion/']").last.get_attribute("href")
    secretary.go(href)
    page.locator("[name=seat]").select_option(index=1)
    secretary.choose("is_dictated", "dictated")
    secretary.fill(text=OPINION)
    page.context.set_offline(True)
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("#offline")).to_be_visible()
    assert page.locator("main [name=text]").input_value() == OPINION
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    secretary.press()
    secretary.go(href)
    assert re.search(r"1 думк|Записано|1 окрем", secretary.text), secretary.text


def test_the_chair_takes_the_rest_of_the_ballots_and_all_three_see_one_outcome(secretary, chair, member, meeting):
    theirs = Meeting(chair, "")
    chair.go(f"{meeting.at}room/")
    rows = chair.page.locator("section[aria-labelledby=mot] ul.sg-roll form")
    for place in (3, 4, 5):
        theirs._send(rows.nth(place), "for")
    chair.press(theirs.act("/close/").first)
    figures = []
    for visitor in (secretary, chair, member):
        visitor.go(f"{meeting.at}room/")
        figures.append(visitor.page.locator("section[aria-labelledby=agenda] ol li").first.inner_text())
    assert "6" in figures[0]
    assert len({re.split(r"\n(?=Слухали|Поставити|Заслухано)", text)[0].split("\n")[1] for text in figures}) == 1
    fits(member)


def test_the_draft_of_the_minutes_holds_what_all_of_them_entered(secretary, meeting):
    secretary.go(f"{meeting.at}minutes/")
    for words in (SECRETARYS, CHAIRS, OPINION, PROPOSED):
        assert words in secretary.text, words
