"""A sheet is the frozen content of a document. Pure: values in, canonical bytes and their hash out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Issuer:
    """Who writes: the head of a letter, in the institution's own language."""

    name: str
    above: str = ""
    contacts: str = ""


@dataclass(frozen=True)
class Fact:
    """A row of a letter's table; `lines` stand under each other."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter as the secretary signs it. Every text is already in the language of record."""

    language: str
    issuer: Issuer
    sent_on: str
    number: str
    answer_to: str
    addressee: tuple[str, ...]
    subject: str
    opening: tuple[str, ...]
    table_head: tuple[str, str, str]
    facts: tuple[Fact, ...]
    closing: tuple[str, ...]
    signatory_office: str
    signatory: str
    receipt_title: str = ""
    receipt: tuple[Fact, ...] = field(default_factory=tuple)
    executor: str = ""


def canonical(sheet: Any) -> bytes:
    """The same content gives the same bytes: sorted keys, no spaces, instants in ISO 8601."""
    content: Mapping[str, Any] = asdict(sheet) if is_dataclass(sheet) and not isinstance(sheet, type) else sheet
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text).encode()


def sha256(content: bytes) -> str:
    """Hex."""
    return hashlib.sha256(content).hexdigest()


def _text(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"a sheet can't hold {type(value).__name__}")
