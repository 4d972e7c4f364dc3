"""A person's name as papers write it: in a list, under a signature, on the screen."""

import re
from collections.abc import Iterable

NBSP, THIN = "\u00a0", "\u202f"


def parts(name: str) -> tuple[str, str, str]:
    """Family name, given name and patronymic, one a line; what is missing is empty."""
    family, given, patronymic = [*(line.strip() for line in name.splitlines()), "", "", ""][:3]
    return family, given, patronymic


def listed(name: str) -> str:
    """Вербицька Л. П.: the initials don't leave the family name at a line's end."""
    family, given, patronymic = parts(name)
    initials = THIN.join(f"{word[0]}." for word in (given, patronymic) if word)
    return f"{family}{NBSP}{initials}" if initials else family


def signed(name: str) -> str:
    """Лідія ВЕРБИЦЬКА: given name, then the family name in capitals (DSTU 4163:2020)."""
    family, given, _ = parts(name)
    return f"{given}{NBSP}{family.upper()}" if given else family.upper()


def spoken(name: str) -> str:
    """Лідія Вербицька, as the screen says it."""
    family, given, _ = parts(name)
    return f"{given} {family}".strip()


def names_in(text: str, name: str) -> bool:
    """Whether both the family name and the given one stand in a text, in whatever case of the grammar."""
    words = re.findall(r"\w+", text.casefold())
    family, given, _ = parts(name.casefold())
    return bool(family and given) and all(_stands(part, words) for part in (family, given))


def touches(text: str, name: str) -> bool:
    """Whether the family name or the given one stands in a text: stricter than `names_in`."""
    words = re.findall(r"\w+", text.casefold())
    family, given, _ = parts(name.casefold())
    return any(part and _stands(part, words) for part in (family, given))


def _stands(name: str, words: Iterable[str]) -> bool:
    """Деревійко, Деревійка; Соломія, Соломії, Соломією: the ending changes, the beginning stays."""
    stem = name[: max(3, len(name) - 2)] if len(name) > 3 else name
    return any(word.startswith(stem) and len(word) <= len(name) + 3 for word in words)
