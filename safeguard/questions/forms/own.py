"""The same questions inside an institution: its procedure and calendar are known, nobody chooses them."""

from collections.abc import Mapping
from typing import Any

from safeguard.questions.forms.days import DaysForm
from safeguard.questions.forms.due import DueForm

_KNOWN = ("calendar", "week")


class OwnDueForm(DueForm):
    """About the procedure that the institution works by, in its own time zone."""

    def __init__(self, answers: Mapping[str, Any], *, procedure: str, timezone: str) -> None:
        super().__init__({**answers, "procedure": procedure})
        self.timezone = timezone
        for name in _KNOWN:
            self.fields.pop(name, None)

    def question(self) -> dict[str, object]:
        return super().question() | {"timezone": self.timezone}


class OwnDaysForm(DaysForm):
    def __init__(self, answers: Mapping[str, Any], *, calendar: str) -> None:
        super().__init__({**answers, "calendar": calendar})
        self.code = calendar
        for name in _KNOWN:
            self.fields.pop(name, None)

    def question(self) -> dict[str, object]:
        self.cleaned_data["calendar"] = self.code
        return super().question()
