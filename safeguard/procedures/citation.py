"""Where a rule is written: document, chapter, point, paragraph, and the rows of the register of obligations."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safeguard.procedures.texts import Texts

#: How a lawyer cites in each language. A Kazakh ordinal takes its own ending, so the number stands first.
PARTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "uk": {"chapter": "розділ «{}»", "point": "п. {}", "item": "пп. {}", "paragraph": "абз. {}"},
        "kk": {"chapter": "«{}» тарауы", "point": "{}-тармақ", "item": "{}) тармақша", "paragraph": "{}-абзац"},
        "ru": {"chapter": "раздел «{}»", "point": "п. {}", "item": "пп. {}", "paragraph": "абз. {}"},
        "en": {"chapter": "chapter “{}”", "point": "point {}", "item": "item {}", "paragraph": "paragraph {}"},
    }
)


@dataclass(frozen=True, slots=True)
class Document:
    """A source: its short title for citations, the act that approved it, and its chapters."""

    title: Texts
    act: Texts
    chapters: Mapping[str, Texts]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document. `rows` are the ids of the register of obligations that the rule covers."""

    document: Document
    chapter: Texts | None
    point: str
    item: str
    paragraph: str
    rows: tuple[str, ...]

    def in_(self, language: str) -> str:
        """The citation in words, most general part first."""
        code = language[:2] if language[:2] in PARTS else "en"
        words = PARTS[code]
        named = [
            ("chapter", self.chapter.in_(code) if self.chapter else ""),
            ("point", self.point),
            ("item", self.item),
            ("paragraph", self.paragraph),
        ]
        parts = [words[name].format(value) for name, value in named if value]
        return ", ".join([f"{self.document.title.in_(code)} ({self.document.act.in_(code)})", *parts])
