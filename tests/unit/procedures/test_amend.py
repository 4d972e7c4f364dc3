"""Newer numbers over the edition held: only what was read in the newer act changes; the loader says what is wrong."""

from datetime import date, time

import pytest

from safeguard.procedures import catalogue
from safeguard.procedures.amend import Act, Amendment, Length, LimitUnit, NewLimit, amended, length_of
from safeguard.procedures.country import edition_notice
from safeguard.procedures.duties import duties_of
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.schema import Before, Unit, Within
from safeguard.procedures.stored import (
    ContentChanged,
    build_content,
    hash_of,
    read_content,
    read_stored,
    released_content,
    write_stored,
)

HELD = [(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()]
UA = ("ua-1646", "2020-02-18")
ACT = Act("Наказ МОН", "961", date(2026, 6, 18))
FROM = date(2026, 9, 1)


def change(*limits: NewLimit, holds: str = "order-961", is_current: bool = True) -> Amendment:
    return Amendment(ACT, FROM, date(2026, 8, 30), holds, is_current, limits)


def limit(rule: str, count: int, unit: LimitUnit, at: time | None = None, chapter: str = "Розділ III") -> NewLimit:
    return NewLimit(rule, Length(count, unit, at), chapter, "7", "2")


def entered(held: tuple[str, str], *limits: NewLimit, **how):
    text = write_stored(
        amended(released_content(*held), change(*limits, **how)), version="2026-09-01+1", beside=held[1]
    )
    return read_stored(text, hash_of(text))


@pytest.mark.parametrize("held", HELD)
def test_a_released_file_is_the_same_through_the_stored_form(held):
    text = write_stored(released_content(*held), version=held[1], beside="")
    assert read_stored(text, hash_of(text)) == catalogue.load_procedure(*held)
    assert read_content(text) == (released_content(*held), held[1], "")


@pytest.mark.parametrize(
    ("rule", "count", "unit", "at", "becomes"),
    [
        ("police_notice", 3, LimitUnit.HOURS, None, Within(3, Unit.HOURS)),
        ("police_notice", 1, LimitUnit.WORKING_DAYS, None, Within(1, Unit.WORKING_DAYS)),
        ("commission_meeting", 0, LimitUnit.CALENDAR_DAYS, None, Within(0, Unit.CALENDAR_DAYS)),
        ("commission_meeting", 5, LimitUnit.CALENDAR_DAYS_ROLL, None, Within(5, Unit.CALENDAR_DAYS, roll=True)),
        ("meeting_notice", 2, LimitUnit.CLOCK, time(16), Before(2, time(16))),
        pytest.param(
            "child_service_notice", 24, LimitUnit.HOURS, None, Within(24, Unit.HOURS), id="the law has a number now"
        ),
    ],
)
def test_a_limit_of_the_newer_act_replaces_the_one_held(rule, count, unit, at, becomes):
    found = entered(UA, limit(rule, count, unit, at)).rule(rule)
    assert (found.limit, found.default) == (becomes, None)
    assert found.citation.in_("uk") == ("Наказ МОН (від 18.06.2026 № 961), розділ «Розділ III», п. 7, абз. 2")
    assert found.citation.rows == catalogue.load_procedure(*UA).rule(rule).citation.rows
    assert length_of(found) == Length(count, unit, at)


def test_everything_else_stays_as_it_was_held():
    old, new = catalogue.load_procedure(*UA), entered(UA, limit("police_notice", 3, LimitUnit.HOURS))
    assert [rule for rule in new.rules if rule.key != "police_notice"] == list(old.rules[1:])
    assert (new.commission, new.minutes, new.kinds, new.places) == (old.commission, old.minutes, old.kinds, old.places)
    assert new.rule("police_notice").remind == old.rule("police_notice").remind
    assert duties_of(new) == duties_of(old)
    assert duties_of(new).duties
    assert (new.id, new.version, new.in_force_from, new.released) == ("ua-1646", "2026-09-01+1", FROM, "2020-02-18")


def test_a_rule_that_took_the_national_number_is_the_acts_own_now():
    kharkiv = ("ua-kharkiv-51", "2023-08-31")
    key = next(rule.key for rule in catalogue.load_procedure(*kharkiv).rules if rule.is_supplied)
    assert not entered(kharkiv, limit(key, 2, LimitUnit.HOURS)).rule(key).is_supplied


def test_the_same_chapter_is_written_once():
    content = amended(
        released_content(*UA),
        change(
            limit("police_notice", 3, LimitUnit.HOURS),
            limit("guardian_notice", 3, LimitUnit.HOURS),
            limit("resolution", 9, LimitUnit.WORKING_DAYS, chapter="Розділ IV"),
        ),
    )
    assert [texts["uk"] for texts in content["document"]["entered-1"]["chapters"].values()] == [
        "Розділ III",
        "Розділ IV",
    ]


def test_an_edition_over_an_entered_edition_keeps_the_first_acts_citations():
    first = amended(released_content(*UA), change(limit("police_notice", 3, LimitUnit.HOURS)))
    second = amended(
        first, Amendment(Act("Зміни", "7", FROM), FROM, FROM, "", False, (limit("resolution", 9, LimitUnit.HOURS),))
    )
    found = build_content(second, version="x", beside=UA[1], name="x")
    assert found.rule("police_notice").citation.document.title.uk == "Наказ МОН"
    assert found.rule("resolution").citation.document.title.uk == "Зміни"
    assert found.edition.holds == ("order-961",)


@pytest.mark.parametrize(
    ("holds", "is_current", "by", "superseded"),
    [
        pytest.param("order-961", True, [], None, id="the act that superseded it"),
        pytest.param("resolution-1513", False, ["order-961"], date(2026, 6, 18), id="an act beside it changes nothing"),
        pytest.param("", False, ["order-961"], date(2026, 6, 18), id="an act nobody here knows of"),
    ],
)
def test_the_edition_says_what_it_still_doesnt_hold(holds, is_current, by, superseded):
    found = entered(UA, limit("police_notice", 3, LimitUnit.HOURS), holds=holds, is_current=is_current)
    notice = edition_notice(found, date(2026, 12, 1))
    assert ([act.key for act in notice.by], notice.superseded_on) == (by, superseded)
    assert holds not in [act.key for act in notice.beside]
    assert notice.held.uk == "Редакція, чинна з 01.09.2026 (Наказ МОН від 18.06.2026 № 961)"
    assert notice.checked_on == date(2026, 8, 30)


@pytest.mark.parametrize(
    ("new", "path"),
    [
        (limit("police_notice", 0, LimitUnit.HOURS), ("rule", 0, "within", "count")),
        (limit("resolution", 0, LimitUnit.WORKING_DAYS), ("rule", 6, "within", "count")),
        (limit("meeting_notice", 0, LimitUnit.CLOCK, time(9)), ("rule", 5, "before", "days")),
    ],
)
def test_the_loader_refuses_and_says_which_value(new, path):
    with pytest.raises(RulebookError) as refusal:
        entered(UA, new)
    assert refusal.value.path == path


def test_a_text_that_was_tampered_with_is_refused():
    text = write_stored(released_content(*UA), version="x", beside="")
    with pytest.raises(ContentChanged):
        read_stored(text.replace('"count":24', '"count":48'), hash_of(text))


def test_a_note_that_spoke_of_the_old_number_goes_with_it():
    """What was said of three days isn't true of two: nothing is invented about a newer act."""
    old = catalogue.load_procedure(*UA)
    rule = next(each for each in old.rules if each.note is not None and each.limit is not None)
    assert entered(UA, limit(rule.key, 2, LimitUnit.WORKING_DAYS)).rule(rule.key).note is None


@pytest.mark.parametrize("is_current", [True, False])
def test_only_the_act_that_superseded_the_edition_makes_it_current_again(is_current: bool):
    content = released_content(*UA) | {}
    content["edition"] = {**content["edition"], "superseded_on": date(2026, 6, 18)}
    found = amended(content, change(limit("police_notice", 3, LimitUnit.HOURS), is_current=is_current))
    assert ("superseded_on" in found["edition"]) != is_current


def test_reminders_of_a_kind_that_the_edition_didnt_have_are_added_and_no_others():
    content = released_content(*UA)
    before = set(content["reminders"])
    found = amended(content, change(limit("police_notice", 3, LimitUnit.CALENDAR_DAYS)))
    assert set(found["reminders"]) == before | {"calendar_days"}
    same = amended(content, change(limit("police_notice", 3, LimitUnit.HOURS)))
    assert set(same["reminders"]) == before
