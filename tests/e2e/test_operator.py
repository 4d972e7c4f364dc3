"""The operator's pages and the page of tokens in a real browser: axe, 360 px, no word from the console."""

import pytest

from demo.accounts import PASSWORD, address
from tests.e2e.look import SCREENS, WIDTHS, grave_violations, look_at

pytestmark = pytest.mark.e2e
HEAD = "short_name;name;department;order_number;order_date\n"
TABLE = HEAD + "new-1;Нова школа;{0};1;2025-09-01\nb 2;Друга;{0};1;2025-09-01\n"


def signed_in(browser, live, role: str):
    """A code works once: the command gives one that nobody of this session has used."""
    context = browser.new_context(base_url=live.address, locale="uk-UA")
    page, email = context.new_page(), address(role, "ua")
    page.goto("/sign-in/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.fill("[name=code]", live.manage("demo_code", email).strip())
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    return page


@pytest.fixture(scope="module")
def operator(browser, live):
    return signed_in(browser, live, "operator")


@pytest.fixture(scope="module")
def at(operator, live):
    return operator.url.removeprefix(live.address)


def is_fit(page, live, path: str, name: str) -> None:
    for width in WIDTHS:
        look = look_at(page, live.address + path, width, f"operator-{name}")
        assert (look.violations, look.complaints) == ([], []), path
        assert look.page_width <= width, path


def test_the_operators_pages(operator, live, at):
    page = operator
    assert at.startswith("/operate/")
    page.goto(f"{at}?kind=school")
    place = page.locator("main tbody th a").first.get_attribute("href")
    pages = {"tree": at, "new": f"{at}new/school/", "import": f"{at}import/", "place": place}
    pages |= {act: f"{place}{act}/" for act in ("change", "move", "adopt", "calendar", "suspend", "merge", "close")}
    for name, path in pages.items():
        is_fit(page, live, path, name)


def test_a_table_is_looked_at_first(operator, at, tmp_path):
    page = operator
    page.goto(f"{at}?kind=district")
    district = page.locator("main tbody tr td").first.inner_text()
    file = tmp_path / "schools.csv"
    file.write_text(TABLE.format(district), encoding="utf-8")
    page.goto(f"{at}import/")
    page.set_input_files("input[type=file]", file)
    page.locator("main button[type=submit]").last.click()
    page.locator("main tbody tr").first.wait_for()
    assert page.locator("main tbody tr").count() == 2
    assert grave_violations(page) == []
    page.screenshot(path=SCREENS / "operator-looked.png", full_page=True)
    page.locator("main form").first.locator("button").click()
    page.locator(".sg-notice--success").wait_for()
    page.screenshot(path=SCREENS / "operator-taken.png", full_page=True)


def test_a_token_is_shown_once(browser, live):
    page = signed_in(browser, live, "principal")
    at = page.url.removeprefix(live.address)
    is_fit(page, live, f"{at}settings/tokens/", "tokens")
    page.fill("[name=name]", "Щоденник")
    page.locator("[name=scopes]").first.check()
    page.select_option("[name=days]", "90")
    page.locator("main button[type=submit]").last.click()
    assert page.input_value("#secret").startswith("sg_")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[-1]
    assert grave_violations(page) == []
    page.screenshot(path=SCREENS / "operator-token-shown.png", full_page=True)
