"""Whoever is recused finds no trace of the case, wherever they go: every address of the resolver is walked.

Of the hidden case they ask for by id they're told what they'd be told of an id that nobody ever had: the same status,
the same words, after as many statements. A colleague of the same office, not recused, finds it: so the walk can fail.
"""

from collections.abc import Iterator
from difflib import ndiff
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import DeadlineStage
from cases.services.enforcement import act_on_stages
from cases.services.handling import assign_handler
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import Message
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import scopes_of_kind
from safeguard.tokens.services import make_token
from tests.factories import make_member, make_user
from tests.unit.walks.places import at
from tests.web.recused.addresses import Address, Addresses
from tests.web.recused.reading import alike, said, traces
from tests.web.recused.world import LOOKED_AT, NUMBER, WORDS, let_it_happen, make_world, recuse

KINDS = ("principal", "deputy", "secretary", "author", "member", "handler")
#: Children are there with or without the case: lists of people may name them, and what picks from these lists.
OF_PEOPLE = ("people:", "cases:report_", "accounts:", "commissions:order", "commissions:call")
#: Where the colleague who isn't recused must find the case, or the walk has gone astray.
FOUND = {
    "desk", "cases:list", "cases:detail", "cases:timeline", "cases:people", "cases:deadlines", "cases:notices",
    "cases:documents", "cases:access", "cases:board", "cases:registers", "cases:register_pdf", "cases:register_xlsx",
    "cases:report", "cases:report_download", "cases:deed_file", "commissions:meetings", "commissions:meeting",
    "commissions:room", "commissions:minutes", "commissions:calendar_file", "commissions:signatures",
    "commissions:papers", "commissions:decision", "commissions:measures", "commissions:open_measures",
}  # fmt: skip


#: Who has filed a report keeps its number as a receipt, recused or not; it leads nowhere.
RECEIPT = {"desk", "cases:report_list", "cases:report_done"}


class Walker:
    """One member, signed in once; what a step changes is undone."""

    def __init__(self, member: Member) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(User.objects.get(pk=member.user_id))
        self.headers = {"accept-language": "uk"}

    def go(self, path: str, method: str = "get", **query: str) -> tuple[HttpResponse, str, int]:
        """The answer, everything it says, how many statements it took."""
        with transaction.atomic(), clock.frozen(LOOKED_AT):
            connection.atomic_blocks[-1]._from_testcase = True
            connection.queries_log.clear()
            with CaptureQueriesContext(connection) as queries:
                response = getattr(self.client, method)(path, query, headers=self.headers)
            transaction.set_rollback(True)
        return response, said(response), len(queries)


