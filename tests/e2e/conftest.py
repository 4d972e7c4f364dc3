"""`live`: gunicorn, worker, scheduler and Valkey on a database with the demo region. `browser`: Debian's Chromium."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.harness import Servers

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def live(django_db_setup: None) -> Iterator[Servers]:
    """The product as a school uses it, with the demo region loaded."""
    from safeguard.localservers import postgres
    from tests.databases import make_clone

    servers = Servers(make_clone("_live"), mode="demo")
    try:
        servers.start_broker()
        servers.manage("load_demo")
        servers.start_web()
        servers.start_worker(concurrency=2)
        servers.start_beat()
        yield servers
    finally:
        servers.close()
        postgres.drop_database(servers.database)


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
