"""Every obligation of the four documents is covered, planned or left to people, and what is said of it is true."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from safeguard.procedures import catalogue
from safeguard.procedures.citation import Citation

ROOT = Path(__file__).resolve().parents[2]
ROWS = (Path(__file__).parent / "obligation_rows.txt").read_text(encoding="utf-8").split("\n")[:-1]
TEXT = (ROOT / "docs" / "obligations.md").read_text(encoding="utf-8")
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if re.match(r"\| (KZ-|UA-[BDK]-|C-\d|R\d|D\d)", line)
]
ISSUES = dict(re.findall(r"^\| (\d+) \| (.+) \|$", TEXT, flags=re.MULTILINE))
HELD = {name: catalogue.load_procedure(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()}
STATES = ("covered", "planned", "people")


def of(state: str) -> list[Any]:
    return [pytest.param(line[0], line[3], id=line[0]) for line in LINES if line[2] == state]


def cited(procedure: str, part: str) -> set[str]:
    """The rows that a part of a definition cites: `rule/police_notice`, `commission/quorum`, `minutes`..."""
    return {row for name, citation in parts(procedure) if name == part for row in citation.rows}


def parts(procedure: str) -> Iterator[tuple[str, Citation]]:
    held = HELD[procedure]
    yield from ((f"rule/{rule.key}", rule.citation) for rule in held.rules)
    lists: Mapping[str, Mapping[str, Any]] = {
        "recipients": held.recipients,
        "sides": held.sides,
        "kinds": held.kinds,
        "kind_lists": held.kind_lists,
        "places": held.places,
        "registers": held.registers,
    }
    yield from ((f"{name}/{key}", each.citation) for name, found in lists.items() for key, each in found.items())
    if room := held.commission:
        yield "commission/minimum", room.minimum_citation
        yield "commission/quorum", room.quorum_citation
        yield "commission/vote", room.vote_citation
        yield from ((f"commission/seats/{seat.key}", seat.citation) for seat in room.seats)
        yield from ((f"commission/substitution/{each.office}", each.citation) for each in room.substitutions)
    if held.qualification:
        yield "qualification", held.qualification.citation
    if held.minutes:
        yield "minutes", held.minutes.citation
        yield from ((f"minutes/fields/{field.key}", field.citation) for field in held.minutes.fields)


def test_every_row_stands_there_once():
    assert [row for row, count in Counter(line[0] for line in LINES).items() if count > 1] == []
    assert {line[0] for line in LINES} == set(ROWS)
    assert len(ROWS) == len(set(ROWS)) == 664


def test_every_row_is_covered_planned_or_left_to_people():
    assert {line[2] for line in LINES} == set(STATES)
    assert all(len(line) == 4 for line in LINES)


def test_every_row_that_a_definition_cites_is_a_row():
    assert {row for name in HELD for _, citation in parts(name) for row in citation.rows} <= set(ROWS)


def test_every_limit_of_a_definition_is_covered():
    limits = {row for held in HELD.values() for rule in held.rules for row in rule.citation.rows}
    covered = {line[0] for line in LINES if line[2] == "covered"}
    assert limits <= covered


@pytest.mark.parametrize(("row", "by"), of("covered"))
def test_what_covers_a_row_is_there(row: str, by: str):
    """A definition cites the row; a test of the suite exists by that name; a file is where it's said to be."""
    named = re.findall(r"`([^`]+)`", by)
    assert named
    for name in named:
        path, _, test = name.partition("::")
        if test:
            assert f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8")
        elif ":" in name:
            assert row in cited(*name.split(":"))
        else:
            assert (ROOT / name).exists()


@pytest.mark.parametrize(("row", "by"), of("planned"))
def test_what_plans_a_row_is_an_issue_with_its_subject(row: str, by: str):
    assert len(ISSUES[by]) > 20


@pytest.mark.parametrize(("row", "by"), of("people"))
def test_what_is_left_to_people_says_why(row: str, by: str):
    assert len(by.split()) >= 5
