"""Duties without a deadline, and what may not be a measure: per procedure, with their places in the text."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cases.enums import CaseStatus
from safeguard.procedures import catalogue
from safeguard.procedures.catalogue import national_of
from safeguard.procedures.country import load_reference
from safeguard.procedures.duties import FORBIDDEN_KINDS, NONE, Duties, Until, When, duties_of, own_duties, read_duties
from safeguard.procedures.reader import RulebookError
from safeguard.procedures.review import review
from safeguard.procedures.schema import Start

HELD = {name: catalogue.load_procedure(name, catalogue.versions(name)[-1]) for name in catalogue.procedures()}
FILES = sorted(catalogue.RULEBOOK.glob("*/duties/*.toml"))
ROWS = set((Path(__file__).parents[2] / "law" / "obligation_rows.txt").read_text(encoding="utf-8").split("\n"))


def of(procedure: str) -> Duties:
    return duties_of(HELD[procedure])


# procedure, duty, from when, only if needed, whose, where
OWED = [
    ("ua-1646", "stop_danger", "report", False, "staff", "chapter “General provisions”, point 7, paragraph 2"),
    ("ua-1646", "first_aid", "report", True, "staff", "chapter “General provisions”, point 7, paragraph 3"),
    ("ua-1646", "police_call", "report", True, "staff", "chapter “General provisions”, point 7, paragraph 4"),
    ("ua-bila-tserkva-21", "stop_danger", "report", False, "staff", "point 7, paragraph 2"),
    ("ua-bila-tserkva-21", "first_aid", "report", True, "staff", "point 7, paragraph 3"),
    ("ua-bila-tserkva-21", "police_call", "report", True, "staff", "point 7, paragraph 4"),
    ("ua-bila-tserkva-21", "right_to_police", "not_qualified", False, "principal", "point 8"),
    (
        "ua-dnipro-cpto",
        "stop_danger",
        "report",
        False,
        "staff",
        "chapter “I. General provisions”, point 7, paragraph 2",
    ),
    ("ua-dnipro-cpto", "first_aid", "report", True, "staff", "chapter “I. General provisions”, point 7, paragraph 3"),
    ("ua-dnipro-cpto", "police_call", "report", True, "staff", "chapter “I. General provisions”, point 7, paragraph 5"),
    (
        "ua-dnipro-cpto",
        "minor_guardian_told",
        "minor_side",
        False,
        "principal",
        "point 2, paragraph 2",
    ),
    ("ua-dnipro-cpto", "minor_service_told", "minor_side", False, "principal", "point 2, paragraph 4"),
    ("ua-kharkiv-51", "stop_danger", "report", False, "staff", "chapter “III. Staff”, point 4"),
    ("ua-kharkiv-51", "first_aid", "report", True, "staff", "chapter “General provisions”, point 7, paragraph 3"),
    ("ua-kharkiv-51", "police_call", "report", True, "staff", "chapter “General provisions”, point 7, paragraph 4"),
    ("ua-kharkiv-51", "right_to_police", "not_qualified", False, "principal", "point 7"),
    ("kz-2021", "separation", "report", False, "principal", "point 41, item 1"),
    ("kz-2021", "first_aid", "report", True, "principal", "point 41, item 2"),
    ("kz-2021", "talk", "report", False, "principal", "point 41, item 3"),
    ("kz-2021", "explanation", "report", False, "principal", "point 39, item 2"),
    ("kz-2021", "contact_person", "report", False, "principal", "point 39, item 3"),
]


@pytest.mark.parametrize(("procedure", "key", "when", "if_needed", "whose", "where"), OWED)
def test_what_is_owed_without_a_deadline(procedure: str, key: str, when: str, if_needed: bool, whose: str, where: str):
    duty = of(procedure).duties[key]
    assert (duty.when, duty.if_needed, duty.duty_of[0]) == (when, if_needed, whose)
    assert duty.citation.in_("en").endswith(where)


def test_nothing_else_is_owed():
    assert [(name, key) for name in HELD for key in of(name).duties] == sorted(
        ((row[0], row[1]) for row in OWED), key=lambda row: list(HELD).index(row[0])
    )


def test_what_kharkivs_order_leaves_out_is_the_national_rule_and_says_so():
    """UA-K-x: its text has no first aid."""
    assert [key for key, duty in of("ua-kharkiv-51").duties.items() if duty.is_default] == ["first_aid", "police_call"]
    others = [duty for name in HELD if name != "ua-kharkiv-51" for duty in own_duties(HELD[name]).duties.values()]
    assert not any(duty.is_default for duty in others)


def test_only_the_kazakh_text_asks_for_a_representative_at_every_talk():
    """KZ-41.3 and conflict C-26."""
    asking = [(name, key) for name in HELD for key, duty in of(name).duties.items() if duty.asks]
    assert asking == [("kz-2021", "talk")]


@pytest.mark.parametrize("procedure", [name for name in HELD if of(name).duties.get("right_to_police")])
def test_the_right_to_go_to_the_police_is_told_where_the_definition_says_so(procedure: str):
    told = {name for name, held in HELD.items() if held.qualification and held.qualification.right_told}
    assert procedure in told
    assert {name for name in HELD if "right_to_police" in of(name).duties} == told


@pytest.mark.parametrize(
    ("is_unqualified", "owed"),
    [
        (False, ["stop_danger", "first_aid", "police_call"]),
        (True, ["stop_danger", "first_aid", "police_call", "right_to_police"]),
    ],
)
def test_a_duty_after_a_decision_is_owed_only_after_it(is_unqualified: bool, owed: list[str]):
    assert [duty.key for duty in of("ua-bila-tserkva-21").owed(is_unqualified=is_unqualified)] == owed


# --- parents and authorities are told in parallel (C-06) ---


@pytest.mark.parametrize("procedure", [name for name, held in HELD.items() if not held.adult_learners])
def test_no_notice_waits_for_the_parents(procedure: str):
    """Both begin with the receipt: neither the police nor the parents come second."""
    first = {rule.key: rule.starts_on for rule in HELD[procedure].rules if rule.met_by == "notice.given"}
    families = first.pop("guardian_notice")
    assert families is Start.RECEIVED
    assert first[next(key for key in first if key in {"police_notice", "law_enforcement_notice"})] is Start.RECEIVED


# --- what is refused ---

BANS = [
    ("expulsion", "until_decided", "KZ-39.4c", "UA-B-IV.5.3e"),
    ("transfer", "until_decided", "KZ-39.4c", "UA-B-IV.5.3e"),
    ("academic_leave", "until_decided", "KZ-39.4c", ""),
    ("quiet_dismissal", "until_decided", "KZ-39.4b", "UA-B-IV.5.3b"),
    ("confidentiality_agreement", "always", "KZ-39.4a", "UA-B-IV.2.1"),
    ("settlement", "always", "KZ-39.4b", "UA-B-IV.5.3b"),
]


@pytest.mark.parametrize(("key", "until", "kz", "ua"), BANS)
def test_what_may_not_be_a_measure_and_why(key: str, until: str, kz: str, ua: str):
    """The Kazakh text forbids in words; in Ukraine it's the product's default, from the place cited."""
    of_kz, of_ua = of("kz-2021").prohibitions[key], of("ua-1646").prohibitions.get(key)
    assert (of_kz.until, of_kz.citation.rows, of_kz.is_default) == (until, (kz,), False)
    if not ua:
        assert of_ua is None
    else:
        assert of_ua is not None
        assert (of_ua.until, of_ua.citation.rows, of_ua.is_default) == (until, (ua,), True)


def test_every_ukrainian_procedure_refuses_the_same():
    refused = {name: set(of(name).prohibitions) for name in HELD if name.startswith("ua-")}
    assert set(map(frozenset, refused.values())) == {FORBIDDEN_KINDS - {"academic_leave"}}
    assert set(of("kz-2021").prohibitions) == FORBIDDEN_KINDS


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Відрахувати учня з 1 жовтня", {"expulsion"}),
        ("ВИКЛЮЧИТИ   З\nліцею", {"expulsion"}),
        ("Рекомендувати переведення до іншої школи", {"transfer"}),
        ("Перевести в иную школу", {"transfer"}),
        ("Перевод в другую школу", {"transfer"}),
        ("Перевести К-1 до іншої школи", {"transfer"}),
        ("Перевести розмову на інше, потім до інших справ", set()),
        ("Комісія перевірить відвідування до іншого засідання", set()),
        ("Оқушыны оқудан шығару", {"expulsion"}),
        ("басқа мектепке ауыстыру", {"transfer"}),
        ("оқушыны басқа білім беру ұйымына ауыстыру", {"transfer"}),
        ("Виключити К-1 зі школи", {"expulsion"}),
        ("Исключить ученика из школы", {"expulsion"}),
        ("академиялық демалыс беру", {"academic_leave"}),
        ("Звільнення за власним бажанням", {"quiet_dismissal"}),
        ("«тыныш кету» туралы келісім", {"quiet_dismissal"}),
        ("Підписати угоду про нерозголошення", {"confidentiality_agreement"}),
        ("бітімгершілік келісім жасасу", {"settlement"}),
        ("Укласти мирову угоду", {"settlement"}),
        ("Провести тренінг про безпеку в чатах", set()),
        ("Комиссия шешім шығарды", set()),
    ],
)
def test_words_that_ask_for_a_confirmation(words: str, named: set[str]):
    assert {key for key, each in of("kz-2021").prohibitions.items() if each.is_named_in(words)} == named


# --- the files ---


def test_every_definition_has_its_file_and_every_file_its_definition():
    assert {path.stem for path in FILES} == {f"{held.id}@{held.version}" for held in HELD.values()}
    for path in FILES:
        assert path.parent.parent.name == HELD[path.stem.split("@")[0]].country


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_everything_cites_rows_of_the_register_and_a_document_of_the_definition(path: Path):
    found, held = read_duties(path), HELD[path.stem.split("@")[0]]
    acts = {document.act for document in held.documents.values()}
    for each in (*found.duties.values(), *found.prohibitions.values()):
        assert set(each.citation.rows) <= ROWS
        assert each.citation.document.act in acts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_penalty_for_not_telling_is_one_of_the_country(path: Path):
    """Adult learners have none (C-12)."""
    found, held = read_duties(path), HELD[path.stem.split("@")[0]]
    penalties = {each.key for each in load_reference(held.country, date(2026, 9, 1)).penalties}
    assert found.concealment in (penalties if not held.adult_learners else {""})


def test_a_rulebook_without_files_owes_nothing(tmp_path: Path):
    assert duties_of(HELD["ua-1646"], tmp_path) == NONE


def test_where_no_file_lies_beside_a_definition_the_national_ones_count_as_defaults():
    sixth = replace(HELD["ua-kharkiv-51"], id="ua-lviv-9")
    found, national = duties_of(sixth), duties_of(HELD["ua-1646"])
    assert own_duties(sixth) is None
    assert found.duties.keys() == national.duties.keys()
    assert found.prohibitions.keys() == national.prohibitions.keys()
    assert all(each.is_default for each in [*found.duties.values(), *found.prohibitions.values()])


@pytest.mark.parametrize(("country", "name"), [("ua", "ua-1646"), ("kz", "kz-2021"), ("md", "")])
def test_the_national_procedure_of_a_country(country: str, name: str):
    assert national_of(country).procedure == name


@pytest.mark.parametrize(("has_minor", "owed"), [(True, True), (False, False)])
def test_where_adults_learn_a_minor_side_brings_the_national_duties(has_minor: bool, owed: bool):
    """C-12: unless a minor is a side."""
    known = duties_of(HELD["ua-dnipro-cpto"])
    keys = {duty.key for duty in known.owed(is_unqualified=False, has_minor_side=has_minor)}
    assert ({"minor_guardian_told", "minor_service_told"} <= keys) == owed
    assert all(known.duties[key].is_default for key in ("minor_guardian_told", "minor_service_told"))


@pytest.mark.parametrize("name", ["ua-1646", "ua-kharkiv-51", "kz-2021"])
def test_where_children_learn_the_parents_have_limits_of_their_own(name: str):
    assert not duties_of(HELD[name]).depends_on(When.MINOR_SIDE)


def test_the_moments_are_those_that_a_case_knows():
    assert set(When) == {"report", "not_qualified", "minor_side"}
    assert set(Until) == {"until_decided", "always"}
    assert {CaseStatus.OPEN, CaseStatus.COMMISSION} < set(CaseStatus)


WRONG = [
    ('duty_of = ["principal", "deputy"]', 'duty_of = ["king"]', "'duty_of' names 'king'"),
    ('duty_of = ["principal", "deputy"]', "duty_of = []", "'duty_of' must be a list of 1 or more"),
    ('key = "separation"', 'key = "the separation"', "'key' has small Latin letters, digits and _ only"),
    ('when = "report"', 'when = "someday"', "'when' is 'someday'; it must be one of minor_side, not_qualified, report"),
    ('asks = "representative"', 'asks = "money"', "'asks' is 'money'"),
    ('key = "talk"', 'key = "first_aid"', "the same key twice"),
    ('key = "settlement"', 'key = "whipping"', "'key' is 'whipping'"),
    ('forbidden = "always"', 'forbidden = "mostly"', "'forbidden' is 'mostly'"),
    ('point = "41", item = "1", ', 'item = "1", ', "duty separation: the citation names no point"),
    ('words = ["відрах"', 'words = ["Відрах"', "words are small letters"),
    ("if_needed = true", "if_nedeed = true", "unknown key 'if_nedeed'"),
    ('key = "separation"', 'key = "' + "s" * 41 + '"', "a key has at most 40 letters"),
]


def test_a_key_of_forty_letters_is_still_read(tmp_path: Path):
    text = (catalogue.RULEBOOK / "kz/duties/kz-2021@2021-12-29.toml").read_text(encoding="utf-8")
    path = _beside(tmp_path, text.replace('key = "separation"', 'key = "' + "s" * 40 + '"', 1))
    assert "s" * 40 in read_duties(path).duties


@pytest.mark.parametrize(("old", "new", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, old: str, new: str, reason: str):
    text = (catalogue.RULEBOOK / "kz/duties/kz-2021@2021-12-29.toml").read_text(encoding="utf-8")
    assert old in text
    wrong = text.replace(old, new, 1)
    path = _beside(tmp_path, wrong)
    with pytest.raises(RulebookError, match=re.escape(reason)) as refused:
        read_duties(path)
    assert new.split(" = ")[0].strip() in wrong.splitlines()[refused.value.line - 1]


def test_whoever_writes_a_definition_is_told_of_a_wrong_file_beside_it(tmp_path: Path):
    name = "kz-2021@2021-12-29.toml"
    (tmp_path / "kz").mkdir()
    (tmp_path / "kz" / name).write_bytes((catalogue.RULEBOOK / "kz" / name).read_bytes())
    _beside(tmp_path, '[document]\n[[duty]]\nkey = "talk"\n')
    with pytest.raises(RulebookError, match=f"{name}:2: duty talk: 'title' is missing"):
        review(tmp_path / "kz" / name)


def _beside(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "kz" / "duties"
    folder.mkdir(parents=True)
    path = folder / "kz-2021@2021-12-29.toml"
    path.write_text(text, encoding="utf-8")
    return path
