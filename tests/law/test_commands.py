"""The contract of the three commands: bare environment, exit codes, one line for one line."""

import json

import pytest

from .asking import batch, run

EXPLAIN = ["explain", "ua-1646", "--received", "2025-09-08T09:00"]
TALLY = ["tally", "ua-1646", "--composition", "8", "--present", "6", "--for", "3", "--against", "3"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["explain", "ua-0000", "--received", "2025-09-08T09:00"], "Unknown procedure"),
        (["explain", "ua-1646"], "“received” is missing"),
        (["explain", "--received", "2025-09-08T09:00"], "“procedure” is missing"),
        (["explain", "ua-1646", "--received", "2025-02-30T09:00"], "no such date"),
        (["explain", "ua-1646", "--received", "2025-09-08T25:00"], "no such date"),
        (["explain", "ua-1646", "--received", "2019-09-08T09:00"], "wasn't in force"),
        (["explain", "ua-1646", "--received", "9999-12-31T23:00"], "past the last date"),
        (["explain", "ua-1646", "--received", "9999-12-28T23:00"], "past the last date"),
        ([*EXPLAIN, "--timezone", "Mars/Olympus"], "Unknown time zone"),
        ([*EXPLAIN, "--timezone", "../etc/passwd"], "Unknown time zone"),
        ([*EXPLAIN, "--calendar", "fr"], "Unknown calendar"),
        ([*EXPLAIN, "--week", "7"], "5 or 6 days"),
        ([*EXPLAIN, "--week", "six"], "--week"),
        ([*EXPLAIN, "--language", "de"], "language"),
        ([*EXPLAIN, "--fact", "meeting"], "NAME=ISO"),
        ([*EXPLAIN, "--fact", "party=2025-09-11"], "Unknown fact"),
        ([*EXPLAIN, "--fact", "received=2025-09-11"], "Unknown fact"),
        ([*EXPLAIN, "--fact", "meeting=2025-09-31"], "no such date"),
        ([*EXPLAIN, "--fact", "meeting=2025-09-05T10:00"], "before the report was received"),
        ([*EXPLAIN, "--fact", "meeting=2025-09-11", "--fact", "meeting=2025-09-12"], "twice"),
        ([*EXPLAIN, "--unknown"], "unrecognized"),
        ([*TALLY, "--chair", "perhaps"], "chair"),
        ([*TALLY, "--tie", "coin"], "tie"),
        ([*TALLY, "--abstain", "1"], "7 votes, but only 6 members present"),
        (["tally", "kz-2021", "--composition", "8", "--present", "6", "--for", "3", "--against", "3"], "no commission"),
        (["tally", "ua-1646", "--present", "6", "--for", "3", "--against", "3"], "“composition” is missing"),
        (["workdays", "kz", "--from", "2026-13-01", "--count", "1"], "no such date"),
        (["workdays", "kz", "--from", "2026-03-20"], "“count” is missing"),
        (["workdays", "kz", "--from", "2026-03-20", "--count", "-1"], "can't be negative"),
        (["workdays", "kz", "--from", "2026-03-20", "--count", "99999"], "can't be counted"),
        (["workdays", "kz", "--from", "2027-12-31", "--count", "1"], "no table"),
        (["workdays", "mars", "--from", "2026-03-20", "--count", "1"], "Unknown calendar"),
        (["workdays", "kz", "--from", "2026-03-20", "--count", "1", "--week", "4"], "5 or 6 days"),
    ],
)
def test_impossible_input_exits_with_2_and_one_clear_line(arguments: list[str], reason: str):
    done = run(*arguments)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert reason in said
    assert said.count("\n") == 1


def test_no_secret_is_needed_even_in_production():
    env = {"SAFEGUARD_MODE": "production", "DJANGO_SETTINGS_MODULE": "safeguard.settings"}
    assert run(*EXPLAIN, env=env).returncode == 0


def test_the_time_zone_of_the_server_changes_nothing():
    questions = [{"procedure": "ua-1646", "received": "2025-09-15T23:59:59"}]
    answers = [batch("explain", questions, env={"TZ": zone}) for zone in ("UTC", "Asia/Tokyo", "America/New_York")]
    assert answers[0] == answers[1] == answers[2]


