"""The edges of the definitions: limits, reminders, suspended teaching, times."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import Suspension, SuspensionKind, load_calendar
from safeguard.errors import DomainError
from safeguard.procedures import ask, catalogue
from safeguard.procedures.ask import values
from safeguard.procedures.ask.timetable import Own, facts_of, timetable
from safeguard.procedures.evaluate import counted_again, deadlines
from safeguard.procedures.localtime import read_local
from safeguard.procedures.notes import NoteCode
from safeguard.procedures.pauses import remarks, without
from safeguard.procedures.schedule import stages
from safeguard.procedures.texts import Texts

from .definition import small, spoilt

KYIV = ZoneInfo("Europe/Kyiv")
PEACE = load_calendar("ua-peace")
WORDS = Texts("п'ять", "бес", "пять", "five")
KHARKIV = catalogue.load_procedure("ua-kharkiv-51", "2023-08-31")
NATIONAL = catalogue.load_procedure("ua-1646", "2020-02-18")


# --- what is answered ---


def test_the_answer_says_what_it_was_counted_with():
    answer = ask.explain({"procedure": "ua-1646", "received": "2025-09-12T18:40"})
    known = load_calendar("ua-martial")
    assert (answer["calendar"], answer["calendar_version"], answer["week"]) == ("ua-martial", known.version, 5)
    meeting = next(each for each in answer["deadlines"] if each["rule"] == "commission_meeting")
    assert meeting["skipped"] == [
        {"day": "2025-09-13", "why": "weekly day of rest"},
        {"day": "2025-09-14", "why": "weekly day of rest"},
    ]
    assert meeting["title"] == "Convene and hold the commission's meeting"
    kazakh = ask.explain({"procedure": "ua-1646", "received": "2025-09-12T18:40", "language": "kk"})
    meeting = next(each for each in kazakh["deadlines"] if each["rule"] == "commission_meeting")
    assert {each["why"] for each in meeting["skipped"]} == {"демалыс күні"}


def test_a_date_without_a_time_says_so_and_facts_leave_their_own_remarks():
    answer = ask.explain({"procedure": "ua-1646", "received": "2025-09-08"})
    assert len(answer["notes"]) == 1
    facts = {"meeting": "2026-10-25T03:30", "qualified": "2027-03-28T03:30"}
    both = ask.explain({"procedure": "ua-1646", "received": "2026-06-01T09:00", "facts": facts})
    assert len(both["notes"]) == 2


def test_abstentions_and_the_language_of_a_vote():
    asked = {"procedure": "ua-1646", "composition": 8, "present": 8, "for": 5, "against": 2}
    assert ask.tally({**asked, "abstain": 1})["outcome"] == "adopted"
    assert "; " in str(ask.tally(asked)["citation"])
    assert "п. " in str(ask.tally({**asked, "language": "uk"})["citation"])
    assert "point " in str(ask.tally(asked)["citation"])
    with pytest.raises(DomainError, match="“language” is “de”; it must be one of uk, kk, ru, en"):
        ask.tally({**asked, "language": "de"})


def test_an_institution_counts_by_its_own_calendar_edition_and_suspensions():
    own = Own(
        edition=lambda day: replace(small(), version=day.isoformat()),
        calendar=load_calendar("kz", week=6),
        suspended=[_suspended("quarantine", datetime(2025, 9, 9, tzinfo=KYIV), datetime(2025, 9, 10, tzinfo=KYIV))],
    )
    stopping = small(
        spoilt('count = 1, unit = "working_days" }', 'count = 1, unit = "working_days" }\nstopped_by = ["quarantine"]')
    )
    asked = {"procedure": "ua-1646", "received": "2025-09-08T09:00", "facts": {"meeting": "2025-09-11T10:00"}}
    found = timetable(asked, replace(own, edition=lambda day: replace(stopping, version=day.isoformat())))
    assert (found.procedure.version, found.calendar.code, found.calendar.week) == ("2025-09-08", "kz", 6)
    assert found.facts == {"meeting": datetime(2025, 9, 11, 10, tzinfo=KYIV)}
    order = next(each for each in found.deadlines if each.key == "order")
    assert order.due == datetime(2025, 9, 10, 23, 59, 59, tzinfo=KYIV)


def test_the_facts_that_start_a_limit_come_in_their_order():
    assert [str(each) for each in facts_of(NATIONAL)] == ["meeting"]


# --- limits ---


def test_three_calendar_days_that_end_on_a_sunday_name_what_was_passed_over():
    """UA-K-III.3, TC-33b: the strict day stays shown, the latest lawful day is the next working one."""
    found = counted_again(KHARKIV.rule("commission_hearing"), datetime(2025, 9, 11, 9, tzinfo=KYIV), PEACE, KYIV)
    assert found.counted == (date(2025, 9, 12), date(2025, 9, 13), date(2025, 9, 14))
    assert [each.day for each in found.skipped] == [date(2025, 9, 14)]
    assert found.due == datetime(2025, 9, 15, 23, 59, 59, tzinfo=KYIV)


def test_a_notice_whose_last_day_rests_says_so():
    """TC-37: 18:00 of the calendar day before, a Sunday too."""
    found = counted_again(NATIONAL.rule("meeting_notice"), datetime(2025, 9, 15, 10, tzinfo=KYIV), PEACE, KYIV)
    assert [note.code for note in found.notes] == [NoteCode.DAY_BEFORE_RESTS]
    assert found.due == datetime(2025, 9, 14, 18, tzinfo=KYIV)


def test_a_limit_counted_again_takes_the_start_in_the_institutions_zone():
    late = datetime(2025, 9, 8, 21, 30, tzinfo=UTC)  # 00:30 of the 9th in Kyiv
    early = datetime(2025, 9, 8, 12, tzinfo=UTC)  # still the 8th in Kyiv, the 9th further east
    found = [counted_again(NATIONAL.rule("commission_meeting"), at, PEACE, KYIV).due for at in (early, late)]
    assert found == [datetime(2025, 9, day, 23, 59, 59, tzinfo=KYIV) for day in (11, 12)]


def test_a_number_of_the_law_is_no_default_of_the_product():
    found = {each.key: each for each in deadlines(NATIONAL, datetime(2025, 9, 8, 9, tzinfo=KYIV), {}, PEACE, KYIV)}
    assert (found["police_notice"].default_due, found["child_service_notice"].due) == (None, None)
    assert found["child_service_notice"].default_due is not None


# --- reminders ---


@pytest.mark.parametrize(
    ("received", "keys"),
    [
        pytest.param(datetime(2025, 9, 8, 9), ["remind-last-day"], id="the reminder of the day before is at the start"),
        pytest.param(
            datetime(2025, 9, 8, 8, 59), ["remind-day-before", "remind-last-day"], id="a minute after the start"
        ),
    ],
)
def test_a_reminder_at_the_very_start_is_left_out(received, keys):
    order = deadlines(small(), received.replace(tzinfo=KYIV), {}, PEACE, KYIV)[1]
    assert [stage.key for stage in stages(order, PEACE, KYIV)] == keys


def test_a_reminder_at_the_end_is_left_out():
    text = spoilt('remind = ["4h", "30m"]', 'remind = ["0h", "30m"]')
    notice = deadlines(small(text), datetime(2025, 9, 8, 9, tzinfo=KYIV), {}, PEACE, KYIV)[0]
    assert [stage.key for stage in stages(notice, PEACE, KYIV) if stage.key.startswith("remind")] == ["remind-30m"]


def test_reminders_and_escalations_are_read_as_spans():
    text = spoilt(
        'escalate = [{ after = "0h", to = "head" }]',
        'escalate = [{ after = "2h", to = "head" }, { after = "45m", to = "deputy" }]',
    )
    rule = small(text).rule("notice")
    assert [(step.key, step.after, str(step.to)) for step in rule.escalate] == [
        ("escalate-2h", timedelta(hours=2), "head"), ("escalate-45m", timedelta(minutes=45), "deputy"),
    ]  # fmt: skip
    assert [(step.key, step.before) for step in rule.remind] == [
        ("remind-4h", timedelta(hours=4)), ("remind-30m", timedelta(minutes=30)),
    ]  # fmt: skip
    day = small(spoilt('"day before 09:00"', '"day before 07:45"')).rule("order").remind[0]
    assert (day.key, day.at) == ("remind-day-before", time(7, 45))


# --- suspended teaching ---


def _suspended(kind: str, first: datetime, last: datetime) -> Suspension:
    return Suspension(SuspensionKind(kind), first, last, "flood")


def test_a_suspended_day_is_named_in_the_institutions_zone_and_in_each_language():
    stop = _suspended("other", datetime(2025, 9, 8, 21, tzinfo=UTC), datetime(2025, 9, 9, 21, tzinfo=UTC))
    calendar = without([stop], PEACE, KYIV)
    [skipped] = calendar.skipped_between(date(2025, 9, 8), date(2025, 9, 10))
    assert skipped.day == date(2025, 9, 9)
    assert skipped.rule.names == dict.fromkeys(("uk", "kk", "ru", "en"), "flood")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(datetime(2025, 9, 8, 14), datetime(2025, 9, 8, 20), id="over before the day began"),
        pytest.param(datetime(2025, 9, 8, 20), datetime(2025, 9, 9, 10), id="for a part of the day"),
    ],
)
def test_a_day_is_named_by_what_covers_it_whole(first, last):
    part = replace(_suspended("air_alarm", first.replace(tzinfo=KYIV), last.replace(tzinfo=KYIV)), reason="alarm")
    whole = _suspended("other", datetime(2025, 9, 9, tzinfo=KYIV), datetime(2025, 9, 10, tzinfo=KYIV))
    [skipped] = without([part, whole], PEACE, KYIV).skipped_between(date(2025, 9, 8), date(2025, 9, 10))
    assert skipped.rule.names["uk"] == "flood"


@pytest.mark.parametrize(
    ("first", "last", "noted"),
    [
        pytest.param(datetime(2025, 9, 8, 8), datetime(2025, 9, 8, 9), False, id="ends as the count begins"),
        pytest.param(datetime(2025, 9, 8, 8), datetime(2025, 9, 8, 9, 1), True, id="a minute into the count"),
        pytest.param(datetime(2025, 9, 9, 9), datetime(2025, 9, 9, 10), False, id="begins as the count ends"),
        pytest.param(datetime(2025, 9, 9, 8, 59), datetime(2025, 9, 9, 10), True, id="a minute before the end"),
    ],
)
def test_only_what_lies_within_the_count_is_remarked(first, last, noted):
    stop = _suspended("other", first.replace(tzinfo=KYIV), last.replace(tzinfo=KYIV))
    count = datetime(2025, 9, 8, 9, tzinfo=KYIV), datetime(2025, 9, 9, 9, tzinfo=KYIV)
    assert bool(remarks([stop], *count, KYIV)) is noted


# --- times ---


@pytest.mark.parametrize(
    ("wall", "read", "code"),
    [
        (datetime(2026, 10, 25, 3, 30), "2026-10-25T03:30:00+03:00", NoteCode.AMBIGUOUS_TIME),
        (datetime(2026, 10, 25, 3, 30, fold=1), "2026-10-25T03:30:00+03:00", NoteCode.AMBIGUOUS_TIME),
        (datetime(2026, 3, 29, 3, 30), "2026-03-29T04:30:00+03:00", NoteCode.NONEXISTENT_TIME),
        (datetime(2026, 3, 29, 3, 30, fold=1), "2026-03-29T04:30:00+03:00", NoteCode.NONEXISTENT_TIME),
    ],
)
def test_a_time_that_comes_twice_or_never(wall, read, code):
    found = read_local(wall, KYIV)
    assert (found.at.isoformat(), [note.code for note in found.notes]) == (read, [code])


# --- remarks that must stand there, and not elsewhere ---


def notes_of(rule: str, facts: dict[str, datetime] | None = None, received: datetime | None = None) -> set[NoteCode]:
    at = received or datetime(2025, 9, 8, 9, tzinfo=KYIV)
    [found] = [each for each in deadlines(NATIONAL, at, facts or {}, PEACE, KYIV) if each.key == rule]
    return {note.code for note in found.notes}


@pytest.mark.parametrize(("rule", "is_ours"), [("child_service_notice", True), ("police_notice", False)])
def test_only_a_limit_without_a_number_in_the_text_is_called_the_products(rule: str, is_ours: bool):
    assert (NoteCode.DEFAULT_LIMIT in notes_of(rule)) == is_ours


@pytest.mark.parametrize(
    ("meeting", "rests"),
    [
        pytest.param(datetime(2025, 9, 11, 10, tzinfo=KYIV), False, id="a Thursday"),
        pytest.param(datetime(2025, 9, 15, 10, tzinfo=KYIV), True, id="a Monday, after a Sunday"),
    ],
)
def test_only_a_day_of_rest_before_a_meeting_is_remarked(meeting: datetime, rests: bool):
    assert (NoteCode.DAY_BEFORE_RESTS in notes_of("meeting_notice", {"meeting": meeting})) == rests


def test_a_number_too_large_and_a_version_that_nobody_knows_are_named():
    with pytest.raises(DomainError) as refused:
        values.whole({"present": 10**30}, "present")
    assert refused.value.params["name"] == "present"
    with pytest.raises(DomainError) as refused:
        catalogue.file_of("ua-1646", "1999-01-01")
    assert refused.value.params == {"procedure": "ua-1646", "version": "1999-01-01"}
