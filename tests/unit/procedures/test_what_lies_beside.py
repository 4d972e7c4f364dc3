"""What counts beside a definition's own text: the national procedure, newer acts, days that no table has reviewed."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures import catalogue, country, review
from safeguard.procedures.duties import Duties, When, duties_of
from safeguard.procedures.evaluate import deadlines
from safeguard.procedures.notes import Note, NoteCode
from safeguard.procedures.reader import RulebookError

from .definition import SMALL, small, spoilt

KYIV = ZoneInfo("Europe/Kyiv")
KHARKIV = catalogue.load_procedure("ua-kharkiv-51", "2023-08-31")
NATIONAL = catalogue.load_procedure("ua-1646", "2020-02-18")
TABLE = load_calendar("ua-peace")


def written(tmp_path: Path, text: str, folder: str = "xx") -> Path:
    path = tmp_path / folder / f"{folder}-1@2025-09-01.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# --- days that no table has reviewed ---


def notes_of(rule: str, received: datetime) -> list[Note]:
    found = deadlines(NATIONAL, received, {}, TABLE.without_end(), KYIV)
    return [note for each in found if each.key == rule for note in each.notes if note.code is NoteCode.NO_TABLE]


@pytest.mark.parametrize(
    ("rule", "month", "day", "is_said"),
    [
        pytest.param("resolution", 12, 16, False, id="ten working days end on the table's last day"),
        pytest.param("resolution", 12, 20, True, id="and a few days later"),
        pytest.param("police_notice", 12, 31, False, id="hours ask no table"),
    ],
)
def test_a_limit_that_ends_after_the_tables_says_until_when_they_reach(rule: str, month: int, day: int, is_said: bool):
    received = datetime(TABLE.last.year, month, day, 9, tzinfo=KYIV)
    found = notes_of(rule, received)
    assert found == ([Note(NoteCode.NO_TABLE, {"last": TABLE.last.isoformat()})] if is_said else [])


@pytest.mark.parametrize(("rolls", "is_said"), [(True, True), (False, False)])
def test_calendar_days_ask_a_table_only_where_they_roll(rolls: bool, is_said: bool):
    text = spoilt("roll = true", "roll = false") if not rolls else SMALL
    procedure = small(text)
    received = datetime.combine(TABLE.last, datetime.min.time(), KYIV)
    found = deadlines(procedure, received, {"commission_ordered": received}, TABLE.without_end(), KYIV)
    [hearing] = [each for each in found if each.key == "hearing"]
    assert any(note.code is NoteCode.NO_TABLE for note in hearing.notes) == is_said


# --- newer acts ---


@pytest.mark.parametrize(
    ("in_force_from", "is_warned"),
    [
        pytest.param(date(2025, 9, 1), True, id="older than the act of 2026-06-18"),
        pytest.param(date(2026, 6, 18), False, id="of the same day"),
        pytest.param(date(2026, 9, 1), False, id="newer than the act"),
    ],
)
def test_a_local_order_that_no_act_names_is_warned_of_what_replaced_the_national_one(in_force_from, is_warned):
    sixth = replace(KHARKIV, id="ua-lviv-9", in_force_from=in_force_from)
    notice = country.edition_notice(sixth, date(2026, 11, 1))
    assert ("order-961" in {act.key for act in notice.by}) == is_warned


def test_an_order_for_adults_that_no_act_names_isnt_warned():
    """C-12: what replaced the procedure for children says nothing of adults."""
    sixth = replace(KHARKIV, id="ua-lviv-9", in_force_from=date(2024, 1, 1), adult_learners=True)
    assert country.edition_notice(sixth, date(2026, 11, 1)).by == ()


def test_an_act_about_something_else_isnt_told_to_a_local_order():
    sixth = replace(KHARKIV, id="ua-lviv-9", in_force_from=date(2018, 1, 1))
    told = {act.key for act in country.edition_notice(sixth, date(2026, 11, 1)).beside}
    wanted = {act.key for act in country.edition_notice(NATIONAL, date(2026, 11, 1)).beside}
    assert told == wanted


# --- the check of a file ---


POLICE = (
    'starts_on = "received"\nwithin = { count = 24, unit = "hours" }\nmet_by = "notice.given"\nrecipient = "police"'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('recipient = "police"', 'recipient = "child_service"', id="nobody tells them"),
        pytest.param(POLICE, POLICE.replace("received", "accepted"), id="only once the report was accepted"),
    ],
)
def test_a_text_of_the_country_that_tells_the_police_nothing_is_refused(tmp_path: Path, old: str, new: str):
    held = (catalogue.RULEBOOK / "ua/ua-kharkiv-51@2023-08-31.toml").read_text(encoding="utf-8")
    assert old in held
    path = tmp_path / "ua" / "ua-kharkiv-51@2023-08-31.toml"
    path.parent.mkdir()
    path.write_text(held.replace(old, new), encoding="utf-8")
    with pytest.raises(RulebookError) as refused:
        review.review(path)
    assert str(refused.value) == (
        "ua-kharkiv-51@2023-08-31.toml:1: no rule tells 'police' from the report on: the national procedure demands it"
    )
    assert refused.value.line == 1


@pytest.mark.parametrize(("superseded", "is_odd"), [("2025-08-31", True), ("2025-09-01", True), ("2025-09-02", False)])
def test_superseded_before_it_counted_is_pointed_at(tmp_path: Path, superseded: str, is_odd: bool):
    text = spoilt("checked_on = 2026-01-01", f"checked_on = 2026-01-01\nsuperseded_on = {superseded}")
    said = review.review(written(tmp_path, text))[1]
    odd = f"It was superseded on {superseded}, before it came into force on 2025-09-01: is one of the days wrong?"
    assert (odd in said) == is_odd


@pytest.mark.parametrize(
    ("key", "day", "is_read"),
    [
        ("superseded_on", "1989-12-31", False),
        ("superseded_on", "1990-01-01", True),
        ("superseded_on", "2100-01-01", True),
        ("superseded_on", "2100-01-02", False),
    ],
)
def test_days_of_a_definition_lie_between_1990_and_2100(key: str, day: str, is_read: bool):
    text = spoilt("checked_on = 2026-01-01", f"checked_on = 2026-01-01\n{key} = {day}")
    if is_read:
        assert small(text).edition.superseded_on == date.fromisoformat(day)
        return
    with pytest.raises(RulebookError, match="must be between 1990-01-01 and 2100-01-01"):
        small(text)


def test_the_duties_are_looked_for_in_the_rulebook_of_the_file(tmp_path: Path):
    """Another rulebook's national duties aren't borrowed."""
    path = written(tmp_path, SMALL.replace('country = "xx"', 'country = "ua"').replace('"xx-1"', '"ua-1"'), "ua")
    assert duties_of(small(path.read_text(encoding="utf-8")), tmp_path) == Duties({}, {}, "")


def test_the_national_duties_bring_the_penalty_for_not_telling():
    sixth = replace(KHARKIV, id="ua-lviv-9")
    assert duties_of(sixth).concealment == duties_of(NATIONAL).concealment != ""


def test_nobody_is_a_minor_until_it_is_known():
    known = duties_of(catalogue.load_procedure("ua-dnipro-cpto", "2021-08-31"))
    assert not [duty for duty in known.owed(is_unqualified=False) if duty.when is When.MINOR_SIDE]
