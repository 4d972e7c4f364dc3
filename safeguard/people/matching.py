"""Finds people by a few typed letters, with typing errors, among the decrypted names of one school."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from safeguard.people.alphabet import SILENT

#: A double name is two words.
_HYPHENS = str.maketrans("-\u2010\u2011", "   ")
#: Letters that keyboards of the neighbours lack or mix up.
_ALIKE = str.maketrans(
    {"ё": "е", "є": "е", "э": "е", "ґ": "г", "і": "и", "ї": "и", "ы": "и", "й": "и", "ә": "а", "ғ": "г", "қ": "к"}
    | {"ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х"}
)
_GOOD_ENOUGH = 74


class Named(Protocol):
    """Whatever has a spoken name."""

    @property
    def spoken(self) -> str: ...


T = TypeVar("T", bound=Named)


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared."""
    written = unicodedata.normalize("NFC", text).casefold().translate(SILENT).translate(_ALIKE).translate(_HYPHENS)
    return written.split()


def ranked(query: str, people: Iterable[T], *, limit: int) -> list[T]:
    """The best first; those equally good stay in the order they came in. Nobody for an empty query."""
    asked = words_of(query)
    if not asked:
        return []
    scored = [(score(asked, words_of(person.spoken)), person) for person in people]
    good = [pair for pair in scored if pair[0] >= _GOOD_ENOUGH]
    return [person for _, person in sorted(good, key=lambda pair: -pair[0])][:limit]


def score(asked: list[str], words: list[str]) -> float:
    """0 to 100: every asked word against the word of the name that it fits best."""
    return sum(max((_fit(one, word) for word in words), default=0.0) for one in asked) / len(asked)


def is_same_name(one: str, other: str) -> bool:
    """The same words in any order; a patronymic may be missing in one of them."""
    first, second = set(words_of(one)), set(words_of(other))
    return len(first & second) >= 2 and (first <= second or second <= first)


def _fit(asked: str, word: str) -> float:
    """A beginning counts fully; a slip of the finger in it costs a little."""
    if word.startswith(asked):
        return 100.0 if len(word) == len(asked) else 98.0
    if len(asked) < 3:
        return 0.0
    start = word[: len(asked) + 1]
    if Levenshtein.distance(asked, start) <= 1 + len(asked) // 6:
        return 90.0 - abs(len(word) - len(asked))
    return float(ratio(asked, word))
