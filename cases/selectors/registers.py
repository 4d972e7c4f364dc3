"""Official registers: every number of a school year, without a gap, and no name."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.models import Case, Involvement, Recusal, Report
from safeguard.access.member import Member
from safeguard.registers.enums import Register
from safeguard.registers.models import Counter

SHOWN = (Register.REPORTS, Register.CASES)


def years_of(member: Member) -> list[int]:
    """School years that have numbers, the newest first; without those in which this member is recused from a case."""
    known = Counter.objects.filter(register__in=SHOWN).values_list("year", flat=True)
    return sorted(set(known) - _closed_years(member), reverse=True)


def _closed_years(member: Member) -> set[int]:
    """A gap in a register tells of the case that isn't there, so the whole year stays closed."""
    cases = Case.objects.filter(pk__in=Recusal.objects.filter(user_id=member.user_id).values("case_id"))
    own = cases.values_list("school_year", flat=True)
    reports = Report.objects.filter(case__in=cases).values_list("school_year", flat=True)
    return set(own) | set(reports)


def check_year(member: Member, year: int) -> None:
    """Refused like somebody who may not open registers at all."""
    if year in _closed_years(member):
        raise PermissionDenied


def reports_in(year: int) -> QuerySet[Report]:
    return (
        Report.objects.filter(school_year=year)
        .select_related("case")
        .defer("narrative", "place_note", "first_aid_note", "reporter_name", "case__title")
        .order_by("number")
    )


def cases_in(year: int) -> QuerySet[Case]:
    """Each with how many children it has as sides."""
    sides = Involvement.objects.filter(case=OuterRef("pk"), child__isnull=False).order_by().values("case")
    children = Subquery(sides.annotate(count=Count("child", distinct=True)).values("count"))
    return (
        Case.objects.filter(school_year=year).defer("title").annotate(children=Coalesce(children, 0)).order_by("number")
    )
