"""Words: one line, many lines, a telephone number."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safeguard.forms.options import Asked


class TextField(Asked, forms.CharField):
    """One line. `width` in characters: 2, 3, 4, 5, 10, 20 or 30 (GOV.UK's fixed widths)."""

    required_message = _("Fill in this answer")

    def __init__(self, *, width: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        self.width = width
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A length that the browser enforces would cut a pasted text without a word; the server says it instead."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | ({"class": f"govuk-input--width-{self.width}"} if self.width else {})


class WordsField(Asked, forms.CharField):
    """Many lines: what somebody saw, decided, reasoned."""

    required_message = _("Fill in this answer")

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20_000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": False}))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class PhoneField(Asked, forms.CharField):
    """Any way people write it; kept as +380 50 123 4567. Short numbers (102, 116 111) only where allowed."""

    required_message = _("Give a telephone number")

    widget = forms.TextInput(
        attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
    )

    def __init__(self, *, country: str = "ua", allow_short: bool = False, **kwargs: Any) -> None:
        self.country, self.allow_short = country.upper(), allow_short
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        digits = "".join(character for character in text if character.isdigit())
        if self.allow_short and 3 <= len(digits) <= 6:
            return str(text)
        try:
            number = phonenumbers.parse(text, self.country)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            message = _("Check the telephone number, for example %(example)s")
            raise ValidationError(message, code="phone", params={"example": self._example()})
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def _example(self) -> str:
        example = phonenumbers.example_number_for_type(self.country, phonenumbers.PhoneNumberType.MOBILE)
        return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL) if example else ""
