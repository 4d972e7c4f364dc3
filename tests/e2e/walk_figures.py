"""The figures as a department reads them: on the pages, in the files, and the way down to a school."""

import csv
import io
import re

import openpyxl

from tests.e2e.town import Visitor

#: Rows of the table of indicators, in the order in which the page shows them.
INDICATORS = ("reports", "cases", "bullying")


class Figures:
    """One officer's view of the quarter in which the walk's report falls."""

    def __init__(self, officer: Visitor, school: str) -> None:
        self.officer, self.page, self.school = officer, officer.page, school
        self.start = officer.base
        officer.go(self.start)
        self.csv = self.page.locator("main a[href*='figures.csv']").get_attribute("href")
        self.quarter = re.search(r"quarter=([\w-]+)", self.csv)[1]

    def read(self) -> dict[str, int]:
        """Totals of the first indicators, from the file of the school itself."""
        found = [row for row in self._rows(self._school_file()) if row[1] == self.school]
        totals = list(dict.fromkeys(row[2] for row in found))
        by_indicator = {row[2]: int(row[4]) for row in reversed(found)}  # the total stands first
        return {key: by_indicator[label] for key, label in zip(INDICATORS, totals, strict=False)}

    def _school_file(self) -> str:
        return re.sub(r"places/[\w-]+/", "places/obrii/", self.csv)

    def _rows(self, href: str) -> list[list[str]]:
        answer = self.page.request.get(href)
        assert answer.status == 200
        return list(csv.reader(io.StringIO(answer.text().lstrip("\ufeff")), delimiter=";"))[1:]

    def drill_down(self) -> None:
        """By the names in the table, until a school is open."""
        self.officer.go(f"{self.start}?quarter={self.quarter}")
        for name in ("Калинівський відділ освіти", self.school):
            link = self.page.locator("main tbody th a", has_text=name)
            if link.count():
                self.officer.press(link)
                self.officer.met(f"figures-{'school' if name == self.school else 'district'}")
        assert self.school in self.officer.text
        assert self.page.locator(".govuk-breadcrumbs a").count()

    def sheet_rows(self) -> list[tuple[object, ...]]:
        answer = self.page.request.get(self.csv.replace(".csv", ".xlsx"))
        book = openpyxl.load_workbook(io.BytesIO(answer.body()), read_only=True)
        return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]

    def everything(self) -> str:
        """Whatever its own pages and files answer, but for the officer's own name in the header."""
        paths = [self.start, f"{self.start}alerts/", self.csv, self._school_file()]
        answers = " ".join(self.page.request.get(path).text() for path in paths)
        return re.sub(r"<header.*?</header>", "", answers, flags=re.DOTALL)
