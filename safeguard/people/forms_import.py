"""A table of pupils or of staff: the file is read and not kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from safeguard.errors import DomainError
from safeguard.forms import GovForm
from safeguard.organisations.forms.importing import TableField
from safeguard.organisations.tables import read_table
from safeguard.people.importing.columns import Kind, keys_of
from safeguard.people.importing.lines import MOST_LINES
from safeguard.wording import say


class PeopleImportForm(GovForm):
    """Gives the lines of the table as `rows`, by the keys of the columns."""

    file = TableField(label=_("Table"), help_text=_("CSV or XLSX, at most 1,000 lines."))
    rows: list[dict[str, str]]

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        file = answers.get("file")
        if file is not None:
            is_xlsx = str(file.name).lower().endswith(".xlsx")
            try:
                self.rows = read_table(
                    file.read(), is_xlsx=is_xlsx, head=lambda cells: keys_of(self.kind, cells), most=MOST_LINES
                )
            except DomainError as refusal:
                self.add_error("file", say(refusal))
        return answers
