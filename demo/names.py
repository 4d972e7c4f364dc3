"""Pools of invented names. Any likeness with a living person is chance; the pairs are drawn by a fixed seed."""

from dataclasses import dataclass
from random import Random

_UA_FAMILY = (
    "Вербовий", "Гайовий", "Калинчук", "Липовець", "Осоковий", "Ромашко", "Терник", "Яворенко", "Берізко", "Дубовик",
    "Журавлик", "Зірчук", "Каштанюк", "Левадний", "Мальвенко", "Нивенко", "Озерчук", "Польовик", "Росинко", "Смерічко",
    "Тополюк", "Волошкевич", "Хмелюк", "Чебрець", "Шипшинко", "Ясенчук", "Барвінко", "Горобчик", "Деревійко", "Любисток",
)  # fmt: skip
_UA_GIRLS = (
    "Софія",
    "Марта",
    "Злата",
    "Дарина",
    "Соломія",
    "Поліна",
    "Аліна",
    "Єва",
    "Христина",
    "Ніна",
    "Віра",
    "Леся",
)
_UA_BOYS = (
    "Марко",
    "Данило",
    "Тимофій",
    "Назар",
    "Матвій",
    "Остап",
    "Роман",
    "Захар",
    "Юрій",
    "Лука",
    "Богдан",
    "Гліб",
)
_UA_FATHERS = ("Петр", "Іван", "Олег", "Тарас", "Роман", "Андрі", "Степан", "Богдан")
_KZ_FAMILY = (
    "Бұлақов", "Самалбек", "Жусанов", "Көктемов", "Аққайыңов", "Тораңғы", "Изенов", "Қызғалдақ", "Шалғынов", "Таулыбек",
    "Жидебаев", "Мойылов", "Раушанов", "Тұлпаров", "Құралаев", "Сұңқаров", "Үкібаев", "Өзенбек", "Нұрлыбұлақ", "Ғарышев",
)  # fmt: skip
_KZ_GIRLS = ("Айзере", "Томирис", "Аяла", "Інжу", "Раяна", "Медина", "Көзайым", "Әмина", "Үміт", "Гүлназ")
_KZ_BOYS = ("Алихан", "Нұрали", "Ерасыл", "Айсұлтан", "Бекзат", "Дінмұхамед", "Санжар", "Жангір", "Әлинұр", "Мирас")


@dataclass(frozen=True)
class Name:
    """Family name, given name and patronymic: one a line, as a person's row holds it."""

    family: str
    given: str
    patronymic: str = ""

    def __str__(self) -> str:
        return "\n".join(part for part in (self.family, self.given, self.patronymic) if part)

    @property
    def spoken(self) -> str:
        return f"{self.given} {self.family}"


def draw(random: Random, country: str, sex: str, family: str = "") -> Name:
    """The next name of the pool, with the family name given where a family shares one."""
    if country == "kz":
        given = random.choice(_KZ_GIRLS if sex == "f" else _KZ_BOYS)
        return Name(_kz_family(family or random.choice(_KZ_FAMILY), sex), given)
    given = random.choice(_UA_GIRLS if sex == "f" else _UA_BOYS)
    father = random.choice(_UA_FATHERS)
    return Name(_ua_family(family or random.choice(_UA_FAMILY), sex), given, _patronymic(father, sex))


def root(country: str, random: Random) -> str:
    """A family name in its base form."""
    return random.choice(_KZ_FAMILY if country == "kz" else _UA_FAMILY)


def _ua_family(family: str, sex: str) -> str:
    return f"{family[:-2]}а" if sex == "f" and family.endswith("ий") else family


def _kz_family(family: str, sex: str) -> str:
    return f"{family}а" if sex == "f" and family.endswith("ов") else family


def _patronymic(father: str, sex: str) -> str:
    if father.endswith("і"):
        return f"{father}ївна" if sex == "f" else f"{father}йович"
    return f"{father}івна" if sex == "f" else f"{father}ович"
