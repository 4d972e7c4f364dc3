"""The meeting as its secretary runs it: the call, the room with its rolls, the texts of the minutes."""

import re
from datetime import datetime

from playwright.sync_api import Locator, expect

from tests.e2e.town import Visitor

TEXTS = {
    "heard": "Заступник директора доповів про звернення.",
    "spoke": "Психологиня розповіла про розмови з дітьми.",
    "resolved": "Вважати обставини підтвердженими.",
    "summary": "Після уроку в дитини відібрали рюкзак і знімали це на телефон.",
    "reasons": "Систематичність підтверджено поясненнями сторін.",
}


class Meeting:
    """One meeting at the secretary's browser; `at` is its address."""

    def __init__(self, secretary: Visitor, case_id: str) -> None:
        self.secretary, self.page, self.case_id = secretary, secretary.page, case_id
        self.at = ""

    # --- before ---
    def call(self, starts_at: datetime) -> None:
        self.secretary.go(f"commission/call/?case={self.case_id}")
        self.page.locator(f"[name=cases][value='{self.case_id}']").check()
        self.secretary.moment("starts_at", starts_at)
        self.secretary.fill(place="каб. 204")
        self.secretary.met("meeting-call")
        self.secretary.press()
        self.at = re.search(r".*/meetings/[\w-]+/", self.page.url)[0]

    def tell(self, at: datetime) -> None:
        """Members in the product; whoever is invited beside them by hand."""
        self.secretary.press("form[action$='/notice/send/'] button")
        assert self.page.locator(".sg-notice--success").count() == 1
        untold = self.page.locator(".sg-roll li", has=self.page.locator(".sg-tag--soon"))
        while left := untold.count():
            self.secretary.press(untold.first.locator("a"))
            self.secretary.choose("channel", "oral")
            self.secretary.moment("sent_at", at)
            self.secretary.moment("materials_at", at)
            self.secretary.met("meeting-told-by-hand")
            self.secretary.press()
            assert untold.count() == left - 1

    # --- the room ---
    @property
    def members(self) -> list[Locator]:
        return self.page.locator("section[aria-labelledby=att] > ul.sg-roll").first.locator("form").all()

    def count(self) -> int:
        return len(self.members)

    def mark(self, place: int, value: str) -> None:
        """One press in the roll; the part of the page that changed has come back."""
        self._send(self.members[place], value)

    def _send(self, row: Locator, value: str) -> None:
        self.page.locator("#room").evaluate("node => node.dataset.old = 'y'")
        row.locator(f"label:has(input[value={value}])").click()
        expect(self.page.locator("#room:not([data-old])")).to_be_visible()

    @property
    def has_quorum(self) -> bool:
        return self.page.locator("#quorum.sg-quorum--none").count() == 0

    def act(self, name: str) -> Locator:
        """The button of open, close or close_motion."""
        return self.page.locator(f"#room form[action*='{name}'] button[type=submit]")

    # --- votes ---
    def put_to_the_vote(self, kind: str, name: str = "") -> None:
        """The question that is next."""
        self.secretary.press("#room a.govuk-button[href$='/motion/']")
        self.page.locator(f"[name=kind][value={kind}]").check()
        if name:
            self.secretary.met(name)
        self.secretary.press()

    def ballots(self, *choices: str) -> None:
        for place, choice in enumerate(choices):
            rows = self.page.locator("section[aria-labelledby=mot] ul.sg-roll form")
            self._send(rows.nth(place), choice)

    def close_vote(self) -> None:
        self.secretary.press(self.act("/close/").first)

    # --- the minutes ---
    def write(self) -> None:
        """Every field that the draft says is missing, until none is."""
        for _ in range(20):
            self.secretary.go(f"{self.at}minutes/")
            hole = self.page.locator("aside .govuk-task-list a").first
            if not hole.count():
                return
            self.secretary.press(hole)
            self._fill()
        raise AssertionError(self.secretary.text)

    def _fill(self) -> None:
        page = self.page
        if page.locator("[name=reason]").count():
            self.secretary.fill(reason="хвороба")
        for name, text in TEXTS.items():
            if page.locator(f"main textarea[name={name}]").count():
                self.secretary.fill(**{name: text})
        if page.locator("[name=basis]").count() and not page.locator("[name=basis]").input_value():
            self.secretary.fill(basis="Повідомлення класної керівниці.")
        measures = page.locator("#measures ul")
        self.secretary.press()
        if page.locator("#measures").count() and not measures.count():
            self._add_measure()

    def _add_measure(self) -> None:
        self.secretary.press("#measures a.govuk-button")
        self.page.locator("[name=kind]").select_option(index=1)
        self.page.locator("[name=for_whom]").select_option(value="class")
        self.page.locator("[name=responsible]").select_option(index=1)
        self.secretary.fill(text="Заняття з класом про повагу, раз на тиждень.", due_note="щотижня")
        self.secretary.fill(effect="Бесіда з класом через два тижні.")
        self.page.check("[name=contains][value=none]")
        self.secretary.met("meeting-measure")
        self.secretary.press()
