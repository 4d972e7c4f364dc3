"""Edges that a slip of a day, a vote or a word would move: the last that counts and the first that doesn't."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import Suspension, SuspensionKind, load_calendar
from safeguard.errors import DomainError
from safeguard.procedures import ask, catalogue, country, review
from safeguard.procedures.amend import Length, LimitUnit
from safeguard.procedures.ask import values
from safeguard.procedures.ask.timetable import Own, facts_of, timetable
from safeguard.procedures.bindings import DEEDS, copies_of, deeds_of, rules_met_by, rules_started_by
from safeguard.procedures.country import Relation, Source
from safeguard.procedures.evaluate import counted_again, deadlines
from safeguard.procedures.localtime import read_local
from safeguard.procedures.notes import NoteCode
from safeguard.procedures.pauses import remarks, without
from safeguard.procedures.reader import RulebookError, read_text
from safeguard.procedures.recurring import Window, windows
from safeguard.procedures.schedule import stages
from safeguard.procedures.schema import Evidence, Start
from safeguard.procedures.stored import ContentChanged, read_stored
from safeguard.procedures.texts import Texts

from .definition import SMALL, small, spoilt
from .test_amend import UA, entered, limit

KYIV = ZoneInfo("Europe/Kyiv")
PEACE = load_calendar("ua-peace")
WORDS = Texts("п'ять", "бес", "пять", "five")
KHARKIV = catalogue.load_procedure("ua-kharkiv-51", "2023-08-31")
NATIONAL = catalogue.load_procedure("ua-1646", "2020-02-18")


# --- words ---


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "п’ять"),
        ("uk-ua", "п’ять"),
        ("kk", "бес"),
        ("ru-ru", "пять"),
        ("en-gb", "five"),
        ("de", "five"),
        ("", "five"),
    ],
)
def test_a_text_is_said_in_the_language_asked_for_else_in_english(language, words):
    assert WORDS.in_(language) == words


def test_only_the_ukrainian_apostrophe_is_set_right():
    assert Texts("'x'", "п'я", "п'я", "it's").in_("en") == "it's"
    assert Texts("'п'я'", "", "", "").in_("uk") == "'п’я'"


# --- questions that can't be: the field and the words ---

TOO_MANY = "More than 3660 working days can't be counted."
BACKWARDS = "The last day is before the first one."
BEGAN = "Procedure ua-1646 wasn't in force on 2020-02-17: it began on 2020-02-18."
REST = "weekly day of rest"


@pytest.mark.parametrize(
    ("question", "asked", "field", "words"),
    [
        (ask.workdays, {"from": "2026-03-20", "count": 3661}, "count", TOO_MANY),
        (ask.workdays_until, {"from": "2026-03-20", "until": "2026-03-19"}, "until", BACKWARDS),
        (ask.workdays_until, {"from": "2016-01-01", "until": "2026-03-19"}, "until", TOO_MANY),
        (ask.workdays, {"from": "2026-02-30", "count": 1}, "", "There is no such date: “2026-02-30”."),
        (ask.workdays, {"count": 1, "a": 1, "b": 2}, "", "Unknown: a, b."),
    ],
)  # fmt: skip
def test_days_that_cant_be_counted(question, asked, field, words):
    with pytest.raises(DomainError) as refused:
        question({"calendar": "kz", **asked})
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(
    ("change_", "field", "words"),
    [
        ({"received": None}, "received", "“received” is missing."),
        ({"received": 7}, "", "“received” must be a date and time."),
        ({"received": "9999-12-31T23:00"}, "", "The count runs past the last date there is."),
        ({"facts": "x"}, "", "“facts” must be names with dates."),
        ({"facts": {"meeting": "2025-09-07"}}, "meeting", "“meeting” on 2025-09-07 is before the report was received."),
        (
            {"facts": {"x": "2025-09-09"}},
            "",
            "Unknown fact “x”: there are accepted, investigation_ordered, investigation_reported, commission_ordered, "
            "meeting, qualified.",
        ),
        ({"procedure": "zz"}, "", "Unknown procedure “zz”: there are kz-2021, ua-1646, ua-bila-tserkva-21, "
         "ua-dnipro-cpto, ua-kharkiv-51."),
        ({"received": "2020-02-17T09:00"}, "", BEGAN),
        ({"timezone": "x"}, "", "Unknown time zone: “x”."),
    ],
)  # fmt: skip
def test_a_timetable_that_cant_be(change_, field, words):
    with pytest.raises(DomainError) as refused:
        ask.explain({"procedure": "ua-1646", "received": "2025-09-08T09:00", **change_})
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(
    ("change_", "words"),
    [
        ({"composition": 0, "present": 0}, "A commission has at least one member."),
        ({"present": -1}, "A count of people or votes can't be negative."),
        ({"for": -1}, "A count of people or votes can't be negative."),
        ({"against": -1}, "A count of people or votes can't be negative."),
        ({"abstain": -1}, "A count of people or votes can't be negative."),
        ({"present": 9}, "9 present, but the commission has only 8 members."),
        ({"for": 4}, "7 votes, but only 6 members present."),
        ({"abstain": 1}, "7 votes, but only 6 members present."),
        ({"for": 0, "chair": "for"}, "The chair is given as “for”, but the counts leave no such member."),
        ({"for": 3, "chair": "absent", "present": 8, "against": 5}, "The chair is given as “absent”, but the counts "
         "leave no such member."),
    ],
)  # fmt: skip
def test_a_vote_that_cant_be(change_, words):
    asked = {"procedure": "ua-1646", "composition": 8, "present": 6, "for": 3, "against": 3, **change_}
    with pytest.raises(DomainError) as refused:
        ask.tally(asked)
    assert str(refused.value) == words


@pytest.mark.parametrize(("days", "counts"), [(values.MOST_DAYS, True), (values.MOST_DAYS + 1, False)])
def test_the_longest_count(days, counts):
    until = (date(2016, 1, 1) + timedelta(days=days)).isoformat()
    asked = {"calendar": "ua-martial", "from": "2016-01-01", "until": until}
    with pytest.raises(DomainError) as refused:
        ask.workdays_until(asked)
    assert ("More than" in str(refused.value)) is not counts


@pytest.mark.parametrize(("count", "counts"), [(values.MOST_DAYS, True), (values.MOST_DAYS + 1, False)])
def test_the_largest_count_of_days(count, counts):
    with pytest.raises(DomainError) as refused:
        ask.workdays({"calendar": "kz", "from": "2026-01-01", "count": count})
    assert ("More than" in str(refused.value)) is not counts


@pytest.mark.parametrize(
    ("number", "fits"), [(values.LARGEST, True), (-values.LARGEST, True), (values.LARGEST + 1, False)]
)
def test_the_largest_number(number, fits):
    if fits:
        assert values.whole({"count": number}, "count") == number
    else:
        with pytest.raises(DomainError, match="too large a number"):
            values.whole({"count": number}, "count")


def test_a_week_of_six_days_is_asked_for():
    asked = {"calendar": "kz", "from": "2026-03-20", "count": 1}
    assert (ask.workdays(asked), ask.workdays({**asked, "week": 6})) == (["2026-03-26"], ["2026-03-25"])
    until = {"calendar": "kz", "from": "2026-03-20", "until": "2026-03-26"}
    assert ask.workdays_until({**until, "week": 6}) == ["2026-03-25", "2026-03-26"]


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


# --- duties that come back ---


def test_a_window_holds_its_first_and_its_last_day():
    window = Window(date(2026, 10, 1), date(2026, 10, 31))
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)]
    assert [window.holds(day) for day in days] == [False, True, True, False]


def test_a_month_that_begins_on_the_last_day_asked_for_is_one_of_them():
    from tests.law.test_recurring import KZ

    found = list(windows(KZ["team_meeting"], date(2026, 9, 15), date(2026, 10, 1)))
    assert found == [Window(date(2026, 9, 1), date(2026, 9, 30)), Window(date(2026, 10, 1), date(2026, 10, 31))]


# --- what came after an edition ---


@pytest.mark.parametrize(("days", "is_due"), [(365, False), (366, True)])
def test_an_entry_is_due_for_another_look_after_a_year(days, is_due):
    source = Source(WORDS, (), date(2025, 1, 1))
    assert source.is_due(date(2025, 1, 1) + timedelta(days=days)) is is_due


@pytest.fixture
def acts(monkeypatch):
    """Three acts on a procedure: one of 1 March that's held, one of 1 May, one of 1 July; one beside of 1 June."""
    known = country.load_reference("ua")
    first = known.acts[0]

    def act(key: str, day: date, relation: Relation = Relation.SUPERSEDES):
        return replace(first, key=key, on=day, relation=relation, procedures=("xx-1",))

    made = replace(
        known,
        acts=(
            act("july", date(2026, 7, 1)),
            act("held", date(2026, 3, 1)),
            act("same-day", date(2026, 3, 1)),
            act("may", date(2026, 5, 1)),
            act("beside", date(2026, 6, 1), Relation.BESIDE),
        ),
    )
    asked: list[date | None] = []
    monkeypatch.setattr(country, "load_reference", lambda _country, as_of=None: (asked.append(as_of), made)[1])
    return asked


