"""What of a text may go to one family: nothing that speaks of anybody else (C-19). Whatever is in doubt stays out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.enums import SideRole
from commissions.domain.names import touches

_SENTENCES = re.compile(r"(?<=[.!?;…])\s+|\n+")
#: Letters of a code that look alike in two alphabets, and every stroke that is typed for a hyphen.
_ALIKE = MappingProxyType({"К": "КKкk", "С": "СCсc", "П": "Пп", "О": "ОOоo0", "З": "Зз3", "Ж": "Жж", "A": "AАaа"})
_STROKE = r"[\s\-\u2010-\u2015\u2212]?"
#: Beginnings of words that speak of a side without its code.
_SPOKEN: Mapping[SideRole, tuple[str, ...]] = MappingProxyType(
    {
        SideRole.VICTIM: ("постражд", "потерпіл", "жертв", "пострадав", "потерпев", "зардап", "жәбірлен"),
        SideRole.ACCUSED: ("кривдн", "агресор", "булер", "обидчи", "агрессор", "буллер", "жәбірлеуші", "қорқытуш"),
        SideRole.WITNESS: ("свід", "спостеріг", "свидет", "наблюдат", "куә"),
    }
)


@dataclass(frozen=True)
class Others:
    """Everybody but the reader's own side: codes, names (a line each part) and roles that are spoken of."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[SideRole, ...]

    def are_in(self, text: str) -> bool:
        return (
            any(re.search(_code(code), text) for code in self.codes)
            or any(touches(text, name) for name in self.names)
            or _speaks_of(text, self.roles)
        )


def own_part(text: str, others: Others) -> tuple[str, bool]:
    """The sentences that speak of nobody else, and whether any was left out."""
    sentences = [sentence.strip() for sentence in _SENTENCES.split(text) if sentence.strip()]
    kept = [sentence for sentence in sentences if not others.are_in(sentence)]
    return " ".join(kept), len(kept) < len(sentences)


def _speaks_of(text: str, roles: Iterable[SideRole]) -> bool:
    words = re.findall(r"\w+", text.casefold())
    return any(word.startswith(_SPOKEN.get(role, ())) for role in roles for word in words)


def _code(code: str) -> str:
    """К-1, k–1, К1; not the beginning of К-10."""
    letter, _, number = code.partition("-")
    return rf"(?<!\w)[{_ALIKE.get(letter, letter)}]{_STROKE}{number}(?!\d)"
