"""Days and moments in separate inputs: nothing to pick from a calendar, and what was typed stays."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguard import clock, dates
from safeguard.forms.options import Asked

_TIME = re.compile(r"^\s*(\d{1,2})(?:\s*[:.,\- ]\s*|(?=\d{2}\s*$))(\d{2})\s*$")
_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "time": _("Time")}
_MISSING = {
    "day": _("The date needs a day"),
    "month": _("The date needs a month"),
    "year": _("The date needs a year"),
    "time": _("Give the time, for example 14:30"),
}


def parse_time(text: str) -> time | None:
    """18:40, 18.40, 18 40, 1840 and 8:05; None for anything else."""
    found = _TIME.match(text)
    if not found:
        return None
    try:
        return time(int(found[1]), int(found[2]))
    except ValueError:
        return None


class Parts(forms.MultiWidget):
    """Inputs in one row: name_day, name_month, name_year and perhaps name_time."""

    template_name = "django/forms/widgets/parts.html"
    use_fieldset = True

    def __init__(self, parts: tuple[str, ...]) -> None:
        self.parts = parts
        super().__init__({part: _input(part) for part in parts})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for part, sub in zip(self.parts, context["widget"]["subwidgets"], strict=True):
            sub["label"] = _LABELS[part]
            sub["attrs"]["id"] = f"{context['widget']['attrs'].get('id', name)}_{part}"
        return context

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None] * len(self.parts)
        if isinstance(value, datetime):
            value = timezone.localtime(value) if timezone.is_aware(value) else value
        first = [value.day, value.month, value.year]
        return [*first, value.strftime("%H:%M")] if "time" in self.parts else first

    def first_id(self, id_: str) -> str:
        return f"{id_}_{self.parts[0]}"

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{self.parts[0]}" if id_ else id_


def _input(part: str) -> forms.TextInput:
    width = {"year": "4", "time": "5"}.get(part, "2")
    mode = "text" if part == "time" else "numeric"
    return forms.TextInput(attrs={"class": f"govuk-input--width-{width}", "inputmode": mode, "autocomplete": "off"})


def _refusal(message: Any, **params: object) -> ValidationError:
    """With a code: the error summary then names the question it speaks of."""
    return ValidationError(message, code="date", params=params)


class _PartsField(Asked, forms.Field):
    """What a day and a moment share: parts in, each missing one named, limits said with the day they mean."""

    required_message = _("Give the date")
    parts: tuple[str, ...] = ()
    may_lack: frozenset[str] = frozenset()

    def __init__(
        self,
        *,
        earliest: Callable[[], Any] | None = None,
        latest: Callable[[], Any] | None = None,
        is_past: bool = False,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest, self.is_past = earliest, latest, is_past
        kwargs.setdefault("widget", Parts(self.parts))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = [str(part or "").strip() for part in (value or [""] * len(self.parts))]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        given = zip(self.parts, typed, strict=True)
        missing = [_MISSING[part] for part, text in given if not text and part not in self.may_lack]
        if missing:
            raise ValidationError([_refusal(message) for message in missing])
        answer = self.compress(typed)
        self._keep_limits(answer)
        self.run_validators(answer)
        return answer

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [str(part or "") for part in self.widget.decompress(initial)]
        return before != [str(part or "").strip() for part in (data or [""] * len(self.parts))]

    def compress(self, typed: list[str]) -> Any:
        raise NotImplementedError

    def _keep_limits(self, answer: Any) -> None:
        raise NotImplementedError


def _day(typed: list[str]) -> date:
    if not all(part.isdecimal() for part in typed[:3]):
        raise _refusal(_("Write the date in figures, for example 12 9 2025"))
    day, month, year = (int(part) for part in typed[:3])
    if len(typed[2]) != 4:
        raise _refusal(_("Write the year with four figures, for example 2025"))
    try:
        return date(year, month, day)
    except ValueError:
        raise _refusal(_("There is no such day in the calendar")) from None


def in_two_years() -> date:
    """Further ahead nothing is ordered: a later year is a slip of the pen."""
    return clock.today() + timedelta(days=731)


class DateField(_PartsField):
    """A local day. `is_past=True` refuses tomorrow; `earliest` and `latest` are functions that give a day."""

    parts = ("day", "month", "year")

    def compress(self, typed: list[str]) -> date:
        return _day(typed)

    def _keep_limits(self, answer: date) -> None:
        today = clock.today()
        if self.is_past and answer > today:
            raise _refusal(_("The date can't be later than today, %(day)s"), day=dates.day(today))
        latest, earliest = self.latest and self.latest(), self.earliest and self.earliest()
        if latest and answer > latest:
            raise _refusal(_("The date can't be later than %(day)s"), day=dates.day(latest))
        if earliest and answer < earliest:
            raise _refusal(_("The date can't be earlier than %(day)s"), day=dates.day(earliest))


class MomentField(_PartsField):
    """A day and a time, read in the institution's zone; gives an aware instant."""

    parts = ("day", "month", "year", "time")

    def compress(self, typed: list[str]) -> datetime:
        at = parse_time(typed[3])
        if at is None:
            raise _refusal(_("Write the time with hours and minutes, for example 14:30"))
        zone = timezone.get_current_timezone()
        local = datetime.combine(_day(typed), at, zone)
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise _refusal(_("The clocks were put forward then: there was no such time on that day"))
        return local

    def _keep_limits(self, answer: datetime) -> None:
        now = clock.now()
        if self.is_past and answer > now:
            raise _refusal(_("The time can't be later than now, %(moment)s"), moment=dates.moment(now))
        latest, earliest = self.latest and self.latest(), self.earliest and self.earliest()
        if latest and answer > latest:
            raise _refusal(_("The time can't be later than %(moment)s"), moment=dates.moment(latest))
        if earliest and answer < earliest:
            raise _refusal(_("The time can't be earlier than %(moment)s"), moment=dates.moment(earliest))


class WallField(_PartsField):
    """A day, and the time where it is known, as the clock on the wall showed them.

    Gives ISO text: what an hour means that came twice or never is for the rules to say, which leave a note about it.
    """

    parts = ("day", "month", "year", "time")
    may_lack = frozenset({"time"})

    def compress(self, typed: list[str]) -> str:
        day = _day(typed)
        if not typed[3]:
            return day.isoformat()
        at = parse_time(typed[3])
        if at is None:
            raise _refusal(_("Write the time with hours and minutes, for example 14:30"))
        return datetime.combine(day, at).isoformat(timespec="minutes")

    def _keep_limits(self, answer: str) -> None:
        """None: any day may be asked about."""


class TimeField(Asked, forms.Field):
    """A time of day; 18:40, 18.40 and 1840 mean the same."""

    required_message = _MISSING["time"]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _input("time"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if not value or isinstance(value, time):
            return value or None
        found = parse_time(value)
        if found is None:
            raise _refusal(_("Write the time with hours and minutes, for example 14:30"))
        return found
