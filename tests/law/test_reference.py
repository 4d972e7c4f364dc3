"""Penalties, hotlines and newer acts: dated, with their source, and nothing invented."""

from datetime import date
from pathlib import Path

import pytest

from safeguard.procedures import catalogue, country
from safeguard.procedures.reader import RulebookError

TODAY = date(2026, 8, 25)
HELD = {name: catalogue.load_procedure(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()}
COUNTRIES = [country.load_reference(code) for code in ("ua", "kz")]
ENTRIES = [entry for each in COUNTRIES for entry in (*each.penalties, *each.hotlines, *each.acts)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_every_entry_says_where_it_was_read_and_when(entry: country.Penalty | country.Hotline | country.OtherAct):
    assert entry.source.words.en
    assert date(2021, 12, 29) <= entry.source.checked_on <= TODAY


@pytest.mark.parametrize(
    ("code", "key", "words"),
    [
        # obligations.md 5.3: art. 173-4 as printed in seeds 002 and 004
        ("ua", "part_1", ("50", "100", "20", "40")),
        ("ua", "part_2", ("100", "200", "40", "60")),
        ("ua", "part_3", ("50", "100", "20", "40")),
        ("ua", "part_4", ("100", "200", "40", "60")),
        ("ua", "part_5", ("50", "100", "one month", "20%")),
        # context.md 2.2
        ("kz", "bullying", ("10 monthly calculation indices", "39,320")),
        ("kz", "bullying_again", ("30 monthly calculation indices", "117,960")),
        ("kz", "aged_12_to_16", ("fine",)),
    ],
)
def test_penalties_as_printed(code: str, key: str, words: tuple[str, ...]):
    found = {each.key: each for each in country.load_reference(code).penalties}[key]
    assert all(word in found.penalty.en for word in words)
    assert not found.is_disputed


@pytest.mark.parametrize(
    ("procedure", "count", "disputed"),
    [
        ("ua-1646", 6, []),
        ("ua-bila-tserkva-21", 6, []),
        ("ua-kharkiv-51", 8, ["kharkiv_list", "kharkiv_table"]),
        pytest.param("ua-dnipro-cpto", 0, [], id="adults: the article is about minors (C-12)"),
        ("kz-2021", 5, []),
    ],
)
def test_a_procedure_shows_the_law_and_what_its_own_text_prints_against_it(
    procedure: str, count: int, disputed: list[str]
):
    """C-21: the lyceum's list contradicts the article, so it's marked and stays with the lyceum."""
    found = country.penalties_of(HELD[procedure])
    assert len(found) == count
    assert [each.key for each in found if each.is_disputed] == disputed


@pytest.mark.parametrize(
    ("code", "key", "numbers", "for_children"),
    [
        ("ua", "police", ("102",), False),
        ("ua", "child_line", ("116 111", "0 800 500 225"), True),
        ("ua", "violence_line", ("15-47",), True),
        ("ua", "prevention_line", ("0 800 500 335", "116 123"), True),
        ("ua", "ombudsman", ("0 800 50 17 20",), False),
        ("ua", "legal_aid", ("0 800 213 103",), False),
        ("ua", "bullying_line", ("116 000",), True),
        ("ua", "president_commissioner", ("044 255 76 75",), True),
        ("kz", "contact_111", ("111",), True),
        ("kz", "police", ("102",), False),
        ("kz", "crisis_centres", ("150", "116-16", "8-708-10-608-10"), True),
        ("kz", "prosecutor", ("8 (7172) 71-25-54",), False),
        ("kz", "child_ombudsman", ("+7 777 678 75 90",), True),
        ("kz", "child_rights_committee", (), False),
    ],
)
def test_whom_to_call(code: str, key: str, numbers: tuple[str, ...], for_children: bool):
    found = {each.key: each for each in country.load_reference(code).hotlines}[key]
    assert (found.numbers, found.for_children) == (numbers, for_children)


def test_no_line_is_left_out_of_the_table_above():
    assert [len(each.hotlines) for each in COUNTRIES] == [8, 6]


def test_what_was_checked_over_a_year_ago_asks_to_be_checked_again():
    due = {(each.country, line.key) for each in COUNTRIES for line in each.hotlines if line.source.is_due(TODAY)}
    printed = {("ua", "bullying_line"), ("ua", "president_commissioner")}
    assert due == printed | {("kz", line.key) for line in COUNTRIES[1].hotlines if line.key != "contact_111"}


@pytest.mark.parametrize(
    ("procedure", "by", "beside"),
    [
        ("ua-1646", ["order-961"], ["resolution-658-2018", "resolution-658-2025", "resolution-1513"]),
        ("ua-bila-tserkva-21", ["order-961"], ["resolution-658-2018", "resolution-658-2025", "resolution-1513"]),
        ("ua-kharkiv-51", ["order-961"], ["resolution-658-2018", "resolution-658-2025", "resolution-1513"]),
        pytest.param("ua-dnipro-cpto", [], [], id="adults: none of them covers it"),
        ("kz-2021", [], ["order-506", "law-2024", "law-245"]),
    ],
)
def test_each_procedure_says_which_edition_it_holds_and_what_came_after(
    procedure: str, by: list[str], beside: list[str]
):
    notice = country.edition_notice(HELD[procedure])
    assert ([act.key for act in notice.by], [act.key for act in notice.beside]) == (by, beside)
    assert notice.checked_on == TODAY
    assert notice.superseded_on == (notice.by[0].on if by else None)
    assert not any(act.is_at_hand for act in (*notice.by, *notice.beside))


def test_on_a_day_only_the_acts_known_by_then_are_named():
    notice = country.edition_notice(HELD["ua-1646"], as_of=date(2025, 12, 1))
    assert ([act.key for act in notice.by], notice.beside[-1].key) == ([], "resolution-1513")


GOOD = """\
country = "xx"
edition = 2026-01-01

[[hotline]]
key = "police"
title = { uk = "а", kk = "ә", ru = "б", en = "a" }
numbers = ["102"]
source = { words = { uk = "а", kk = "ә", ru = "б", en = "a" }, checked_on = 2026-01-01 }
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("source =", "sources =", 4, "hotline police: no source"),
        (', checked_on = 2026-01-01 }\n', " }\n", 8, "'checked_on' is missing"),
        ('numbers = ["102"]\n', "", 4, "hotline police: a line without a number or a site"),
        ('kk = "ә", ', "", 6, "'kk' is missing"),
        ('key = "police"', 'key = "police"\ncolour = "red"', 6, "hotline police: unknown key 'colour'"),
        ("edition = 2026-01-01", "edition = 2026-01-02", 2, "the file must be called xx@2026-01-02.toml"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, reason: str):
    written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(RulebookError) as refused:
        country.load_reference("xx", rulebook=tmp_path)
    assert (refused.value.line, reason in str(refused.value)) == (line, True)


def test_the_newest_edition_by_a_day_counts(tmp_path: Path):
    written(tmp_path, GOOD)
    written(tmp_path, GOOD.replace("edition = 2026-01-01", "edition = 2027-01-01"), "xx@2027-01-01.toml")
    editions = [
        country.load_reference("xx", as_of, tmp_path).edition.year
        for as_of in (None, date(2026, 12, 31), date(2027, 1, 1), date(2020, 1, 1))
    ]
    assert editions == [2027, 2026, 2027, 2026]
    with pytest.raises(KeyError):
        country.load_reference("yy", rulebook=tmp_path)


def written(rulebook: Path, text: str, name: str = "xx@2026-01-01.toml") -> None:
    folder = rulebook / "xx" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
