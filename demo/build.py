"""Builds the demo's places and people. Deterministic: the same seed draws the same names, dates count from `today`."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from uuid_utils.compat import uuid7

from commissions.enums import Office, Speciality
from commissions.services.composition import SeatDraft, approve_composition
from demo import names
from demo.accounts import OFFICERS, PASSWORD, STAFF, DemoPerson, address
from demo.places import DemoRegion, DemoSchool
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership, Organisation, School
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.organisations.services.organisations import Details, SchoolDetails, create_organisation, create_school
from safeguard.people.models import Adult, Child, Employment, Enrolment, Guardianship, SchoolClass
from safeguard.procedures.schema import Commission as Rules
from safeguard.registers.years import school_year_of
from safeguard.tenancy.scope import school_scope
from safeguard.vault.keys import build_key
from safeguard.vault.models import DataKey, Purpose

GRADES = ((4, 8), (5, 10), (6, 8), (7, 12), (8, 10), (9, 8))
ADOPTED_AGO = timedelta(days=45)
LETTER = {"ua": "Б", "kz": "Ә"}
SPECIALITY = {"psychologist": Speciality.PSYCHOLOGIST, "pedagogue": Speciality.SOCIAL_PEDAGOGUE}
OFFICE = {"principal": Office.CHAIR, "deputy": Office.DEPUTY, "secretary": Office.SECRETARY}


@dataclass
class BuiltSchool:
    """What the stories need: members by key, children by grade."""

    school: School
    members: dict[str, Member] = field(default_factory=dict)
    adults: dict[str, Adult] = field(default_factory=dict)
    children: dict[int, list[Child]] = field(default_factory=dict)


def build_region(region: DemoRegion, *, today: date, password: str) -> list[BuiltSchool]:
    """Ministry, region, district and schools, with everybody who works or learns there."""
    from_on = date(school_year_of(today) - 2, 9, 1)
    parent: Organisation | None = None
    levels = (
        (OrganisationKind.MINISTRY, region.ministry, ("ministry", "ministry2", "operator")),
        (OrganisationKind.REGION, region.region, ("region",)),
        (OrganisationKind.DISTRICT, region.district, ("district",)),
    )
    random = Random(f"safeguard {region.country}")
    for kind, (slug, name), keys in levels:
        details = Details(slug, name, region.country, region.timezone, region.language)
        parent = create_organisation(kind=kind, details=details, parent=parent, from_on=from_on, by=None)
        for person in OFFICERS:
            if person.key in keys:
                _member(parent, person, region, random, from_on, password)
    if parent is None:
        raise ValueError("a region has a district")
    return [
        _build_school(region, place, parent, number, from_on, today, password)
        for number, place in enumerate(region.schools)
    ]


def hashed_password() -> str:
    """Hashed once: sixty accounts share it."""
    return make_password(PASSWORD)


def _build_school(
    region: DemoRegion,
    place: DemoSchool,
    district: Organisation,
    number: int,
    from_on: date,
    today: date,
    password: str,
) -> BuiltSchool:
    details = SchoolDetails(
        slug=place.slug,
        name=place.name,
        country=region.country,
        timezone=region.timezone,
        language=region.language,
        calendar=region.calendar,
        procedure=region.procedure,
        order_number="1-о",
        order_on=from_on,
        school_type=place.school_type,
        settlement=place.settlement,
        address=place.address,
        phone=place.phone,
        pupils=place.pupils,
    )
    built = BuiltSchool(create_school(details=details, parent=district, from_on=from_on, by=None))
    if place.adopts:
        adopt_procedure(
            organisation_id=built.school.pk,
            procedure=place.adopts,
            order_number="14-о",
            order_on=today - ADOPTED_AGO,
            from_on=today - ADOPTED_AGO,
            by=None,
        )
    random = Random(f"safeguard {place.slug}")
    spoken: dict[str, names.Name] = {}
    for person in STAFF:
        membership, spoken[person.key] = _member(
            built.school.organisation, person, region, random, from_on, password, place.slug if number else ""
        )
        built.members[person.key] = as_member(membership)
    with school_scope(built.school.pk):
        _add_staff(built, region, spoken, from_on)
        _add_pupils(built, region, random, from_on, today)
    return built


def _member(
    organisation: Organisation,
    person: DemoPerson,
    region: DemoRegion,
    random: Random,
    from_on: date,
    password: str,
    school: str = "",
) -> tuple[Membership, names.Name]:
    name = names.draw(random, region.country, person.sex)
    user = User.objects.create(
        email=address(person.key, region.country, school),
        password=password,
        display_name=name.spoken,
        language=region.language,
        is_demo=True,
        created_at=clock.now(),
    )
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        roles=[str(role) for role in person.roles],
        position=person.position[region.country],
        from_on=from_on,
    )
    return membership, name


def _add_staff(built: BuiltSchool, region: DemoRegion, spoken: dict[str, names.Name], from_on: date) -> None:
    keys = {person.key: build_key(Purpose.PERSON) for person in STAFF}
    DataKey.objects.bulk_create(keys.values())
    for person in STAFF:
        adult = _adult(built.school, spoken[person.key], keys[person.key], person.sex)
        adult.user_id, adult.is_staff = built.members[person.key].user_id, True
        built.adults[person.key] = adult
    Adult.objects.bulk_create(built.adults.values())
    Employment.objects.bulk_create(
        Employment(
            school=built.school,
            adult=built.adults[person.key],
            position=person.position[region.country],
            from_on=from_on,
        )
        for person in STAFF
    )


def _adult(school: School, name: names.Name, key: DataKey, sex: str) -> Adult:
    adult = Adult(id=uuid7(), school=school, data_key=key, sex=sex, created_at=clock.now())
    adult.seal("name", str(name))
    return adult


def _add_pupils(built: BuiltSchool, region: DemoRegion, random: Random, from_on: date, today: date) -> None:
    """Every class with its children; most have a mother and a father, some have one representative."""
    rows: dict[type, list[object]] = {
        model: [] for model in (DataKey, SchoolClass, Child, Adult, Enrolment, Guardianship)
    }
    year = school_year_of(today)
    for grade, size in GRADES:
        teacher = built.adults["teacher"] if grade == 7 else None
        in_class = SchoolClass(
            school=built.school, school_year=year, grade=grade, letter=LETTER[region.country], teacher=teacher
        )
        rows[SchoolClass].append(in_class)
        built.children[grade] = [
            _add_family(
                built.school, region.country, random, in_class, year - grade - 6, (date(year, 9, 1), from_on), rows
            )
            for _ in range(size)
        ]
    for model, made in rows.items():
        model.objects.bulk_create(made)  # type: ignore[attr-defined]


def _add_family(
    school: School,
    country: str,
    random: Random,
    in_class: SchoolClass,
    birth_year: int,
    since: tuple[date, date],
    rows: dict[type, list[object]],
) -> Child:
    family, sex = names.root(country, random), random.choice("fm")
    key = build_key(Purpose.PERSON)
    child = Child(id=uuid7(), school=school, data_key=key, sex=sex, birth_year=birth_year, created_at=clock.now())
    child.seal("name", str(names.draw(random, country, sex, family)))
    rows[DataKey].append(key)
    rows[Child].append(child)
    rows[Enrolment].append(Enrolment(school=school, child=child, school_class=in_class, from_on=since[0]))
    for kinship, of_sex in (("mother", "f"), ("father", "m"))[: random.choice((1, 2, 2))]:
        adult_key = build_key(Purpose.PERSON)
        adult = _adult(school, names.draw(random, country, of_sex, family), adult_key, of_sex)
        adult.seal("contact", "+380 00 000 00 00" if country == "ua" else "+7 000 000 00 00")
        rows[DataKey].append(adult_key)
        rows[Adult].append(adult)
        rows[Guardianship].append(
            Guardianship(school=school, child=child, adult=adult, kinship=kinship, from_on=since[1])
        )
    return child


def appoint_commission(built: BuiltSchool, rules: Rules, *, today: date) -> None:
    """Eight seats by the head's order of the first of September of last school year, inside the school's scope."""
    signed_on = date(school_year_of(today) - 1, 9, 1)
    seats = [
        SeatDraft(
            built.adults[person.key].pk,
            OFFICE.get(person.key, Office.MEMBER),
            person.position[built.school.organisation.country],
            SPECIALITY.get(person.key),
        )
        for person in STAFF
        if Role.COMMISSION_MEMBER in person.roles or person.key == "principal"
    ]
    approve_composition(
        school=built.school,
        rules=rules,
        number="84",
        signed_on=signed_on,
        term_until=date(signed_on.year + 2, 8, 31),
        ground=f"протокол педагогічної ради від 30.08.{signed_on.year} № 1",
        seats=seats,
        by=built.members["principal"],
    )
