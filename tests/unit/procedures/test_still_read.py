"""What is still read of a definition: the largest values, reminders of its own, and what a wrong name points at."""

from pathlib import Path

import pytest

from safeguard.procedures.load import load_file
from safeguard.procedures.reader import RulebookError

from .definition import SMALL, small, spoilt


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('key = "hearing"', f'key = "{"h" * 40}"', id="a key of forty letters"),
        pytest.param("part = 1, of = 2", "part = 2, of = 2", id="a quorum of everybody"),
        pytest.param("count = 24", "count = 87600", id="ten years of hours"),
        pytest.param("days = 1,", "days = 31,", id="told a month before"),
    ],
)
def test_the_largest_that_is_still_read(old: str, new: str):
    text = spoilt(old, new)
    small(text.replace('projected_from = "hearing"', f'projected_from = "{"h" * 40}"') if "hhh" in new else text)


@pytest.mark.parametrize(
    ("named", "reminds", "escalates"),
    [
        pytest.param("", True, 1, id="those of its kind of limit"),
        pytest.param("\nescalate = []", False, 0, id="an escalation of its own, so no reminder of its kind"),
        pytest.param('\nescalate = [{ after = "2h", to = "head" }]', False, 1, id="its own escalation alone"),
    ],
)
def test_a_rule_that_names_reminders_or_escalations_has_its_own(named: str, reminds: bool, escalates: int):
    limit = 'within = { count = 24, unit = "hours" }'
    rule = small(spoilt(limit, limit + named)).rules[0]
    assert (bool(rule.remind), len(rule.escalate)) == (reminds, escalates)


def test_a_rule_without_a_limit_reminds_of_nothing():
    aid = small(SMALL).rule("aid")
    assert (aid.remind, aid.escalate) == ((), ())


def test_a_file_under_a_wrong_name_or_in_a_wrong_folder_names_the_key(tmp_path: Path):
    for name, folder, key in (("xx-2@2025-09-01.toml", "xx", "id"), ("xx-1@2025-09-01.toml", "yy", "country")):
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SMALL, encoding="utf-8")
        with pytest.raises(RulebookError) as refused:
            load_file(path)
        assert refused.value.path == (key,)
