"""A released file of the rulebook never changes: cases are pinned to it. A correction is a new file."""

import hashlib
from pathlib import Path

import pytest

from cases.enums import Kind, Place, SideRole
from safeguard.access.roles import SCHOOL_ROLES
from safeguard.calendars import CALENDARS
from safeguard.calendars.load import year_tables
from safeguard.procedures import catalogue
from safeguard.procedures.read_rules import ROLES
from safeguard.procedures.reference import KINDS, PLACES, SIDES
from safeguard.procedures.schema import Start

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"
RELEASED = dict(
    reversed(line.split("  ")) for line in (RULEBOOK / "released.sha256").read_text(encoding="utf-8").splitlines()
)
PROCEDURES = [
    catalogue.load_procedure(name, version) for name in catalogue.procedures() for version in catalogue.versions(name)
]


def test_every_file_is_as_it_was_released():
    """A new file is added to `rulebook/released.sha256` (`sha256sum`, run in `rulebook/`); the others never change."""
    found = {
        path.relative_to(RULEBOOK).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in RULEBOOK.rglob("*.toml")
    }
    assert found == RELEASED


def test_the_hash_of_a_version_is_the_hash_of_its_file():
    assert catalogue.content_hash("ua-1646", "2020-02-18") == RELEASED["ua/ua-1646@2020-02-18.toml"]


def test_the_roles_of_the_rulebook_are_those_of_the_application():
    assert {str(role) for role in SCHOOL_ROLES} == ROLES


def test_the_internal_lists_of_the_rulebook_are_those_of_the_application():
    assert (set(Kind.values), set(Place.values), set(SideRole.values)) == (KINDS, PLACES, SIDES)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: f"{each.id}@{each.version}")
def test_every_rule_cites_a_point_and_its_rows(procedure):
    for rule in procedure.rules:
        assert rule.citation.point
        assert rule.citation.chapter
        assert rule.citation.rows
        assert all(row.startswith(("UA-B-IV.", "KZ-")) for row in rule.citation.rows)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: f"{each.id}@{each.version}")
def test_the_edition_held_says_when_it_was_checked(procedure):
    assert procedure.edition.checked_on > procedure.in_force_from
    assert procedure.edition.note is not None


def test_the_national_procedure_says_what_it_says():
    """The parameters of the register of obligations, section 5.1, in one place."""
    ua = catalogue.load_procedure("ua-1646", "2020-02-18")
    assert [(rule.key, rule.duty_of[0], rule.met_by, rule.recipient) for rule in ua.rules] == [
        ("police_notice", "principal", "notice.given", "police"),
        ("guardian_notice", "principal", "notice.given", "guardian"),
        ("child_service_notice", "principal", "notice.given", "child_service"),
        ("social_services_notice", "principal", "notice.given", "social_services"),
        ("commission_meeting", "principal", "meeting.held", ""),
        ("meeting_notice", "secretary", "meeting.announced", "meeting_participants"),
        ("resolution", "principal", "resolution.adopted", ""),
    ]
    assert ua.rule("guardian_notice").each == ("victim", "accused", "witness")
    assert [rule.key for rule in ua.rules if rule.default] == ["child_service_notice", "social_services_notice"]
    assert all(side.representative_told for side in ua.sides.values())
    assert ua.commission is not None
    assert (ua.commission.minimum, ua.commission.minimum_refuses, ua.commission.quorum) == (5, False, (2, 3))
    assert (ua.commission.tie, ua.commission.chair_is) == ("harmonised", "principal")
    assert ua.minutes is not None
    assert sum(field.is_seen for field in ua.minutes.fields) == 9
    assert (ua.minutes.needs_order, ua.minutes.copies) == (True, 1)
    assert ua.edition.superseded_on is not None


def test_the_kazakh_algorithm_says_what_it_says():
    kz = catalogue.load_procedure("kz-2021", "2021-12-29")
    assert kz.commission is None
    assert kz.minutes is None
    assert all(rule.limit is None and rule.default for rule in kz.rules)
    assert [rule.key for rule in kz.rules if rule.by_nature] == ["medical_notice"]
    assert [rule.recipient for rule in kz.rules] == [
        "law_enforcement",
        "child_rights",
        "medical",
        "guardian",
        "education_department",
    ]
    journal = kz.registers["incidents"]
    assert len(journal.columns) == 24
    assert not journal.has_names
    assert [column.key for column in journal.columns if column.is_optional] == ["ethnicity"]
    assert len(kz.kind_lists["indicators"].columns) == 7


def test_facts_named_by_the_contract():
    assert set(Start) - {Start.RECEIVED} == {
        "accepted",
        "investigation_ordered",
        "investigation_reported",
        "commission_ordered",
        "meeting",
        "qualified",
    }


@pytest.mark.parametrize("code", [code for code in CALENDARS if code != "ua-martial"])
def test_the_tables_have_no_year_missing_between_the_first_and_the_last(code: str):
    years = sorted({table.year for table in year_tables(code)})
    assert years == list(range(2024, 2028))
