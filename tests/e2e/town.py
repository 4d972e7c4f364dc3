"""A town with a clock of its own, and people in it at their browsers who look at every page they meet."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string, policy
from zoneinfo import ZoneInfo

from django.conf import settings
from playwright.sync_api import Browser, Locator, Page

from demo.accounts import PASSWORD, address
from safeguard.accounts.domain.totp import PERIOD, code_at, demo_secret
from safeguard.localservers import postgres
from tests.databases import database_name, make_clone
from tests.e2e.english import english_in, english_on
from tests.e2e.look import WIDTHS, hear, look_here
from tests.harness import Servers, database_with, wait_for

KYIV = ZoneInfo("Europe/Kyiv")
KINDS = ("axe", "wide", "console", "english")
_WEDNESDAY = 2


def next_wednesday() -> datetime:
    """At ten in Kyiv, on one of the next seven days: working days on both sides, far from the quiet hours."""
    now = datetime.now(KYIV)
    day = now.date() + timedelta(days=(_WEDNESDAY - now.weekday()) % 7 or 7)
    return datetime(day.year, day.month, day.day, 10, tzinfo=KYIV)


def ahead(at: datetime) -> str:
    """What a clock file says so that it is that time now."""
    return str((at - datetime.now(UTC)).total_seconds())


@contextmanager
def loaded_demo(start: datetime) -> Iterator[str]:
    """A database with the demo region as it is at that time, loaded once for all the towns of a run."""
    servers = Servers(make_clone("_demo"), mode="demo")
    try:
        servers.set_clock(ahead(start))
        servers.start_broker()
        servers.manage("load_demo")
        servers.stop_broker()
        yield servers.database
    finally:
        servers.close()
        postgres.drop_database(servers.database)


@contextmanager
def town(name: str, demo: str, start: datetime) -> Iterator[Servers]:
    """The product as a school uses it, on a copy of the loaded demo, with a clock of its own."""
    with database_with(demo, database_name(name)) as database:
        servers = Servers(database, mode="demo")
        try:
            servers.set_clock(ahead(start))
            servers.start_broker()
            servers.start_web()
            servers.start_worker(concurrency=2)
            servers.start_beat()
            yield servers
        finally:
            servers.close()


@dataclass
class Town:
    """The servers, the time on their clock, and what was found on the pages that somebody met in them."""

    servers: Servers
    now: datetime
    findings: dict[str, list[str]] = field(
        default_factory=lambda: {"axe": [], "wide": [], "console": [], "english": []}
    )
    english: set[tuple[str, str]] = field(default_factory=set)
    met: list[str] = field(default_factory=list)

    def move_to(self, at: datetime) -> None:
        """For web, worker and scheduler at once; on the real clock no time passes."""
        assert at > self.now
        self.now = at
        self.servers.set_clock(ahead(at))

    def letters_to(self, whom: str) -> list[str]:
        """Subject and text of every mail in the local outbox whose address begins so."""
        mails = [message_from_string(text, policy=policy.default) for text in self.servers.letters()]
        return [f"{mail['Subject']} {mail.get_content()}" for mail in mails if str(mail["To"]).startswith(whom)]

    def read(self, paper: str, text: str) -> None:
        """A paper of the Ukrainian school, as text: English words in it are kept as found."""
        self.keep_english(paper, english_in(text.split("\n"), "uk"), "uk")

    def keep_english(self, where: str, texts: list[str], language: str) -> None:
        """Each text once, with the first place at which it stood."""
        new = [text for text in texts if (text, language) not in self.english]
        self.english |= {(text, language) for text in new}
        self.findings["english"] += [f"{language} {where}: {text}" for text in new]


class Visitor:
    """One person at one browser. `met` looks at the page at both widths and keeps what it found in the town."""

    def __init__(self, town: Town, browser: Browser, language: str = "uk") -> None:
        self.town, self.language = town, language
        context = browser.new_context(base_url=town.servers.address, locale=language, accept_downloads=True)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.heard = hear(self.page)
        self.base = ""

    def sign_in(self, role: str, country: str = "ua") -> "Visitor":
        """With the second step where the role asks for it."""
        email = address(role, country)
        self.page.goto("/sign-in/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.press()
        if self.page.url.endswith("/sign-in/code/") or self.page.locator("[name=code]").count():
            code = code_at(demo_secret(settings.SECRET_KEY, email), int(time.time()) // PERIOD)
            self.page.fill("[name=code]", code)
            self.press()
        self.page.wait_for_url(re.compile(r"/(s|d|operate)/"))
        self.base = re.search(r"/(?:s|d)/[\w-]+/", self.page.url)[0]
        return self

    # --- moving ---
    def go(self, path: str, name: str = "") -> "Visitor":
        """`path` below the organisation, or an address of the host."""
        self.page.goto(path if path.startswith(("/", "http")) else self.base + path)
        if name:
            self.met(name)
        return self

    def press(self, button: "Locator | str" = "main button[type=submit]") -> None:
        found = self.page.locator(button) if isinstance(button, str) else button
        with self.page.expect_navigation():
            found.first.click()

    def reload_until(self, condition: Callable[[Page], object], seconds: float, what: str) -> None:
        def holds() -> bool:
            self.page.reload()
            return bool(condition(self.page)) or self.page.wait_for_timeout(500)

        wait_for(holds, seconds, what)

    # --- filling in ---
    def fill(self, **answers: str) -> None:
        for name, text in answers.items():
            self.page.fill(f"main [name={name}]", text)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"main [name={name}][value='{value}']").check()

    def moment(self, name: str, at: datetime, *, with_time: bool = True) -> None:
        local = at.astimezone(KYIV)
        parts = {"day": local.day, "month": local.month, "year": local.year}
        for part, number in parts.items():
            self.page.fill(f"[name={name}_{part}]", str(number))
        if with_time:
            self.page.fill(f"[name={name}_time]", local.strftime("%H:%M"))

    # --- reading ---
    @property
    def text(self) -> str:
        """Of the page's main part, with plain spaces."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def pdf(self, path: str) -> bytes:
        answer = self.page.request.get(path)
        assert answer.status == 200, (path, answer.status)
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def met(self, name: str) -> None:
        """Axe, the width, the console, English words; the pictures stay in .run/screens."""
        found, title = self.town.findings, f"walk-{len(self.town.met) + 1:02}-{name}"
        for width in WIDTHS:
            look = look_here(self.page, width, title)
            found["axe"] += [f"{title} {width}: {line}" for line in look.violations]
            found["wide"] += [f"{title}: {look.page_width} at {width}"] if look.page_width > width else []
        self.town.keep_english(title, english_on(self.page, self.language), self.language)
        found["console"] += [f"{title}: {text}" for text in self.heard]
        self.heard.clear()
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        self.town.met.append(title)
