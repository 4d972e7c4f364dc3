"""What is written beside a line of a register: a correction, the place of the paper original."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from safeguard import clock
from safeguard.access.member import Member
from safeguard.errors import RuleViolation, gettext_noop
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.models import RegisterNote
from safeguard.vault import keys
from safeguard.vault.models import DataKey

LONGEST = 1000


@dataclass(frozen=True)
class Noted:
    """The notes of one line, in the order in which they were made; the last place of the original counts."""

    corrections: list[RegisterNote] = field(default_factory=list)
    kept_at: str = ""


def notes_on(register: Register, year: int, numbers: Iterable[int]) -> dict[int, Noted]:
    """By number; one statement for the rows and one for their keys."""
    rows = list(RegisterNote.objects.filter(register=register, year=year, number__in=list(numbers)).order_by("pk"))
    keys.load({row.data_key_id for row in rows})
    found: dict[int, Noted] = defaultdict(Noted)
    for row in rows:
        if row.kind == NoteKind.CORRECTION:
            found[row.number].corrections.append(row)
        else:
            found[row.number] = Noted(found[row.number].corrections, row.open("text"))
    return found


def write_note(
    *, register: Register, year: int, number: int, kind: NoteKind, text: str, data_key: DataKey, by: Member
) -> RegisterNote:
    """The caller has checked that the line is there, and records the act."""
    words = text.strip()
    if not words:
        raise RuleViolation(gettext_noop("Write what is to stand in the register."), field="text")
    if len(words) > LONGEST:
        raise RuleViolation(gettext_noop("Write at most %(most)d characters."), field="text", most=LONGEST)
    row = RegisterNote(
        school_id=data_key.school_id,
        data_key=data_key,
        register=register,
        year=year,
        number=number,
        kind=kind,
        made_at=clock.now(),
        made_by=by.user_id,
        made_by_name=by.name,
    )
    row.seal("text", words)
    row.save(force_insert=True)
    return row
