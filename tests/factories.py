"""Invented places and people for tests, made through the services wherever there is one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from cases.models import Case
from cases.selectors.clocks import clocks_of
from cases.services.deadlines import open_deadlines
from cases.services.events import draft, record
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Membership, Organisation, ProcedureVersion, School
from safeguard.organisations.selectors.editions import in_force
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.services.organisations import Details, SchoolDetails, create_organisation, create_school
from safeguard.people.models import Adult, Child, Enrolment, Guardianship, SchoolClass
from safeguard.registers.years import school_year_of
from safeguard.vault.keys import new_key
from safeguard.vault.models import Purpose

_numbers = count(1)
FIRST_DAY = date(2020, 9, 1)
LONG_AGO = datetime(2020, 9, 1, tzinfo=UTC)
PASSWORD = "a long enough password 7"

_UA = {"country": "ua", "timezone": "Europe/Kyiv", "language": "uk"}
_KZ = {"country": "kz", "timezone": "Asia/Almaty", "language": "kk"}


@dataclass(frozen=True)
class Region:
    ministry: Organisation
    region: Organisation
    district: Organisation


def make_region(country: str = "ua") -> Region:
    place = _UA if country == "ua" else _KZ
    parent: Organisation | None = None
    made = {}
    for kind in (OrganisationKind.MINISTRY, OrganisationKind.REGION, OrganisationKind.DISTRICT):
        number = next(_numbers)
        details = Details(slug=f"{kind}-{number}", name=f"{kind.label} {number}", **place)
        parent = create_organisation(kind=kind, details=details, parent=parent, from_on=FIRST_DAY, by=None)
        made[str(kind)] = parent
    return Region(**made)


def make_school(
    country: str = "ua",
    *,
    district: Organisation | None = None,
    week: int = 5,
    school_type: str = "school",
    procedure: str = "",
) -> School:
    place, number = (_UA if country == "ua" else _KZ), next(_numbers)
    details = SchoolDetails(
        slug=f"school-{number}",
        name=f"Ліцей № {number}",
        calendar="ua-martial" if country == "ua" else "kz",
        procedure=procedure or ("ua-1646" if country == "ua" else "kz-2021"),
        order_number="1-о",
        order_on=FIRST_DAY,
        week=week,
        school_type=school_type,
        pupils=400,
        **place,
    )
    return create_school(details=details, parent=district or make_region(country).district, from_on=FIRST_DAY, by=None)


def make_user(name: str = "", **fields: object) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        f"person{number}@example.org", PASSWORD, display_name=name or f"Person {number}", **fields
    )


def make_membership(organisation_id: UUID, *roles: Role, user: User | None = None) -> Membership:
    return Membership.objects.create(
        user=user or make_user(),
        organisation_id=organisation_id,
        roles=[str(role) for role in roles or (Role.STAFF,)],
        from_on=FIRST_DAY,
    )


def make_member(school: School, *roles: Role, user: User | None = None) -> Member:
    """A live member as the rules see them."""
    return as_member(make_membership(school.pk, *roles, user=user))


# --- inside a school's scope ---


def make_child(school: School, name: str = "", *, grade: int = 7, **fields: object) -> Child:
    child = Child(school=school, data_key=new_key(Purpose.PERSON), created_at=LONG_AGO, birth_year=2013, **fields)
    child.seal("name", name or f"Дитина\nІмʼя {next(_numbers)}")
    child.save(force_insert=True)
    year = school_year_of(date(2026, 11, 23))
    in_class, _ = SchoolClass.objects.get_or_create(school=school, school_year=year, grade=grade, letter="Б")
    Enrolment.objects.create(school=school, child=child, school_class=in_class, from_on=FIRST_DAY)
    return child


def make_adult(school: School, name: str = "", *, user: User | None = None, **fields: object) -> Adult:
    adult = Adult(
        school=school,
        data_key=new_key(Purpose.PERSON),
        created_at=LONG_AGO,
        user_id=user.pk if user else None,
        **fields,
    )
    adult.seal("name", name or f"Дорослий\nІмʼя {next(_numbers)}")
    adult.save(force_insert=True)
    return adult


def make_guardian(school: School, child: Child, name: str = "", *, kinship: str = "mother") -> Adult:
    adult = make_adult(school, name)
    Guardianship.objects.create(school=school, child=child, adult=adult, kinship=kinship, from_on=FIRST_DAY)
    return adult


def make_case(
    school: School, *, received_at: datetime | None = None, has_minor_sides: bool = True, **fields: object
) -> Case:
    """A case with its deadlines and stages and no report: for tests of what comes after filing."""
    at = received_at or clock.now()
    version = edition_on(school, at)
    case = Case(
        school=school,
        data_key=new_key(Purpose.CASE),
        number=next(_numbers),
        school_year=school_year_of(at.date()),
        kinds=["psychological"],
        place="online",
        procedure=version,
        tie_rule="harmonised",
        received_at=at,
        opened_at=at,
        **fields,
    )
    case.seal("title", "Цькування в чаті")
    clocks = clocks_of(school, version)
    record(case, draft("case.opened", by=None, data={"number": case.number}))
    open_deadlines(case, clocks, has_minor_sides=has_minor_sides)
    case.save()
    return case


def edition_on(school: School, at: datetime) -> ProcedureVersion:
    found = in_force(school.pk, on=at.date())
    assert found is not None
    return found.version
