"""A table of schools: first the file, then the look at what it would do."""

from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from safeguard.errors import DomainError
from safeguard.forms import FileField, GovForm
from safeguard.forms.files import TABLES
from safeguard.organisations.tables import read_table
from safeguard.wording import say

_SALT = "safeguard.organisations.import"


class TableField(FileField):
    """XLSX by its bytes; a CSV has no mark of its own, so it's taken by its name and must read as text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=TABLES, max_bytes=5 * 1024 * 1024, **kwargs)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ".csv,.xlsx"}

    def to_python(self, data: Any) -> UploadedFile | None:
        is_csv = data is not None and str(getattr(data, "name", "")).lower().endswith(".csv")
        if is_csv and 0 < data.size <= self.max_bytes:
            return data  # type: ignore[no-any-return]
        return super().to_python(data)


class ImportForm(GovForm):
    """Gives the lines of the table as `rows`."""

    file = TableField(label=_("Table of schools"), help_text=_("CSV or XLSX, at most 5,000 lines."))
    rows: list[dict[str, str]]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        file = answers.get("file")
        if file is not None:
            try:
                self.rows = read_table(file.read(), is_xlsx=str(file.name).lower().endswith(".xlsx"))
            except DomainError as refusal:
                self.add_error("file", say(refusal))
        return answers


def sealed_rows(rows: list[dict[str, str]]) -> str:
    """What was looked at travels in the page and comes back unchanged or not at all."""
    return signing.dumps(rows, salt=_SALT, compress=True)


def opened_rows(text: str) -> list[dict[str, str]] | None:
    """None when it isn't what we gave, or older than an hour."""
    try:
        return signing.loads(text, salt=_SALT, max_age=3600)  # type: ignore[no-any-return]
    except signing.BadSignature:
        return None
