"""The questions of a report, step by step. Kinds and places are the procedure's own words."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.domain.draft import Step
from cases.enums import Channel, Danger, Kind, Place
from safeguard import clock, dates
from safeguard.forms import (
    CheckboxesField,
    DateField,
    FileField,
    GovForm,
    MomentField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
    WordsField,
    YesNoField,
)
from safeguard.people.enums import Sex
from safeguard.procedures.schema import Procedure

Choices = Sequence[tuple[str, object]]
#: Years between: somebody who turns 18 later this year is a child today.
_OLDEST_CHILD = 18


class StepForm(GovForm):
    """Reads what was typed in an earlier request; judged only when the author has pressed on from the step."""

    @classmethod
    def of(cls, step: Step, **kwargs: Any) -> "StepForm":
        form = cls(as_query(step.typed) if step.typed else None, **kwargs)
        if step.typed and not step.is_asked:
            form._errors = ErrorDict()  # shows the answers, says nothing of those that are still missing
        return form


class FindForm(GovForm):
    """A few letters of a name, a class, or both."""

    query = TextField(label=_("Name"), required=False, says_optional=False, max_length=100)
    school_class = SelectField(label=_("Class"), required=False, says_optional=False, empty=_("All classes"))

    def __init__(self, *args: Any, classes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_class"].choices = classes


class WhatForm(StepForm):
    """When, where, what: in the words of who saw or heard it."""

    happened = DateField(
        label=_("When did it happen"),
        help_text=_("If you don't know exactly, give the day on which you learned of it. For example, 12 9 2025"),
        is_past=True,
    )
    happened_time = TimeField(label=_("At what time"), help_text=_("If you know it."), required=False)
    place = SelectField(label=_("Where"))
    place_note = TextField(label=_("Where exactly"), help_text=_("A room, a chat, a bus stop."), required=False)
    kinds = CheckboxesField(label=_("What kind of violence"), help_text=_("Choose all that fit."))
    narrative = WordsField(
        label=_("What did you see or hear"),
        help_text=_("In the child's words, if you remember them. You don't have to judge."),
        error_messages={"required": _("Write what you saw or heard.")},
    )
    danger_now = RadioField(
        label=_("Is there danger now"),
        choices=Danger.choices,
        hints={Danger.YES: _("First call 102 or 103. The head is told at once.")},
        error_messages={"required": _("Say whether there is danger now")},
    )

    def __init__(self, *args: Any, procedure: Procedure, language: str, readers: object = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = _worded(procedure.kinds, language, Kind)
        self.fields["place"].choices = _worded(procedure.places, language, Place)
        self.fields["narrative"].seen_by = readers

    def clean(self) -> dict[str, Any]:
        """Without a time only the day is known; the day of today isn't over, so a later hour is refused."""
        answers = super().clean()
        day = answers.get("happened")
        if day is None or "happened_time" in self.errors:
            return answers
        answers["happened_exactly"] = answers.get("happened_time") is not None
        at = answers.get("happened_time") or time(0)
        answers["happened_at"] = datetime.combine(day, at, timezone.get_current_timezone())
        if answers["happened_at"] > clock.now():
            later = _("The time can't be later than now, %(moment)s") % {"moment": dates.moment(clock.now())}
            self.add_error("happened_time", later)
        return answers


class CareForm(StepForm):
    """What was done for the child, and evidence."""

    first_aid_given = YesNoField(
        label=_("Was first aid given"), yes=_("Yes, it was given"), no=_("No, it wasn't needed or not given")
    )
    first_aid_note = WordsField(
        label=_("What was done, by whom"),
        rows=2,
        required=False,
        help_text=_("An ambulance, a nurse, where the child is."),
    )


class EvidenceForm(GovForm):
    """One file at a time; it's sealed as soon as it has come."""

    file = FileField(
        label=_("A picture, a recording or a paper"),
        help_text=_("PDF, PNG, JPEG, WebP, MP4 or DOCX, up to 10 MB. The same people will see it."),
        required=False,
    )


class ToldForm(StepForm):
    """How an earlier report came in: its own times count, not the moment of entering it."""

    channel = RadioField(
        label=_("How did the report come in"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.PRODUCT],
    )
    reporter_name = TextField(label=_("Who told the school"), help_text=_("Name and who they are to the child."))
    received = MomentField(label=_("When did the school receive it"), is_past=True)
    head_received = MomentField(
        label=_("When did the head receive it"), help_text=_("The limits are counted from here."), is_past=True
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        received, head = answers.get("received"), answers.get("head_received")
        if received and head and head < received:
            self.add_error("head_received", _("The head can't have been told before the school."))
        return answers


class PersonForm(StepForm):
    """Somebody who isn't in the list yet."""

    role = RadioField(label=_("Role in the event"), choices=[])
    who = RadioField(
        label=_("Who is it"),
        choices=[
            ("pupil", _("A pupil of this school")),
            ("child", _("A child from elsewhere")),
            ("staff", _("An adult who works here")),
            ("adult", _("Another adult")),
        ],
    )
    family = TextField(label=_("Family name"), width=20, max_length=80)
    given = TextField(label=_("Given name"), width=20, max_length=80, required=False)
    patronymic = TextField(label=_("Patronymic"), width=20, max_length=80, required=False)
    sex = RadioField(label=_("Sex"), choices=Sex.choices, required=False, look="govuk-radios--inline")
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        help_text=_("For a child, if you know it. For example, 2013"),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}),
    )
    school_class = SelectField(
        label=_("Class"), help_text=_("For a pupil of this school."), required=False, says_optional=False
    )
    position = TextField(
        label=_("Who is this adult"),
        help_text=_("Office or relation, for an adult."),
        required=False,
        says_optional=False,
    )
    is_another = YesNoField(
        label=_("Somebody of this name is here already. Is this another person"), required=False, says_optional=False
    )

    def __init__(self, *args: Any, roles: Choices, classes: Choices, asks_another: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles
        self.fields["school_class"].choices = classes
        if not asks_another:
            del self.fields["is_another"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("who") == "pupil" and not answers.get("school_class") and "school_class" not in self.errors:
            self.add_error("school_class", _("Choose the class of the pupil"))
        year, this_year = answers.get("birth_year"), clock.today().year
        if year is not None and not this_year - _OLDEST_CHILD <= year <= this_year:
            self.add_error("birth_year", _("Check the year of birth: a child is under 18"))
        return answers


class WordsForm(GovForm):
    """An addition to a report."""

    text = WordsField(
        label=_("What do you want to add"), help_text=_("It's dated and stands under what was told first.")
    )


class WithdrawForm(GovForm):
    reason = WordsField(
        label=_("Why is it withdrawn"),
        help_text=_("The report stays in the register, and every limit runs on: the head still has to act."),
        rows=3,
    )


def as_query(typed: Mapping[str, Sequence[str]]) -> QueryDict:
    """What was typed, as a form reads it."""
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, list(values))
    return query


def _worded(titles: Mapping[str, Any], language: str, known: Any) -> list[tuple[str, str]]:
    """In the procedure's order and words; only keys that the product counts."""
    return [(key, _capital(entry.title.in_(language))) for key, entry in titles.items() if key in known.values]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
