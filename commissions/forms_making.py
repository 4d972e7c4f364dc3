"""What a paper asks a secretary for: the number and day of an order, and what only a person can say."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commissions.selectors.paper_sheet import Answers
from safeguard.forms import CheckboxesField, DateField, FilesField, GovForm, TextField, WordsField
from safeguard.forms.files import PAPERS
from safeguard.people.models import Adult
from safeguard.procedures.papers import AskKind, Form, Numbered


class PaperForm(GovForm):
    """The service says what is missing; nothing typed is lost by that."""

    def __init__(self, *args: Any, form: Form, staff: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        self.form, language = form, get_language() or "en"
        super().__init__(*args, **kwargs)
        if form.numbered is Numbered.ORDERS:
            self.fields["number"] = TextField(
                label=_("Number of the order"), width=10, max_length=20, required=False, says_optional=False
            )
            self.fields["signed_on"] = DateField(label=_("Date of the order"), required=False, says_optional=False)
        for ask in form.asks:
            shared: dict[str, Any] = {
                "label": ask.label.in_(language),
                "help_text": ask.hint.in_(language) if ask.hint else "",
                "required": False,
                "says_optional": False,
            }
            if ask.kind is AskKind.STAFF:
                self.fields[ask.key] = CheckboxesField(choices=list(staff), coerce=UUID, **shared)
            elif ask.kind is AskKind.DAY:
                self.fields[ask.key] = DateField(**shared)
            else:
                self.fields[ask.key] = WordsField(rows=4, max_length=4000, **shared)

    def answers(self, people: Mapping[UUID, Adult]) -> Answers:
        typed = self.cleaned_data if self.is_bound else {}
        kinds = {ask.key: ask.kind for ask in self.form.asks}
        return Answers(
            number=typed.get("number") or "",
            signed_on=typed.get("signed_on"),
            words={key: typed.get(key) or "" for key, kind in kinds.items() if kind is AskKind.WORDS},
            days={key: day for key, kind in kinds.items() if isinstance(day := typed.get(key), date)},
            people={
                key: tuple(people[each] for each in typed.get(key) or () if each in people)
                for key, kind in kinds.items()
                if kind is AskKind.STAFF
            },
        )


class UndertakingForm(GovForm):
    """The undertaking came back signed on paper."""

    signed_on = DateField(label=_("Signed on"), is_past=True)
    scan = FilesField(
        label=_("Scan of the signed page"),
        help_text=_("Kept sealed. The paper stays the original."),
        max_files=3,
        kinds=PAPERS,
        required=False,
    )
