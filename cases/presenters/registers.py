"""The registers as tables: thin columns, no name, each number once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Channel, Place
from cases.models import Case, Report
from cases.presenters.case import kinds_text
from safeguard import dates
from safeguard.registers.enums import Register
from safeguard.registers.years import school_year_label


def report_table(reports: Iterable[Report], school: str) -> dict[str, Any]:
    columns = ("№", _("Received by the head"), _("How it came in"), _("Signs"), _("Place"), _("Case"), _("State"))
    return _table(Register.REPORTS, columns, [_report(report, school) for report in reports])


def _report(report: Report, school: str) -> list[dict[str, Any]]:
    return [
        {"text": report.number, "is_head": True, "is_number": True},
        {"text": dates.moment_plain(report.head_received_at)},
        {"text": Channel(report.channel).label},
        {"text": kinds_text(report.kinds)},
        {"text": Place(report.place).label},
        {"text": f"№ {report.case.number}", "href": _address(report.case_id, school)},
        {"text": report.get_status_display()},
    ]


def case_table(cases: Iterable[Case], school: str) -> dict[str, Any]:
    columns = ("№", _("Received"), _("Signs"), _("Place"), _("Children"), _("Stage"), _("Closed on"))
    return _table(Register.CASES, columns, [_case(case, school) for case in cases])


def _case(case: Case, school: str) -> list[dict[str, Any]]:
    return [
        {"text": case.number, "href": _address(case.pk, school), "is_head": True, "is_number": True},
        {"text": dates.moment_plain(case.received_at)},
        {"text": kinds_text(case.kinds)},
        {"text": Place(case.place).label},
        {"text": case.children, "is_number": True},  # type: ignore[attr-defined]
        {"text": case.get_status_display()},
        {"text": dates.day_plain(case.closed_on) if case.closed_on else "–"},
    ]


def _table(register: Register, columns: Iterable[str], rows: list[list[dict[str, Any]]]) -> dict[str, Any]:
    numbers = {"№", _("Children")}
    heads = [{"label": label, "is_number": label in numbers} for label in columns]
    return {"caption": register.label, "columns": heads, "rows": rows, "is_framed": True, "is_tight": True}


def year_choices(years: Iterable[int]) -> list[tuple[str, str]]:
    return [(str(year), school_year_label(year)) for year in years]


def _address(case_id: UUID, school: str) -> str:
    return reverse("cases:detail", kwargs={"school": school, "case_id": case_id})
