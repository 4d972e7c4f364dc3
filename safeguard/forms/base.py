"""The base of every form."""

from typing import Any

from django import forms

from safeguard.errors import DomainError
from safeguard.wording import say


class GovFormMixin:
    """No browser bubbles in the browser's language: the server answers, in the reader's."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def refuse(self, error: DomainError) -> None:
        """What a service refused, beside the field it names, else above the form."""
        field = error.field if error.field in self.fields else None  # type: ignore[attr-defined]
        self.add_error(field, say(error))  # type: ignore[attr-defined]


class GovForm(GovFormMixin, forms.Form):
    """A form that writes through a service."""


class GovModelForm(GovFormMixin, forms.ModelForm):  # type: ignore[type-arg]
    """For the shared directory only: rows of a school are written by services."""
