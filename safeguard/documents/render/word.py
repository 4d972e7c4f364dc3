"""A Word copy of a sheet, for those who must finish in Word: what the PDF prints, every page marked as not the record.

It is made on the fly and never stored: what counts is the frozen sheet.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXTS = frozenset({"p", "h1", "h2", "h3", "li", "div", "address", "caption", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
#: Nothing that is read: the drawn code and the style of the page.
_SILENT = frozenset({"head", "style", "script", "svg"})
#: A no-break space stays.
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass
class Block:
    """A paragraph, or the rows of a table."""

    text: str = ""
    is_bold: bool = False
    rows: list[list[str]] = field(default_factory=list)


def word(*, layout: str, sheet: Mapping[str, Any]) -> bytes:
    """DOCX of what `pdf` prints, in the sheet's own language."""
    with translation.override(sheet["language"]):
        html = render_to_string(f"documents/{layout}.html", {"sheet": sheet, "sheet_sha256": ""})
        mark = _("Working copy in Word. Not the record: only the paper that the system has frozen counts.")
    template = DocxTemplate(io.BytesIO(_skeleton()))
    template.render({"mark": mark, "blocks": blocks_of(html)}, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def blocks_of(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.blocks


@cache
def _skeleton() -> bytes:
    """The template of docxtpl: A4 with the margins of the printed paper; the mark stands in the head and the foot."""
    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(10), Mm(20), Mm(20)
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Noto Serif", Pt(12)
    for part in (page.header, page.footer):
        part.paragraphs[0].add_run("{{ mark }}").bold = True
    made.add_paragraph("{%p for block in blocks %}")
    made.add_paragraph("{%p if block.rows %}")
    cells = made.add_table(rows=3, cols=3, style="Table Grid").rows
    cells[0].cells[0].text = "{%tr for row in block.rows %}"
    for cell, text in zip(cells[1].cells, ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    cells[2].cells[0].text = "{%tr endfor %}"
    made.add_paragraph("{%p elif block.is_bold %}")
    made.add_paragraph().add_run("{{ block.text }}").bold = True
    made.add_paragraph("{%p else %}")
    made.add_paragraph("{{ block.text }}")
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class _Reader(HTMLParser):
    """Paragraphs and tables in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.silent = 0
        self.is_bold = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.words.append("\n")
        elif tag == "table":
            self.end()
            self.blocks.append(Block(rows=[]))
        elif tag == "tr":
            self.row = []
        elif tag == "span":
            self.words.append(" ")
        elif tag in _TEXTS and self.row is None:
            self.end()
            self.is_bold = tag in {"h1", "h2", "h3", "caption"} or ("class", "kind") in attrs
        elif tag in _TEXTS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        elif tag in _CELLS and self.row is not None:
            self.row.append(self._taken())
        elif tag == "tr" and self.row is not None:
            self._table().rows.append(self.row)
            self.row = None
        elif tag in _TEXTS and self.row is None:
            self.end()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(_SPACES.sub(" ", data))

    def end(self) -> None:
        """A caption stands before its table: the table is open already."""
        text, is_bold, self.is_bold = self._taken(), self.is_bold, False
        if not text:
            return
        last = self.blocks[-1] if self.blocks else None
        is_caption = last is not None and not last.rows and not last.text
        self.blocks.insert(len(self.blocks) - is_caption, Block(text, is_bold))

    def _table(self) -> Block:
        return next(block for block in reversed(self.blocks) if not block.text)

    def _taken(self) -> str:
        lines = [_SPACES.sub(" ", line).strip(" ") for line in "".join(self.words).split("\n")]
        self.words = []
        return "\n".join(line for line in lines if line)
