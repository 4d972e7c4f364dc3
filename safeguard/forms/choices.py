"""One answer of several, several of several, yes or no. Each option may carry a hint."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguard.forms.options import Asked

_PICK_ONE = _("Choose one answer")
_PLAIN_CHOICES: Any = vars(forms.ChoiceField)["choices"]


class _WithHints:
    """Hints by value, shown under the option; `last_resort` is set apart from the others by "or"."""

    hints: Mapping[Any, object] = {}
    last_resort: Any = None

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(getattr(value, "value", value), "")
        option["is_last_resort"] = self.last_resort is not None and str(value) == str(self.last_resort)
        return option


class Radios(_WithHints, forms.RadioSelect):
    """`attrs={"class": ...}`: govuk-radios--inline, sg-radios--columns, sg-choice (large boxes)."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class Checkboxes(_WithHints, forms.CheckboxSelectMultiple):
    """Every box by itself: none of them is required by the browser."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class RadioField(Asked, forms.TypedChoiceField):
    """One of a few. `hints` by value, `look` is the class of the group, `coerce` as in Django (an enum, say)."""

    required_message = _PICK_ONE

    def __init__(
        self, *, hints: Mapping[Any, object] | None = None, last_resort: Any = None, look: str = "", **kwargs: Any
    ) -> None:
        widget = Radios(attrs={"class": look} if look else None)
        widget.hints, widget.last_resort = hints or {}, last_resort
        kwargs.setdefault("widget", widget)
        kwargs.setdefault("empty_value", None)
        super().__init__(**kwargs)


class YesNoField(RadioField):
    """A question that must be answered: neither box is ticked beforehand. Gives True or False (None if left empty)."""

    def __init__(self, *, yes: object = _("Yes"), no: object = _("No"), **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("yes", yes), ("no", no)])
        kwargs.setdefault("coerce", lambda value: value == "yes")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class CheckboxesField(Asked, forms.TypedMultipleChoiceField):
    """Several of several."""

    required_message = _("Choose at least one answer")

    def __init__(self, *, hints: Mapping[Any, object] | None = None, look: str = "", **kwargs: Any) -> None:
        widget = Checkboxes(attrs={"class": look} if look else None)
        widget.hints = hints or {}
        kwargs.setdefault("widget", widget)
        super().__init__(**kwargs)


class SelectField(Asked, forms.TypedChoiceField):
    """One of many. With `empty` (a prompt) nothing is chosen beforehand."""

    required_message = _PICK_ONE

    def __init__(self, *, empty: object = _("Choose"), **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(**kwargs)

    @property
    def choices(self) -> Any:
        return _PLAIN_CHOICES.fget(self)

    @choices.setter
    def choices(self, value: Any) -> None:
        _PLAIN_CHOICES.fset(self, self._with_prompt(value))

    def _with_prompt(self, value: Any) -> Any:
        """Choices given as a function stay one: they are asked when the form is shown."""
        if not self.empty:
            return value
        if callable(value) and not isinstance(value, type):
            return lambda: [("", self.empty), *value()]
        return [("", self.empty), *getattr(value, "choices", value)]
