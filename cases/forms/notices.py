from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.enums import Channel
from cases.selectors.sides import Side
from cases.services.notices import NoticeDraft
from safeguard.forms import GovForm, MomentField, SelectField, TextField, WordsField

INSTEAD = "instead"


class NoticeForm(GovForm):
    """Who was told, when and how."""

    told_at = MomentField(label=_("When were they told"), is_past=True)
    channel = SelectField(label=_("How"), choices=Channel.choices)
    told_whom = TextField(label=_("Who took the notice: name and office"), required=False)
    reference = TextField(
        label=_("Number"), help_text=_("Outgoing or incoming number, if there is one."), required=False
    )
    remark = WordsField(label=_("Remark"), rows=2, required=False)

    def draft(self, rule: str) -> NoticeDraft:
        return NoticeDraft(rule=rule, **self.cleaned_data)


class GuardianNoticeForm(NoticeForm):
    """For a rule that counts every minor side: one representative of one child at a time."""

    whom = SelectField(label=_("Who was told, for which child"))
    decided_reason = WordsField(
        label=_("If nobody who represents the child was told: why, and who decided"), rows=2, required=False
    )
    field_order = ("whom", "told_at", "channel", "told_whom", "decided_reason", "reference", "remark")

    def __init__(self, *args: Any, sides: list[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for side in sides if side.is_minor for choice in _choices(side)]
        self.fields["whom"].choices = offered  # type: ignore[attr-defined]
        self.fields["told_whom"].label = _("If it was somebody else: name and office")

    def draft(self, rule: str) -> NoticeDraft:
        """A suspected representative isn't among the choices."""
        answers = dict(self.cleaned_data)
        child, _colon, adult = answers.pop("whom").partition(":")
        told = None if adult == INSTEAD else UUID(adult)
        return NoticeDraft(rule=rule, side_child_id=UUID(child), adult_id=told, **answers)


def _choices(side: Side) -> list[tuple[str, str]]:
    told = [
        (f"{side.person_id}:{who.adult_id}", f"{side.name}: {who.name} ({who.kinship})")
        for who in side.representatives
        if not who.is_suspected
    ]
    instead = _("somebody else, with a reason")
    return [*told, (f"{side.person_id}:{INSTEAD}", f"{side.name}: {instead}")]


class ReasonForm(GovForm):
    reason = WordsField(label=_("Reason"), rows=2)
