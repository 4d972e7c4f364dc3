"""Whether a text speaks of something, however it is typed: inflected, in capitals, hyphenated, with a foreign keyboard.

Beginnings of words are looked for. Both sides are brought to the same letters first: a Latin letter that looks like a
Cyrillic one is that one, and a Kazakh letter that a Russian keyboard lacks is the one typed in its place.
"""

import re
import unicodedata
from functools import lru_cache

#: Each letter and the one that it is read as: what looks alike, then what a Russian keyboard has instead.
_LATIN = dict(zip("abcehikmoptxy", "авсеникмортху", strict=True))
_KAZAKH = dict(zip("әғқңөұүһіїё", "агкноуухиие", strict=True))
_LOOKS = str.maketrans(_LATIN | _KAZAKH)
_ACUTE = "\N{COMBINING ACUTE ACCENT}"
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}"
#: A word divided at the end of a line, or in the middle of one.
_DIVIDED = re.compile(rf"(?<=\w)[{_HYPHENS}]\s*(?=\w)")


def is_spoken_of(words: tuple[str, ...], text: str) -> bool:
    """`words`: beginnings of words in their order, with at most three others between two of them."""
    forms = _forms(text)
    return any(_pattern(each).search(form) for each in words for form in forms)


def letters(text: str) -> str:
    """In small letters that are alike in every alphabet; without accents and characters that can't be seen."""
    shown = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).replace(_ACUTE, ""))
    seen = "".join(each for each in shown.casefold() if unicodedata.category(each) != "Cf")
    return seen.translate(_LOOKS)


def _forms(text: str) -> tuple[str, ...]:
    """With a hyphen between two words, and with one that divides a word taken out."""
    plain, joined = letters(text), letters(_DIVIDED.sub("", text))
    return (plain,) if plain == joined else (plain, joined)


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    """“transfer school”: transferring the pupil to another school."""
    return re.compile(r"\b" + r"\w*(?:\W+\w+){0,3}?\W+".join(re.escape(letters(word)) for word in words.split()))
