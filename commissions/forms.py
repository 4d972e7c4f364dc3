"""What the pages of this app ask."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.enums import Channel
from cases.forms.notices import uploads_of
from cases.forms.outcomes import ContentsForm
from cases.services.attachments import Upload
from commissions.domain.measures import MeasureDraft
from commissions.domain.motions import WORDED
from commissions.enums import Choice, Harm, MeasureFor, MeasureKind, MotionKind, Office
from safeguard.forms import (
    CheckboxesField,
    DateField,
    FilesField,
    GovForm,
    MomentField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
    WordsField,
    YesNoField,
)
from safeguard.forms.files import PAPERS


class OrderForm(GovForm):
    """The order that approves the composition; the seats follow in a formset."""

    number = TextField(label=_("Number of the order"), width=10, max_length=40)
    signed_on = DateField(label=_("Date of the order"), is_past=True)
    term_until = DateField(
        label=_("Last day of the term"),
        required=False,
        help_text=_("Leave empty if the order names no term: then it lasts until another order."),
    )
    ground = TextField(
        label=_("Ground of the order"),
        required=False,
        max_length=300,
        help_text=_(
            "For instance the minutes of the pedagogical council that elected the commission, with number and date."
        ),
    )


class DayForm(GovForm):
    """Who sat on the commission on a day."""

    on = DateField(label=_("Day"))


class SeatForm(GovForm):
    """One seat of the order. A row without a person is left out."""

    adult = SelectField(label=_("Person"), required=False, says_optional=False)
    office = SelectField(label=_("Office"), choices=Office.choices, empty="", initial=Office.MEMBER, required=False)
    position = TextField(label=_("Position"), max_length=100, required=False, says_optional=False)
    speciality = SelectField(
        label=_("Place that the procedure names"), empty=_("None of them"), required=False, says_optional=False
    )

    def __init__(self, *args: Any, people: Any = (), places: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adult"].choices = people  # type: ignore[attr-defined]
        self.fields["speciality"].choices = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("adult") and not found.get("position"):
            self.add_error("position", _("Write the position as the order names it"))
        return found


class CallForm(GovForm):
    """Which cases, when, where; a reason only where a limit is broken."""

    cases = CheckboxesField(label=_("Cases to be heard"), error_messages={"required": _("Choose at least one case.")})
    starts_at = MomentField(label=_("Date and time"))
    place = TextField(label=_("Place"), max_length=100, help_text=_("For example: room 204"))
    reason = WordsField(
        label=_("Why a limit can't be kept"),
        rows=3,
        required=False,
        help_text=_("Only when the date is past a limit. The reason stands in the minutes."),
    )
    despite_clash = forms.BooleanField(
        label=_("I know it. Call the meeting for this time all the same"), required=False
    )

    def __init__(
        self, *args: Any, waiting: Any = (), hints: Any = None, asks_clash: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_clash:
            del self.fields["despite_clash"]
        self.fields["cases"].choices = waiting  # type: ignore[attr-defined]
        self.fields["cases"].widget.hints = hints or {}  # type: ignore[attr-defined]


class PaperForm(CallForm):
    """A meeting that was held on paper: entered afterwards, with the time it was held and the time of entry."""

    field_order = ("cases", "starts_at", "ended_at", "place")
    starts_at = MomentField(label=_("When it began"), is_past=True)
    ended_at = MomentField(label=_("When it ended"), is_past=True)
    reason = None  # type: ignore[assignment]


class CancelForm(GovForm):
    reason = WordsField(label=_("Why the meeting isn't held"), rows=3)


class SendForm(GovForm):
    with_materials = forms.BooleanField(label=_("The materials go with the notice"), required=False, initial=True)


class InviteForm(GovForm):
    """Those whom the data suggests, and one whom it doesn't know."""

    people = CheckboxesField(label=_("Invite"), required=False, says_optional=False)
    other = TextField(
        label=_("Somebody else"), required=False, help_text=_("Name and office, as the minutes will have it")
    )

    def __init__(self, *args: Any, candidates: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = candidates  # type: ignore[attr-defined]
        if not candidates:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("people") and not found.get("other"):
            self.add_error(None, _("Choose at least one person."))
        return found


class HandoverForm(GovForm):
    """How somebody was told by hand."""

    channel = RadioField(
        label=_("How they were told"),
        choices=[
            (value, label) for value, label in Channel.choices if value not in {Channel.PRODUCT, Channel.LINE_102}
        ],
        coerce=Channel,
    )
    sent_at = MomentField(label=_("When they were told of agenda, date, time and place"), is_past=True)
    materials_at = MomentField(
        label=_("When they were given the materials"),
        is_past=True,
        required=False,
        help_text=_("Leave empty if they haven't got them: the notice isn't complete then."),
    )
    is_signed_for = YesNoField(
        label=_("On paper: did they sign for it?"), required=False, help_text=_("The signature proves the delivery.")
    )
    scan = FilesField(
        label=_("Scan of the signed notice"),
        help_text=_("Kept sealed beside the notice. The paper stays the original."),
        max_files=2,
        kinds=PAPERS,
        required=False,
    )
    has_consent = YesNoField(label=_("Do they agree to take part?"), required=False)

    def __init__(self, *args: Any, asks_consent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_consent:
            del self.fields["has_consent"]

    def uploads(self) -> list[Upload]:
        return uploads_of(self.cleaned_data.get("scan"))


class MarkForm(GovForm):
    """One press in the roll."""

    here = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")


class BallotForm(GovForm):
    choice = forms.TypedChoiceField(choices=Choice.choices, coerce=Choice)


class TimesForm(GovForm):
    """Exact times of a stay, or the reason of an absence."""

    arrived = TimeField(label=_("Arrived at"), required=False, says_optional=False)
    left = TimeField(
        label=_("Left at"), required=False, help_text=_("Empty: stayed until the end"), says_optional=False
    )
    reason = TextField(
        label=_("Reason of the absence"),
        max_length=100,
        required=False,
        help_text=_("Only for somebody who didn't come"),
    )


class MotionForm(GovForm):
    """What is put to the vote under a question."""

    kind = RadioField(label=_("What is put to the vote"), coerce=MotionKind)
    accused = RadioField(
        label=_("About whom"),
        required=False,
        help_text=_("Several are accused. Each has a vote: it may be bullying by one and a conflict by another."),
    )
    text = WordsField(
        label=_("Wording for the minutes"), rows=3, required=False, help_text=_("Empty: the usual wording")
    )
    why_not = WordsField(
        label=_("If the words speak of something forbidden and don't mean it: why"),
        rows=2,
        required=False,
        help_text=_("Asked for only when the wording speaks of an expulsion, a transfer and the like. Kept sealed."),
    )
    candidate = SelectField(label=_("Who is proposed"), required=False)
    proposed_by = SelectField(label=_("Who proposes"), required=False)

    def __init__(self, *args: Any, kinds: Any = (), members: Any = (), accused: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["accused"].choices = accused  # type: ignore[attr-defined]
        if not accused:
            del self.fields["accused"]
        for name in ("candidate", "proposed_by"):
            self.fields[name].choices = members  # type: ignore[attr-defined]
            if not members:
                del self.fields[name]
        if not WORDED & {MotionKind(kind) for kind, _label in kinds}:
            del self.fields["why_not"]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0][0]


class ItemForm(GovForm):
    """Heard, spoke, resolved: as typed, saved at once."""

    heard = WordsField(
        label=pgettext_lazy("minutes", "Heard"),
        rows=5,
        required=False,
        says_optional=False,
        help_text=_("Who reported and what"),
    )
    spoke = WordsField(label=pgettext_lazy("minutes", "Spoke"), rows=5, required=False, says_optional=False)
    resolved = WordsField(label=pgettext_lazy("minutes", "Resolved"), rows=3, required=False, says_optional=False)


class HearingForm(GovForm):
    """What the form of the minutes asks about a case."""

    basis = WordsField(
        label=_("Basis"),
        rows=3,
        required=False,
        says_optional=False,
        help_text=_("From whom and when the application or report came"),
    )
    summary = WordsField(label=_("Short content of the report"), rows=5, required=False, says_optional=False)
    reasons = WordsField(label=_("Reasons of the decision"), rows=5, required=False, says_optional=False)


class MeasureForm(ContentsForm):
    """What is to be done. Whom it is for is one choice: a side by code, or a group."""

    field_order = (
        "kind",
        "for_whom",
        "text",
        "responsible",
        "due_on",
        "due_note",
        "effect",
        "judged_by",
        "contains",
        "why_not",
    )
    kind = SelectField(label=_("Heading"), coerce=MeasureKind)
    for_whom = SelectField(label=_("For whom"))
    text = WordsField(
        label=_("What is to be done"),
        rows=3,
        help_text=_("Educational, not a punishment; about what was done, not about what somebody is like."),
    )
    responsible = SelectField(
        label=_("Responsible person"),
        required=False,
        says_optional=False,
        help_text=_("Only a recommendation needs nobody who answers for it."),
    )
    due_on = DateField(label=_("Until"), required=False, says_optional=False)
    due_note = TextField(
        label=_("Or in words"), required=False, says_optional=False, help_text=_("For example: weekly, constantly")
    )
    effect = WordsField(
        label=_("How its effect will be judged"),
        rows=2,
        help_text=_("For example: talks with П-1 and the class teacher after two weeks; no new reports in a month"),
    )
    judged_by = SelectField(label=_("Who judges it"), required=False, help_text=_("Empty: the responsible person"))

    def __init__(self, *args: Any, people: Any = (), whom: Any = (), kinds: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["for_whom"].choices = whom  # type: ignore[attr-defined]
        for name in ("responsible", "judged_by"):
            self.fields[name].choices = people  # type: ignore[attr-defined]

    def draft(self) -> MeasureDraft:
        """`for_whom` is "victim:<id of the side>", or "class"."""
        typed = self.cleaned_data
        group, _colon, person = str(typed["for_whom"]).partition(":")
        return MeasureDraft(
            **{name: typed[name] for name in ("kind", "text", "due_on", "due_note", "effect")},
            for_whom=MeasureFor(group),
            person_id=UUID(person) if person else None,
            responsible_id=UUID(typed["responsible"]) if typed["responsible"] else None,
            judged_by_id=UUID(typed["judged_by"]) if typed["judged_by"] else None,
            contents=self.contents,
        )


class SignsForm(GovForm):
    """On what a qualification rests, for one accused."""

    is_systematic = YesNoField(
        label=_("Were the acts systematic?"),
        help_text=_("Repeated acts, not one quarrel. What happened once is a conflict and is followed up too."),
    )
    kinds = CheckboxesField(label=_("Signs"), required=False, says_optional=False)
    harm = RadioField(label=_("Harm"), choices=Harm.choices, coerce=Harm)

    def __init__(self, *args: Any, signs: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = signs  # type: ignore[attr-defined]


class OpinionForm(GovForm):
    seat = SelectField(label=_("Member"))
    is_dictated = RadioField(
        label=_("How it was given"),
        choices=[("written", _("Handed in in writing")), ("dictated", _("Dictated in the room"))],
        initial="written",
    )
    text = WordsField(label=_("Separate opinion"), rows=5)

    def __init__(self, *args: Any, members: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = members  # type: ignore[attr-defined]
