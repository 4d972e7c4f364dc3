"""A report from an old telephone: 360 pixels, no script; every page of it looked at at both widths."""

import re

import pytest

from demo.accounts import PASSWORD, address
from tests.e2e.look import WIDTHS, look_at

pytestmark = pytest.mark.e2e
PHONE = {"width": 360, "height": 740}


@pytest.fixture(params=["ua", "kz"])
def teachers(request, browser, live):
    """One sign-in, two browsers: the telephone without script that walks, and the one in which axe looks."""
    phone = browser.new_context(base_url=live.address, java_script_enabled=False, viewport=PHONE)
    page = phone.new_page()
    page.goto("/sign-in/")
    page.fill("[name=login]", address("teacher", request.param))
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/s/"))
    desk = browser.new_context(base_url=live.address, storage_state=phone.storage_state())
    yield page, desk.new_page()
    desk.close()
    phone.close()


def press(page, value: str) -> None:
    page.locator(f"button[name=do][value^='{value}']").first.click()
    page.wait_for_load_state()


def looked(walker, watcher, name: str) -> None:
    for width in WIDTHS:
        look = look_at(watcher, walker.url.partition("#")[0], width, f"report-{name}")
        assert (look.violations, look.complaints) == ([], []), name
        assert look.page_width <= width, name


def test_filed_without_script_on_a_narrow_screen(teachers):
    page, watcher = teachers
    page.goto(re.search(r".*/s/[\w-]+/", page.url)[0] + "report/")
    looked(page, watcher, "who-empty")
    press(page, "put:victim:")
    looked(page, watcher, "who")
    press(page, "new")
    looked(page, watcher, "person")
    page.go_back()
    press(page, "next")
    press(page, "next")  # nothing is answered yet
    assert page.locator(".govuk-error-summary a").count() >= 5
    assert page.locator(".govuk-error-message").count() >= 5
    looked(page, watcher, "what-wrong")
    for part, text in (("day", "2"), ("month", "11"), ("year", "2020")):
        page.fill(f"[name=happened_{part}]", text)
    page.locator("[name=place]").select_option(index=1)
    page.locator("[name=kinds]").first.check()
    page.locator("[name=danger_now][value=yes]").check()
    page.fill("[name=narrative]", "Показала чат після уроку.")
    press(page, "next")
    page.locator("[name=first_aid_given][value=no]").check()
    looked(page, watcher, "care")
    press(page, "next")
    assert page.url.endswith("/check/")  # and not at #people of an earlier page
    looked(page, watcher, "check")
    page.locator("form[action$='/file/'] button").click()
    page.wait_for_url(re.compile("/done/"))
    assert page.locator("[role=alert] a[href='tel:102']").count() == 1
    looked(page, watcher, "done")
    page.goto(re.search(r".*/report/", page.url)[0] + "mine/")
    looked(page, watcher, "mine")
