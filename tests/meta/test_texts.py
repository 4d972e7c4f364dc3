"""Texts for people can be collected for the translators: none is hidden where the collector doesn't look."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cases", "commissions", "reporting", "safeguard", "demo")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "npgettext"}
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def hidden(source: str) -> list[int]:
    """Lines with a text to translate inside an f-string: Python 3.11 shows a collector only the string around it."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    inside = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return [node.lineno for node in inside if isinstance(node.func, ast.Name) and node.func.id in CALLS]


def test_a_hidden_text_is_seen():
    assert hidden("f\"{name} ({_('chair')})\"") == [1]
    assert hidden("word = _('chair')\nf\"{name} ({word})\"") == []


@pytest.mark.parametrize("app", APPS)
def test_no_text_is_hidden_from_the_translators(app):
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == app and (lines := hidden(path.read_text(encoding="utf-8")))
    }
    assert found == {}
