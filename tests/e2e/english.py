"""What stands on a page in English though the reader chose another language.

An msgid of the catalogue whose translation differs, and any two English words side by side: a text that nobody marked
for translation looks like that.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

LOCALE = Path(__file__).resolve().parents[2] / "locale"
#: Texts and the names that only a screen reader says; not what is marked as another language.
_TEXTS = """() => {
  const own = document.documentElement.lang, found = [document.title];
  const foreign = node => { const marked = node.closest('[lang]'); return marked && marked.lang !== own; };
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (all.nextNode()) {
    const parent = all.currentNode.parentElement;
    if (!parent.closest('script, style, noscript, textarea') && !foreign(parent)) found.push(all.currentNode.data);
  }
  for (const node of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    if (!foreign(node))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(node.getAttribute(name) || '');
  return found;
}"""
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_WORD = re.compile(r"[A-Za-z]{3}")
_WORDS = re.compile(r"\b[A-Za-z]{2,}(?:'[a-z]+)? [a-z]{2,}\b")
#: Names and formats that are the same in every language.
_NAMES = re.compile(
    r"Safeguard|SHA-256|\S+@\S+|\S+\.(?:example|pdf|csv|xlsx|png)\b|PDF|CSV|XLSX|PNG|JPEG|WebP|MP4|DOCX"
)


def english_on(page: Page, language: str) -> list[str]:
    """The msgids that are to be seen, and runs of English words; empty where all is said in the language."""
    return english_in(page.evaluate(_TEXTS), language)


def english_in(texts: Iterable[str], language: str) -> list[str]:
    """The same for texts from anywhere, as lines of a PDF."""
    found = set()
    for text in {re.sub(r"\s+", " ", each).strip() for each in texts}:
        if not _WORD.search(_NAMES.sub("", text)):
            continue
        said = [msgid for part, pattern, msgid in _msgids(language) if part in text and pattern.search(text)]
        if said:
            found.add(max(said, key=len))
        elif _WORDS.search(_NAMES.sub("", text)):
            found.add(f"not in the catalogue: {text[:120]}")
    return sorted(found)


@cache
def _msgids(language: str) -> list[tuple[str, re.Pattern[str], str]]:
    """Every English text that has letters and that the language says otherwise, or not yet; its longest part first."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file)
    found = []
    for message in catalogue:
        msgids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        found += [_sought(msgid) for msgid in msgids if _has_letters(msgid) and msgid not in said]
    return found


def _has_letters(msgid: str) -> bool:
    return bool(_WORD.search(_NAMES.sub("", _PLACE.sub("", msgid))))


def _sought(msgid: str) -> tuple[str, re.Pattern[str], str]:
    """Stands as words of their own; placeholders are anything."""
    parts = [re.sub(r"\s+", " ", part) for part in _PLACE.split(msgid.strip())]
    pattern = re.compile(r"(?<!\w)" + ".+?".join(map(re.escape, parts)) + r"(?!\w)")
    return max(parts, key=len), pattern, msgid
