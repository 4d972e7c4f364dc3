"""What every template may say without `{% load %}`: dates and numbers in words, glue, error links."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safeguard import dates

register = template.Library()

_CLASS_LETTER = re.compile(r"(\d)-(\w\b)")
_NUMBER_SIGN = re.compile(r"№ (?=\S)")


def _silent_on_nothing(name: str, write: Any) -> None:
    """An empty value writes nothing: a template needs no `if` around a date that may be missing."""

    def filter_(value: Any) -> str:
        return "" if value in (None, "") else write(value)

    register.filter(name, filter_)


for _name in (
    "day", "day_without_year", "day_full", "day_short", "day_plain", "month", "weekday", "clock_time",
    "moment", "moment_short", "moment_plain", "when", "about", "working_days",
):  # fmt: skip
    _silent_on_nothing(_name, getattr(dates, _name))
_silent_on_nothing("filesize_text", dates.size)


@register.filter
def left(value: timedelta | None) -> str:
    """{{ deadline.remaining|left }}: 2 год 15 хв."""
    return "" if value is None else dates.left(value)


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    return "–" if value in (None, "") else dates.number(value, decimals)


@register.filter
def signed(value: Any) -> str:
    """+14, −3, 0: a change, with a true minus."""
    if value in (None, ""):
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{dates.number(abs(value))}"


@register.filter
def percent(value: float | None) -> str:
    return dates.percent(value)


@register.filter
def glue(text: Any) -> str:
    """7-Б with a non-breaking hyphen, № 17 with a non-breaking space."""
    return _NUMBER_SIGN.sub("№\N{NO-BREAK SPACE}", _CLASS_LETTER.sub("\\1\N{NON-BREAKING HYPHEN}\\2", str(text)))


@register.filter
def capital(text: Any) -> str:
    """The first letter large, the rest untouched: Вівторок, 16 вересня 2025."""
    text = str(text)
    return text[:1].upper() + text[1:]


@register.filter
def time_tag(value: date | datetime | None, form: str = "moment") -> SafeString | str:
    """<time> with the machine's form beside the people's: {{ event.occurred_at|time_tag:"when" }}."""
    if value is None:
        return ""
    here = dates.local(value)
    machine = here.isoformat(timespec="minutes") if isinstance(here, datetime) else here.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, getattr(dates, form)(value))


@register.simple_tag
def error_links(form: Any = None, forms: Iterable[Any] | None = None) -> list[tuple[str, str]]:
    """(id to jump to, message) of every error, in the order of the page."""
    found: list[tuple[str, str]] = []
    for one in [*(forms or ()), *([form] if form and not forms else [])]:
        for part in getattr(one, "forms", [one]):
            found += _links_of(part)
        if hasattr(one, "non_form_errors"):
            found += [("", str(message)) for message in one.non_form_errors()]
    return found


def _links_of(form: Any) -> list[tuple[str, str]]:
    whole = [("", str(message)) for message in form.non_field_errors()]
    fields = [(field.focus_id, line) for field in form.visible_fields() for line in _lines_of(field)]
    hidden = [("", str(message)) for field in form.hidden_fields() for message in field.errors]
    return whole + fields + hidden


def _lines_of(field: Any) -> Iterator[str]:
    """A message that fits any question gets the question's label before it."""
    written = getattr(field.field, "written_messages", ())
    for error in field.errors.as_data():
        names_itself = error.code is None or error.code in written
        for message in error.messages:
            yield message if names_itself else f"{field.label}: {message}"


@register.simple_tag
def seat_marks(total: int, present: int, needed: int) -> list[str]:
    """CSS classes of the quorum's marks: `in` for who is there, `need` after the seat that makes the quorum."""
    return [
        " ".join(name for name, holds in (("in", seat < present), ("need", seat == needed - 1)) if holds)
        for seat in range(total)
    ]


@register.simple_tag
def elided_pages(page_obj: Any) -> list[int | str]:
    """1 2 … 11 12 with the neighbours of the current page."""
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))
