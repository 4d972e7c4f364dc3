"""Codes that stand for children in letters and minutes: П-1, К-1, С-1. The key is an annex to copy 1 only."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from cases.enums import SideRole

#: потерпілий, кривдник, свідок; зардап шегуші, жәбірлеуші, куә
LETTERS: Mapping[str, Mapping[SideRole, str]] = {
    "uk": {SideRole.VICTIM: "П", SideRole.ACCUSED: "К", SideRole.WITNESS: "С"},
    "kk": {SideRole.VICTIM: "З", SideRole.ACCUSED: "Ж", SideRole.WITNESS: "К"},
    "ru": {SideRole.VICTIM: "П", SideRole.ACCUSED: "О", SideRole.WITNESS: "С"},
    "en": {SideRole.VICTIM: "V", SideRole.ACCUSED: "A", SideRole.WITNESS: "W"},
}
_ORDER = (SideRole.VICTIM, SideRole.ACCUSED, SideRole.WITNESS)


def codes(sides: Iterable[tuple[UUID, SideRole]], language: str) -> dict[UUID, str]:
    """A code for each child, in the order given. A child in two roles keeps the first: victim, accused, witness."""
    letters, numbered = LETTERS.get(language, LETTERS["en"]), dict.fromkeys(_ORDER, 0)
    found: dict[UUID, str] = {}
    for child, role in sorted(sides, key=lambda side: _ORDER.index(side[1])):
        if child in found:
            continue
        numbered[role] += 1
        found[child] = f"{letters[role]}-{numbered[role]}"
    return found