@pytest.mark.parametrize(
    ("as_of", "by", "beside", "superseded_on"),
    [
        (None, ["may", "july"], ["beside"], date(2026, 5, 1)),
        (date(2026, 7, 1), ["may", "july"], ["beside"], date(2026, 5, 1)),
        (date(2026, 6, 30), ["may"], ["beside"], date(2026, 5, 1)),
        (date(2026, 5, 31), ["may"], [], date(2026, 5, 1)),
        (date(2026, 4, 30), [], [], None),
    ],
)
def test_what_came_after_the_edition_held(acts, as_of, by, beside, superseded_on):
    held = replace(small(), edition=replace(small().edition, holds=("held", "beside-of-old")))
    found = country.edition_notice(held, as_of)
    assert ([act.key for act in found.by], [act.key for act in found.beside]) == (by, beside)
    assert found.superseded_on == superseded_on
    assert acts == [as_of]


def test_what_the_file_itself_says_comes_first(acts):
    held = replace(small(), edition=replace(small().edition, superseded_on=date(2026, 1, 1)))
    assert country.edition_notice(held).superseded_on == date(2026, 1, 1)
    assert acts == [None]


def test_penalties_are_those_of_the_day(monkeypatch):
    asked = []
    genuine = country.load_reference
    monkeypatch.setattr(country, "load_reference", lambda code, as_of: (asked.append(as_of), genuine(code))[1])
    assert country.penalties_of(NATIONAL, date(2026, 9, 1))
    assert asked == [date(2026, 9, 1)]


