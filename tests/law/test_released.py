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
        assert all(row.startswith(("UA-B-IV.", "UA-D-", "UA-K-", "KZ-")) for row in rule.citation.rows)


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


BT = ("ua-bila-tserkva-21", "2024-12-01")
DN = ("ua-dnipro-cpto", "2021-08-31")
KH = ("ua-kharkiv-51", "2023-08-31")


@pytest.mark.parametrize(
    ("held", "recipients"),
    [
        pytest.param(
            BT,
            {
                "police_notice": "police",
                "guardian_notice": "guardian",
                "child_service_notice": "child_service",
                "social_services_notice": "social_services",
                "qualification_notice": "juvenile_police",
                "qualification_child_service_notice": "child_service",
                "education_department_notice": "education_department",
            },
            id="Bila Tserkva: on receipt and on qualification",
        ),
        pytest.param(DN, {"police_notice": "police"}, id="Dnipro: adults, so the police only"),
        pytest.param(
            KH,
            {
                "police_notice": "police",
                "guardian_notice": "guardian",
                "child_service_notice": "child_service",
                "social_services_notice": "social_services",
                "minutes_police_notice": "juvenile_police",
                "minutes_child_service_notice": "child_service",
            },
            id="Kharkiv: on receipt by national law, with the minutes whatever the finding",
        ),
    ],
)
def test_who_is_told_differs_by_procedure(held: tuple[str, str], recipients: dict[str, str]):
    """Conflicts C-02 and C-14: the first notice to the police is in every Ukrainian procedure."""
    rules = catalogue.load_procedure(*held).rules
    assert {rule.key: rule.recipient for rule in rules if rule.met_by == "notice.given"} == recipients


# held, smallest, refused below it, quorum by national rule, how formed, parents of the sides, who investigates, seats
ROOMS = [
    pytest.param(
        BT,
        (5, False, False),
        ("standing", "per_case"),
        "may_be_members",
        "authorised_persons",
        {"psychologist": False, "social_pedagogue": False},
        id="Bila Tserkva",
    ),
    pytest.param(
        DN,
        (8, True, False),
        ("standing",),
        "absent",
        "commission",
        {"psychologist": True, "employment_service": True},
        id="Dnipro: three officers and five members",
    ),
    pytest.param(
        KH,
        (5, False, True),
        ("standing", "per_case"),
        "may_be_members",
        "commission",
        dict.fromkeys(
            (
                "responsible_person",
                "psychologist",
                "social_pedagogue",
                "trade_union",
                "primary_teacher",
                "parents_committee",
            ),
            True,
        ),
        id="Kharkiv",
    ),
]


@pytest.mark.parametrize(("held", "size", "formed", "guardians", "investigator", "seats"), ROOMS)
def test_how_the_commission_is_composed(
    held: tuple[str, str],
    size: tuple[int, bool, bool],
    formed: tuple[str, ...],
    guardians: str,
    investigator: str,
    seats: dict[str, bool],
):
    """Conflicts C-03, C-04, C-08 and C-15."""
    room = catalogue.load_procedure(*held).commission
    assert room is not None
    assert (room.minimum, room.minimum_refuses, room.is_default) == size
    assert (room.formed, room.guardians, room.investigator) == (formed, guardians, investigator)
    assert {seat.key: seat.is_required for seat in room.seats} == seats
    assert room.quorum == (2, 3)
    assert [each.office for each in room.substitutions] == ["chair", "chair", "secretary"]


@pytest.mark.parametrize(
    ("held", "copies", "parents_sign", "needs_order", "paper", "seen"),
    [
        pytest.param(BT, ("",), False, True, True, 9, id="Bila Tserkva: an order, the paper original"),
        pytest.param(DN, ("",), False, False, False, 9, id="Dnipro: annex 2, no order"),
        pytest.param(
            KH,
            ("victim_guardian", "accused_guardian", "child_service", "police", "school"),
            True,
            False,
            False,
            9,
            id="Kharkiv: five signed copies",
        ),
    ],
)
def test_what_the_minutes_ask_for(
    held: tuple[str, str], copies: tuple[str, ...], parents_sign: bool, needs_order: bool, paper: bool, seen: int
):
    """Conflicts C-11 and C-28."""
    minutes = catalogue.load_procedure(*held).minutes
    assert minutes is not None
    assert (minutes.copies, minutes.copies_for or ("",)) == (len(copies), copies)
    assert ("victim_guardian" in minutes.signers and "accused_guardian" in minutes.signers) is parents_sign
    assert {"chair", "secretary", "members"} <= set(minutes.signers)
    assert (minutes.needs_order, minutes.is_paper_original) == (needs_order, paper)
    assert sum(field.is_seen for field in minutes.fields) == seen


@pytest.mark.parametrize(
    ("held", "systematic", "minor", "right_told", "out_of_scope", "registers"),
    [
        pytest.param(BT, True, True, True, {"other"}, ["applications", "decisions"], id="Bila Tserkva"),
        pytest.param(DN, False, False, False, {"way", "other"}, [], id="Dnipro"),
        pytest.param(KH, True, True, True, {"other"}, ["decisions"], id="Kharkiv"),
    ],
)
def test_what_counts_as_bullying_and_where(
    held: tuple[str, str], systematic: bool, minor: bool, right_told: bool, out_of_scope: set[str], registers: list[str]
):
    """Conflicts C-12, C-13, C-16 and C-30."""
    found = catalogue.load_procedure(*held)
    assert found.qualification is not None
    assert (found.qualification.systematic, found.qualification.minor) == (systematic, minor)
    assert found.qualification.right_told is right_told
    assert {place.key for place in found.places.values() if not place.in_scope} == out_of_scope
    assert list(found.registers) == registers
    assert found.adult_learners is (held is DN)
    assert any(side.representative_told for side in found.sides.values()) is (held is not DN)


def test_what_kharkiv_leaves_out_is_the_national_rule_and_says_so():
    """UA-K-x: the order has no limit but three calendar days, and leaves one act without a number."""
    found = catalogue.load_procedure(*KH)
    national = {rule.key for rule in catalogue.load_procedure("ua-1646", "2020-02-18").rules}
    assert {rule.key for rule in found.rules if rule.is_supplied} == national
    own = [rule for rule in found.rules if not rule.is_supplied]
    assert all(row.startswith("UA-K-") for rule in own for row in rule.citation.rows)
    assert [rule.key for rule in own if rule.limit] == ["commission_hearing"]


@pytest.mark.parametrize("key", [rule.key for rule in catalogue.load_procedure("ua-1646", "2020-02-18").rules])
def test_bila_tserkva_holds_the_national_rules_word_for_word(key: str):
    code, national = (
        catalogue.load_procedure(*BT).rule(key),
        catalogue.load_procedure("ua-1646", "2020-02-18").rule(key),
    )
    assert (code.limit, code.default, code.starts_on, code.title) == (
        national.limit,
        national.default,
        national.starts_on,
        national.title,
    )
    assert code.citation.in_("en").split(", chapter")[1] == national.citation.in_("en").split(", chapter")[1]


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
