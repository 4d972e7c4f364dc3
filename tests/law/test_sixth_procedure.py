"""A sixth procedure is one more text file: nobody writes Python for it, and a wrong file says where it's wrong."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .asking import ROOT, run

KHARKIV = (ROOT / "rulebook/ua/ua-kharkiv-51@2023-08-31.toml").read_text(encoding="utf-8")
SIXTH = "ua/ua-lyceum-6@2026-09-01.toml"
#: What a lyceum with an order of its own changes: its name, its day, and two limits instead of three days.
CHANGES = [
    ('id = "ua-kharkiv-51"', 'id = "ua-lyceum-6"'),
    ("in_force_from = 2023-08-31", "in_force_from = 2026-09-01"),
    ('en = "Kharkiv, Lyceum No. 51: procedure for handling appeals about bullying"', 'en = "Lyceum No. 6"'),
    ('default_within = { count = 1, unit = "working_days" }\nmet_by = "commission.ordered"',
     'within = { count = 2, unit = "working_days" }\nmet_by = "commission.ordered"'),
    ('within = { count = 3, unit = "calendar_days", roll = true }', 'within = { count = 5, unit = "calendar_days" }'),
    ("part = 2\nof = 3", "part = 3\nof = 4"),
]  # fmt: skip


def sixth(text: str = KHARKIV) -> str:
    for old, new in CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three commands and the rulebook, copied as they are, with one more file in the rulebook."""
    there = tmp_path_factory.mktemp("sixth")
    shutil.copy(ROOT / "manage.py", there)
    (there / "safeguard").mkdir()
    for name in ("__init__.py", "errors.py"):
        shutil.copy(ROOT / "safeguard" / name, there / "safeguard")
    for package in ("calendars", "procedures", "questions"):
        shutil.copytree(
            ROOT / "safeguard" / package, there / "safeguard" / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copytree(ROOT / "rulebook", there / "rulebook")
    (there / "rulebook" / SIXTH).write_text(sixth(), encoding="utf-8")
    return there


def ask(project: Path, *arguments: str) -> dict[str, object]:
    command = [sys.executable, str(project / "manage.py"), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, env={}, cwd=project, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_a_file_in_the_rulebook_is_all_it_takes(project: Path):
    answer = ask(project, "explain", "ua-lyceum-6", "--received", "2026-09-07T09:00")
    due = {each["rule"]: each["due"] for each in answer["deadlines"]}  # type: ignore[attr-defined]
    assert (answer["version"], answer["timezone"]) == ("2026-09-01", "Europe/Kyiv")
    assert due["commission_order"] == "2026-09-09T23:59:59+03:00"
    assert due["commission_hearing"] == "2026-09-14T23:59:59+03:00"
    assert due["police_notice"] == "2026-09-08T09:00:00+03:00"


def test_its_own_quorum_counts(project: Path):
    vote = ["--composition", "8", "--present", "6", "--for", "5", "--against", "1"]
    answer = ask(project, "tally", "ua-lyceum-6", *vote)
    assert answer["quorum"] == {"needed": 6, "present": 6, "met": True}
    assert ask(project, "tally", "ua-lyceum-6", "--composition", "9", *vote[2:])["outcome"] == "no_quorum"


def test_the_others_answer_as_before(project: Path):
    question = ("explain", "ua-kharkiv-51", "--received", "2025-09-08T08:00")
    assert ask(project, *question) == json.loads(run(*question, "--json").stdout)


def test_the_check_says_that_the_file_can_be_used_and_what_to_look_at(project: Path):
    done = run("check_rulebook", str(project / "rulebook" / SIXTH))
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "ua-lyceum-6@2026-09-01.toml: Lyceum No. 6, 11 limits",
        "  look at this: “Hold the commission's meeting on the third day of its work”: with every step on its last day "
        "it ends on 2025-09-15, but “Convene and hold the commission's meeting” already ends on 2025-09-11 and binds "
        "(report received on 2025-09-08).",
        "  look at this: The edition held here was superseded on 2026-06-18.",
        "  look at this: It was superseded on 2026-06-18, before it came into force on 2026-09-01: is one of the days "
        "wrong?",
        "  look at this: There is no duties/ua-lyceum-6@2026-09-01.toml: the duties and prohibitions of the national "
        "procedure count, each shown as a default of the product.",
    ]


ORDER = 'citation = { document = "order", chapter = "consideration", point = "1", rows = ["UA-K-III.1", "UA-K-I.5.3"] }'
AFTER_ORDER = 'projected_from = "commission_order"\n'
# what is wrong, replace, by, what stands on the line named, the reason
WRONG = [
    ("unknown rule", AFTER_ORDER, AFTER_ORDER.replace("mm", "m"), "comission", "'projected_from' is 'comission_order'"),
    ("missing citation", ORDER, "", "[[rule]]", "rule commission_order: no citation"),
    ("unreachable", AFTER_ORDER, "", '"commission_ordered"', "rule commission_hearing: unreachable until"),
    ("no start", 'starts_on = "accepted"\n', "", "[[rule]]", "rule commission_order: a deadline without a start"),
    ("unknown source", 'document = "appointment"', 'document = "decree"', "decree", "'document' is 'decree'"),
    ("a copy too few", "copies = 5", "copies = 4", "copies_for", "4 copies, but 5 who keep one"),
    ("nobody", "minimum = 5", "minimum = 0", "minimum = 0", "'minimum' must be at least 1"),
    ("a key nobody knows", "roll = true", "rolls = true", "rolls", "unknown key 'rolls'"),
    ("nobody tells the police", 'recipient = "police"', 'recipient = "child_service"', "", "no rule tells 'police'"),
    ("not TOML", "country = ", "country ", "country", "not TOML"),
]


@pytest.mark.parametrize(("old", "new", "mark", "reason"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_refused_with_file_line_and_reason(tmp_path: Path, old: str, new: str, mark: str, reason: str):
    text = KHARKIV.replace(old, new, 1)
    assert text != KHARKIV
    path = tmp_path / "ua" / "ua-kharkiv-51@2023-08-31.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    done = run("check_rulebook", str(path))
    said = done.stderr.decode()
    assert (done.returncode, done.stdout, said.count("\n")) == (2, b"", 1)
    name, line, why = said.removeprefix("CommandError: ").split(":", 2)
    assert name == path.name
    assert reason in why
    assert mark in text.splitlines()[int(line) - 1]
