"""The edges of the definitions: what comes back, newer acts, definitions and what is stored."""

import hashlib
import json
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from safeguard.calendars import load_calendar
from safeguard.procedures import catalogue, country, review
from safeguard.procedures.amend import Length, LimitUnit
from safeguard.procedures.bindings import DEEDS, copies_of, deeds_of, rules_met_by, rules_started_by
from safeguard.procedures.country import Relation, Source
from safeguard.procedures.reader import RulebookError, read_text
from safeguard.procedures.recurring import Window, windows
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
    none = review.NO_DUTIES % {"file": "duties/xx-1@2025-09-01.toml"}
    assert review.review(path)[1] == [none]
    path.write_text(
        spoilt("checked_on = 2026-01-01", "checked_on = 2026-01-01\nsuperseded_on = 2026-02-01"), encoding="utf-8"
    )
    assert review.review(path)[1] == ["The edition held here was superseded on 2026-02-01.", none]


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
