"""The people of a report, as coded for statistics."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from safeguard.organisations.selectors.tree import live_on
from safeguard.people.models import Adult, Child, Enrolment, Guardianship


@dataclass(frozen=True)
class Coded:
    """What an involvement keeps of a person: no name."""

    grade: int | None = None
    age: int | None = None
    sex: str = ""
    user_id: UUID | None = None
    #: Members of the same name, until somebody knows which of them it is.
    doubted: tuple[UUID, ...] = ()
    #: Accounts of those who represent the child, and of who taught its class.
    relatives: tuple[UUID, ...] = ()
    teachers: tuple[UUID, ...] = ()


def coded_children(ids: Iterable[UUID], *, on: date) -> dict[UUID, Coded]:
    """Grade, age and sex of the school's children among these ids, and who is close to them: one statement."""
    enrolled = Enrolment.objects.filter(live_on(on), child=OuterRef("pk")).order_by("-from_on")
    rows = Child.objects.filter(pk__in=list(ids)).annotate(
        grade=Subquery(enrolled.values("school_class__grade")[:1]),
        relatives=ArraySubquery(_representing().values("adult__user_id")),
        teachers=ArraySubquery(
            enrolled.filter(school_class__teacher__user_id__isnull=False).values("school_class__teacher__user_id")
        ),
    )
    columns = ("pk", "grade", "birth_year", "sex", "relatives", "teachers")
    return {
        pk: Coded(grade, on.year - born if born else None, sex, relatives=tuple(relatives), teachers=tuple(teachers))
        for pk, grade, born, sex, relatives, teachers in rows.values_list(*columns)
    }


def _representing() -> QuerySet[Guardianship]:
    """Of whatever day: a stepfather whose time has ended is no less partial."""
    return Guardianship.objects.filter(child=OuterRef("pk"), adult__user_id__isnull=False)


def coded_adults(ids: Iterable[UUID]) -> dict[UUID, Coded]:
    """One statement, or none when there are no adults."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = Adult.objects.filter(pk__in=wanted).values_list("pk", "sex", "user_id")
    return {pk: Coded(sex=sex, user_id=user_id) for pk, sex, user_id in rows}


def adult_of(user_id: UUID) -> UUID | None:
    """The person behind an account, when the school has entered one."""
    return Adult.objects.filter(user_id=user_id).values_list("pk", flat=True).first()
