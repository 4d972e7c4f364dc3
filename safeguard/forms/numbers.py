"""A whole number, written in a short line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguard.forms.options import Asked


class NumberField(Asked, forms.IntegerField):
    """A count of people, votes or days. No arrows and no wheel: a number changed by scrolling is a mistake."""

    required_message = _("Give a number")

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write a whole number in figures")