def test_json_by_flags_is_the_answer_of_the_batch():
    done = run(*EXPLAIN, "--fact", "meeting=2025-09-11T10:00", "--timezone", "Asia/Almaty", "--week", "6", "--json")
    question = {
        "procedure": "ua-1646",
        "received": "2025-09-08T09:00",
        "facts": {"meeting": "2025-09-11T10:00"},
        "timezone": "Asia/Almaty",
        "week": 6,
    }
    assert [json.loads(done.stdout)] == batch("explain", [question])


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param([*EXPLAIN, "--language", "uk"], "Повідомити поліцію [police_notice]", id="title in Ukrainian"),
        pytest.param(EXPLAIN, "  counted 2025-09-09, 2025-09-10, 2025-09-11", id="days counted"),
        pytest.param(EXPLAIN, "  not counted 2025-09-13: weekly day of rest", id="days skipped, with the reason"),
        pytest.param(EXPLAIN, "  due 2025-09-10T18:00:00+03:00, projected", id="projected"),
        pytest.param(
            EXPLAIN, "  due 2025-09-09T09:00:00+03:00 (product default, not set by the text)", id="our default"
        ),
        pytest.param(
            ["explain", "ua-1646", "--received", "2026-06-26"],
            "Note: No time was given: counted from 00:00 of that day.",
            id="note",
        ),
        pytest.param([*TALLY, "--chair", "for"], "rejected (tie rule: harmonised)", id="outcome"),
        pytest.param(
            [*TALLY, "--chair", "for"],
            "  the two readings of the tie rule give different outcomes",
            id="disputed tie",
        ),
        pytest.param(
            [*TALLY, "--chair", "for", "--tie", "literal"],
            "  carried by the chair's vote at an equal split",
            id="casting vote",
        ),
        pytest.param(["workdays", "kz", "--from", "2026-03-20", "--count", "1"], "2026-03-26", id="a date a line"),
    ],
)
def test_a_person_reads_the_answer_in_words(arguments: list[str], line: str):
    done = run(*arguments, env={"PYTHONUTF8": "1"})
    assert done.returncode == 0
    assert line in done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("command", "line", "error"),
    [
        ("explain", b"not json", "This line isn't JSON."),
        ("explain", b"", "This line isn't JSON."),
        ("explain", b"\xff\xfe", "This line isn't JSON."),
        ("explain", b"[" * 100_000, "This line isn't JSON."),
        ("explain", b"[]", "A question is a JSON object."),
        ("explain", b'{"procedure": 5, "received": "2025-09-08"}', "“procedure” must be a text."),
        ("explain", b'{"procedure": "ua-1646", "received": 5}', "“received” must be a date and time."),
        ("explain", b'{"procedure": "ua-1646", "received": "2025-09-08", "facts": []}', "“facts” must be names"),
        ("explain", b'{"procedure": "ua-1646", "received": "2025-09-08", "recieved": 1}', "Unknown: recieved."),
        ("explain", b'{"procedure": "ua-1646", "received": "2025-09-08", "week": "5"}', "must be a whole number"),
        ("explain", b'{"procedure": "\\ud800", "received": "2025-09-08"}', "Unknown procedure “\ud800”"),
        ("tally", b'{"procedure": "ua-1646", "composition": 1' + b"0" * 4000 + b"}", "too large a number"),
        ("tally", b'{"procedure": "ua-1646", "composition": 8.5}', "“composition” must be a whole number."),
        ("workdays", b'{"calendar": "kz", "from": "2026-03-20", "count": true}', "“count” must be a whole number."),
        ("workdays", b'{"calendar": "kz", "from": "2026-03-20T10:00", "count": 1}', "no such date"),
    ],
)
def test_a_bad_line_gets_its_error_and_the_next_is_answered(command: str, line: bytes, error: str):
    good = {
        "explain": b'{"id": "x", "procedure": "kz-2021", "received": "2025-09-08T09:00", "facts": null}',
        "tally": b'{"procedure": "ua-1646", "composition": 5, "present": 5, "for": 3, "against": 2}',
        "workdays": b'{"calendar": "kz", "from": "2026-03-20", "count": 0}',
    }[command]
    done = run(command, "--batch", stdin=b"\n".join([line, good, b""]))
    first, second = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert error in first["error"]
    assert "error" not in second
    assert done.returncode == 0


def test_an_empty_batch_has_no_answers():
    done = run("workdays", "--batch", stdin=b"\n")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_an_output_that_knows_no_cyrillic_gets_the_same_answer(encoding: str):
    """JSON by escapes; for a person, question marks instead of letters. Neither ends in an error."""
    kazakh = ["explain", "kz-2021", "--received", "2026-03-20T18:30", "--language", "kk"]
    by_json = run(*kazakh, "--json", env={"PYTHONIOENCODING": encoding})
    assert json.loads(by_json.stdout)["deadlines"][0]["title"] == "Құқық қорғау органдарына дереу хабарлау"
    in_words = run(*kazakh, env={"PYTHONIOENCODING": encoding})
    assert in_words.returncode == 0
    assert b"[law_enforcement_notice]" in in_words.stdout
