"""What the code imports is locked, or a bare machine doesn't start."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
PRODUCT = ["safeguard", "cases", "commissions", "reporting", "demo"]
#: Never imported by a server in production.
LOCAL_ONLY = ROOT / "safeguard/localservers"


def _locked(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {_plain(found) for found in re.findall(r"^([\w.-]+)==", lines, re.MULTILINE)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(folder: str) -> set[str]:
    """Top-level names of others that the files of a folder import."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            if LOCAL_ONLY not in path.parents:
                found |= {name.split(".")[0] for name in names}
    return found - set(sys.stdlib_module_names) - OURS


@pytest.mark.parametrize(
    ("folder", "lock"), [*((each, "runtime.txt") for each in PRODUCT), ("tests", "dev.txt"), ("safeguard", "dev.txt")]
)
def test_every_import_is_locked(folder: str, lock: str) -> None:
    sources, locked = packages_distributions(), _locked(lock)
    missing = {name for name in _imported(folder) if not {_plain(each) for each in sources.get(name, [])} & locked}
    assert missing == set()


def test_every_named_dependency_is_locked() -> None:

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for names, lock in ((project["dependencies"], "runtime.txt"), (project["optional-dependencies"]["dev"], "dev.txt")):
        named = {_plain(re.split(r"[\[<>=]", name)[0]) for name in names}
        assert named - _locked(lock) == set(), "run script/lock"
