"""Official registers: every number of a school year, without a gap.

Nobody who is recused from a case opens a register that has a line of it: a gap would tell that it's there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cases.domain.codes import codes
from cases.enums import SideRole
from cases.models import RANKED, Case, CaseEvent, Involvement, Notice, Recusal, Report
from cases.selectors.clocks import definition_of
from cases.selectors.sides import spoken
from safeguard import clock
from safeguard.access.member import Member
from safeguard.organisations.models import School
from safeguard.organisations.selectors.editions import in_force
from safeguard.procedures.forms import Register as Layout
from safeguard.procedures.schema import Evidence
from safeguard.vault import keys
from safeguard.web.books import BookSource


@dataclass(frozen=True)
class ReportRow:
    """A report with what the register says beside it. `told` is by recipient, `people` by code."""

    report: Report
    accepted_by: str
    told: Mapping[str, datetime]
    decisions: tuple[str, ...]
    codes: tuple[str, ...]
    people: Mapping[str, str]
    applicant: str


def open_years(source: BookSource, member: Member, asked: int) -> dict[int, int]:
    """The year asked for and every year that has numbers, with the last one; the newest first.

    Without those closed to this member: one that is asked for is refused like to somebody who may open none at all.
    """
    closed = source.closed_years(member)
    if asked in closed:
        raise PermissionDenied
    found = {asked: 0, **source.years()}
    return {year: found[year] for year in sorted(found, reverse=True) if year not in closed}


def layout_of(school: School, key: str) -> Layout | None:
    """How the school's procedure prints the register today, where it names one."""
    found = in_force(school.pk, on=clock.today())
    return found.definition.registers.get(key) if found else None


def hidden_from(member: Member) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=Recusal.objects.filter(user_id=member.user_id).values("case_id"))


def years_with(member: Member) -> set[int]:
    """Years in which a case from which the member is recused has a line, as a case or by one of its reports."""
    cases = hidden_from(member)
    reports = Report.objects.filter(case__in=cases).values_list("school_year", flat=True)
    return set(cases.values_list("school_year", flat=True).union(reports))


def reports_in(year: int) -> QuerySet[Report]:
    """Each with `accepted_by`: the name of who entered it, in the same statement."""
    entered = get_user_model().objects.filter(pk=OuterRef("entered_by")).values("display_name")
    return (
        Report.objects.filter(school_year=year)
        .select_related("case", "case__procedure", "reporter")
        .defer("narrative", "place_note", "first_aid_note", "case__title")
        .annotate(accepted_by=Coalesce(Subquery(entered[:1]), Value("")))
        .order_by("number")
    )


def report_rows(reports: Sequence[Report], language: str, *, with_names: bool) -> list[ReportRow]:
    """Three statements, however many reports; one more with names."""
    cases = {report.case_id: report.case for report in reports}
    told, decided, sides = _told(cases.values()), _decided(cases), _sides(cases, with_names=with_names)
    rows = []
    for report in reports:
        involved = sides[report.case_id]
        named = codes(((_person(row), SideRole(row.role)) for row in involved), language)
        people = {named[_person(row)]: _name(row) for row in involved if row.left_at is None} if with_names else {}
        rows.append(
            ReportRow(
                report,
                report.accepted_by,  # type: ignore[attr-defined]
                told[report.case_id],
                tuple(decided[report.case_id]),
                tuple(dict.fromkeys(named[_person(row)] for row in involved if row.left_at is None)),
                people,
                _applicant(report) if with_names else "",
            )
        )
    return rows


def _told(cases: Iterable[Case]) -> dict[UUID, dict[str, datetime]]:
    """By case and recipient: when somebody of them was first told. A corrected notice doesn't count."""
    recipients = {case.pk: {rule.key: rule.recipient for rule in definition_of(case.procedure).rules} for case in cases}
    corrected = Notice.objects.filter(corrects=OuterRef("pk"))
    rows = Notice.objects.filter(case__in=recipients).exclude(Exists(corrected)).order_by("told_at")
    found: dict[UUID, dict[str, datetime]] = defaultdict(dict)
    for case_id, rule, told_at in rows.values_list("case_id", "rule", "told_at"):
        found[case_id].setdefault(recipients[case_id].get(rule, ""), told_at)
    return found


def _decided(cases: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The numbers under which decisions were registered."""
    rows = CaseEvent.objects.filter(case__in=list(cases), kind=Evidence.DECISION_REGISTERED).order_by("seq")
    found: dict[UUID, list[str]] = defaultdict(list)
    for case_id, data in rows.values_list("case_id", "data"):
        found[case_id].append(str(data.get("number", "")))
    return found


def _sides(cases: Iterable[UUID], *, with_names: bool) -> dict[UUID, list[Involvement]]:
    rows = Involvement.ever.filter(case__in=list(cases)).order_by(*RANKED)
    if with_names:
        rows = rows.select_related("child", "adult")
    found: dict[UUID, list[Involvement]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    if with_names:
        people = [row.child or row.adult for involved in found.values() for row in involved]
        keys.load({person.data_key_id for person in people if person})
    return found


def _person(row: Involvement) -> UUID:
    found = row.child_id or row.adult_id
    if found is None:
        raise LookupError(f"involvement {row.pk} names nobody")
    return found


def _name(row: Involvement) -> str:
    person = row.child or row.adult
    return spoken(person.open("name")) if person else ""


def _applicant(report: Report) -> str:
    return spoken(report.reporter.open("name")) if report.reporter else report.open("reporter_name")


def cases_in(year: int) -> QuerySet[Case]:
    """Each with how many children it has as sides."""
    sides = Involvement.objects.filter(case=OuterRef("pk"), child__isnull=False).order_by().values("case")
    children = Subquery(sides.annotate(count=Count("child", distinct=True)).values("count"))
    return (
        Case.objects.filter(school_year=year)
        .select_related("joined_to")
        .defer("title", "joined_to__title")
        .annotate(children=Coalesce(children, 0))
        .order_by("number")
    )
