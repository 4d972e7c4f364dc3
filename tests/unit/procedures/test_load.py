"""A wrong definition is refused with file, line and reason, so that a person who reads no Python can mend it."""

from datetime import date
from pathlib import Path

import pytest

from safeguard.procedures import catalogue
from safeguard.procedures.catalogue import UnknownProcedure
from safeguard.procedures.load import load_file
from safeguard.procedures.reader import RulebookError, read_text
from safeguard.procedures.schema import Tie

from .definition import CITATION, SMALL, WORDS, small, spoilt

BAD = [
    # what is wrong, replace, by, what stands on the line named, the reason
    ("not TOML", "adult_learners = true", "adult_learners = yes", "= yes", "not TOML"),
    ("unknown key", "adult_learners = true", "adults = true", "adults", "unknown key 'adults'"),
    ("unknown table", "[edition]", "[extra]\n[edition]", "[extra]", "unknown key 'extra'"),
    ("no id", 'id = "xx-1"', "", "", "'id' is missing"),
    ("empty id", 'id = "xx-1"', 'id = " "', 'id = " "', "'id' is empty"),
    ("a number for a text", 'country = "xx"', "country = 7", "country", "'country' must be a text"),
    ("a text for a date", "in_force_from = 2025-09-01", 'in_force_from = "x"', "in_force", "must be a date"),
    ("a text for a flag", "adult_learners = true", 'adult_learners = "yes"', "adult", "must be true or false"),
    ("unknown language", 'language = "uk"', 'language = "de"', "language", "must be one of en, kk, ru, uk"),
    ("unknown zone", "Europe/Kyiv", "Europe/Nowhere", "Nowhere", "unknown time zone"),
    ("a zone outside the tables", "Europe/Kyiv", "../Kyiv", "../Kyiv", "unknown time zone"),
    ("unknown calendar", "ua-peace", "xx", 'calendar = "xx"', "'calendar' is 'xx'"),
    ("a language missing", 'title = { uk = "а", kk = "ә",', 'title = { uk = "а",', "title", "'kk' is missing"),
    ("a language too many", 'title = { uk = "а",', 'title = { de = "a", uk = "а",', "title", "unknown key 'de'"),
    ("a text for a table", f"held = {WORDS}", 'held = "x"', "held", "'held' must be a table"),
    ("unknown document", 'document = "order"', 'document = "law"', '"law"', "'document' is 'law'"),
    ("unknown chapter", 'chapter = "one"', 'chapter = "ten"', '"ten"', "'chapter' is 'ten'"),
    ("no rows", 'rows = ["XX-1"]', "rows = []", "rows = []", "'rows' must be a list of 1 or more texts"),
    ("rows of numbers", 'rows = ["XX-1"]', "rows = [1]", "rows = [1]", "'rows' must be a list of 1 or more texts"),
    ("rows missing", ', rows = ["XX-1"]', "", '"4" }', "'rows' must be a list"),
    ("a reminder nobody understands", '"4h"', '"4 hours"', "4 hours", "a reminder is like '4h'"),
    ("a reminder at no time", "day before 09:00", "day before 25:00", "25:00", "a reminder is like '4h'"),
    ("the same reminder twice", '"4h", "30m"', '"4h", "4h"', '"4h", "4h"', "the same reminder twice"),
    ("an escalation nobody understands", 'after = "0h"', 'after = "soon"', "soon", "not 'soon'"),
    ("an escalation to nobody", 'to = "head"', 'to = "god"', "god", "'to' is 'god'"),
    ("reminders of no kind", "[reminders.clock]", "[reminders.years]", "[reminders.years]", "unknown key 'years'"),
    (
        "a recipient twice",
        "[[side]]",
        f'[[recipient]]\nkey = "police"\ntitle = {WORDS}\ncitation = {CITATION}\n[[side]]',
        'key = "police"',
        "recipient police: the same key twice",
    ),
    ("a side nobody knows", 'key = "victim"', 'key = "judge"', "judge", "'key' is 'judge'"),
    ("a kind nobody knows", 'key = "physical"', 'key = "rude"', "rude", "'key' is 'rude'"),
    ("a place nobody knows", 'key = "yard"', 'key = "moon"', "moon", "'key' is 'moon'"),
    ("a kind mapped to no column", 'physical = "blows"', 'physical = "kicks"', "kicks", "'physical' is 'kicks'"),
    ("an unknown kind mapped", 'physical = "blows"', 'rude = "blows"', "counted_as", "unknown key 'rude'"),
    ("the same key twice", 'key = "order"', 'key = "notice"', 'key = "notice"', "rule notice: the same key twice"),
    ("rules that are no tables", "[[rule]]", "[rule]", "", "not TOML"),
    ("a key too long", 'key = "hearing"', f'key = "{"h" * 41}"', "hhh", "'key' is longer than 40 letters"),
    ("no start", 'starts_on = "received"\nwithin', "within", "[[rule]]", "rule notice: a deadline without a start"),
    ("an unknown start", 'starts_on = "received"', 'starts_on = "born"', "born", "'starts_on' is 'born'"),
    ("unreachable", 'projected_from = "order"\n', "", '"commission_ordered"', "rule hearing: unreachable"),
    ("projected from below", 'from = "order"', 'from = "announcement"', '= "announcement"', "'projected_from' is"),
    (
        "projected from the known",
        'starts_on = "meeting"',
        'starts_on = "received"',
        'projected_from = "hearing"',
        "nothing to project",
    ),
    (
        "two limits",
        "within = { count = 24",
        'default_within = { count = 1, unit = "hours" }\nwithin = { count = 24',
        "default_within",
        "within and default_within: a rule has one limit",
    ),
    ("a limit of nothing", "count = 24", "count = 0", "count = 0", "'count' must be at least 1"),
    ("a limit in texts", "count = 24", 'count = "24"', '"24"', "'count' must be a whole number"),
    ("a limit in moons", 'unit = "hours"', 'unit = "moons"', "moons", "'unit' is 'moons'"),
    ("hours that roll", 'unit = "hours" }', 'unit = "hours", roll = true }', 'hours", roll', "only calendar days"),
    ("a clock that is none", "at = 18:00:00", 'at = "18:00"', '"18:00"', "'at' must be"),
    ("unknown part of a limit", "days = 1,", "days = 1, weeks = 2,", "weeks", "unknown key 'weeks'"),
    ("nobody owes it", 'duty_of = ["principal"]', "duty_of = []", "duty_of = []", "'duty_of' must be a list of 1"),
    ("a stranger owes it", 'duty_of = ["principal"]', 'duty_of = ["king"]', "king", "'duty_of' names 'king'"),
    ("unknown evidence", '"commission.ordered"', '"order.given"', "order.given", "'met_by' is 'order.given'"),
    ("unknown recipient", 'recipient = "police"', 'recipient = "army"', "army", "'recipient' is 'army'"),
    ("a notice to nobody", 'recipient = "police"\n', "", "[[rule]]", "rule notice: a notice without a recipient"),
    ("no citation", f"citation = {CITATION}\nnote", "note", "[[rule]]", "rule aid: no citation"),
    ("unknown key of a rule", 'key = "notice"', 'key = "notice"\nurgent = 1', "urgent", "rule notice: unknown key"),
    ("a quorum of more than all", "part = 1, of = 2", "part = 3, of = 2", "part = 3", "more than everybody"),
    ("an unknown officer", 'officers = ["chair"]', 'officers = ["tsar"]', "tsar", "'officers' names 'tsar'"),
    ("an unknown tie rule", 'tie = "literal"', 'tie = "coin"', "coin", "'tie' is 'coin'"),
    ("no place for the vote", f"vote_citation = {CITATION}\n", "", "[commission]", "no vote_citation"),
    ("a commission formed by chance", '"per_case"]', '"by_lot"]', "by_lot", "'formed' names 'by_lot'"),
    ("parents nobody knows", '"may_be_members"', '"silent"', "silent", "'guardians' is 'silent'"),
    ("nobody investigates", '"authorised_persons"', '"nobody"', "nobody", "'investigator' is 'nobody'"),
    (
        "a seat twice",
        "[[commission.seat]]",
        f'[[commission.seat]]\nkey = "psychologist"\ntitle = {WORDS}\ncitation = {CITATION}\n[[commission.seat]]',
        'key = "psychologist"',
        "the same key twice",
    ),
    (
        "a seat without its place",
        "required = true\ncitation",
        "required = true\nnote",
        "[[commission.seat]]",
        "no citation",
    ),
    ("a stranger signs", '["chair", "members"]', '["king"]', "king", "'signers' names 'king'"),
    ("a stranger keeps a copy", '["school", "police"]', '["school", "press"]', "press", "'copies_for' names 'press'"),
    ("a copy for nobody", "copies = 2", "copies = 3", "copies_for", "3 copies, but 2 who keep one"),
    ("a limit of no hours", "count = 24", "count = -1", "count = -1", "'count' must be at least 1"),
    ("a limit of less than a day", "count = 0", "count = -1", "count = -1", "'count' must be at least 0"),
    ("unknown key of what is found out", "systematic = true", "system = true", "system", "unknown key 'system'"),
    (
        "a finding without its place",
        f"right_told = true\ncitation = {CITATION}",
        "right_told = true",
        "[qualification]",
        "no citation",
    ),
    ("a limit of a lifetime", "count = 24", "count = 87601", "count = 87601", "'count' must be at most 87600"),
    (
        "a limit without a point",
        f"citation = {CITATION}\nnote",
        'citation = { document = "order", rows = ["XX-1"] }\nnote',
        "citation = {",
        "names no point",
    ),
    (
        "before the report",
        'within = { count = 24, unit = "hours" }',
        "before = { days = 1, at = 18:00:00 }",
        "before",
        "only a limit counted from a meeting",
    ),
    (
        "another country's days",
        'country = "xx"',
        'country = "kz"',
        'calendar = "ua-peace"',
        "calendar of another country",
    ),
    ("a key for no address", 'key = "hearing"', 'key = "the hearing"', "the hearing", "'key' has small Latin letters"),
    (
        "a day of the wrong century",
        "in_force_from = 2025-09-01",
        "in_force_from = 9999-12-31",
        "9999",
        "must be between",
    ),
    ("checked in the wrong century", "checked_on = 2026-01-01", "checked_on = 2206-01-01", "2206", "must be between"),
    ("a notice years before", "days = 1,", "days = 32,", "days = 32", "'days' must be at most 31"),
    ("a row of no register", 'rows = ["XX-1"]', 'rows = ["NOPE-1"]', "NOPE-1", "'NOPE-1' is no row of the register"),
    ("officers of nobody", 'officers = ["chair"]', "officers = []", "officers", "'officers' must be a list of 1"),
    ("nobody is absent", 'when_absent = ["chair"]', "when_absent = []", "when_absent", "'when_absent' must be a list"),
    ("a stranger is absent", 'when_absent = ["chair"]', 'when_absent = ["king"]', "king", "'when_absent' names 'king'"),
    (
        "a stranger proposes",
        'when_absent = ["chair"]',
        'when_absent = ["chair"]\nproposed_by = ["king"]',
        "proposed_by",
        "'proposed_by' names 'king'",
    ),
    ("nobody signs", '["chair", "members"]', "[]", "[]", "'signers' must be a list of 1"),
    (
        "a side that the file doesn't know",
        'recipient = "police"\n',
        'recipient = "police"\neach_minor = ["judge"]\n',
        "each_minor",
        "'each_minor' names 'judge'",
    ),
    (
        "a limit before and after",
        "before = { days = 1, at = 18:00:00 }",
        'before = { days = 1, at = 18:00:00 }\nwithin = { count = 1, unit = "hours" }',
        "before",
        "within and before: a rule has one limit",
    ),
    ("an empty order", 'key = "police"', 'key = " "', 'key = " "', "'key' is empty"),
    ("an empty column", "[[register.column]]", "[[register.column]]\n[[register.column]]", "[[reg", "'key' is missing"),
]


