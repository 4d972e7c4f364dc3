"""A duty without a deadline: done and what shows it, or why it doesn't apply."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import DutyState
from cases.forms.notices import INSTEAD, uploads_of
from cases.models import DutyAct
from cases.selectors.sides import Side
from cases.services.attachments import Upload
from cases.services.duties import DutyAnswer
from safeguard.forms import FilesField, GovForm, MomentField, RadioField, TextField, WordsField

_MOST_FILES = 3


class DutyForm(GovForm):
    """The service asks for what the answer needs; nothing that was typed is lost by that."""

    state = RadioField(label=gettext_lazy("What became of it"), coerce=DutyState)
    done_at = MomentField(
        label=gettext_lazy("When it was done"),
        help_text=gettext_lazy("The moment itself, not the moment of writing it down."),
        is_past=True,
        required=False,
        says_optional=False,
    )
    words = WordsField(
        label=gettext_lazy("What was done and what shows it"), rows=3, required=False, says_optional=False
    )
    evidence = FilesField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("A stamped copy, a picture of the register, a confirmation. Kept sealed with the case."),
        max_files=_MOST_FILES,
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("If it doesn't apply: why"), rows=2, max_length=2000, required=False, says_optional=False
    )
    correction_reason = WordsField(
        label=gettext_lazy("What was wrong in the first entry"),
        help_text=gettext_lazy("The first entry stays as it is; this one counts instead of it."),
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, help_words: str = "", corrects: DutyAct | None = None, **kwargs: Any) -> None:
        """`help_words` say what to write down for this duty."""
        self.corrects = corrects
        if corrects is not None:
            kwargs["initial"] = self.before(corrects)
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = help_words
        offered = [DutyState.DONE, DutyState.NOT_APPLICABLE]
        if corrects is None:
            del self.fields["correction_reason"]
        else:
            self.fields["correction_reason"].required = True
            offered.append(DutyState.WITHDRAWN)
        self.fields["state"].choices = [(state.value, state.label) for state in offered]

    @staticmethod
    def before(act: DutyAct) -> dict[str, Any]:
        """What the first entry said."""
        return {
            "state": act.state,
            "done_at": act.done_at,
            "words": act.open("words"),
            "reason": act.open("reason"),
        }

    def answer(self, duty: str) -> DutyAnswer:
        names = ("state", "done_at", "words", "reason", "correction_reason")
        typed = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return DutyAnswer(duty, corrects_id=self.corrects.pk if self.corrects else None, **typed, **self.beside())

    def beside(self) -> dict[str, Any]:
        """What a talk says more."""
        return {}

    def uploads(self) -> list[Upload]:
        return uploads_of(self.cleaned_data.get("evidence"))


class TalkForm(DutyForm):
    """A talk with a child: who of the representatives was present, or why none and who instead (C-26)."""

    present = RadioField(
        label=gettext_lazy("With which child, and who of the representatives was present"),
        required=False,
        says_optional=False,
    )
    trusted_adult = TextField(
        label=gettext_lazy("If none was: which adult, whom the child trusts, was present (name and office)"),
        help_text=gettext_lazy("A psychologist, a teacher, a relative. Nobody who is suspected in this case."),
        required=False,
        says_optional=False,
    )
    field_order = (
        "state",
        "present",
        "trusted_adult",
        "reason",
        "done_at",
        "words",
        "evidence",
        "correction_reason",
    )

    def __init__(self, *args: Any, sides: Iterable[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        children = {side.person_id: side for side in sides if side.is_minor}
        self.fields["present"].choices = [choice for side in children.values() for choice in _choices(side)]
        self.fields["reason"].label = _("If none was present, or if it doesn't apply: why")

    @staticmethod
    def before(act: DutyAct) -> dict[str, Any]:
        present = f"{act.side_child_id}:{act.adult_id or INSTEAD}" if act.side_child_id else ""
        return DutyForm.before(act) | {"present": present, "trusted_adult": act.open("trusted_adult")}

    def beside(self) -> dict[str, Any]:
        child, _colon, adult = (self.cleaned_data.get("present") or "").partition(":")
        return {
            "side_child_id": UUID(child) if child else None,
            "adult_id": UUID(adult) if adult and adult != INSTEAD else None,
            "trusted_adult": self.cleaned_data["trusted_adult"],
        }


def _choices(side: Side) -> list[tuple[str, str]]:
    """A suspected representative isn't among them."""
    present = [
        (f"{side.person_id}:{who.adult_id}", f"{side.name}: {who.name} ({who.kinship})")
        for who in side.representatives
        if not who.is_suspected
    ]
    nobody = _("no representative, with a reason")
    return [*present, (f"{side.person_id}:{INSTEAD}", f"{side.name}: {nobody}")]
