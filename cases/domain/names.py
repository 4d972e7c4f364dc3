"""Whether a name that somebody typed is the name of a person the case knows. Pure."""

import re

#: With an apostrophe or a hyphen inside: Лук'янчук, Нечуй-Левицька.
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´", "'"))


def is_same_name(typed: str, known: str) -> bool:
    """`known` is family name, given name and perhaps patronymic; `typed` has any order, case, offices or initials.

    The family name alone isn't enough: a mother and a grandmother may share it.
    """
    said = set(_words(typed))
    wanted = _words(known)[:2]
    if not wanted or wanted[0] not in said:
        return False
    if len(wanted) == 1:
        return True
    return wanted[1] in said or wanted[1][0] in said


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_APOSTROPHES).casefold())
