"""Duties that come back (TC-60): months, years, June and December, the first month of employment."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.procedures import catalogue
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.recurring import Event, Recurring, Window, first_month, missed, recurring_duties, windows

ROWS = set((Path(__file__).parent / "obligation_rows.txt").read_text(encoding="utf-8").split())
KZ = {each.key: each for each in recurring_duties("kz-2021", "2021-12-29", "kz")}
BT = {each.key: each for each in recurring_duties("ua-bila-tserkva-21", "2024-12-01", "ua")}


@pytest.mark.parametrize(
    ("start", "last"),
    [
        pytest.param(date(2026, 1, 31), date(2026, 2, 28), id="TC-60a no 31 February: its last day, a Saturday"),
        pytest.param(date(2026, 8, 25), date(2026, 9, 25), id="TC-60b the same day of the next month"),
        pytest.param(date(2028, 1, 30), date(2028, 2, 29), id="a leap year"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 31), id="over New Year"),
        pytest.param(date(2026, 4, 30), date(2026, 5, 30), id="30 April to 30 May, not to its end"),
    ],
)
def test_the_first_month_of_employment(start: date, last: date):
    assert list(windows(KZ["new_staff"], start, date(2030, 1, 1))) == [Window(start, last)]


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 60))
def test_a_later_start_never_ends_earlier_and_a_month_has_28_to_31_days(start: date, later: int):
    end, other = first_month(start).last, first_month(date.fromordinal(start.toordinal() + later)).last
    assert end <= other
    assert 28 <= (end - start).days <= 31


OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("today", "lacking"),
    [
        pytest.param(date(2026, 10, 31), [], id="on the last day there is still time"),
        pytest.param(date(2026, 11, 1), [OCTOBER], id="TC-60c overdue from 1 November"),
        pytest.param(date(2026, 11, 30), [OCTOBER], id="the meeting of 2 November doesn't make good for October"),
    ],
)
def test_a_month_without_a_meeting_of_the_team_is_missed(today: date, lacking: list[Window]):
    met = [date(2026, 9, 30), date(2026, 11, 2)]
    assert missed(KZ["team_meeting"], met, date(2026, 9, 1), today) == lacking


def test_monitoring_in_june_and_december():
    """TC-60d: signed on 1 July is late; the next window is December."""
    first, second = windows(KZ["monitoring"], date(2026, 1, 1), date(2026, 12, 31))
    assert first == Window(date(2026, 6, 1), date(2026, 6, 30))
    assert second == Window(date(2026, 12, 1), date(2026, 12, 31))
    assert missed(KZ["monitoring"], [date(2026, 7, 1)], date(2026, 1, 1), date(2026, 7, 2)) == [first]
    assert missed(KZ["monitoring"], [date(2026, 6, 30)], date(2026, 1, 1), date(2026, 7, 2)) == []


def test_a_change_of_composition_opens_the_training_of_the_team_once_more():
    """TC-60e."""
    again = [key for key, duty in KZ.items() if duty.again_on is Event.COMPOSITION_CHANGED]
    assert again == ["training_team"]


@pytest.mark.parametrize(
    ("duty", "rhythm", "months"),
    [
        (KZ["training_heads"], "months", (9,)),
        (KZ["training_team"], "yearly", ()),
        (KZ["training_staff"], "yearly", ()),
        (KZ["training_representatives"], "yearly", ()),
        (BT["software_update"], "monthly", ()),
        (BT["computer_check"], "monthly", ()),
        (BT["code_monitoring"], "yearly", ()),
        (BT["code_review"], "yearly", ()),
        (BT["code_report"], "yearly", ()),
    ],
    ids=lambda each: each.key if isinstance(each, Recurring) else "",
)
def test_rhythms(duty: Recurring, rhythm: str, months: tuple[int, ...]):
    assert (duty.rhythm, duty.months) == (rhythm, months)


def test_a_yearly_duty_has_the_whole_school_year():
    found = list(windows(BT["code_report"], date(2025, 1, 15), date(2026, 12, 31)))
    assert found == [Window(date(2025, 9, 1), date(2026, 8, 31)), Window(date(2026, 9, 1), date(2027, 8, 31))]
    assert missed(BT["code_report"], [date(2026, 8, 31)], date(2025, 9, 1), date(2026, 9, 1)) == []
    assert missed(BT["code_report"], [], date(2025, 9, 1), date(2026, 9, 1)) == found[:1]


def test_they_belong_to_a_released_version_and_cite_rows_of_the_register():
    for duty in (*KZ.values(), *BT.values()):
        assert set(duty.citation.rows) <= ROWS
    for path in sorted(catalogue.RULEBOOK.glob("*/recurring/*.toml")):
        assert path.name == catalogue.file_of(*path.stem.split("@")).name
    assert recurring_duties("ua-1646", "2020-02-18", "ua") == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'months = ["06", "12"]\n',
            "",
            r":\d+: recurring monitoring: 'months' are named for the rhythm 'months' and for no other$",
        ),
        ('"06"', '"13"', "'months' names '13'; there are 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12$"),
        ('rhythm = "monthly"', 'rhythm = "weekly"', "'rhythm' is 'weekly'"),
        ('again_on = "composition_changed"', 'again_on = "rain"', "'again_on' is 'rain'"),
        ('duty_of = ["principal"]', 'duty_of = ["king"]', "'duty_of' names 'king'"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, reason: str):
    text = (catalogue.RULEBOOK / "kz/recurring/kz-2021@2021-12-29.toml").read_text(encoding="utf-8")
    folder = tmp_path / "kz" / "recurring"
    folder.mkdir(parents=True)
    assert old in text
    wrong = text.replace(old, new, 1)
    (folder / "kz-2021@2021-12-29.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(RulebookError, match=reason) as refused:
        recurring_duties("kz-2021", "2021-12-29", "kz", tmp_path)
    assert (new.split(" = ")[0] or "rhythm") in wrong.splitlines()[refused.value.line - 1]
