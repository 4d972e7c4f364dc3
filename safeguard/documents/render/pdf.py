"""Paper from a sheet. Same sheet, same bytes: no clock, no database, no network in here."""

import gc
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STYLESHEET = "documents/official.css"


class ForbiddenAddress(ValueError):
    """A document asked for something outside itself."""


def pdf(*, layout: str, sheet: Mapping[str, Any], sheet_sha256: str) -> bytes:
    """PDF/A-3a of the sheet in its own language. Layout `letter@1` is `documents/letter@1.html`."""
    with translation.override(sheet["language"]):
        html = render_to_string(f"documents/{layout}.html", {"sheet": sheet, "sheet_sha256": sheet_sha256})
    stylesheet, fonts = _style()
    gc.disable()
    try:
        return bytes(
            HTML(string=html, url_fetcher=_refuse).write_pdf(
                stylesheets=[stylesheet],
                font_config=fonts,
                pdf_variant="pdf/a-3a",
                pdf_identifier=sheet_sha256.encode(),
                pdf_tags=True,
            )
        )
    finally:
        gc.enable()


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    """Parsed once in a process: what a second document saves."""
    fonts = FontConfiguration()
    path = Path(get_template(STYLESHEET).origin.name)  # type: ignore[attr-defined]
    return CSS(string=path.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=_refuse), fonts


def _refuse(url: str, *_args: object, **_options: object) -> dict[str, object]:
    """Only what stands in the page itself, such as a drawn code."""
    if url.startswith("data:image/"):
        from weasyprint.urls import default_url_fetcher

        return dict(default_url_fetcher(url))
    raise ForbiddenAddress("a document fetches nothing")