@pytest.mark.parametrize(("old", "new", "mark", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_wrong_definition_is_refused_with_its_line(old: str, new: str, mark: str, reason: str):
    text = spoilt(old, new)
    with pytest.raises(RulebookError) as refused:
        small(text)
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"xx-1@2025-09-01.toml:{refused.value.line}: ")
    assert mark in text.splitlines()[refused.value.line - 1]


def test_every_refusal_stands_word_for_word_in_the_list():
    """`refusals.txt` is what a person reads who made the mistake; a lawyer may improve it. In brackets what is wrong
    in the file: a form puts the words beside that answer.
    """
    said = []
    for what, old, new, *_rest in BAD:
        with pytest.raises(RulebookError) as refused:
            small(spoilt(old, new))
        said.append(f"{what}: {refused.value} [{'.'.join(map(str, refused.value.path))}]")
    assert said == Path(__file__).with_name("refusals.txt").read_text(encoding="utf-8").splitlines()


def test_the_line_is_that_of_the_rule_that_is_wrong():
    """The second rule of that name, not the first one."""
    text = spoilt(f'met_by = "commission.ordered"\ncitation = {CITATION}\n', 'met_by = "commission.ordered"\n')
    with pytest.raises(RulebookError) as refused:
        small(text)
    wrong = text.splitlines().index('key = "order"')
    assert text.splitlines()[refused.value.line - 1] == "[[rule]]"
    assert refused.value.line == wrong


def test_a_file_without_rules_is_refused():
    text = SMALL[: SMALL.index("[[rule]]")]
    with pytest.raises(RulebookError, match="without a single rule"):
        small(text)


def test_a_limit_without_its_reminders_is_refused():
    text = spoilt('[reminders.clock]\nremind = ["1h"]\nescalate = [{ after = "30m", to = "deputy" }]\n', "")
    with pytest.raises(RulebookError, match=r"rule announcement: no \[reminders.clock\]"):
        small(text)


def test_a_list_where_tables_belong_is_refused():
    text = 'recipient = ["police"]\n' + SMALL[: SMALL.index("[[recipient]]")]
    with pytest.raises(RulebookError, match=":1: 'recipient' must be a list of tables"):
        small(text)


def test_an_error_without_a_line_of_its_own_points_at_the_top():
    with pytest.raises(RulebookError, match=r"^x.toml:1: 'document' is missing"):
        read_text("", "x.toml").named("document")


def test_a_file_saved_in_an_old_encoding_is_refused_with_its_line(tmp_path: Path):
    path = tmp_path / "xx" / "xx-1@2025-09-01.toml"
    path.parent.mkdir()
    path.write_bytes("id = 'xx-1'\ntitle = 'рік'\n".encode("cp1251"))
    with pytest.raises(RulebookError, match=r"^xx-1@2025-09-01.toml:2: these aren't letters of UTF-8: save the file"):
        load_file(path)


def test_a_mark_at_the_beginning_of_a_file_is_read_over(tmp_path: Path):
    path = tmp_path / "xx" / "xx-1@2025-09-01.toml"
    path.parent.mkdir()
    path.write_text(SMALL, encoding="utf-8-sig")
    assert load_file(path) == small()


def test_a_syntax_error_at_the_end_points_at_the_end():
    with pytest.raises(RulebookError) as refused:
        read_text("a = 1\nb = [", "x.toml")
    assert refused.value.line == 2


def test_everything_in_the_file_is_in_the_procedure():
    found = small()
    assert (found.id, found.version, found.adult_learners) == ("xx-1", "2025-09-01", True)
    assert [rule.key for rule in found.rules] == [
        "notice",
        "order",
        "hearing",
        "announcement",
        "aid",
        "after_aid",
        "second_hearing",
    ]
    assert found.kind_lists["printed"].counted_as == {"physical": "blows"}
    assert "sexual" in found.kind_lists["printed"].unmapped
    assert found.places["yard"].in_scope
    assert not found.sides["victim"].representative_told
    assert found.commission is not None
    assert (found.commission.tie, found.commission.minimum_refuses, found.commission.is_default) == (
        Tie.LITERAL,
        True,
        True,
    )
    assert found.commission.substitutions[0].proposed_by == ()
    assert found.minutes is not None
    assert (found.minutes.copies, found.minutes.needs_order) == (2, False)
    assert (found.minutes.copies_for, found.minutes.is_paper_original) == (("school", "police"), True)
    assert (found.commission.formed, found.commission.guardians) == (("standing", "per_case"), "may_be_members")
    assert found.commission.investigator == "authorised_persons"
    assert [(seat.key, seat.is_required) for seat in found.commission.seats] == [("psychologist", True)]
    assert found.qualification is not None
    assert (found.qualification.systematic, found.qualification.minor, found.qualification.right_told) == (
        True,
        False,
        True,
    )
    assert [rule.key for rule in found.rules if rule.is_supplied] == ["after_aid"]
    assert found.registers["journal"].columns[0].group is not None
    assert found.edition.superseded_on is None
    with pytest.raises(KeyError):
        found.rule("nothing")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("uk", "а (а), розділ «а», п. 2, пп. 3, абз. 4"),
        ("kk", "ә (ә), «ә» тарауы, 2-тармақ, 3) тармақша, 4-абзац"),
        ("ru-ru", "б (б), раздел «б», п. 2, пп. 3, абз. 4"),
        ("en", "a (a), chapter “a”, point 2, item 3, paragraph 4"),
        ("de", "a (a), chapter “a”, point 2, item 3, paragraph 4"),
    ],
)
def test_a_citation_reads_as_a_lawyer_cites(language: str, words: str):
    assert small().rule("notice").citation.in_(language) == words


