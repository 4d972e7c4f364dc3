"""Who can sign in to the demo: one person per role and country, with a password that is no secret."""

from dataclasses import dataclass

from safeguard.access.roles import Role

PASSWORD = "safeguard-demo-2026"  # noqa: S105  guards invented people, and only where the mode is demo


@dataclass(frozen=True)
class DemoPerson:
    """`key` is the part of the address before the @; `position` by country, in the language of record."""

    key: str
    roles: tuple[Role, ...]
    position: dict[str, str]
    sex: str = "f"


STAFF = (
    DemoPerson("principal", (Role.PRINCIPAL,), {"ua": "директорка", "kz": "директор"}),
    DemoPerson("deputy", (Role.DEPUTY, Role.COMMISSION_MEMBER), {"ua": "заступник директора", "kz": "директордың орынбасары"}, "m"),
    DemoPerson("secretary", (Role.SECRETARY, Role.COMMISSION_MEMBER), {"ua": "учителька української мови", "kz": "қазақ тілі мұғалімі"}),
    DemoPerson("responsible", (Role.RESPONSIBLE_PERSON, Role.COMMISSION_MEMBER), {"ua": "педагогиня-організаторка", "kz": "педагог-ұйымдастырушы"}),
    DemoPerson("psychologist", (Role.PSYCHOLOGIST, Role.COMMISSION_MEMBER), {"ua": "практична психологиня", "kz": "педагог-психолог"}),
    DemoPerson("pedagogue", (Role.SOCIAL_PEDAGOGUE, Role.COMMISSION_MEMBER), {"ua": "соціальний педагог", "kz": "әлеуметтік педагог"}, "m"),
    DemoPerson("teacher", (Role.CLASS_TEACHER,), {"ua": "класна керівниця 7-Б", "kz": "7 «Ә» сынып жетекшісі"}),
    DemoPerson("member", (Role.STAFF, Role.COMMISSION_MEMBER), {"ua": "учителька біології", "kz": "биология мұғалімі"}),
    DemoPerson("member2", (Role.STAFF, Role.COMMISSION_MEMBER), {"ua": "учитель історії", "kz": "тарих мұғалімі"}, "m"),
    DemoPerson("security", (Role.SECURITY_MEMBER,), {"ua": "фахівець служби безпеки", "kz": "мектеп қауіпсіздік қызметінің мүшесі"}, "m"),
    DemoPerson("hr", (Role.HR,), {"ua": "інспекторка з кадрів", "kz": "кадр жөніндегі маман"}),
    DemoPerson("staff", (Role.STAFF,), {"ua": "учитель фізики", "kz": "физика мұғалімі"}, "m"),
)  # fmt: skip

OFFICERS = (
    DemoPerson("district", (Role.DISTRICT_OFFICER,), {"ua": "головна спеціалістка", "kz": "бас маман"}),
    DemoPerson("region", (Role.REGION_OFFICER,), {"ua": "начальник відділу", "kz": "бөлім басшысы"}, "m"),
    DemoPerson("ministry", (Role.MINISTRY_OFFICER,), {"ua": "аналітикиня", "kz": "талдаушы"}),
    DemoPerson("ministry2", (Role.MINISTRY_OFFICER,), {"ua": "керівник відділу", "kz": "бөлім басшысы"}, "m"),
    DemoPerson("operator", (Role.OPERATOR,), {"ua": "оператор системи", "kz": "жүйе операторы"}, "m"),
)


def address(key: str, country: str, school: str = "") -> str:
    """`principal@ua.safeguard.example`; people of the other schools carry the school's name."""
    return f"{key}@{f'{school}.' if school else ''}{country}.safeguard.example"
