"""Classes of a school year."""

from uuid import UUID

from django.db.models import Count, Q

from safeguard import clock
from safeguard.people.alphabet import sort_key
from safeguard.people.models import SchoolClass
from safeguard.registers.years import school_year_of


def current_year() -> int:
    """The school year of today, in the institution's zone."""
    return school_year_of(clock.today())


def classes_of(year: int, *, language: str = "uk") -> list[SchoolClass]:
    """By grade, then by letter of the alphabet; with the number of pupils of today and the teacher."""
    today = clock.today()
    in_it = Q(enrolments__from_on__lte=today) & (Q(enrolments__until_on=None) | Q(enrolments__until_on__gte=today))
    rows = SchoolClass.objects.filter(school_year=year).select_related("teacher", "teacher__data_key")
    counted = rows.annotate(pupils=Count("enrolments", filter=in_it))
    return sorted(counted, key=lambda row: (row.grade, sort_key(row.letter, language)))


def taught_by(user_id: UUID, year: int) -> SchoolClass | None:
    """The class whose teacher this user is."""
    return SchoolClass.objects.filter(school_year=year, teacher__user_id=user_id).order_by("grade").first()
