"""What grows past these sizes has more than one job."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def _sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "script/*"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listed.stdout.split() if "/migrations/" not in name]
    return [path for path in paths if path.is_file()]


def _functions(path: Path) -> list[tuple[str, int]]:
    if path.suffix != ".py":
        return []
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds)]
    return [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in nodes]


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_its_functions_are_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE
    assert [(name, size) for name, size in _functions(path) if size > LONGEST_FUNCTION] == []
