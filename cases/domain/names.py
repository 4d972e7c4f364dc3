"""Whether a name that somebody typed is the name of a person the case knows. Pure."""

import re

from safeguard.people.matching import words_of

_LETTERS = re.compile(r"[^\W\d_]+")


def is_same_name(typed: str, known: str) -> bool:
    """`known` is family name, given name and perhaps patronymic; `typed` has any order, case, offices or initials.

    The family name alone isn't enough: a mother and a grandmother may share it. Letters that a neighbour's keyboard
    lacks are alike (Бұлақов, Булаков), a double name may lose its hyphen.
    """
    said, wanted = set(_words(typed)), [_words(word) for word in known.split()[:2]]
    if not wanted or not wanted[0] or not said.issuperset(wanted[0]):
        return False
    if len(wanted) == 1 or not wanted[1]:
        return True
    return said.issuperset(wanted[1]) or wanted[1][0][0] in said


def _words(text: str) -> list[str]:
    return [word for part in words_of(text) for word in _LETTERS.findall(part)]
