"""What every template keeps to: nothing inline, a first line that says what it expects, every word translated."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
#: Pages of a browser; papers (PDF) have their own stylesheet and language, the gallery shows examples.
PAGES = [path for path in TEMPLATES if not re.search(r"/(gallery|documents|pdf|email)/", str(path))]
_INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|\shx-on|<script(?![^>]*\ssrc=)|href\s*=\s*[\"']javascript:|https?://",
    re.IGNORECASE,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_VERBATIM = {"Safeguard", "CSV", "XLSX", "PDF", "DOCX", "API"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path):
    assert _INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path in PAGES], ids=_name)
def test_the_first_line_says_what_it_expects(path):
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("{#")
    assert "xpects" in first


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_no_word_is_left_untranslated(path):
    """What stands between tags after translations, variables and comments are taken away has no words."""
    text = _TRANSLATED.sub(" ", path.read_text(encoding="utf-8"))
    bare = re.sub(r"<[^>]*>|&\w+;", " ", _TAG.sub(" ", text))
    words = set(re.findall(r"[^\W\d_]{2,}", bare)) - _VERBATIM
    assert words == set()


@pytest.mark.parametrize(
    "address",
    ["/nowhere/", "/privacy/", "/accessibility/", *(f"/_gallery/{page}/" for page in
     ("400", "403", "413", "429", "500", "503", "csrf", "signed-out"))],
)  # fmt: skip
def test_every_visible_text_comes_from_the_catalogue(address, monkeypatch):
    """With every message put into brackets, no text of the page stands outside of them."""
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        monkeypatch.setattr(translation._trans, name, _bracketed(name))
    body = html.document_fromstring(Client(raise_request_exception=False).get(address).content.decode())
    texts = body.xpath(
        "//body//text()[not(ancestor::*[@lang and not(self::html)])] | //@aria-label | //@alt | //title/text()"
    )
    assert any("⟦" in str(text) for text in texts)
    outside = [re.sub(r"⟦.*?⟧", "", str(text), flags=re.DOTALL) for text in texts]
    words = {word for text in outside for word in re.findall(r"[^\W\d_]{2,}", text)}
    assert words - _VERBATIM - _reference(body) == set()


def _bracketed(name: str):
    position = {"gettext": 0, "pgettext": 1, "ngettext": 0, "npgettext": 1}[name]
    return lambda *arguments: f"⟦{arguments[position]}⟧"


def _reference(body) -> set[str]:
    return {word for text in body.xpath("//strong/text()") for word in re.findall(r"[^\W\d_]{2,}", str(text))}
