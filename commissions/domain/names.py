"""A person's name as papers write it: in a list, under a signature, on the screen."""

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
