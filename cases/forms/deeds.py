"""Something done on paper: when, by whom, the number and date of the paper, in what words."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.domain.deeds import DeedDraft
from cases.models import CaseEvent
from cases.services.attachments import Upload
from safeguard.access.roles import SCHOOL_ROLES
from safeguard.accounts.presenters.roles import TITLES, in_order
from safeguard.forms import DateField, FilesField, GovForm, MomentField, SelectField, TextField, WordsField
from safeguard.procedures.bindings import Deed
from safeguard.procedures.schema import Evidence

_MOST_FILES = 3
_WORDS = {
    Evidence.INVESTIGATION_ORDERED: gettext_lazy("Who is authorised to investigate"),
    Evidence.INVESTIGATION_REPORTED: gettext_lazy("Conclusion of the investigation"),
}


class DeedForm(GovForm):
    """What the kind of act doesn't need isn't asked."""

    done_at = MomentField(
        label=gettext_lazy("When was it done"),
        help_text=gettext_lazy("The moment of the act itself, not of writing it down. The limit is met at this time."),
        is_past=True,
    )
    done_by = SelectField(label=gettext_lazy("By whom"))
    number = TextField(label=gettext_lazy("Number of the paper"), max_length=60, width=20, required=False)
    dated_on = DateField(label=gettext_lazy("Date of the paper"), is_past=True, required=False)
    copies = SelectField(label=gettext_lazy("Signed copies"), required=False)
    words = WordsField(
        label=gettext_lazy("Remark"),
        help_text=gettext_lazy("Kept sealed with the case: those who work on the case can read it."),
        rows=4,
        required=False,
    )
    evidence = FilesField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("A scan of the paper. Kept sealed with the case."),
        max_files=_MOST_FILES,
        required=False,
    )
    correction_reason = WordsField(
        label=gettext_lazy("What was wrong in the first entry"),
        help_text=gettext_lazy("The first entry stays as it is; this one counts instead of it."),
        rows=2,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        asked: Deed,
        kind: Evidence,
        copies: int,
        duty_of: str,
        corrects: CaseEvent | None,
        **kwargs: Any,
    ) -> None:
        """`copies` that the procedure asks for; `duty_of` the role that owes it, chosen beforehand."""
        self.kind, self.corrects = kind, corrects
        kwargs["initial"] = _before(corrects) if corrects else {"done_by": duty_of}
        super().__init__(*args, **kwargs)
        self.fields["done_by"].choices = [(role, TITLES[role]) for role in in_order(SCHOOL_ROLES)]
        if kind in _WORDS:
            self.fields["words"].label = _WORDS[kind]
        for name, is_asked in (
            ("number", asked.has_number),
            ("dated_on", asked.has_number),
            ("words", asked.has_words),
        ):
            self.fields[name].required = is_asked
        self._ask_copies(copies)
        if corrects is None:
            del self.fields["correction_reason"]
        else:
            self.fields["correction_reason"].required = True

    def _ask_copies(self, copies: int) -> None:
        if not copies:
            del self.fields["copies"]
            return
        self.fields["copies"].choices = [(number, number) for number in range(1, copies + 1)]
        self.fields["copies"].help_text = _("Signed copies that the procedure asks for: %(copies)d.") % {
            "copies": copies
        }
        self.initial.setdefault("copies", copies)

    def draft(self) -> DeedDraft:
        answers = {name: value for name, value in self.cleaned_data.items() if name not in {"evidence", "copies"}}
        copies = int(self.cleaned_data.get("copies") or 0)
        return DeedDraft(
            evidence=self.kind, copies=copies, corrects_id=self.corrects.pk if self.corrects else None, **answers
        )

    def uploads(self) -> list[Upload]:
        return [_upload(file) for file in self.cleaned_data.get("evidence") or []]


def _before(event: CaseEvent) -> dict[str, Any]:
    """What the first entry said."""
    said = {name: event.data.get(name) for name in ("done_by", "number", "copies")}
    dated_on = event.data.get("dated_on")
    return {name: value for name, value in said.items() if value} | {
        "done_at": event.occurred_at,
        "dated_on": date.fromisoformat(dated_on) if dated_on else None,
        "words": event.open("text"),
    }


def _upload(file: UploadedFile) -> Upload:
    return Upload(str(file.name), file.media_type, file.read())  # type: ignore[attr-defined]
