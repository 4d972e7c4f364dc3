"""Renders addresses at 1280 and 360 to .run/screens and asks axe about each: `script/look /_gallery/ /privacy/`.

Without --base it serves the project itself (mode test: no sign-in). Exit status 1 when axe finds something serious
or a page is wider than its window.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / ".run" / "screens"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDTHS = (1280, 360)
GRAVE = {"serious", "critical"}


@dataclass
class Look:
    """What was found on one page at one width."""

    address: str
    width: int
    picture: Path
    violations: list[str] = field(default_factory=list)
    page_width: int = 0
    complaints: list[str] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        return not self.violations and self.page_width <= self.width and not self.complaints


def look_at(page: Page, address: str, width: int, name: str) -> Look:
    """The picture, axe's violations, the true width and what the console complained of (CSP among it)."""
    complaints = hear(page)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address, wait_until="networkidle")
    look = look_here(page, width, name)
    look.complaints = complaints
    return look


def look_here(page: Page, width: int, name: str) -> Look:
    """As `look_at`, at the page as it stands, with what was typed in it; the console is heard by whoever opened it."""
    page.set_viewport_size({"width": width, "height": 900})
    picture = SCREENS / f"{name}-{width}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=picture, full_page=True)
    page_width = int(page.evaluate("document.documentElement.scrollWidth"))
    return Look(page.url, width, picture, grave_violations(page, with_colours=width == WIDTHS[0]), page_width)


def hear(page: Page) -> list[str]:
    """Errors of the console and of scripts from now on. A status that a form answers on purpose isn't one."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def _is_complaint(message: ConsoleMessage) -> bool:
    return message.type == "error" and "the server responded with a status of" not in message.text


def grave_violations(page: Page, *, with_colours: bool = True) -> list[str]:
    """One line for each serious or critical violation, with the first element it is about.

    Contrast takes most of axe's time and the colours are the same at every width: asked at one of them is enough.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        """colours => axe.run({resultTypes: ['violations'], rules: {'color-contrast': {enabled: colours}}})
        .then(results => results.violations)""",
        with_colours,
    )
    page.evaluate("for (const node of document.querySelectorAll('[style]')) node.removeAttribute('style')")  # axe's own
    return [
        f"{one['impact']} {one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
        for one in found
        if one["impact"] in GRAVE
    ]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's; as root it needs no sandbox of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--font-render-hinting=none"]
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served() -> Iterator[str]:
    """The project on a free port, ended with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-b",
        f"127.0.0.1:{port}",
        "-w",
        "1",
        "--threads",
        "4",
        "safeguard.wsgi",
    ]
    environment = {"SAFEGUARD_MODE": "test", **os.environ}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="+", help="paths such as /_gallery/")
    parser.add_argument("--base", help="of a running server; without it one is started")
    parser.add_argument("--language", default="uk")
    options = parser.parse_args()
    with served() if not options.base else _nothing(options.base) as base, chromium() as browser:
        looks = [one for path in options.addresses for one in _both_widths(browser, base, path, options.language)]
    for one in looks:
        mark = "ok  " if one.is_fine else "MEND"
        sys.stdout.write(f"{mark} {one.width} {one.address} {one.picture.relative_to(ROOT)} wide {one.page_width}\n")
        sys.stdout.writelines(f"       {line}\n" for line in [*one.violations, *one.complaints])
    return 0 if all(one.is_fine for one in looks) else 1


def _both_widths(browser: Browser, base: str, path: str, language: str) -> Iterator[Look]:
    name = re.sub(r"\W+", "-", path).strip("-") or "start"
    for width in WIDTHS:
        context = browser.new_context(locale=language)
        yield look_at(context.new_page(), base + path, width, name if language == "uk" else f"{name}-{language}")
        context.close()


@contextmanager
def _nothing(base: str) -> Iterator[str]:
    yield base


if __name__ == "__main__":
    sys.exit(main())