# --- what an act meets and starts ---


def test_the_rules_that_an_act_meets_and_a_fact_starts():
    keys = [rule.key for rule in rules_met_by(small(), Evidence.MEETING_HELD)]
    assert keys == ["hearing", "second_hearing"]
    assert [rule.key for rule in rules_started_by(small(), Start.MEETING)] == ["second_hearing"]
    assert [rule.key for rule in rules_started_by(small(), Start.MEETING, is_planned=True)] == ["announcement"]


@pytest.mark.parametrize(
    ("copies", "paper", "order", "asked"),
    [
        (1, "false", "false", {Evidence.COMMISSION_ORDERED}),
        (2, "false", "false", {Evidence.COMMISSION_ORDERED, Evidence.MINUTES_SIGNED}),
        (1, "true", "false", {Evidence.COMMISSION_ORDERED, Evidence.MINUTES_SIGNED}),
        (1, "false", "true", {Evidence.COMMISSION_ORDERED, Evidence.MINUTES_ORDERED}),
    ],
)
def test_what_is_recorded_by_hand_follows_from_limits_and_minutes(copies, paper, order, asked):
    keepers = ", ".join(f'"{each}"' for each in ("school", "police")[:copies])
    text = spoilt("copies = 2", f"copies = {copies}\nneeds_order = {order}")
    text = text.replace('copies_for = ["school", "police"]', f"copies_for = [{keepers}]")
    procedure = small(text.replace("paper_original = true", f"paper_original = {paper}"))
    assert set(deeds_of(procedure)) == asked
    assert all(deeds_of(procedure)[each] is DEEDS[each] for each in asked)
    assert copies_of(procedure, Evidence.MINUTES_SIGNED) == (copies if copies > 1 else 0)
    assert copies_of(procedure, Evidence.MINUTES_ORDERED) == 0


def test_a_register_of_decisions_asks_for_the_entry_and_no_minutes_for_nothing():
    assert Evidence.DECISION_REGISTERED in deeds_of(small(spoilt('key = "journal"', 'key = "decisions"')))
    without_minutes = replace(small(), minutes=None)
    assert set(deeds_of(without_minutes)) == {Evidence.COMMISSION_ORDERED}
    assert copies_of(without_minutes, Evidence.MINUTES_SIGNED) == 0


