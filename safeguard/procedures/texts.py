"""Texts of the law in the four languages. They live in the rulebook, not in the translation files."""

import re
from dataclasses import dataclass

LANGUAGES = ("uk", "kk", "ru", "en")
#: The files are released with the apostrophe of a typewriter; pages and papers print the Ukrainian one.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@dataclass(frozen=True, slots=True)
class Texts:
    """The same words in Ukrainian, Kazakh, Russian and English."""

    uk: str
    kk: str
    ru: str
    en: str

    def in_(self, language: str) -> str:
        """The words in a language, `uk` or `uk-ua`; English when it's none of ours."""
        code = language[:2]
        words = str(getattr(self, code)) if code in LANGUAGES else self.en
        return _APOSTROPHE.sub("’", words) if code == "uk" else words
