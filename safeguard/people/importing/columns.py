"""The columns of the two tables, by the names that schools write over them in four languages."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from safeguard.errors import RuleViolation, gettext_noop
from safeguard.people.enums import Kinship, Sex
from safeguard.people.matching import words_of


class Kind(StrEnum):
    """What a table lists."""

    PUPILS = "pupils"
    STAFF = "staff"


#: Key -> Ukrainian, Kazakh, Russian, English: the first is also how an empty table in that language is headed.
_PERSON = {
    "family": ("Прізвище", "Тегі", "Фамилия", "Family name"),
    "given": ("Ім’я", "Аты", "Имя", "Given name"),
    "patronymic": ("По батькові", "Әкесінің аты", "Отчество", "Patronymic"),
    "sex": ("Стать", "Жынысы", "Пол", "Sex"),
}
_REPRESENTATIVE = {
    "family": ("прізвище", "тегі", "фамилия", "family name"),
    "given": ("ім’я", "аты", "имя", "given name"),
    "patronymic": ("по батькові", "әкесінің аты", "отчество", "patronymic"),
    "kinship": ("ким є дитині", "балаға кім", "кем приходится", "kinship"),
    "contact": ("телефон", "телефоны", "телефон", "phone"),
}
_WHO = ("Представник", "Өкіл", "Представитель", "Representative")
LANGUAGES = ("uk", "kk", "ru", "en")
REPRESENTATIVES = (1, 2)


def _representative(number: int) -> dict[str, tuple[str, ...]]:
    return {
        f"rep{number}_{key}": tuple(f"{who} {number}: {name}" for who, name in zip(_WHO, names, strict=True))
        for key, names in _REPRESENTATIVE.items()
    }


COLUMNS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.PUPILS: {
        "class": ("Клас", "Сынып", "Класс", "Class"),
        **_PERSON,
        "born_on": ("Дата народження", "Туған күні", "Дата рождения", "Date of birth"),
        **_representative(1),
        **_representative(2),
    },
    Kind.STAFF: {
        **_PERSON,
        "position": ("Посада", "Лауазымы", "Должность", "Position"),
        "email": ("Електронна пошта", "Электрондық пошта", "Электронная почта", "E-mail"),
        "contact": ("Телефон", "Телефоны", "Телефон", "Phone"),
        "class": ("Класний керівник класу", "Сынып жетекшісі", "Классный руководитель класса", "Class teacher of"),
    },
}
REQUIRED: Mapping[Kind, tuple[str, ...]] = {
    Kind.PUPILS: ("class", "family", "given"),
    Kind.STAFF: ("family", "given", "position"),
}

_SEXES = {
    Sex.FEMALE: "ж жін жіноча дівчина жен женский девочка қыз әйел f female girl",
    Sex.MALE: "ч чол чоловіча хлопець м муж мужской мальчик ұл ер m male boy",
}
_KINSHIPS = {
    Kinship.MOTHER: "мати, мама, мать, анасы, ана, mother",
    Kinship.FATHER: "батько, тато, отец, папа, әкесі, әке, father",
    Kinship.GUARDIAN: "опікун, опікунка, піклувальник, опекун, қорғаншы, қамқоршы, guardian",
    Kinship.ADOPTER: "усиновлювач, усыновитель, бала асырап алушы, adoptive parent",
    Kinship.FOSTER: "прийомна мати, прийомний батько, патронатний вихователь, патронат тәрбиеші, foster carer",
    Kinship.OTHER: "інший, інша, другое, басқа, other",
}
SEXES = {word: sex for sex, words in _SEXES.items() for word in words.split()}
KINSHIPS = {word: kinship for kinship, words in _KINSHIPS.items() for word in words.split(", ")}


def headings(kind: Kind, language: str) -> list[str]:
    place = LANGUAGES.index(language) if language in LANGUAGES else LANGUAGES.index("en")
    return [names[place] for names in COLUMNS[kind].values()]


def keys_of(kind: Kind, cells: Sequence[str]) -> list[str]:
    """The key of each heading, empty for one that nobody asked for; refused where a column that is needed lacks."""
    known = {_plain(name): key for key, names in COLUMNS[kind].items() for name in (key, *names)}
    found = [known.get(_plain(cell), "") for cell in cells]
    missing = [key for key in REQUIRED[kind] if key not in found]
    if missing:
        names = ", ".join(_said(kind, missing))
        raise RuleViolation(
            gettext_noop("The first line lacks these columns: %(columns)s"), field="file", columns=names
        )
    return found


def _said(kind: Kind, keys: Iterable[str]) -> list[str]:
    return [" / ".join(dict.fromkeys(COLUMNS[kind][key])) for key in keys]


def _plain(text: str) -> str:
    """However it is typed: capitals, apostrophes, letters that a keyboard lacks."""
    return " ".join(words_of(text.replace("_", " ")))
