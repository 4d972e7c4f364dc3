"""The newer act: which it is, since when it counts, when it was read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safeguard.editions.services.drafts import ActAnswers
from safeguard.forms import DateField, GovForm, SelectField, TextField, in_two_years
from safeguard.forms.options import Asked
from safeguard.procedures.country import EditionNotice


class LinkField(Asked, forms.URLField):
    """An address that a reviewer can open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)
        self.error_messages["invalid"] = _("Write the whole address, for example https://zakon.rada.gov.ua/…")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not value.startswith(("https://", "http://")):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class ActForm(GovForm):
    """Everything is taken from the text itself; the product fills in nothing by itself."""

    act_key = SelectField(
        label=_("Which act is it"),
        help_text=_("Acts that the product knows by name. Its own copy of their text isn’t there."),
        required=False,
        empty="",
        says_optional=False,
    )
    act_title = TextField(label=_("Title of the act"), help_text=_("As it stands in citations."), max_length=300)
    act_number = TextField(label=_("Number of the act"), max_length=40, width=10)
    act_on = DateField(label=_("Date of the act"), is_past=True)
    act_link = LinkField(
        label=_("Where its text can be read"), help_text=_("The second person opens it."), required=False
    )
    in_force_on = DateField(
        label=_("In force from which day"), help_text=_("As the act itself says."), latest=in_two_years
    )
    checked_on = DateField(label=_("When you read the text"), is_past=True)

    def __init__(self, *args: Any, notice: EditionNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        known = [(act.key, act.title.in_(language)) for act in (*notice.by, *notice.beside)]
        self.fields["act_key"].choices = [("", _("Another act")), *known]

    def answers(self) -> ActAnswers:
        return ActAnswers(**self.cleaned_data)
