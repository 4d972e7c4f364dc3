"""Days, times and numbers as people write them, in the four languages.

Names of months and days and the plural of units come from CLDR (Babel); the order and the spaces are ours: CLDR's
long forms carry "р." and "г.", which nobody says on a page, and break between a number and its word.
Instants are shown in the active zone: the institution's inside a view.
"""

import re
from datetime import date, datetime, timedelta
from typing import Literal

from babel.core import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from safeguard import clock

_SPACE = "\N{NO-BREAK SPACE}"
_LOCALES = {"uk": Locale("uk"), "kk": Locale("kk"), "ru": Locale("ru"), "en": Locale("en", "GB")}
_PATTERNS = {
    "day": {"kk": "y 'ж'. d MMMM"},
    "day_without_year": {},
    "full": {"kk": "y 'ж'. d MMMM, EEEE"},
    "short": {"en": "EEE d MMM"},
    "plain": {"en": "d MMM y"},
    "month": {"kk": "y 'ж'. LLLL"},
    "official": {"kk": "y 'ж'. «d» MMMM", "ru": "«d» MMMM y 'г'.", "en": "d MMMM y"},
}
_USUAL = {
    "day": "d MMMM y",
    "day_without_year": "d MMMM",
    "full": "EEEE, d MMMM y",
    "short": "EEE dd.MM",
    "plain": "dd.MM.y",
    "month": "LLLL y",
    "official": "«d» MMMM y 'р'.",
}
#: Where CLDR's short form is wordy (English) or the long one missing (Kazakh, as packed in Babel).
_UNITS = {
    "en": {"hour": "{0} h", "minute": "{0} min"},
    "kk": {"day": "{0} күн", "minute": "{0} мин", "hour": "{0} сағ"},
}
_SEPT = re.compile(r"\bSept\b")
_SIZES = {"uk": ("КБ", "МБ"), "kk": ("КБ", "МБ"), "ru": ("КБ", "МБ"), "en": ("kB", "MB")}


def language() -> str:
    """The active one of the four; English where none is active."""
    code = (get_language() or "en").split("-")[0]
    return code if code in _LOCALES else "en"


def glue(text: str) -> str:
    """No line break inside."""
    return text.replace(" ", _SPACE).replace("\N{NARROW NO-BREAK SPACE}", _SPACE)


def _written(value: date, form: str) -> str:
    code = language()
    text = format_date(value, _PATTERNS[form].get(code, _USUAL[form]), _LOCALES[code])
    # People and our texts write п’ятниця; CLDR has the letter apostrophe. Sept, as CLDR has it, is four letters.
    return glue(_SEPT.sub("Sep", _apostrophe(text)))


def _apostrophe(text: str) -> str:
    return text.replace("\N{MODIFIER LETTER APOSTROPHE}", "\N{RIGHT SINGLE QUOTATION MARK}")


def local(value: date | datetime) -> date | datetime:
    """An instant in the active zone; a day as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def local_day(value: date | datetime) -> date:
    """The day of an instant in the active zone; a day as it is."""
    value = local(value)
    return value.date() if isinstance(value, datetime) else value


def day(value: date | datetime) -> str:
    """12 вересня 2025; 2025 ж. 12 қыркүйек; 12 сентября 2025; 12 September 2025."""
    return _written(local_day(value), "day")


def day_without_year(value: date | datetime) -> str:
    """12 вересня."""
    return _written(local_day(value), "day_without_year")


def day_full(value: date | datetime) -> str:
    """вівторок, 16 вересня 2025; breaks after the comma."""
    return _written(local_day(value), "full").replace("," + _SPACE, ", ")


def day_short(value: date | datetime) -> str:
    """пн 15.09; Mon 15 Sep."""
    return _written(local_day(value), "short")


def day_plain(value: date | datetime) -> str:
    """15.09.2025 for tables; 15 Sep 2025."""
    return _written(local_day(value), "plain")


def day_official(value: date | datetime) -> str:
    """«15» вересня 2025 р.; 2025 ж. «15» қыркүйек: the head of an official paper."""
    return _written(local_day(value), "official")


def month(value: date) -> str:
    """вересень 2025; 2025 ж. қыркүйек."""
    text = _written(value, "month")
    return text.lower() if language() == "kk" else text  # CLDR's stand-alone Kazakh months begin with a capital


def weekday(value: date | datetime, width: str = "EEE") -> str:
    """чт; with width EEEE четвер."""
    return _apostrophe(format_date(local_day(value), width, _LOCALES[language()]))


def clock_time(value: datetime) -> str:
    """18:40, in every language."""
    return local(value).strftime("%H:%M")


def moment(value: datetime) -> str:
    """12 вересня 2025, 18:40."""
    return f"{day(value)}, {clock_time(value)}"


def moment_short(value: datetime) -> str:
    """пн 15.09, 10:35."""
    return f"{day_short(value)}, {clock_time(value)}"


def moment_plain(value: datetime) -> str:
    """15.09.2025, 10:35."""
    return f"{day_plain(value)}, {clock_time(value)}"


def when(value: date | datetime) -> str:
    """today, 10:35; tomorrow; ср 17.09, 09:10: the way one says it aloud."""
    words = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    said = words.get((local_day(value) - clock.today()).days) or day_short(value)
    return f"{said}, {clock_time(value)}" if isinstance(value, datetime) else said


def _unit(count: int, unit: str) -> str:
    code = language()
    if pattern := _UNITS.get(code, {}).get(unit):
        return glue(pattern.format(count))
    width: Literal["long", "short"] = "long" if unit in {"day", "week"} else "short"
    return glue(format_unit(count, f"duration-{unit}", width, locale=_LOCALES[code]))


def left(value: timedelta) -> str:
    """How long, in at most two units: 15 хв; 2 год 15 хв; 3 дні 4 год; 16 днів. The words around it say the sign."""
    minutes = int(abs(value).total_seconds() // 60)
    hours, days = minutes // 60, minutes // 1440
    if minutes == 0:
        return gettext("less than a minute")
    if hours == 0:
        return _unit(minutes, "minute")
    if hours < 48:
        return _two(_unit(hours, "hour"), minutes % 60, "minute")
    if days < 14:
        return _two(_unit(days, "day"), hours % 24, "hour")
    return _unit(days, "day")


def _two(first: str, rest: int, unit: str) -> str:
    return f"{first}{_SPACE}{_unit(rest, unit)}" if rest else first


def about(value: datetime) -> str:
    """in 3 hours; 2 дні тому: beside the exact time, never instead of it."""
    delta = value - clock.now()
    if abs(delta) < timedelta(minutes=1):
        return gettext("now")
    text = format_timedelta(delta, granularity="minute", threshold=1.5, add_direction=True, locale=_LOCALES[language()])
    return glue(text)


def working_days(count: int) -> str:
    """3 робочі дні."""
    return glue(ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count})


def number(value: float, decimals: int | None = None) -> str:
    """12 345,6; 12,345.6. With `decimals` exactly that many."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return glue(format_decimal(value, pattern, locale=_LOCALES[language()]))


def percent(share: float | None) -> str:
    """0.954 as 95 %; a dash where there is nothing to take a share of."""
    if share is None:
        return "\N{EN DASH}"
    return f"{number(round(share * 100), 0)}" + ("%" if language() == "en" else f"{_SPACE}%")


def size(count: int) -> str:
    """Of a file: 340 КБ, 2,4 МБ."""
    small, large = _SIZES[language()]
    if count < 1_000_000:
        return f"{number(max(1, round(count / 1000)))}{_SPACE}{small}"
    return f"{number(round(count / 1_000_000, 1))}{_SPACE}{large}"
