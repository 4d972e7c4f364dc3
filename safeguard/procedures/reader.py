"""Strict reading of a rulebook file: whatever is unknown, missing or of the wrong kind is refused with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import NoReturn

from safeguard.procedures.texts import LANGUAGES, Texts

Path_ = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
KEY = re.compile(r"^\s*([\w\-]+)\s*=")
#: No text gives ten years of hours.
MOST = 87_600
#: How an error names a kind of value.
WORDS = {str: "a text", int: "a whole number", bool: "true or false", date: "a date", time: "a time", dict: "a table"}


class RulebookError(ValueError):
    """A definition that can't be used: file, line and reason, for the person who edits it."""

    def __init__(self, file: str, line: int, reason: str, path: Path_ = ()) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file, self.line, self.reason, self.path = file, line, reason, path


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a table came from, and the line of each of its keys."""

    file: str
    lines: Mapping[Path_, int]

    def fail(self, path: Path_, reason: str) -> NoReturn:
        """Refuse with the line of the nearest thing that has one."""
        near = path
        while near and near not in self.lines:
            near = near[:-1]
        raise RulebookError(self.file, self.lines.get(near, 1), reason, path)


def read_file(path: Path) -> "Table":
    """The whole file as one table; a syntax error is reported with its line as well, and so is a wrong encoding."""
    content = path.read_bytes()
    try:
        return read_text(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RulebookError(path.name, line, "these aren't letters of UTF-8: save the file as UTF-8") from error


def read_text(text: str, file: str) -> "Table":
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        raise RulebookError(file, int(found[1]) if found else text.count("\n") + 1, f"not TOML: {error}") from error
    return Table(Source(file, dict(_lines(text))), (), content)


def _lines(text: str) -> Iterator[tuple[Path_, int]]:
    """Where every table and key stands. `[[x]]` counts up; `[[x.y]]` belongs to the last `[[x]]`."""
    counts: dict[Path_, int] = {}
    here: Path_ = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            here = ()
            for part in header[2].split("."):
                here = (*here, counts[here]) if here in counts else here
                here = (*here, part)
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here = (*here, counts[here])
            yield here, number
        elif key := KEY.match(line):
            yield (*here, key[1]), number


class Table:
    """One table of the file. What is read is ticked off; `done` refuses whatever is left."""

    def __init__(self, source: Source, path: Path_, content: Mapping[str, object]) -> None:
        self.source, self.path, self.content = source, path, content
        self.unread = set(content)

    def fail(self, reason: str, key: str = "") -> NoReturn:
        name = self.content.get("key")
        subject = f"{self.path[0]} {name}: " if isinstance(name, str) else ""
        self.source.fail((*self.path, key) if key else self.path, f"{subject}{reason}")

    def done(self) -> None:
        for key in sorted(self.unread):
            self.fail(f"unknown key {key!r}", key)

    def has(self, key: str) -> bool:
        return key in self.content

    def _value(self, key: str, kind: type) -> object:
        if key not in self.content:
            self.fail(f"{key!r} is missing")
        self.unread.discard(key)
        value = self.content[key]
        if type(value) is not kind:
            self.fail(f"{key!r} must be {WORDS[kind]}", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.content:
            return default
        value = str(self._value(key, str))
        if not value.strip():
            self.fail(f"{key!r} is empty", key)
        return value

    def one_of(self, key: str, allowed: frozenset[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value != default and value not in allowed:
            self.fail(f"{key!r} is {value!r}; it must be one of {', '.join(sorted(allowed))}", key)
        return value

    def number(self, key: str, least: int = 1) -> int:
        """A count of hours or days; more than `MOST` is a slip of the pen."""
        value = int(self._value(key, int))  # type: ignore[call-overload]
        if value < least:
            self.fail(f"{key!r} must be at least {least}", key)
        if value > MOST:
            self.fail(f"{key!r} must be at most {MOST}", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self._value(key, bool)) if key in self.content else default

    def day(self, key: str) -> date:
        return self._value(key, date)  # type: ignore[return-value]

    def clock(self, key: str) -> time:
        return self._value(key, time)  # type: ignore[return-value]

    def words(self, key: str, allowed: frozenset[str] | None = None, least: int = 0) -> tuple[str, ...]:
        """A list of texts, each one of those allowed."""
        if key not in self.content and not least:
            return ()
        value = self.content.get(key)
        self.unread.discard(key)
        if not isinstance(value, list) or len(value) < least or not all(isinstance(word, str) for word in value):
            self.fail(f"{key!r} must be a list of {least} or more texts", key)
        for word in value:
            if allowed is not None and word not in allowed:
                self.fail(f"{key!r} names {word!r}; there are {', '.join(sorted(allowed))}", key)
        return tuple(value)

    def table(self, key: str) -> "Table":
        return Table(self.source, (*self.path, key), self._value(key, dict))  # type: ignore[arg-type]

    def tables(self, key: str) -> list["Table"]:
        """The `[[key]]` tables, in the order of the file; none is an answer too."""
        value = self.content.get(key, [])
        self.unread.discard(key)
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.fail(f"{key!r} must be a list of tables", key)
        return [Table(self.source, (*self.path, key, index), row) for index, row in enumerate(value)]

    def named(self, key: str) -> dict[str, "Table"]:
        """A table of tables, by name."""
        outer = self.table(key)
        return {name: outer.table(name) for name in outer.content}

    def texts(self, key: str) -> Texts:
        """The same words in all four languages: none may be missing."""
        inner = self.table(key)
        found = {language: inner.text(language) for language in LANGUAGES}
        inner.done()
        return Texts(**found)

    def maybe_texts(self, key: str) -> Texts | None:
        return self.texts(key) if key in self.content else None
