"""Texts of the law in the four languages. They live in the rulebook, not in the translation files."""

from dataclasses import dataclass

LANGUAGES = ("uk", "kk", "ru", "en")


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
        return str(getattr(self, code)) if code in LANGUAGES else self.en
