"""Finds the definitions in the rulebook."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from safeguard.errors import DomainError, gettext_noop
from safeguard.procedures.load import load_file
from safeguard.procedures.reader import read_file
from safeguard.procedures.schema import Procedure

RULEBOOK = Path(__file__).resolve().parents[2] / "rulebook"


class UnknownProcedure(DomainError):
    """No file of the rulebook answers to the name, the version or the day."""


@lru_cache(maxsize=4)
def _files(rulebook: Path) -> dict[str, dict[str, Path]]:
    """Procedure -> version -> file, oldest version first."""
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(rulebook.glob("*/*@*.toml")):
        name, _, version = path.stem.partition("@")
        found.setdefault(name, {})[version] = path
    return found


def procedures(rulebook: Path = RULEBOOK) -> list[str]:
    """The ids that there are."""
    return sorted(_files(rulebook))


def versions(procedure: str, rulebook: Path = RULEBOOK) -> list[str]:
    """The versions of a procedure, oldest first: each is the day it came into force."""
    try:
        return list(_files(rulebook)[procedure])
    except KeyError:
        known = ", ".join(procedures(rulebook))
        raise UnknownProcedure(
            gettext_noop("Unknown procedure “%(procedure)s”: there are %(known)s."), procedure=procedure, known=known
        ) from None


def file_of(procedure: str, version: str, rulebook: Path = RULEBOOK) -> Path:
    if version not in versions(procedure, rulebook):
        raise UnknownProcedure(
            gettext_noop("Procedure %(procedure)s has no version “%(version)s”."), procedure=procedure, version=version
        )
    return _files(rulebook)[procedure][version]


@dataclass(frozen=True, slots=True)
class National:
    """What counts in a country whatever an institution's own text says: whoever is in `told` must be told (C-02)."""

    procedure: str = ""
    told: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def national_of(country: str, rulebook: Path = RULEBOOK) -> National:
    """The country's national procedure; an empty one where the rulebook names none. The highest number counts."""
    files = sorted(rulebook.glob("national@*.toml"), key=lambda path: int(path.stem.partition("@")[2]))
    root = read_file(files[-1]) if files else None
    if root is None or not root.has(country):
        return National()
    found = root.table(country)
    return National(found.text("procedure"), found.words("told"))


@lru_cache(maxsize=64)
def load_procedure(procedure: str, version: str, rulebook: Path = RULEBOOK) -> Procedure:
    """One released version. A released file never changes, so the process keeps what it read."""
    return load_file(file_of(procedure, version, rulebook))


def version_in_force(procedure: str, on: date, rulebook: Path = RULEBOOK) -> Procedure:
    """The newest version that was in force on a day."""
    begun = [version for version in versions(procedure, rulebook) if version <= on.isoformat()]
    if not begun:
        first = versions(procedure, rulebook)[0]
        raise UnknownProcedure(
            gettext_noop("Procedure %(procedure)s wasn't in force on %(on)s: it began on %(first)s."),
            procedure=procedure,
            on=on.isoformat(),
            first=first,
        )
    return load_procedure(procedure, begun[-1], rulebook)


def content_hash(procedure: str, version: str, rulebook: Path = RULEBOOK) -> str:
    """SHA-256 of the file, hex: what `ProcedureVersion` keeps."""
    return hashlib.sha256(file_of(procedure, version, rulebook).read_bytes()).hexdigest()


@lru_cache(maxsize=8)
def kinds_of(country: str, rulebook: Path = RULEBOOK) -> frozenset[str]:
    """The kinds of violence that any procedure of the country names."""
    every = [
        load_procedure(name, version, rulebook) for name in procedures(rulebook) for version in versions(name, rulebook)
    ]
    return frozenset(kind for one in every if one.country == country for kind in one.kinds)
