"""A definition that stands in the database instead of a file: the same content, the same loader, its own hash."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from safeguard.procedures import catalogue
from safeguard.procedures.load import build
from safeguard.procedures.reader import Source, Table
from safeguard.procedures.schema import Procedure

_DAY, _TIME = "$day", "$time"


class ContentChanged(RuntimeError):
    """What is stored isn't what was approved: cases are pinned to it."""


def released_content(procedure: str, version: str, rulebook: Path = catalogue.RULEBOOK) -> dict[str, Any]:
    """What a released file says, before it's built."""
    return tomllib.loads(catalogue.file_of(procedure, version, rulebook).read_text(encoding="utf-8"))


def build_content(content: Mapping[str, Any], *, version: str, beside: str, name: str) -> Procedure:
    """Through the loader of the files, or refused by it. `beside` is the released version whose duties count on."""
    procedure = build(Table(Source(name, {}), (), content))
    return replace(procedure, version=version, beside=beside)


def write_stored(content: Mapping[str, Any], *, version: str, beside: str) -> str:
    """The order of the keys is kept: printed lists follow it."""
    whole = {"version": version, "beside": beside, "definition": content}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=_plain)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read_content(text: str) -> tuple[dict[str, Any], str, str]:
    """The content, its version and the released version that it stands beside."""
    whole = json.loads(text, object_hook=_rich)
    return whole["definition"], whole["version"], whole["beside"]


def read_stored(text: str, content_hash: str) -> Procedure:
    """The definition behind a hash; a text that was tampered with is refused."""
    if hash_of(text) != content_hash:
        raise ContentChanged(content_hash)
    content, version, beside = read_content(text)
    return build_content(content, version=version, beside=beside, name=f"{content['id']}@{version}")


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    if isinstance(value, time):
        return {_TIME: value.isoformat()}
    raise TypeError(value)


def _rich(value: dict[str, Any]) -> Any:
    if value.keys() == {_DAY}:
        return date.fromisoformat(value[_DAY])
    if value.keys() == {_TIME}:
        return time.fromisoformat(value[_TIME])
    return value
