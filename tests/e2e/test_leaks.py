"""What a thief of the database, of the broker or of the logs would read: no child, no family, no narrative.

The demo's names and stories and what people type on their way are looked for in a dump of the database, in the whole
memory of the broker (queue, cache and sessions are there), in the mails and in every log. Staff have accounts with
names by design (design.md); everybody else's name is sealed.
"""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connections

from demo.words import MINUTES, TALES
from safeguard.accounts.models import User
from safeguard.localservers import postgres
from safeguard.organisations.models import School
from safeguard.people.models import Adult, Child
from safeguard.tenancy.scope import school_scope
from tests.databases import ALIASES, database_name, use
from tests.e2e.town import Town, Visitor, town
from tests.e2e.walk_case import hurt_by
from tests.harness import wait_for
from tests.leaks import found_in

pytestmark = pytest.mark.e2e
TYPED = {
    "narrative": "Забрали телефон і показували всім переписку з мамою",
    "unsent": "Подзвонила сусідка і розповіла про синці на руках",
    "family": "Чорнобривцева",
    "given": "Ярослава",
    "told_whom": "Дільничний Левко Водограй",
    "remark": "Просив передати копію заяви бабусі",
    "sought": "Крижанівськ",
}


@pytest.fixture(scope="module")
def place(demo, browser):
    """Things are typed, sent, refused and left half done; the worker is away, so that its tasks wait in the queue."""
    with town("_leaks", *demo) as servers:
        place = Town(servers, demo[1])
        servers.stop("worker")
        teacher = Visitor(place, browser).sign_in("teacher")
        leave_a_draft(teacher)
        leave_a_refused_form(teacher)
        principal = Visitor(place, browser).sign_in("principal")
        case = principal.page.locator("main a[href*='/cases/']").first.get_attribute("href").split("/notices/")[0]
        have_a_notice_refused_then_recorded(principal, f"{case.rstrip('/')}/")
        make_a_letter(principal, f"{case.rstrip('/')}/")
        look_for_a_name(principal)
        yield place


def leave_a_draft(teacher: Visitor) -> None:
    teacher.go("report/")
    hurt_by(teacher)
    teacher.press("button[name=do][value=new]")
    teacher.choose("role", "accused")
    teacher.choose("who", "pupil")
    teacher.fill(family=TYPED["family"], given=TYPED["given"], birth_year=str(teacher.town.now.year - 12))
    teacher.choose("sex", "f")
    teacher.page.locator("[name=school_class]").select_option(index=1)
    teacher.press()
    teacher.press("button[name=do][value=next]")
    teacher.fill(narrative=TYPED["narrative"])
    teacher.press("button[name=do][value=later]")


def leave_a_refused_form(teacher: Visitor) -> None:
    teacher.go("report/")
    teacher.page.goto(teacher.page.locator("main a[href*='/drafts/']").first.get_attribute("href"))
    if not teacher.page.locator("[name=narrative]").count():
        teacher.page.goto(teacher.page.url.rsplit("/", 2)[0] + "/what/")
    teacher.fill(narrative=TYPED["unsent"], happened_day="99")
    teacher.press("button[name=do][value=next]")
    assert teacher.page.locator(".govuk-error-summary").count() == 1


def have_a_notice_refused_then_recorded(principal: Visitor, case: str) -> None:
    for at in (principal.town.now + timedelta(days=2), principal.town.now - timedelta(minutes=5)):
        principal.go(f"{case}notices/police_notice/")
        principal.moment("told_at", at)
        principal.page.locator("[name=channel]").select_option("phone")
        principal.fill(told_whom=TYPED["told_whom"], remark=TYPED["remark"])
        principal.press()
    assert principal.page.url.endswith("/notices/"), principal.text[:600]


def make_a_letter(principal: Visitor, case: str) -> None:
    principal.go(f"{case}documents/")
    principal.press(principal.page.locator("main form[action*='/letters/'] button"))


def look_for_a_name(principal: Visitor) -> None:
    """Among the people, and among the cases."""
    for page in ("people/", "cases/"):
        principal.go(page)
        principal.page.fill("main [name=query]", TYPED["sought"])
        principal.press("main form[role=search] button[type=submit]")
        assert TYPED["sought"] not in unquote(principal.page.url)


@pytest.fixture(scope="module")
def words(place, django_db_blocker):
    """Names in full, in either order, but those of staff and their namesakes; stories; what was typed."""
    found = set(TYPED.values())
    found |= {text for tales in TALES.values() for tale in tales for text in (tale.title, tale.narrative)}
    found |= {text for text in MINUTES.values() if len(text) > 20}
    with django_db_blocker.unblock():
        own = database_name()
        use(place.servers.database, *ALIASES)
        try:
            for school in School.objects.all():
                with school_scope(school.pk):
                    found |= names_of(school)
            staff = {tuple(sorted(name.split())) for name in User.objects.values_list("display_name", flat=True)}
        finally:
            use(own, *ALIASES)
            for alias in ALIASES:
                connections[alias].close()
    return {word for word in found if tuple(sorted(word.split()[:2])) not in staff}


def names_of(school: School) -> set[str]:
    people = [*Child.objects.select_related("data_key"), *Adult.objects.filter(user_id=None).select_related("data_key")]
    assert len(people) > 50
    names = [person.open("name").split("\n") for person in people]
    told = {f"{family} {given}" for family, given, *_ in names} | {f"{given} {family}" for family, given, *_ in names}
    return told | {"\n".join(name) for name in names}


def test_the_dump_of_the_database_tells_nobody(place, words, tmp_path):
    postgres.dump_database(place.servers.database, tmp_path / "dump.sql")
    dump = (tmp_path / "dump.sql").read_bytes()
    assert b"cases_report" in dump
    assert len(dump) > 500_000
    assert found_in(dump, words) == set()


def test_the_memory_of_the_broker_tells_nobody(place, words):
    """The queue with its waiting tasks, the cache, the sessions."""
    queue, cache = everything(place.servers.broker()), everything(place.servers.broker(1))
    assert b"celery" in queue
    assert len(cache) >= 2, "the two sessions, under digests"
    held = [*queue, *queue.values(), *cache, *cache.values()]
    assert found_in(b"\n".join(held), words) == set()


def everything(client) -> dict[bytes, bytes]:
    return {key: contents(client, key) for key in client.scan_iter(count=1000)}


def contents(client, key: bytes) -> bytes:
    """Everything under a key, whatever its type."""
    kind = client.type(key)
    if kind == b"string":
        return client.get(key)
    if kind == b"list":
        return b"\n".join(client.lrange(key, 0, -1))
    if kind == b"hash":
        return b"\n".join(part for pair in client.hgetall(key).items() for part in pair)
    return b"\n".join(client.zrange(key, 0, -1) if kind == b"zset" else client.smembers(key))


def test_logs_and_mails_tell_nobody(place, words):
    """After the worker has done what waited for it."""
    place.servers.start_worker(concurrency=1)
    wait_for(lambda: b"celery" not in place.servers.broker().keys("*"), 60, "the queue is empty")
    files = [path for path in place.servers.folder.rglob("*") if path.is_file() and path.suffix in {".log", ""}]
    logs = b"\n".join(path.read_bytes() for path in files)
    assert {"web.log", "worker.log", "beat.log"} <= {path.name for path in files}
    assert found_in(logs, words) == set()
