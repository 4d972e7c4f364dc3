"""Suspended teaching stops a limit whose rule says so, and no other; where it makes no sense it's refused."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import DayKind, Suspension, SuspensionKind, load_calendar
from safeguard.procedures.evaluate import counted_again, deadlines
from safeguard.procedures.notes import NoteCode
from safeguard.procedures.reader import RulebookError

from .definition import SMALL, small, spoilt

KYIV = ZoneInfo("Europe/Kyiv")
PEACE = load_calendar("ua-peace")
RECEIVED = datetime(2025, 9, 8, 9, tzinfo=KYIV)
NOTICE = 'within = { count = 24, unit = "hours" }'
ORDER = 'within = { count = 1, unit = "working_days" }'
ALARM = Suspension(
    SuspensionKind.AIR_ALARM, datetime(2025, 9, 8, 10, tzinfo=KYIV), datetime(2025, 9, 8, 13, tzinfo=KYIV), "alarm"
)
QUARANTINE = Suspension(
    SuspensionKind.QUARANTINE, datetime(2025, 9, 9, tzinfo=KYIV), datetime(2025, 9, 11, tzinfo=KYIV), "influenza"
)


def stopping(limit: str, *kinds: str):
    named = ", ".join(f'"{kind}"' for kind in kinds)
    return small(spoilt(limit, f"{limit}\nstopped_by = [{named}]"))


def due(procedure, rule: str, *suspended: Suspension) -> datetime:
    found = {each.key: each for each in deadlines(procedure, RECEIVED, {}, PEACE, KYIV, suspended)}
    assert counted_again(procedure.rule(rule), RECEIVED, PEACE, KYIV, suspended) == found[rule]
    return found[rule].due


@pytest.mark.parametrize(
    ("rule", "limit", "kinds", "suspended", "expected"),
    [
        pytest.param("notice", NOTICE, (), ALARM, datetime(2025, 9, 9, 9), id="no word of it: nothing stops"),
        pytest.param("notice", NOTICE, ("air_alarm",), ALARM, datetime(2025, 9, 9, 12), id="hours: three fall out"),
        pytest.param("notice", NOTICE, ("quarantine",), ALARM, datetime(2025, 9, 9, 9), id="another kind"),
        pytest.param("order", ORDER, (), QUARANTINE, datetime(2025, 9, 9, 23, 59, 59), id="days: nothing stops"),
        pytest.param(
            "order", ORDER, ("quarantine",), QUARANTINE, datetime(2025, 9, 11, 23, 59, 59), id="days: two fall out"
        ),
        pytest.param(
            "order", ORDER, ("air_alarm",), ALARM, datetime(2025, 9, 9, 23, 59, 59), id="an alarm isn't a whole day"
        ),
    ],
)
def test_a_limit_stops_only_where_its_rule_says_so(rule, limit, kinds, suspended, expected):
    procedure = stopping(limit, *kinds) if kinds else small()
    assert due(procedure, rule, suspended) == expected.replace(tzinfo=KYIV)


def test_the_explanation_names_what_was_suspended_and_the_edition_of_the_tables_stays():
    rule = stopping(ORDER, "quarantine").rule("order")
    found = counted_again(rule, RECEIVED, PEACE, KYIV, [QUARANTINE])
    assert [(each.day, each.rule.kind, each.rule.name("kk")) for each in found.skipped] == [
        (date(2025, 9, 9), DayKind.SUSPENDED, "influenza"),
        (date(2025, 9, 10), DayKind.SUSPENDED, "influenza"),
    ]
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        (NoteCode.STOPPED, {"from": "2025-09-09 00:00", "until": "2025-09-11 00:00"})
    ]
    assert found.calendar_version == PEACE.version
    over = counted_again(rule, datetime(2025, 9, 12, 9, tzinfo=KYIV), PEACE, KYIV, [QUARANTINE])
    assert over.notes == ()


BAD = [
    ("a plain day of the calendar", 'within = { count = 3, unit = "calendar_days", roll = true }', '["quarantine"]',
     "only a limit in hours or working days can be stopped"),
    ("a clock time", "before = { days = 1, at = 18:00:00 }", '["air_alarm"]',
     "only a limit in hours or working days can be stopped"),
    ("an unknown kind", NOTICE, '["snow"]', "snow"),
    ("the same kind twice", NOTICE, '["other", "other"]', "the same kind twice"),
    ("an empty list", NOTICE, "[]", "a list of 1 or more"),
    ("yes instead of a kind", NOTICE, "true", "a list of 1 or more"),
]  # fmt: skip


@pytest.mark.parametrize(("limit", "value", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cant_be_stopped_is_refused_with_its_line(limit: str, value: str, reason: str):
    text = spoilt(limit, f"{limit}\nstopped_by = {value}")
    with pytest.raises(RulebookError, match=reason) as refused:
        small(text)
    assert "stopped_by" in text.splitlines()[refused.value.line - 1]


def test_outside_a_rule_it_is_unknown():
    with pytest.raises(RulebookError, match="unknown key 'stopped_by'"):
        small('stopped_by = ["quarantine"]\n' + SMALL)