class Ground:
    def __init__(self) -> None:
        self.world = make_world()
        self.teacher = self._more(Role.CLASS_TEACHER)
        self.colleague = self._more(Role.PRINCIPAL)
        let_it_happen(self.world)
        self._work_on_it()
        members = (*self.world.walk.place.members[:5], self.teacher)
        self.members = dict(zip(KINDS, members, strict=True))
        recuse(self.world, *members)
        self.addresses = list(Addresses(self.world).all())
        hidden = self.world.hidden()
        [self.report_id] = hidden["report"]
        hidden.pop("accessrecord", None)
        self.ids = {str(pk) for rows in hidden.values() for pk in rows}

    def _more(self, *roles: Role) -> Member:
        return make_member(self.world.walk.school, *roles, user=make_user())

    def _work_on_it(self) -> None:
        case_id, by = self.world.walk.case.pk, self.world.walk.place.principal
        with school_scope(self.world.walk.school.pk), clock.frozen(at(12, 11)):
            assign_handler(case_id=case_id, user_id=self.teacher.user_id, is_warned=True, by=by)

    def token_of(self, member: Member) -> str:
        with clock.frozen(at(13, 9)):
            said = {"name": "Щоденник", "scopes": list(scopes_of_kind("school")), "days": 90, "by": member}
            return make_token(organisation=self.world.walk.school.organisation, **said)[1]

    def marks(self, name: str) -> set[str]:
        names = set() if name.startswith(OF_PEOPLE) else set(self.world.names)
        return self.ids | set(WORDS) | names


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Ground]:
    """Made once for all walks of this file, and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        connection.atomic_blocks[-1]._from_testcase = True
        yield Ground()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "second" not in each.lower()]
    cache.clear()


def step(walker: Walker, address: Address, path: str) -> tuple[int, HttpResponse, str, int]:
    response, text, count = walker.go(path)
    if response.status_code == 405:
        response, text, count = walker.go(path, "post")
    return response.status_code, response, text, count


def difference(text: str, words: str, ids: list[UUID]) -> list[str]:
    lines = ndiff(alike(text, ids).splitlines(), alike(words, ids).splitlines())
    return [line.strip()[:200] for line in lines if line[0] in "+-"][:4]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_recused_finds_a_trace(ground: Ground, kind: str):
    walker, found = Walker(ground.members[kind]), []
    receipt = {str(ground.report_id), str(NUMBER)} if kind == "author" else set()
    for address in ground.addresses:
        status, _, text, count = step(walker, address, address.path)
        own = {str(real) for real, _ in address.ids}
        marks = ground.marks(address.name) - own
        kept = receipt if address.name in RECEIPT else set()
        if seen := traces(text.replace(address.path, ""), marks, NUMBER) - kept:
            found.append((address.name, status, sorted(seen)[:4]))
        if status >= 500:
            found.append((address.name, status, "fell over"))
        if address.absent is None or (kept and address.ids):
            continue
        other, _, words, statements = step(walker, address, address.absent)
        ids = [each for pair in address.ids for each in pair]
        if (status, count) != (other, statements):
            found.append((address.name, status, other, f"{count} and {statements} statements"))
        elif alike(text, ids) != alike(words, ids):
            found.append((address.name, "hidden and absent read otherwise", *difference(text, words, ids)))
    assert found == [], "\n".join(map(str, found))


def test_a_colleague_of_the_same_office_finds_it(ground: Ground):
    walker, seen = Walker(ground.colleague), set()
    for address in ground.addresses:
        status, _, text, _ = step(walker, address, address.path)
        is_picture = "Content-Type: image/png" in text and address.absent
        if status == 200 and (is_picture or traces(text, ground.marks(address.name), NUMBER)):
            seen.add(address.name)
    assert sorted(FOUND - seen) == []


def test_a_token_shows_no_more_than_its_holder_may_know(ground: Ground):
    """Every address of the API with every right, held by a recused head and by one who isn't."""
    addresses = [each for each in ground.addresses if each.name.startswith("api:")]
    assert addresses
    recused, free = (Walker(ground.members["principal"]), Walker(ground.colleague))
    found = set()
    for walker, holder in ((recused, ground.members["principal"]), (free, ground.colleague)):
        walker.headers["authorization"] = f"Bearer {ground.token_of(holder)}"
        for address in addresses:
            status, _, text, count = step(walker, address, address.path)
            if traces(text, ground.marks(address.name), NUMBER):
                found.add((holder.user_id, address.name))
            if walker is recused and address.absent:
                other, _, words, statements = step(walker, address, address.absent)
                ids = [each for pair in address.ids for each in pair]
                assert (status, count, alike(text, ids)) == (other, statements, alike(words, ids)), address.name
    assert found >= {(ground.colleague.user_id, name) for name in ("api:cases", "api:case", "api:deadlines")}
    assert {user_id for user_id, _ in found} == {ground.colleague.user_id}


@pytest.mark.parametrize("kind", ["principal", "deputy", "secretary"])
def test_the_registers_of_that_year_are_refused(ground: Ground, kind: str):
    """They have no gaps, so one line less would tell."""
    walker = Walker(ground.members[kind])
    for register in ("reports", "cases"):
        for page in (f"?register={register}&year=2025", f"{register}/2025.pdf", f"{register}/2025.xlsx"):
            assert walker.go(f"/s/{ground.world.root}/registers/{page}")[0].status_code == 403, page


@pytest.mark.parametrize("kind", KINDS)
def test_no_e_mail_about_it_waits_for_them(ground: Ground, kind: str):
    with school_scope(ground.world.walk.school.pk):
        waiting = Message.objects.filter(recipient_id=ground.members[kind].user_id, delivery=Delivery.WAITING)
        assert not waiting.filter(case_id=ground.world.walk.case.pk).exists()
        assert not waiting.filter(subject_id=ground.world.walk.place.meeting.pk).exists()


def test_no_message_about_it_is_written_to_them_any_more(ground: Ground):
    case, told = ground.world.walk.case, {member.user_id for member in ground.members.values()}
    with school_scope(ground.world.walk.school.pk), clock.frozen(LOOKED_AT):
        before = set(Message.objects.values_list("pk", flat=True))
        act_on_stages(DeadlineStage.objects.filter(deadline__case=case, done_at=None).values_list("pk", flat=True))
        written = Message.objects.exclude(pk__in=before).filter(case_id=case.pk)
        assert ground.colleague.user_id in set(written.values_list("recipient_id", flat=True))
        assert not written.filter(recipient_id__in=told).exists()
        transaction.set_rollback(True)
