"""A material that was collected: what it is, from whom, when it came."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.domain.materials import MaterialDraft
from cases.enums import MaterialKind
from cases.forms.notices import uploads_of
from cases.services.attachments import Upload
from safeguard.forms import DateField, FilesField, GovForm, RadioField, SelectField, TextField, WordsField

_MOST_FILES = 5


class MaterialForm(GovForm):
    kind = RadioField(label=_("What it is"), choices=MaterialKind.choices)
    side = SelectField(
        label=_("Whose explanation"),
        help_text=_("For an explanation of a side, or of the parents or representatives of a side."),
        required=False,
    )
    whom = TextField(
        label=_("Who gave it: name and office"),
        help_text=_("Leave empty if the side explained it themselves."),
        required=False,
    )
    received_on = DateField(label=_("When did it come"), is_past=True)
    reference = TextField(label=_("Number of the paper"), max_length=60, width=20, required=False)
    words = WordsField(
        label=_("What it says, in short"),
        help_text=_("Kept sealed with the case: those who work on the case can read it."),
        rows=4,
        required=False,
    )
    scans = FilesField(
        label=_("Files"),
        help_text=_("A scan, a picture, a recording of a chat. Kept sealed with the case."),
        max_files=_MOST_FILES,
        required=False,
    )

    def __init__(self, *args: Any, sides: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = sides  # type: ignore[attr-defined]

    def draft(self) -> MaterialDraft:
        said = self.cleaned_data
        return MaterialDraft(
            kind=MaterialKind(said["kind"]),
            received_on=said["received_on"],
            side_id=UUID(said["side"]) if said["side"] else None,
            whom=said["whom"],
            words=said["words"],
            reference=said["reference"],
        )

    def uploads(self) -> list[Upload]:
        return uploads_of(self.cleaned_data.get("scans"))
