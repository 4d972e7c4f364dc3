"""Days, times and numbers as people write them: a person who speaks the language can check each row."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from safeguard import clock, dates

DAY = date(2025, 9, 12)
AT = datetime(2025, 9, 12, 15, 40, tzinfo=UTC)  # 18:40 in Kyiv
NOW = datetime(2025, 9, 16, 5, 20, tzinfo=UTC)


def written(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("write", "uk", "kk", "ru", "en"),
    [
        (dates.day, "12 вересня 2025", "2025 ж. 12 қыркүйек", "12 сентября 2025", "12 September 2025"),
        (dates.day_without_year, "12 вересня", "12 қыркүйек", "12 сентября", "12 September"),
        (
            dates.day_full,
            "п’ятниця, 12 вересня 2025",
            "2025 ж. 12 қыркүйек, жұма",
            "пятница, 12 сентября 2025",
            "Friday, 12 September 2025",
        ),
        (dates.day_short, "пт 12.09", "жм 12.09", "пт 12.09", "Fri 12 Sep"),
        (dates.day_plain, "12.09.2025", "12.09.2025", "12.09.2025", "12 Sep 2025"),
        (dates.month, "вересень 2025", "2025 ж. қыркүйек", "сентябрь 2025", "September 2025"),
        (dates.weekday, "пт", "жм", "пт", "Fri"),
    ],
)
def test_a_day_in_four_languages(write, uk, kk, ru, en):
    for language, expected in (("uk", uk), ("kk", kk), ("ru", ru), ("en", en)):
        with translation.override(language):
            assert written(write(DAY)) == expected


@pytest.mark.parametrize(
    ("language", "month"),
    [("uk", "1 січня 2026"), ("kk", "2026 ж. 1 қаңтар"), ("ru", "1 января 2026"), ("en", "1 January 2026")],
)
def test_a_moment_is_shown_in_the_zone_of_the_institution(language, month):
    new_year_in_kyiv = datetime(2025, 12, 31, 22, 5, tzinfo=UTC)
    with timezone.override(ZoneInfo("Europe/Kyiv")), translation.override(language):
        assert written(dates.moment(new_year_in_kyiv)) == f"{month}, 00:05"


def test_every_month_of_kazakh_is_written_in_small_letters():
    with translation.override("kk"):
        said = " ".join(written(dates.month(date(2025, number, 1))).removeprefix("2025 ж. ") for number in range(1, 13))
    assert said == "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"


@pytest.mark.parametrize(
    ("minutes", "uk", "kk", "ru", "en"),
    [
        (1, "1 хв", "1 мин", "1 мин", "1 min"),
        (59, "59 хв", "59 мин", "59 мин", "59 min"),
        (60, "1 год", "1 сағ", "1 ч", "1 h"),
        (135, "2 год 15 хв", "2 сағ 15 мин", "2 ч 15 мин", "2 h 15 min"),
        (-875, "14 год 35 хв", "14 сағ 35 мин", "14 ч 35 мин", "14 h 35 min"),
        (47 * 60 + 59, "47 год 59 хв", "47 сағ 59 мин", "47 ч 59 мин", "47 h 59 min"),
        (48 * 60, "2 дні", "2 күн", "2 дня", "2 days"),
        (76 * 60, "3 дні 4 год", "3 күн 4 сағ", "3 дня 4 ч", "3 days 4 h"),
        (5 * 1440, "5 днів", "5 күн", "5 дней", "5 days"),
        (21 * 1440 + 600, "21 день", "21 күн", "21 день", "21 days"),
    ],
)
def test_how_long_is_left_or_late(minutes, uk, kk, ru, en):
    for language, expected in (("uk", uk), ("kk", kk), ("ru", ru), ("en", en)):
        with translation.override(language):
            assert written(dates.left(timedelta(minutes=minutes))) == expected


@pytest.mark.parametrize(
    ("delta", "uk", "kk", "ru", "en"),
    [
        (timedelta(hours=3), "через 3 години", "3 сағаттан кейін", "через 3 часа", "in 3 hours"),
        (timedelta(hours=-3), "3 години тому", "3 сағат бұрын", "3 часа назад", "3 hours ago"),
        (timedelta(days=2), "через 2 дні", "2 күннен кейін", "через 2 дня", "in 2 days"),
        (timedelta(minutes=-15), "15 хвилин тому", "15 минут бұрын", "15 минут назад", "15 minutes ago"),
    ],
)
def test_about_stands_beside_the_exact_time(delta, uk, kk, ru, en):
    for language, expected in (("uk", uk), ("kk", kk), ("ru", ru), ("en", en)):
        with clock.frozen(NOW), translation.override(language):
            assert written(dates.about(NOW + delta)) == expected


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [
        (0, 2, "today, 10:20"),
        (1, 2, "tomorrow, 10:20"),
        (-1, 2, "yesterday, 10:20"),
        (2, 2, "Thu 18 Sep, 10:20"),
        (0, 16, "tomorrow, 00:20"),
    ],
)
def test_when_is_said_as_one_says_it_aloud(days, hours, expected):
    with clock.frozen(NOW), timezone.override(ZoneInfo("Europe/Kyiv")), translation.override("en"):
        assert written(dates.when(NOW + timedelta(days=days, hours=hours))) == expected


@pytest.mark.parametrize(
    ("language", "number", "share", "size"),
    [
        ("uk", "12 345,6", "95 %", "2,4 МБ"),
        ("kk", "12 345,6", "95 %", "2,4 МБ"),
        ("ru", "12 345,6", "95 %", "2,4 МБ"),
        ("en", "12,345.6", "95%", "2.4 MB"),
    ],
)
def test_numbers(language, number, share, size):
    with translation.override(language):
        assert (written(dates.number(12345.6)), written(dates.percent(0.954)), written(dates.size(2_400_000))) == (
            number,
            share,
            size,
        )


def test_a_number_never_parts_from_its_word():
    for language in ("uk", "kk", "ru", "en"):
        with translation.override(language):
            texts = [dates.day(DAY), dates.left(timedelta(minutes=135)), dates.working_days(3), dates.size(5000)]
            assert not [text for text in texts if " " in text]


def test_a_language_that_is_not_ours_reads_english():
    with translation.override("de"):
        assert written(dates.day(DAY)) == "12 September 2025"
