"""The ground of every browser test: a stranger is led to the sign-in, and the worker and the broker are there."""

from playwright.sync_api import Page

from tests.harness import Servers


def test_a_stranger_is_led_to_the_sign_in(page: Page, live: Servers) -> None:
    answer = page.goto("/")
    assert answer.status == 200
    assert page.locator("input[type=password]").count() == 1
    assert live.broker().ping()
    assert "Traceback" not in live.log("worker")
