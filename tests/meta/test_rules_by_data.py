"""No rule of a procedure is named in Python: what opens and meets it is said by its definition."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeguard.procedures.catalogue import load_procedure, procedures, versions

ROOT = Path(__file__).resolve().parents[2]
KEYS = {rule.key for name in procedures() for version in versions(name) for rule in load_procedure(name, version).rules}
NAMED = re.compile(rf"['\"](?:{'|'.join(sorted(KEYS))})['\"]")
SOURCES = [
    path
    for app in ("cases", "commissions", "reporting", "safeguard", "demo")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "/migrations/" not in str(path)
]
#: Words that are spelled like a rule and mean something else, with the reason.
ALLOWED = {
    "safeguard/documents/enums.py": {
        "police_notice": "a kind of letter",
        "guardian_notice": "a kind of letter",
        "child_service_notice": "a kind of letter",
        "social_services_notice": "a kind of letter",
        "meeting_notice": "a kind of letter",
    },
    "safeguard/outbox/enums.py": {"meeting_notice": "a kind of message"},
}


def named(path: Path) -> Iterator[str]:
    """Whole strings that are a key, and keys in quotes inside longer ones. Docstrings are prose."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            found = {node.value} & KEYS or {match.strip("'\"") for match in NAMED.findall(node.value)}
            yield from found


def test_the_search_finds_what_it_looks_for(tmp_path):
    source = tmp_path / "named.py"
    source.write_text('rule = "resolution"\nSQL = "WHERE rule IN (\'police_notice\')"\n"""commission_meeting"""\n')
    assert set(named(source)) == {"resolution", "police_notice"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_is_named(path):
    assert set(named(path)) - ALLOWED.get(str(path.relative_to(ROOT)), {}).keys() == set()


def test_what_is_allowed_is_still_there():
    for name, words in ALLOWED.items():
        assert words.keys() <= set(named(ROOT / name))
        assert all(words.values())
