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
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.permissions import Permission
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.tokens.enums import Scope
from tests.factories import make_member, make_user
from tests.unit.commissions.decided import text_of
from tests.web.api.conftest import secret_of
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
    "register": "reports", "year": "2025", "number": str(NUMBER), "rule": "police_notice",
    "evidence": "commission.ordered",
    "key": "stop_danger", "form": "extract", "action": "close", "kind": "pupils", "step": "what",
}  # fmt: skip
UNRELATED = {
    "membership_id", "acting_id", "token_id", "draft_id", "act_id", "suspension_id", "adoption_id", "version_id",
    "guardianship_id", "class_id", "adult_id", "child_id", "user_id",
}  # fmt: skip
NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
_PART = re.compile(r"(<(?:\w+:)?(\w+)>)")
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

    return [each for each in walk(get_resolver().url_patterns, "") if each.startswith(("s/<slug:school>/", "api/v1/"))]


@dataclass(frozen=True)
class Asked:
    """One address twice: with what the hidden case brought, and with ids that nothing has."""

    pattern: str
    hidden: str
    absent: str
    ids: tuple[tuple[str, str], ...]

    def alike(self, one: bytes, other: bytes) -> bool:
        for row, nothing in self.ids:
            one, other = one.replace(row.encode(), b"-"), other.replace(nothing.encode(), b"-")
        return one == other


def asked_of(world: World) -> list[Asked]:
    brought = world.hidden()
    return [_asked(pattern, brought, world) for pattern in addresses()]


def _asked(pattern: str, brought: dict[str, list[UUID]], world: World) -> Asked:
    hidden, absent, ids = pattern, pattern, []
    for place, part in _PART.findall(pattern):
        one, other = _fill(part, brought, world)
        hidden, absent = hidden.replace(place, one), absent.replace(place, other)
        ids.append((one, other))
    return Asked(pattern, f"/{hidden}", f"/{absent}", tuple(ids))


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
    secret: str

    @classmethod
    def of(cls, member: Member, world: World) -> "Reader":
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(pk=member.user_id))
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        secret = ""
        if member.may(Permission.TOKEN_MANAGE):
            with clock.frozen(LOOKED_AT):
                secret = secret_of(world.walk.school.organisation, *Scope, by=member)
        return cls(client, world, secret)

    def asked(self) -> list[Asked]:
        """The API too for who may hold a token."""
        return [each for each in asked_of(self.world) if self.secret or not each.hidden.startswith("/api/")]

    def ask(self, address: str) -> tuple[int, bytes, int]:
        """Status, body as text where it's a file, statements. What can't be read is pressed, with nothing typed."""
        said = {"accept-language": "en", "authorization": f"Bearer {self.secret}"}
        with clock.frozen(LOOKED_AT):
            for method in (self.client.get, self.client.post):
                with CaptureQueriesContext(connection) as held:
                    answer = method(address, headers=said)
                if answer.status_code not in {302, 405}:
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
    for each in reader.asked():
        status, body, statements = reader.ask(each.hidden)
        if status == 401 or status >= 500:
            found.append(f"{each.pattern}: {status}")
        if left := traces(world, body, each.hidden):
            found.append(f"{each.pattern}: {status}, traces {left[:4]}")
        if each.hidden == each.absent:
            continue
        other_status, other, other_statements = reader.ask(each.absent)
        if status != other_status or not each.alike(body, other):
            found.append(f"{each.pattern}: answers {status} and {other_status}, alike: {each.alike(body, other)}")
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
    answers = {each.pattern: reader.ask(each.hidden) for each in reader.asked()}
    found = [pattern for pattern, (status, body, _) in answers.items() if status == 200 and traces(world, body, "")]
    assert len(found) > 40, found
