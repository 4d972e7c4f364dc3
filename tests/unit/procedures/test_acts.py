"""Several clocks for one act: the earliest binds, the others are shown."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures.acts import clocks_of_acts
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.schema import Evidence

from .definition import small

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("meeting", "order"),
    [
        pytest.param(datetime(2025, 9, 9, 10, tzinfo=KYIV), ["second_hearing", "hearing"], id="the second ends first"),
        pytest.param(datetime(2025, 9, 19, 10, tzinfo=KYIV), ["hearing", "second_hearing"], id="the first ends first"),
    ],
)
def test_the_limit_that_ends_first_binds(meeting: datetime, order: list[str]):
    received = datetime(2025, 9, 8, 9, tzinfo=KYIV)
    found = deadlines(small(), received, {"meeting": meeting}, load_calendar("ua-martial"), KYIV)
    acts = clocks_of_acts(found)
    assert list(acts) == [Evidence.MEETING_HELD]
    clocks = acts[Evidence.MEETING_HELD]
    assert [clocks.binds.key, *(each.key for each in clocks.later)] == order


def test_the_same_day_is_the_end_of_that_day():
    meeting = datetime(2025, 9, 9, 10, tzinfo=KYIV)
    found = deadlines(small(), meeting, {"meeting": meeting}, load_calendar("ua-martial"), KYIV)
    second = {each.key: each for each in found}["second_hearing"]
    assert (second.default_due, second.counted) == (datetime(2025, 9, 9, 23, 59, 59, tzinfo=KYIV), ())


def test_a_rule_taken_from_another_document_says_so():
    received = datetime(2025, 9, 8, 9, tzinfo=KYIV)
    found = deadlines(small(), received, {}, load_calendar("ua-martial"), KYIV)
    assert [each.key for each in found if "supplied" in {note.code for note in each.notes}] == ["after_aid"]
