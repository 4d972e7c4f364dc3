"""Who is recused finds no trace of the case: every address of the school is asked, as the table of addresses lists it.

An address whose parts can't be filled in fails the test, so that a new one is covered by itself.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.outbox.models import Message
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_user
from tests.unit.commissions.decided import text_of
from tests.web.recused.world import LOOKED_AT, NUMBER, WORDS, World, let_it_happen, make_world, recuse

pytestmark = pytest.mark.django_db

#: By the name of the part: the table whose row the hidden case brought.
ROWS = {
    "case_id": "case", "report_id": "report", "meeting_id": "meeting", "document_id": "document",
    "material_id": "material", "proposal_id": "agendaproposal", "invitation_id": "invitation", "row_id": "invitation",
    "item_id": "agendaitem", "motion_id": "motion", "hearing_id": "hearing", "measure_id": "measure",
    "decision_id": "decision", "side_id": "involvement", "signature_id": "signature", "copy_id": "minutescopy",
    "order_id": "commissionorder", "seat_id": "seat", "attachment_id": "attachment",
}  # fmt: skip
#: Parts that name something which isn't of a case, or a word of the procedure.
OTHERS = {
    "register": "reports", "year": "2025", "number": str(NUMBER), "rule": "police_notice", "evidence": "commission.ordered",
    "key": "stop_danger", "form": "extract", "action": "close", "kind": "pupils", "step": "what",
}  # fmt: skip
UNRELATED = {
    "membership_id", "acting_id", "token_id", "draft_id", "act_id", "suspension_id", "adoption_id", "version_id",
    "guardianship_id", "class_id", "adult_id", "child_id", "user_id",
}  # fmt: skip
NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_PASSING = re.compile(rb'(name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|X-CSRFToken[^}]+})')


def addresses() -> list[str]:
    """Every address of a school and of the API, as patterns."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for each in patterns:
            whole = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, whole)
            else:
                yield whole

    return [each for each in walk(get_resolver().url_patterns, "") if each.startswith("s/<slug:school>/")]


@dataclass(frozen=True)
class Asked:
    """One address twice: with what the hidden case brought, and with ids that nothing has."""

    pattern: str
    hidden: str
    absent: str


def asked_of(world: World) -> list[Asked]:
    brought, found = world.hidden(), []
    for pattern in addresses():
        filled, absent = pattern, pattern
        for part in _PART.findall(pattern):
            one, other = _fill(part, brought, world)
            token = next(
                each for each in re.findall(r"<[^>]+>", pattern) if each.rstrip(">").split(":")[-1].strip("<") == part
            )
            filled, absent = filled.replace(token, one), absent.replace(token, other)
        found.append(Asked(pattern, "/" + filled, "/" + absent))
    return found


def _fill(part: str, brought: dict[str, list[UUID]], world: World) -> tuple[str, str]:
    if part in ROWS:
        row = brought[ROWS[part]][0]
        return str(row), str(uuid5(NOWHERE, str(row)))
    if part in UNRELATED:
        return str(NOWHERE), str(NOWHERE)
    word = {"school": world.slug, **OTHERS}.get(part)
    assert word is not None, f"say in this test what <{part}> of an address stands for"
    return word, word


@dataclass
class Reader:
    """One member's browser on one day."""

    client: Client
    world: World

    @classmethod
    def of(cls, member: Member, world: World) -> "Reader":
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=member.user_id))
        return cls(client, world)

    def ask(self, address: str) -> tuple[int, bytes, int]:
        """Status, body as text where it's a file, statements. What can't be read is pressed, with nothing typed."""
        with clock.frozen(LOOKED_AT):
            for method in (self.client.get, self.client.post):
                cache.clear()
                with CaptureQueriesContext(
                    connection,
                ) as held:
                    answer = method(address, headers={"accept-language": "en"})
                if answer.status_code != 405:
                    break
        return answer.status_code, _said(answer), len(held)


def _said(answer) -> bytes:
    body, kind = answer.content, answer.headers.get("Content-Type", "")
    if kind == "application/pdf":
        return text_of(body).encode()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    return _PASSING.sub(b"", body) + str(dict(answer.headers).get("Location", "")).encode()


def traces(world: World, body: bytes, asked: str) -> list[str]:
    """What of the hidden case stands in it, apart from the words of the question itself."""
    ids = {str(each) for rows in world.hidden().values() for each in rows}
    text = body.decode("utf-8", "replace")
    found = [each for each in ids if each in text and each not in asked]
    return found + [each for each in (*WORDS, str(NUMBER)) if each in text and each not in asked]


@pytest.fixture
def world() -> World:
    made = make_world()
    made.heads = make_member(made.walk.school, Role.PRINCIPAL, user=make_user("Друга Голова"))
    let_it_happen(made)
    return made


def differences(reader: Reader, world: World) -> list[str]:
    found = []
    for each in asked_of(world):
        status, body, statements = reader.ask(each.hidden)
        if left := traces(world, body, each.hidden):
            found.append(f"{each.pattern}: {status}, traces {left[:4]}")
        if each.hidden == each.absent:
            continue
        other_status, other, other_statements = reader.ask(each.absent)
        same = body.replace(each.hidden.encode(), b""), other.replace(each.absent.encode(), b"")
        if status != other_status or same[0] != same[1]:
            found.append(f"{each.pattern}: answers {status} and {other_status}, alike: {same[0] == same[1]}")
        if statements != other_statements:
            found.append(f"{each.pattern}: {statements} statements and {other_statements}")
    return found


@pytest.mark.parametrize("which", [0, 1, 2, 4])
def test_a_recused_member_finds_no_trace_by_any_address(world: World, which: int) -> None:
    """Head, deputy, secretary, a member: each had worked on the case before."""
    member = world.walk.place.members[which]
    recuse(world, member)
    reader = Reader.of(member, world)
    reader.ask(f"/s/{world.slug}/")
    assert differences(reader, world) == []


def test_somebody_else_finds_it_by_the_same_walk(world: World) -> None:
    """Else the test above could never fail."""
    reader = Reader.of(world.heads, world)
    found = [each for each in asked_of(world) if traces(world, reader.ask(each.hidden)[1], "")]
    assert len(found) > 40, found


def test_what_waits_in_the_outbox_for_the_recused_names_no_case(world: World) -> None:
    member = world.walk.place.members[0]
    recuse(world, member)
    with school_scope(world.walk.school.pk):
        later = Message.objects.filter(user_id=member.user_id, created_at__gte=LOOKED_AT)
        assert not later.exists()
