"""The registers that cases keep: of reports and of cases."""

from cases.models import Case, Report
from cases.presenters.registers import case_book, report_book
from cases.selectors.registers import cases_in, layout_of, report_rows, reports_in, years_with
from safeguard.access.member import Member
from safeguard.registers.book import Book
from safeguard.registers.enums import Register
from safeguard.registers.models import Counter
from safeguard.registers.notes import notes_on
from safeguard.web.books import Asked, Kept, register_book

#: The key of the register of reports in a definition: the texts call a report an application.
APPLICATIONS = "applications"


def last_numbers(register: Register) -> dict[int, int]:
    """By year. The row of a year that has nothing yet isn't there."""
    return dict(Counter.objects.filter(register=register).values_list("year", "last"))


@register_book
class Reports:
    register = Register.REPORTS

    def years(self) -> dict[int, int]:
        return last_numbers(self.register)

    def closed_years(self, member: Member) -> set[int]:
        return years_with(member)

    def book(self, asked: Asked) -> Book:
        layout = layout_of(asked.school, APPLICATIONS)
        reports = list(reports_in(asked.year)[asked.start : asked.stop])
        rows = report_rows(reports, asked.language, with_names=asked.with_names and (not layout or layout.has_names))
        notes = notes_on(self.register, asked.year, (report.number for report in reports))
        return report_book(rows, asked.year, layout, notes, asked.language)

    def kept(self, year: int, number: int) -> Kept | None:
        found = Report.objects.filter(school_year=year, number=number).first()
        return Kept(found.case_id) if found else None


@register_book
class Cases:
    register = Register.CASES

    def years(self) -> dict[int, int]:
        return last_numbers(self.register)

    def closed_years(self, member: Member) -> set[int]:
        return years_with(member)

    def book(self, asked: Asked) -> Book:
        cases = list(cases_in(asked.year)[asked.start : asked.stop])
        return case_book(cases, asked.year, notes_on(self.register, asked.year, (case.number for case in cases)))

    def kept(self, year: int, number: int) -> Kept | None:
        found = Case.objects.filter(school_year=year, number=number).first()
        return Kept(found.pk) if found else None