# --- what a lawyer is told of a definition ---


def test_a_review_names_steps_that_cant_fit_and_what_superseded_the_edition():
    path = catalogue.file_of("ua-bila-tserkva-21", "2024-12-01")
    procedure, remarks_ = review.review(path)
    [late] = review.misfits(procedure)
    assert late == {
        "rule": procedure.rule("local_meeting").title.en
        if "local_meeting" in {r.key for r in procedure.rules}
        else late["rule"],
        "late": "2025-09-18",
        "binds": procedure.rule("commission_meeting").title.en,
        "due": "2025-09-11",
        "received": "2025-09-08",
    }
    assert remarks_[0] == review.LATE_STEP % late
    assert [each["rule"] for each in review.misfits(procedure, "uk")] != [late["rule"]]
    assert remarks_[1:] == [review.SUPERSEDED % {"on": "2026-06-18"}] * bool(procedure.edition.superseded_on)


def test_a_definition_whose_limits_fit_has_no_remark(tmp_path):
    path = tmp_path / "xx" / "xx-1@2025-09-01.toml"
    path.parent.mkdir()
    path.write_text(SMALL, encoding="utf-8")
    assert review.review(path)[1] == []
    path.write_text(
        spoilt("checked_on = 2026-01-01", "checked_on = 2026-01-01\nsuperseded_on = 2026-02-01"), encoding="utf-8"
    )
    assert review.review(path)[1] == ["The edition held here was superseded on 2026-02-01."]


def test_the_hash_of_a_version_in_another_folder(tmp_path):
    path = tmp_path / "xx" / "xx-1@2025-09-01.toml"
    path.parent.mkdir()
    path.write_text(SMALL, encoding="utf-8")
    assert catalogue.content_hash("xx-1", "2025-09-01", tmp_path) == hashlib.sha256(SMALL.encode()).hexdigest()


# --- what is stored ---


def test_a_changed_text_is_refused_by_its_hash():
    with pytest.raises(ContentChanged, match=r"^abc$"):
        read_stored("{}", "abc")


def test_an_error_in_a_stored_text_names_it():
    content = {"version": "1", "beside": "", "definition": {"id": "xx-1", "title": "x"}}
    text = json.dumps(content)
    with pytest.raises(RulebookError, match=r"^xx-1@1:1: "):
        read_stored(text, hashlib.sha256(text.encode()).hexdigest())


def test_a_limit_entered_over_another_leaves_nothing_of_the_old_one():
    """24 hours become a clock time, a clock time becomes days: each stands alone."""
    for rule in ("police_notice", "meeting_notice", "commission_meeting"):
        for length in (Length(3, LimitUnit.HOURS, None), Length(2, LimitUnit.CLOCK, time(16))):
            if rule != "meeting_notice" and length.unit is LimitUnit.CLOCK:
                continue
            found = entered(UA, limit(rule, length.count, length.unit, length.at)).rule(rule)
            assert found.default is None
            assert found.limit is not None


def test_two_limits_from_one_chapter_share_it_and_another_gets_its_own():
    found = entered(
        UA,
        limit("police_notice", 3, LimitUnit.HOURS, chapter="I"),
        limit("guardian_notice", 3, LimitUnit.HOURS, chapter="I"),
        limit("resolution", 8, LimitUnit.WORKING_DAYS, chapter="II"),
        limit("commission_meeting", 2, LimitUnit.WORKING_DAYS, chapter=""),
    )
    chapters = [found.rule(key).citation.chapter for key in ("police_notice", "guardian_notice", "resolution")]
    assert [each.uk for each in chapters if each] == ["I", "I", "II"]
    assert found.rule("commission_meeting").citation.chapter is None


def test_lines_of_tables_inside_tables_are_found():
    """`[[a.b]]` belongs to the last `[[a]]`."""
    table = read_text('[[a]]\n[[a.b]]\nx = "1"\n[[a]]\n[[a.b]]\nx = 1\n', "x.toml")
    with pytest.raises(RulebookError) as refused:
        table.tables("a")[1].tables("b")[0].text("x")
    assert refused.value.line == 6
