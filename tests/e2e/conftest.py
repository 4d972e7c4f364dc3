"""`live`: gunicorn, worker, scheduler and Valkey on a database with the demo region. `browser`: Debian's Chromium."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.e2e.town import Town, loaded_demo, next_wednesday, town
from tests.harness import Servers

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def demo(django_db_setup: None) -> Iterator[tuple[str, datetime]]:
    """Loaded once, and the time on its clock: a Wednesday at ten, so that days are counted over a weekend."""
    start = next_wednesday()
    with loaded_demo(start) as database:
        yield database, start


@pytest.fixture(scope="session")
def live(demo: tuple[str, datetime]) -> Iterator[Servers]:
    """One town for every file of this folder; its clock is nobody's to move."""
    with town("_live", *demo) as servers:
        yield servers


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """It runs a loop in this thread, which Django would take for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser, live: Servers) -> Iterator[BrowserContext]:
    """A stranger's browser: no cookie, Ukrainian."""
    opened = browser.new_context(base_url=live.address, locale="uk-UA", viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def town_of_its_own(demo: tuple[str, datetime]) -> Iterator[Town]:
    """A second town, whose clock moves."""
    with town("_walk", *demo) as servers:
        yield Town(servers, demo[1])
