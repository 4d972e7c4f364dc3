"""Children and adults are entered and corrected; every act stands in the log by ids, without a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import live_memberships
from safeguard.people.matching import is_same_name
from safeguard.people.models import Adult, Child, Employment, Enrolment, SchoolClass
from safeguard.people.names import FullName
from safeguard.people.selectors.directory import Listed, adults, children, strangers_to_the_list
from safeguard.vault.keys import new_key
from safeguard.vault.models import Purpose


@dataclass(frozen=True)
class PersonDraft:
    """What is known of somebody. `born_on` is sealed; its year, or the year alone if no more is known, is coded."""

    name: FullName
    sex: str = ""
    contact: str = ""
    born_on: date | None = None
    birth_year: int | None = None

    @property
    def coded_year(self) -> int | None:
        """For statistics: an age without the day of birth."""
        return self.born_on.year if self.born_on else self.birth_year


@transaction.atomic
def add_child(
    *, school: School, person: PersonDraft, by: Member, class_id: UUID | None = None, is_another: bool = False
) -> Child:
    """A pupil of a class, or without one a child from elsewhere.

    Somebody of the same name in the same class is refused until it's said that this is another child.
    """
    name = _checked(person.name)
    in_class = _class(class_id)
    if in_class is not None and not is_another:
        _refuse_namesakes(name, children(school, on=clock.today(), class_id=in_class.pk))
    child = Child(
        school=school,
        data_key=new_key(Purpose.PERSON),
        sex=person.sex,
        birth_year=person.coded_year,
        is_pupil=in_class is not None,
        created_at=clock.now(),
    )
    _seal(child, person, name)
    child.seal("born_on", person.born_on.isoformat() if person.born_on else None)
    child.save(force_insert=True)
    if in_class is not None:
        Enrolment.objects.create(school=school, child=child, school_class=in_class, from_on=clock.today())
    _log(by, "child.added", {"child": child.pk})
    return child


@transaction.atomic
def add_adult(
    *,
    school: School,
    person: PersonDraft,
    by: Member,
    position: str = "",
    is_staff: bool = False,
    is_another: bool = False,
) -> Adult:
    """Staff or an outsider. A colleague who is a member is chosen from the list: only then a recusal can reach them."""
    name = _checked(person.name)
    if not is_another:
        today = clock.today()
        _refuse_namesakes(name, [*adults(school, on=today), *strangers_to_the_list(school, on=today)])
    adult = Adult(
        school=school, data_key=new_key(Purpose.PERSON), sex=person.sex, is_staff=is_staff, created_at=clock.now()
    )
    _seal(adult, person, name)
    adult.save(force_insert=True)
    if position.strip():
        Employment.objects.create(school=school, adult=adult, position=position.strip()[:100], from_on=clock.today())
    _log(by, "adult.added", {"adult": adult.pk})
    return adult


@transaction.atomic
def adult_of_member(*, school: School, user_id: UUID) -> Adult:
    """The adult behind a member's account, entered now if nobody has done it before."""
    known = Adult.objects.filter(user_id=user_id).first()
    if known is not None:
        return known
    membership = (
        live_memberships(on=clock.today())
        .filter(organisation_id=school.pk, user_id=user_id)
        .select_related("user")
        .first()
    )
    if membership is None:
        raise RuleViolation(gettext_noop("This person doesn't work in the school."))
    adult = Adult(
        school=school, data_key=new_key(Purpose.PERSON), user_id=user_id, is_staff=True, created_at=clock.now()
    )
    adult.seal("name", FullName(membership.user.display_name).stored)
    adult.save(force_insert=True)
    if membership.position:
        Employment.objects.create(school=school, adult=adult, position=membership.position, from_on=membership.from_on)
    return adult


@transaction.atomic
def change_child(*, child_id: UUID, person: PersonDraft, by: Member) -> Child:
    """Corrects what is known; involvements keep what was coded on their day."""
    child = Child.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=child_id)
    _seal(child, person, _checked(person.name))
    child.sex = person.sex
    child.birth_year = person.coded_year
    child.seal("born_on", person.born_on.isoformat() if person.born_on else None)
    child.save(update_fields=["name", "contact", "sex", "birth_year", "born_on"])
    _log(by, "child.changed", {"child": child.pk})
    return child


@transaction.atomic
def change_adult(*, adult_id: UUID, person: PersonDraft, by: Member) -> Adult:
    adult = Adult.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=adult_id)
    _seal(adult, person, _checked(person.name))
    adult.sex = person.sex
    adult.save(update_fields=["name", "contact", "sex"])
    _log(by, "adult.changed", {"adult": adult.pk})
    return adult


def _checked(name: FullName) -> FullName:
    tidy = name.tidied()
    if not tidy.family:
        raise RuleViolation(gettext_noop("Write the family name."), field="family")
    return tidy


def _class(class_id: UUID | None) -> SchoolClass | None:
    if class_id is None:
        return None
    found = SchoolClass.objects.filter(pk=class_id).first()
    if found is None:
        raise RuleViolation(gettext_noop("Choose a class of this school."), field="school_class")
    return found


def _refuse_namesakes(name: FullName, known: Iterable[Listed]) -> None:
    for person in known:
        if is_same_name(name.spoken, person.spoken):
            raise RuleViolation(
                gettext_noop(
                    "%(name)s is already here. Choose this person from the list, or say that it is another one."
                ),
                field="family",
                name=person.spoken,
            )


def _seal(row: Child | Adult, person: PersonDraft, name: FullName) -> None:
    row.seal("name", name.stored)
    row.seal("contact", person.contact.strip())


def _log(by: Member, kind: str, ids: dict[str, UUID]) -> None:
    log_act(organisation_id=by.organisation_id, kind=kind, by=by, data={key: str(value) for key, value in ids.items()})
