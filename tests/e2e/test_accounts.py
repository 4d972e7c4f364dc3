"""The way in, as a person walks it: invited, password, second step, desk; and the pages about staff."""

import re
import time
from email import message_from_bytes, policy

import pytest

from demo.accounts import PASSWORD, address
from safeguard.accounts.domain.totp import PERIOD, code_at
from tests.e2e.look import WIDTHS, look_at
from tests.harness import wait_for

pytestmark = pytest.mark.e2e
NEW = "four unrelated words here"


def code_of(secret: str) -> str:
    return code_at(secret, int(time.time()) // PERIOD)


def is_fit(page, live, path: str, name: str) -> None:
    for width in WIDTHS:
        look = look_at(page, live.address + path, width, f"accounts-{name}")
        assert (look.violations, look.complaints) == ([], []), path
        assert look.page_width <= width, path


@pytest.fixture(scope="module")
def principal(browser, live):
    """Signed in once: a code works once."""
    context = browser.new_context(base_url=live.address, locale="uk-UA")
    page = context.new_page()
    email = address("principal", "ua")
    page.goto("/sign-in/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.fill("[name=code]", live.manage("demo_code", email).strip())
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/s/"))
    yield page
    context.close()


@pytest.fixture(scope="module")
def base(principal):
    return re.search(r"/s/[\w-]+/", principal.url)[0]


@pytest.mark.parametrize("path", ["/sign-in/", "/password/", "/password/sent/", "/invited/abc/", "/demo/codes/"])
def test_what_a_stranger_sees(page, live, path):
    is_fit(page, live, path, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["staff/", "staff/invite/", "acting/", "log/"])
def test_pages_about_staff(principal, live, base, path):
    is_fit(principal, live, f"{base}settings/{path}", path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("act", ["", "roles/", "leave/", "second-step/"])
def test_pages_about_one_person(principal, live, base, act):
    principal.goto(f"{base}settings/staff/")
    links = principal.locator("tbody th a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    is_fit(principal, live, f"{links[0]}{act}", f"person-{act.strip('/')}")


def test_my_account(principal, live):
    is_fit(principal, live, "/account/", "account")


def test_from_the_letter_to_the_desk(principal, page, live, base):
    principal.goto(f"{base}settings/staff/invite/")
    principal.fill("[name=display_name]", "Нова Секретарка")
    principal.fill("[name=email]", "new.secretary@example.org")
    principal.check("[name=roles][value=secretary]")
    principal.locator("main button[type=submit]").click()
    principal.wait_for_url(re.compile("/settings/staff/$"))
    is_fit(principal, live, f"{base}settings/staff/", "staff-invited")
    link = _link_to("new.secretary@example.org", live)
    is_fit(page, live, link, "invited")
    page.fill("[name=password1]", NEW)
    page.fill("[name=password2]", NEW)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/sign-in/"))
    page.fill("[name=login]", "new.secretary@example.org")
    page.fill("[name=password]", NEW)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/second-step/set-up/"))
    is_fit(page, live, "/account/second-step/set-up/", "set-up")
    page.locator("main details summary").click()
    secret = page.locator("main details code").inner_text().replace(" ", "")
    page.fill("[name=code]", code_of(secret))
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("/second-step/codes/"))
    is_fit(page, live, "/account/second-step/codes/", "codes")
    page.locator("main a.govuk-button").click()
    page.wait_for_url(re.compile(f"{base}$"))


def _link_to(reader: str, live) -> str:
    found: list[str] = []

    def arrived() -> bool:
        for path in live.mail.glob("*"):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if letter["To"] == reader:
                found[:] = re.findall(re.escape(live.address) + r"(/\S+)", letter.get_content())
        return bool(found)

    wait_for(arrived, 20, "the letter arrives")
    return found[0]
