"""Names in the order of the alphabet, Ukrainian or Kazakh.

Names are sealed, so the database can't sort them, and its collations aren't to be relied on.
"""

_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_BY_LANGUAGE = {"uk": _UKRAINIAN, "kk": _KAZAKH, "ru": _RUSSIAN}
#: Letters that an alphabet lacks stand right after the one they resemble.
_AFTER = {"ё": "е", "є": "е", "э": "е", "ы": "и", "і": "и", "ї": "и", "ґ": "г", "ъ": "ь"}
#: Apostrophes, typed in several ways, and the stress mark.
SILENT = dict.fromkeys(map(ord, "'`\u00b4\u2018\u2019\u02bc\u0301"))

SortKey = tuple[tuple[int, int], ...]


def sort_key(text: str, language: str) -> SortKey:
    """For `sorted(key=...)`: space before letters, our letters before Latin ones, an apostrophe weighs nothing."""
    alphabet = _BY_LANGUAGE.get(language, _UKRAINIAN)
    return tuple(_weight(letter, alphabet) for letter in text.casefold().translate(SILENT))


def _weight(letter: str, alphabet: str) -> tuple[int, int]:
    if not letter.isalpha():
        return (0, ord(letter))
    place = alphabet.find(letter)
    if place >= 0:
        return (1, place * 2)
    beside = alphabet.find(_AFTER.get(letter, "\0"))
    return (1, beside * 2 + 1) if beside >= 0 else (2, ord(letter))
