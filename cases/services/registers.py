"""A line of a register is corrected beside it; the case's timeline keeps the act."""

from uuid import UUID

from django.db import transaction

from cases.services.events import draft, locked_case, record
from safeguard.access.member import Member
from safeguard.audit.acts import log_act
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.models import RegisterNote
from safeguard.registers.notes import write_note
from safeguard.vault import keys
from safeguard.vault.models import Purpose

NOTED = "register.noted"


@transaction.atomic
def note_line(
    *, register: Register, year: int, number: int, case_id: UUID | None, kind: NoteKind, text: str, by: Member
) -> RegisterNote:
    """`case_id` is the case of the line; a line about no case is sealed with a key of its own."""
    said: dict[str, object] = {"register": register, "year": year, "number": number, "note": kind}
    if case_id is None:
        key = keys.new_key(Purpose.CASE)
        log_act(organisation_id=by.organisation_id, kind=NOTED, by=by, data=said)
        return write_note(register=register, year=year, number=number, kind=kind, text=text, data_key=key, by=by)
    case = locked_case(case_id)
    row = write_note(register=register, year=year, number=number, kind=kind, text=text, data_key=case.data_key, by=by)
    record(case, draft(NOTED, by=by, data=said, text=text.strip()))
    return row
