"""What is asked after the minutes are finalised: signatures, copies, who was told, what is corrected."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.enums import Channel
from cases.forms.notices import uploads_of
from cases.services.attachments import Upload
from commissions.enums import SignatureState
from commissions.services.signing import SignatureAnswer
from commissions.services.telling import TellingDraft
from safeguard.forms import DateField, FilesField, GovForm, MomentField, RadioField, SelectField, TextField, WordsField
from safeguard.forms.files import PAPERS


class SignatureForm(GovForm):
    """What became of one signature."""

    state = RadioField(label=_("What became of the signature"), coerce=SignatureState)
    signed_on = DateField(label=_("Signed on"), is_past=True, required=False, says_optional=False)
    reason = WordsField(
        label=_("Reason"),
        rows=2,
        required=False,
        help_text=_("Asked for when somebody refuses, or was at the meeting and can't sign."),
    )
    scan = FilesField(
        label=_("Scan of the signed page"),
        help_text=_("Kept sealed beside the minutes. The paper stays the original."),
        max_files=3,
        kinds=PAPERS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = (SignatureState.SIGNED, SignatureState.REFUSED, SignatureState.ABSENT)
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]

    def answer(self, seen: int) -> SignatureAnswer:
        typed = {name: self.cleaned_data[name] for name in ("state", "signed_on", "reason")}
        return SignatureAnswer(seen=seen, **typed)

    def uploads(self) -> list[Upload]:
        return uploads_of(self.cleaned_data.get("scan"))


class CopyForm(GovForm):
    """To whom a numbered copy was handed."""

    handed_on = DateField(label=_("When"), is_past=True)
    handed_to = TextField(
        label=_("Who took it: name and office"), help_text=_("For the school's own copy: where it is kept.")
    )


class TellingForm(GovForm):
    """The decision was brought to one side."""

    adult = RadioField(label=_("Who was told"), required=False, says_optional=False)
    told_whom = TextField(label=_("Somebody else: name and why they"), required=False)
    told_at = MomentField(label=_("When were they told"), is_past=True)
    channel = SelectField(label=_("How"), choices=Channel.choices, coerce=Channel)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adult"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["adult"]

    def draft(self) -> TellingDraft:
        typed, adult = self.cleaned_data, self.cleaned_data.get("adult")
        whom = "" if adult else typed["told_whom"]
        return TellingDraft(typed["told_at"], typed["channel"], UUID(adult) if adult else None, whom)


class CorrectionForm(GovForm):
    """Every text of the minutes that a clerical correction may change, and why it's changed."""

    def __init__(self, *args: Any, texts: Any = (), **kwargs: Any) -> None:
        """`texts`: place, label and words of each."""
        super().__init__(*args, **kwargs)
        for place, label, words in texts:
            self.fields[place] = WordsField(
                label=label, rows=_rows(words), required=False, says_optional=False, initial=words
            )
        self.fields["reason"] = WordsField(
            label=_("What was wrong, and why it is corrected"),
            rows=3,
            required=False,
            says_optional=False,
            help_text=_("Printed in the new version, beside the old and the new text."),
        )

    def texts(self) -> dict[str, str]:
        return {name: words for name, words in self.cleaned_data.items() if name != "reason"}


def _rows(words: str) -> int:
    return min(10, max(2, len(words) // 70 + words.count("\n") + 1))
