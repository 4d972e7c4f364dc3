"""Who represents whom, who is in which class, and since when. A tie is ended, never removed."""

from datetime import date, timedelta
from functools import cache
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from safeguard import clock
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.errors import Conflict, RuleViolation, gettext_noop
from safeguard.organisations.models import School
from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Child, Enrolment, Guardianship, SchoolClass


class Consequence(Protocol):
    """Somebody else is close to the child now."""

    def __call__(self, *, child_id: UUID, by: Member) -> None: ...


_consequences: list[Consequence] = []


def register_consequence(consequence: Consequence) -> Consequence:
    """Used in an app's module `namesakes`: who is close to a child may have to leave its cases."""
    _consequences.append(consequence)
    return consequence


@transaction.atomic
def add_guardianship(*, school: School, child_id: UUID, adult_id: UUID, kinship: str, by: Member) -> Guardianship:
    """From today on this adult represents the child."""
    child = Child.objects.select_for_update().get(pk=child_id)
    if not Adult.objects.filter(pk=adult_id).exists():
        raise RuleViolation(gettext_noop("Choose a person of this school."), field="who")
    if Guardianship.objects.filter(live_on(clock.today()), child=child, adult_id=adult_id).exists():
        raise RuleViolation(gettext_noop("This person represents the child already."), field="who")
    row = Guardianship.objects.create(
        school=school, child=child, adult_id=adult_id, kinship=kinship, from_on=clock.today()
    )
    _log(by, "guardianship.added", child=child_id, adult=adult_id)
    _follow(child_id, by)
    return row


@transaction.atomic
def end_guardianship(*, guardianship_id: UUID, until_on: date, by: Member) -> Guardianship:
    """The last day on which the adult represents the child."""
    row = Guardianship.objects.select_for_update().get(pk=guardianship_id)
    if row.until_on is not None:
        raise Conflict(gettext_noop("Somebody has ended this already."))
    if until_on < row.from_on:
        raise RuleViolation(gettext_noop("It can't end before it began."), field="until_on")
    row.until_on = until_on
    row.save(update_fields=["until_on"])
    _log(by, "guardianship.ended", child=row.child_id, adult=row.adult_id)
    return row


@transaction.atomic
def move_child(*, school: School, child_id: UUID, class_id: UUID, from_on: date, by: Member) -> Enrolment:
    """Into another class from a day on; the class before ends the day before."""
    child = Child.objects.select_for_update().get(pk=child_id)
    if not SchoolClass.objects.filter(pk=class_id).exists():
        raise RuleViolation(gettext_noop("Choose a class of this school."), field="school_class")
    open_ = Enrolment.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on), child=child)
    if open_.filter(from_on__gte=from_on).exists():
        raise RuleViolation(gettext_noop("The child is in a class from a later day already."), field="from_on")
    if open_.filter(school_class_id=class_id).exists():
        raise RuleViolation(gettext_noop("The child is in this class already."), field="school_class")
    open_.update(until_on=from_on - timedelta(days=1))
    row = Enrolment.objects.create(school=school, child=child, school_class_id=class_id, from_on=from_on)
    if not child.is_pupil:
        child.is_pupil = True
        child.save(update_fields=["is_pupil"])
    _log(by, "child.moved", child=child_id, school_class=class_id)
    return row


@transaction.atomic
def add_class(
    *, school: School, school_year: int, grade: int, letter: str, by: Member, teacher_id: UUID | None = None
) -> SchoolClass:
    named = {"school_year": school_year, "grade": grade, "letter": letter.strip().upper()}
    if SchoolClass.objects.filter(**named).exists():
        raise RuleViolation(gettext_noop("There is such a class in that school year already."), field="letter")
    row = SchoolClass.objects.create(school=school, teacher=_teacher(teacher_id), **named)
    _log(by, "class.added", school_class=row.pk)
    return row


@transaction.atomic
def change_class_teacher(*, class_id: UUID, teacher_id: UUID | None, by: Member) -> SchoolClass:
    row = SchoolClass.objects.select_for_update(of=("self",)).get(pk=class_id)
    row.teacher = _teacher(teacher_id)
    row.save(update_fields=["teacher"])
    _log(by, "class.teacher_changed", school_class=row.pk)
    for child_id in Enrolment.objects.filter(school_class=row).values_list("child_id", flat=True).distinct():
        _follow(child_id, by)
    return row


def _teacher(adult_id: UUID | None) -> Adult | None:
    if adult_id is None:
        return None
    found = Adult.objects.filter(pk=adult_id, is_staff=True).first()
    if found is None:
        raise RuleViolation(gettext_noop("Choose somebody who works here."), field="teacher")
    return found


def _follow(child_id: UUID, by: Member) -> None:
    _discover()
    for consequence in _consequences:
        consequence(child_id=child_id, by=by)


@cache
def _discover() -> None:
    autodiscover_modules("namesakes")


def _log(by: Member, kind: str, **ids: UUID) -> None:
    log_act(organisation_id=by.organisation_id, kind=kind, by=by, data={key: str(value) for key, value in ids.items()})
