"""A released file is read for ever as on the day it was released: what a case is pinned to is what was read then.

`read.sha256` holds the digest of everything that the product took from each file. When a part of the law is read that
no file had before, the digests change on purpose: check the difference, then write the new ones in the same change.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from safeguard.procedures import catalogue, country, duties, load, papers, recurring

RULEBOOK = catalogue.RULEBOOK
KEPT = Path(__file__).with_name("read.sha256")


@pytest.fixture(autouse=True)
def read_anew() -> None:
    """What the process has read before doesn't count here."""
    for module in (country, duties, papers, recurring):
        for value in vars(module).values():
            if callable(getattr(value, "cache_clear", None)):
                value.cache_clear()


def _recurring(path: Path) -> Any:
    name, version = path.stem.split("@")
    return recurring.recurring_duties(name, version, path.parts[-3])


def _reference(path: Path) -> Any:
    return country.load_reference(path.parts[-3])


READERS: dict[str, Callable[[Path], Any]] = {
    "": load.load_file,
    "duties": duties.read_duties,
    "minors": duties.read_duties,
    "papers": papers.read_papers,
    "recurring": _recurring,
    "reference": _reference,
}


def said(path: Path) -> str:
    """Everything that was read, in an order of its own; two spaces and the file, as `sha256sum` writes it."""
    place = path.relative_to(RULEBOOK)
    found = READERS[place.parent.name if len(place.parts) > 2 else ""](path)
    content = json.dumps(_plain(found), ensure_ascii=False)
    return f"{hashlib.sha256(content.encode()).hexdigest()}  {place.as_posix()}"


def _plain(value: Any) -> Any:
    """Values, lists and objects of JSON; a set in the order of its words."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return [[str(key), _plain(each)] for key, each in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def _files() -> list[Path]:
    return [path for path in sorted(RULEBOOK.glob("*/**/*.toml")) if path.parent.name != "calendars"]


@pytest.mark.parametrize("path", _files(), ids=lambda path: path.relative_to(RULEBOOK).as_posix())
def test_a_released_file_is_read_as_on_the_day_it_was_released(path: Path):
    assert said(path) in KEPT.read_text(encoding="utf-8").splitlines()
