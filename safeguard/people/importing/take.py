"""Takes a plan: one act a line, so that a line that is refused takes nothing of the others with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import DomainError
from safeguard.organisations.models import School
from safeguard.people.importing.columns import Kind
from safeguard.people.importing.known import Known, KnownAdult, KnownChild
from safeguard.people.importing.lines import ClassName, PersonLine, Reason, RepresentativeLine
from safeguard.people.importing.plan import Fate, Planned, Tied
from safeguard.people.models import Adult, Employment, Enrolment, SchoolClass
from safeguard.people.names import FullName
from safeguard.people.services.persons import (
    PersonDraft,
    add_adult,
    add_child,
    adult_of_member,
    change_adult,
    change_child,
)
from safeguard.people.services.ties import add_class, add_guardianship, change_class_teacher, move_child


@dataclass
class Taken:
    """How many were entered and changed, and the lines that were refused after all."""

    created: int
    changed: int
    refused: list[PersonLine]


@dataclass
class _Taking:
    """What the lines before have made, for those after them."""

    school: School
    by: Member
    today: date
    year: int
    classes: dict[ClassName, SchoolClass]
    parents: dict[tuple[str, str], UUID]


def take(kind: Kind, planned: Iterable[Planned], known: Known, *, school: School, by: Member) -> Taken:
    made = _Taking(school, by, clock.today(), known.school_year, dict(known.classes), {})
    one = _take_pupil if kind is Kind.PUPILS else _take_colleague
    found = Taken(0, 0, [])
    for each in planned:
        if each.fate not in {Fate.NEW, Fate.CHANGED}:
            continue
        try:
            with transaction.atomic():
                one(each, made)
        except DomainError as refusal:
            found.refused.append(replace(each.line, reasons=(Reason(refusal.message, refusal.params),)))
        else:
            found.created += each.fate is Fate.NEW
            found.changed += each.fate is Fate.CHANGED
    counts = {"kind": str(kind), "created": found.created, "changed": found.changed}
    log_act(organisation_id=school.pk, kind="people.imported", by=by, data=counts)
    return found


# --- pupils ---


def _take_pupil(one: Planned, made: _Taking) -> None:
    line, held = one.line, one.child
    school_class = _class(line.school_class, made)
    if held is None:
        child = add_child(
            school=made.school, person=_person(line), by=made.by, class_id=school_class.pk if school_class else None,
            is_another=True,
        )  # fmt: skip
    else:
        child = held.row
        if {"name", "sex", "born_on"} & {change.what for change in one.changes}:
            change_child(child_id=child.pk, person=_corrected(line, held), by=made.by)
        if school_class and school_class.pk != (held.school_class.pk if held.school_class else None):
            _move(child.pk, school_class, made)
    for each in one.tied:
        _tie(child.pk, each, made)


def _move(child_id: UUID, school_class: SchoolClass, made: _Taking) -> None:
    """From today on; a class that began today was a slip of the table before and is corrected."""
    begun = Enrolment.objects.filter(child_id=child_id, from_on=made.today, until_on=None)
    if not begun.update(school_class=school_class):
        move_child(school=made.school, child_id=child_id, class_id=school_class.pk, from_on=made.today, by=made.by)


def _person(line: PersonLine) -> PersonDraft:
    return PersonDraft(line.name, line.sex, line.contact, line.born_on)


def _corrected(line: PersonLine, held: KnownChild | KnownAdult) -> PersonDraft:
    """What the table leaves empty stays as it is known."""
    name = FullName(line.name.family, line.name.given, line.name.patronymic or held.name.patronymic)
    sex, contact = line.sex or held.row.sex, line.contact or held.row.open("contact")
    if isinstance(held, KnownAdult):
        return PersonDraft(name, sex, contact)
    return PersonDraft(name, sex, contact, line.born_on or held.born_on, held.row.birth_year)


def _class(name: ClassName | None, made: _Taking) -> SchoolClass | None:
    if name is None:
        return None
    if name not in made.classes:
        with transaction.atomic():
            made.classes[name] = add_class(
                school=made.school, school_year=made.year, grade=name.grade, letter=name.letter, by=made.by
            )
    return made.classes[name]


def _tie(child_id: UUID, tied: Tied, made: _Taking) -> None:
    if tied.is_tied and tied.known:
        _correct_contact(tied.known, tied.line, made)
        return
    adult_id = tied.known.row.pk if tied.known else _parent(tied.line, made)
    add_guardianship(school=made.school, child_id=child_id, adult_id=adult_id, kinship=tied.line.kinship, by=made.by)


def _correct_contact(known: KnownAdult, line: RepresentativeLine, made: _Taking) -> None:
    if line.contact and line.contact != known.contact:
        person = PersonDraft(known.name, known.row.sex, line.contact)
        change_adult(adult_id=known.row.pk, person=person, by=made.by)


def _parent(line: RepresentativeLine, made: _Taking) -> UUID:
    """A parent of several children stands in several lines: one adult, where name and telephone are the same."""
    key = (line.name.spoken.casefold(), line.contact)
    if line.contact and key in made.parents:
        return made.parents[key]
    draft = PersonDraft(line.name, "", line.contact)
    adult = add_adult(school=made.school, person=draft, by=made.by, is_another=True)
    made.parents[key] = adult.pk
    return adult.pk


# --- staff ---


def _take_colleague(one: Planned, made: _Taking) -> None:
    line = one.line
    adult = one.adult.row if one.adult else _colleague(one, made)
    if one.adult and {"name", "sex", "contact"} & {change.what for change in one.changes}:
        change_adult(adult_id=adult.pk, person=_corrected(line, one.adult), by=made.by)
    _employ(adult, line.position, made)
    school_class = _class(line.school_class, made)
    if school_class and school_class.teacher_id != adult.pk:
        change_class_teacher(class_id=school_class.pk, teacher_id=adult.pk, by=made.by)


def _colleague(one: Planned, made: _Taking) -> Adult:
    if one.user_id:
        return adult_of_member(school=made.school, user_id=one.user_id)
    return add_adult(
        school=made.school, person=_person(one.line), by=made.by, position=one.line.position, is_staff=True,
        is_another=True,
    )  # fmt: skip


def _employ(adult: Adult, position: str, made: _Taking) -> None:
    """The position before ends the day before; one that began today is corrected."""
    open_ = Employment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=made.today), adult=adult)
    if not position or open_.filter(position=position).exists():
        return
    if not open_.filter(from_on=made.today).update(position=position):
        open_.update(until_on=made.today - timedelta(days=1))
        Employment.objects.create(school=made.school, adult=adult, position=position, from_on=made.today)