def test_a_citation_without_a_chapter_names_the_document():
    text = spoilt(CITATION, '{ document = "order", rows = ["XX-1"] }')
    assert small(text).recipients["police"].citation.in_("en") == "a (a)"


def written(folder: Path, name: str, text: str = SMALL) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("xx/yy-1@2025-09-01.toml", "must be called xx-1@2025-09-01.toml"),
        ("xx/xx-1@2025-10-01.toml", "must be called xx-1@2025-09-01.toml"),
        ("yy/xx-1@2025-09-01.toml", "must lie in the folder xx"),
    ],
)
def test_name_and_content_say_the_same(tmp_path: Path, name: str, reason: str):
    with pytest.raises(RulebookError, match=reason):
        load_file(written(tmp_path, name))


def test_the_version_in_force_is_the_newest_that_has_begun(tmp_path: Path):
    written(tmp_path, "xx/xx-1@2025-09-01.toml")
    written(tmp_path, "xx/xx-1@2026-09-01.toml", spoilt("2025-09-01", "2026-09-01"))
    assert catalogue.procedures(tmp_path) == ["xx-1"]
    assert catalogue.versions("xx-1", tmp_path) == ["2025-09-01", "2026-09-01"]
    found = [
        catalogue.version_in_force("xx-1", day, tmp_path).version
        for day in (date(2025, 9, 1), date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert found == ["2025-09-01", "2025-09-01", "2026-09-01"]
    with pytest.raises(UnknownProcedure, match="wasn't in force on 2025-08-31: it began on 2025-09-01"):
        catalogue.version_in_force("xx-1", date(2025, 8, 31), tmp_path)
    with pytest.raises(UnknownProcedure, match="no version “2027-09-01”"):
        catalogue.load_procedure("xx-1", "2027-09-01", tmp_path)
    with pytest.raises(UnknownProcedure, match="Unknown procedure “zz-1”: there are xx-1"):
        catalogue.versions("zz-1", tmp_path)
