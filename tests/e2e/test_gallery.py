"""Every component, every field and the error pages in a real browser: axe is content, nothing is wider than a phone."""

import pytest

from tests.e2e.look import WIDTHS, look_at, served

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def site(browser):
    """Served without a database: these pages ask none."""
    with served() as base:
        yield base, browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("address", "language"),
    [("/_gallery/", "uk"), ("/_gallery/form/", "kk"), ("/_gallery/404/", "ru"), ("/privacy/", "en")],
)
def test_a_page_is_fit_to_be_seen(site, address, language, width):
    base, browser = site
    context = browser.new_context(locale=language)
    look = look_at(context.new_page(), base + address, width, f"gallery{address.replace('/', '-')}{language}")
    context.close()
    assert (look.violations, look.complaints) == ([], [])
    assert look.page_width <= width


def test_without_scripts_a_choice_can_still_be_sent(site):
    base, browser = site
    page = browser.new_context(java_script_enabled=False, locale="en").new_page()
    page.goto(f"{base}/_gallery/")
    assert page.locator(".sg-roll__form").first.get_by_role("button").is_visible()


def test_the_language_is_changed_in_the_footer_and_the_page_stays(site):
    base, browser = site
    page = browser.new_context(locale="uk").new_page()
    page.goto(f"{base}/accessibility/")
    page.get_by_role("button", name="Қазақша").click()
    assert page.url == f"{base}/accessibility/"
    assert page.locator("html").get_attribute("lang") == "kk"
