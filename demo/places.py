"""The two regions of the demo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoSchool:
    slug: str
    name: str
    school_type: str
    settlement: str
    address: str
    phone: str
    pupils: int
    adopts: str = ""  # a procedure of its own, a month and a half ago: older cases keep the one before


@dataclass(frozen=True)
class DemoRegion:
    """Ministry, region and district as (slug, name), then the schools; the first school has the demo's accounts."""

    country: str
    timezone: str
    language: str
    calendar: str
    procedure: str
    ministry: tuple[str, str]
    region: tuple[str, str]
    district: tuple[str, str]
    schools: tuple[DemoSchool, ...]


UKRAINE = DemoRegion(
    country="ua",
    timezone="Europe/Kyiv",
    language="uk",
    calendar="ua-martial",
    procedure="ua-1646",
    ministry=("ministry-ua", "Міністерство освіти (демонстрація)"),
    region=("kalynska", "Департамент освіти Калинської області"),
    district=("kalyniv", "Калинівський відділ освіти"),
    schools=(
        DemoSchool("obrii", "Ліцей № 7 «Обрій»", "lyceum", "м. Калинів", "вул. Осокорова, 1", "+380 00 000 00 07", 640),
        DemoSchool("stepova", "Степівська гімназія № 3", "gymnasium", "с. Степове", "вул. Лугова, 12", "+380 00 000 00 03", 310,
                   adopts="ua-bila-tserkva-21"),
        DemoSchool("leleka", "Ліцей «Лелека»", "lyceum", "м. Калинів", "вул. Вербова, 30", "+380 00 000 00 11", 820),
    ),
)  # fmt: skip

KAZAKHSTAN = DemoRegion(
    country="kz",
    timezone="Asia/Almaty",
    language="kk",
    calendar="kz",
    procedure="kz-2021",
    ministry=("ministry-kz", "Оқу-ағарту министрлігі (көрсетілім)"),
    region=("zhasyl", "Жасыл өңір облысының білім басқармасы"),
    district=("aqbulaq", "Ақбұлақ аудандық білім бөлімі"),
    schools=(
        DemoSchool("tulpar", "№ 5 «Тұлпар» мектеп-лицейі", "lyceum", "Ақбұлақ қ.", "Самал к., 5", "+7 000 000 00 05", 910),
        DemoSchool("shalgyn", "Шалғын жалпы білім беретін мектебі", "school", "Шалғын а.", "Бұлақ к., 2", "+7 000 000 00 02", 240),
    ),
)  # fmt: skip

REGIONS = (UKRAINE, KAZAKHSTAN)
