"""Who was told, when and how."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enums import Channel
from cases.models import Notice
from cases.selectors.sides import Side
from cases.services.attachments import Upload
from cases.services.notices import NoticeDraft
from safeguard.documents.models import Attachment
from safeguard.forms import (
    CheckboxesField,
    FilesField,
    GovForm,
    MomentField,
    RadioField,
    SelectField,
    TextField,
    WordsField,
)

INSTEAD = "instead"
_MOST_FILES = 3
_FILES = frozenset({"evidence", "without"})


class NoticeForm(GovForm):
    """To a body: one recipient."""

    told_at = MomentField(
        label=gettext_lazy("When were they told"),
        help_text=gettext_lazy("The moment itself, not the moment of writing it down. The limit is met at this time."),
        is_past=True,
    )
    channel = SelectField(label=gettext_lazy("How"), choices=Channel.choices)
    told_whom = TextField(label=gettext_lazy("Who took the notice: name and office"))
    reference = TextField(
        label=gettext_lazy("Reference number"),
        help_text=gettext_lazy("Outgoing or incoming number, if there is one."),
        max_length=60,
        width=20,
        required=False,
    )
    remark = WordsField(label=gettext_lazy("Remark"), rows=2, required=False)
    evidence = FilesField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("A stamped copy, a picture of the register, a confirmation. Kept sealed with the case."),
        max_files=_MOST_FILES,
        required=False,
    )
    without = CheckboxesField(
        label=gettext_lazy("Sent already with this form"),
        help_text=gettext_lazy("These files go in with the rest. Tick what is to be left out."),
        required=False,
    )
    correction_reason = WordsField(
        label=gettext_lazy("What was wrong in the first entry"),
        help_text=gettext_lazy("The first entry stays as it is; this one counts instead of it."),
        rows=2,
        required=False,
    )

    def __init__(
        self, *args: Any, corrects: Notice | None = None, waiting: Iterable[Attachment] = (), **kwargs: Any
    ) -> None:
        """`waiting`: files that came with the form before it was refused."""
        self.corrects = corrects
        if corrects is not None:
            kwargs["initial"] = self.before(corrects)
        super().__init__(*args, **kwargs)
        if corrects is None:
            del self.fields["correction_reason"]
        else:
            self.fields["correction_reason"].required = True
        self.show_waiting(waiting)

    def show_waiting(self, files: Iterable[Attachment]) -> None:
        """Nothing is asked while nothing waits."""
        choices = [(str(file.pk), file.open("name")) for file in files]
        self.fields.pop("without", None)
        if choices:
            self.fields["without"] = without = deepcopy(self.base_fields["without"])
            without.choices = choices
            names = [name for name in self.fields if name != "without"]
            at = names.index("evidence") + 1
            self.order_fields([*names[:at], "without", *names[at:]])

    def clean(self) -> dict[str, Any]:
        """Those that waited count too."""
        answers = super().clean() or self.cleaned_data
        waiting = len(self.fields["without"].choices) if "without" in self.fields else 0
        waiting -= len(answers.get("without") or [])
        if waiting + len(answers.get("evidence") or []) > _MOST_FILES:
            self.add_error("evidence", _("At most %(limit)s files at a time") % {"limit": _MOST_FILES})
        return answers

    @staticmethod
    def before(notice: Notice) -> dict[str, Any]:
        """What the first entry said."""
        return {
            "told_at": notice.told_at,
            "channel": notice.channel,
            "told_whom": notice.open("told_whom"),
            "reference": notice.reference,
            "remark": notice.open("remark"),
        }

    def draft(self, rule: str) -> NoticeDraft:
        answers = {name: value for name, value in self.cleaned_data.items() if name not in _FILES}
        return NoticeDraft(rule=rule, corrects_id=self.corrects.pk if self.corrects else None, **answers)

    @property
    def left_out(self) -> list[str]:
        return self.cleaned_data.get("without") or []

    def uploads(self) -> list[Upload]:
        """Those of this sending that were found to be what they say."""
        return uploads_of(self.cleaned_data.get("evidence"))


class GuardianNoticeForm(NoticeForm):
    """For a rule that counts every minor side: one representative of one child at a time."""

    whom = RadioField(label=gettext_lazy("Who was told, for which child"))
    decided_reason = WordsField(
        label=gettext_lazy("If somebody else was told: why, and who decided so"),
        help_text=gettext_lazy("Only where the child has no representative who may be told."),
        rows=2,
        required=False,
    )
    field_order = (
        "whom",
        "told_whom",
        "decided_reason",
        "told_at",
        "channel",
        "reference",
        "remark",
        "evidence",
        "correction_reason",
    )

    def __init__(self, *args: Any, sides: list[Side], child: str = "", **kwargs: Any) -> None:
        """`child` sets the children apart whom nobody has told yet, when one of them was pressed."""
        super().__init__(*args, **kwargs)
        children = {str(side.person_id): side for side in sides if side.is_minor}
        wanted = [children[child]] if child in children else list(children.values())
        self.fields["whom"].choices = [choice for side in wanted for choice in _choices(side)]
        told_whom = self.fields["told_whom"]
        told_whom.label, told_whom.required = _("If somebody else was told: name and office"), False

    @staticmethod
    def before(notice: Notice) -> dict[str, Any]:
        initial = NoticeForm.before(notice)
        if notice.adult_id is not None:
            initial["told_whom"] = ""
        told = notice.adult_id or INSTEAD
        return initial | {"whom": f"{notice.side_child_id}:{told}", "decided_reason": notice.open("decided_reason")}

    def draft(self, rule: str) -> NoticeDraft:
        """A suspected representative isn't among the choices."""
        child, _colon, adult = self.cleaned_data["whom"].partition(":")
        answers = {name: value for name, value in self.cleaned_data.items() if name not in {*_FILES, "whom"}}
        return NoticeDraft(
            rule=rule,
            corrects_id=self.corrects.pk if self.corrects else None,
            side_child_id=UUID(child),
            adult_id=None if adult == INSTEAD else UUID(adult),
            **answers,
        )


def _choices(side: Side) -> list[tuple[str, str]]:
    told = [
        (f"{side.person_id}:{who.adult_id}", f"{side.name}: {who.name} ({who.kinship})")
        for who in side.representatives
        if not who.is_suspected
    ]
    instead = _("somebody else, with a reason")
    return told or [(f"{side.person_id}:{INSTEAD}", f"{side.name}: {instead}")]


def uploads_of(files: Iterable[UploadedFile] | None) -> list[Upload]:
    """Read by the field already: each knows what it is."""
    return [_upload(file) for file in files or []]


def _upload(file: UploadedFile) -> Upload:
    file.seek(0)
    return Upload(str(file.name), file.media_type, file.read())  # type: ignore[attr-defined]
