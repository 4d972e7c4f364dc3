"""A register on paper and in a spreadsheet: the same lines as on the screen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from safeguard import clock, dates
from safeguard.access.roles import Role
from safeguard.documents.domain.register import PrintedLine, RegisterSheet
from safeguard.organisations.models import School
from safeguard.organisations.selectors.members import holders_of
from safeguard.registers.book import Book
from safeguard.registers.years import register_year_label


def register_sheet(book: Book, school: School, *, has_names: bool) -> RegisterSheet:
    signer = holders_of(school.pk, [Role.PRINCIPAL], on=clock.today()).first()
    return RegisterSheet(
        language=school.organisation.language,
        institution=school.organisation.name,
        title=book.title,
        year=register_year_label(book.register, book.year),
        source=book.source,
        columns=tuple(column.title for column in book.columns),
        lines=tuple(PrintedLine(line.cells, line.notes) for line in book.lines),
        printed_on=dates.moment_plain(clock.now()),
        signatory_office=signer.position.capitalize() if signer else "",
        signatory=signer.user.display_name if signer else "",
        has_names=has_names,
    )


def spreadsheet(book: Book) -> Iterator[tuple[str | int, ...]]:
    """A head and the lines; numbers as numbers; notes in a last column."""
    yield (*(column.title for column in book.columns), _("Notes"))
    for line in book.lines:
        yield (line.number, *line.cells[1:], "\n".join(line.notes))
