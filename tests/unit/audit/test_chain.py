"""The chronology: appended in one statement, chained by hash, and every change to what was written is found."""

import json
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from threading import Barrier, Thread
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from cases.models import Case, CaseEvent
from cases.services.events import draft, locked_case, record
from safeguard.audit.chain import append_events, plain
from safeguard.audit.verify import Verified, broken_chains
from safeguard.organisations.models import School
from safeguard.tenancy.scope import school_scope
from safeguard.vault.models import DataKey
from tests.factories import LONG_AGO, make_case, make_school

pytestmark = pytest.mark.django_db

WORDS = "Слова, яких немає у звіті перевірки"


def case_with_events(school: School, count: int = 3) -> Case:
    case = make_case(school)
    record(case, *(draft("case.noted", by=None, data={"n": n, "at": LONG_AGO}, text=WORDS) for n in range(count)))
    return Case.objects.get(pk=case.pk)


def breaks(school: School) -> list[str]:
    with school_scope(school.pk):
        return [str(found) for found in broken_chains(CaseEvent, Verified())]


# --- appending ---


def test_events_are_numbered_from_one_and_each_names_the_hash_before():
    school = make_school()
    with school_scope(school.pk):
        case = case_with_events(school)
        events = list(CaseEvent.objects.order_by("seq"))
    assert [event.seq for event in events] == [1, 2, 3, 4]
    assert [bytes(event.prev_hash) for event in events] == [b"", *(bytes(event.hash) for event in events[:-1])]
    assert {len(event.hash) for event in events} == {32}
    assert (case.event_seq, bytes(case.event_hash)) == (4, bytes(events[-1].hash))
    assert breaks(school) == []


@pytest.mark.parametrize("count", [1, 50])
def test_any_number_of_events_and_the_caches_take_two_statements(count, django_assert_num_queries):
    school = make_school()
    with school_scope(school.pk):
        case = locked_case(make_case(school).pk)
        drafts = [draft("case.noted", by=None, text=WORDS) for _ in range(count)]
        with django_assert_num_queries(2):
            append_events(CaseEvent, "case", case, drafts, changes={"next_due_at": LONG_AGO})
        assert Case.objects.get().next_due_at == LONG_AGO


def test_an_event_that_cant_be_written_undoes_the_act(monkeypatch):
    school = make_school()
    with school_scope(school.pk):
        case = make_case(school)
        before = Case.objects.get()

        def refuse(*args: object, **kwargs: object) -> None:
            raise IntegrityError("the log is full")

        monkeypatch.setattr(type(CaseEvent.every_school), "bulk_create", refuse)
        with pytest.raises(IntegrityError), transaction.atomic():
            record(locked_case(case.pk), draft("case.noted", by=None), next_due_at=LONG_AGO)
        after = Case.objects.get()
    assert (after.next_due_at, after.event_seq) == (before.next_due_at, before.event_seq)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param({"id": UUID(int=1)}, {"id": str(UUID(int=1))}, id="id"),
        pytest.param({"at": LONG_AGO}, {"at": "2020-09-01T00:00:00.000000+00:00"}, id="instant, in UTC"),
        pytest.param({"ids": [UUID(int=1), 2]}, {"ids": [str(UUID(int=1)), 2]}, id="list"),
        pytest.param({"n": 10**20, "no": None, "yes": True}, {"n": 10**20, "no": None, "yes": True}, id="whole"),
    ],
)
def test_data_is_kept_as_the_database_gives_it_back(given, kept):
    assert plain(given) == kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb", [json.dumps(plain(given))])
        assert json.loads(cursor.fetchone()[0]) == kept


def test_a_fraction_is_refused_because_it_might_come_back_otherwise():
    with pytest.raises(TypeError, match="fraction"):
        plain({"share": 0.1})


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain_without_gaps():
    school = make_school()
    with school_scope(school.pk):
        case = make_case(school)
    together = Barrier(4)

    def write() -> None:
        together.wait()
        for _ in range(5):
            with school_scope(school.pk):
                record(locked_case(case.pk), draft("case.noted", by=None))
        connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with school_scope(school.pk):
        assert list(CaseEvent.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 22))
    assert breaks(school) == []


def test_erasing_the_case_leaves_its_chain_whole():
    school = make_school()
    with school_scope(school.pk):
        case = case_with_events(school)
        DataKey.objects.filter(pk=case.data_key_id).update(wrapped=None, shredded_at=LONG_AGO)
    assert breaks(school) == []


# --- tampering, as the only one who can: a superuser who takes the triggers away ---

Tamper = Callable[..., None]


@pytest.fixture
def tamper(sql_as: Callable[[str], psycopg.Connection]) -> Tamper:
    def run(statement: str, **values: object) -> None:
        with sql_as("postgres") as db:
            db.execute("SET session_replication_role = replica")
            assert db.execute(statement, values).rowcount

    return run


def verify(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_chain", *arguments, stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


CHANGE = "UPDATE cases_caseevent SET {} WHERE case_id = %(case)s AND seq = 3"
CUT = "DELETE FROM cases_caseevent WHERE case_id = %(case)s AND {}"
END = "UPDATE cases_case SET event_hash = sha256('x') WHERE id = %(case)s"
OTHER = "isn't what was written"
LATER = "interval '1 microsecond'"
TAMPERINGS = [
    pytest.param(CHANGE.format("kind = 'case.closed'"), 3, OTHER, id="kind"),
    pytest.param(CHANGE.format(f"occurred_at = occurred_at + {LATER}"), 3, OTHER, id="when it happened"),
    pytest.param(CHANGE.format(f"recorded_at = recorded_at + {LATER}"), 3, OTHER, id="when it was entered"),
    pytest.param(CHANGE.format("by_user_id = gen_random_uuid()"), 3, OTHER, id="by whom"),
    pytest.param(CHANGE.format("by_name = 'another'"), 3, OTHER, id="name of the author"),
    pytest.param(CHANGE.format("data = data || '{\"n\": 7}'"), 3, OTHER, id="data"),
    pytest.param(CHANGE.format("text = text || '\\x00'"), 3, OTHER, id="sealed text"),
    pytest.param(CHANGE.format("text = NULL"), 3, OTHER, id="text taken away"),
    pytest.param(CHANGE.format("id = gen_random_uuid()"), 3, OTHER, id="id"),
    pytest.param(CHANGE.format("hash = sha256('x')"), 3, OTHER, id="hash"),
    pytest.param(CHANGE.format("prev_hash = sha256('x')"), 3, "doesn't continue", id="hash before"),
    pytest.param(CUT.format("seq = 1"), 2, "event 1 is missing", id="beginning cut"),
    pytest.param(CUT.format("seq = 2"), 3, "event 2 is missing", id="taken out of the middle"),
    pytest.param(CUT.format("seq = 4"), 4, "4 events were written, 3 are here", id="end cut"),
    pytest.param(CUT.format("seq > 0"), 1, "4 events were written, 0 are here", id="all gone"),
    pytest.param(END, 4, "the end of the chain", id="end that the case remembers"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("statement", "seq", "reason"), TAMPERINGS)
def test_a_broken_chain_is_found_where_it_breaks_and_no_other(tamper, statement, seq, reason):
    school, other = make_school(), make_school()
    with school_scope(school.pk):
        whole, case = case_with_events(school), case_with_events(school)
    with school_scope(other.pk):
        case_with_events(other)
    assert verify() == (0, "whole: 12 events in 3 chains of 2 schools\n")
    tamper(statement, case=case.pk)

    code, said = verify()
    assert code == 1
    assert f"{school} case {case.pk} seq {seq}" in said
    assert reason in said
    assert "1 broken; " in said
    assert str(whole.pk) not in said
    assert WORDS not in said
    assert verify("--school", str(other))[0] == 0
    assert verify("--school", str(school))[0] == 1
    assert verify("--case", str(whole.pk))[0] == 0
    assert verify("--case", str(case.pk))[0] == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_moved_to_another_case_is_found(tamper):
    school = make_school()
    with school_scope(school.pk):
        giver, taker = case_with_events(school, 3), case_with_events(school, 2)
    tamper("UPDATE cases_caseevent SET case_id = %(to)s WHERE case_id = %(of)s AND seq = 4", of=giver.pk, to=taker.pk)
    found = breaks(school)
    assert len(found) == 2
    assert any(str(giver.pk) in line and "4 events were written, 3 are here" in line for line in found)
    assert any(str(taker.pk) in line and "doesn't continue" in line for line in found)


@pytest.mark.parametrize("arguments", [("--school", "nowhere"), ("--case", str(UUID(int=0)))])
def test_what_isnt_there_is_no_proof(arguments):
    make_school()
    assert verify(*arguments)[0] == 2


def test_the_database_refuses_to_change_an_event():
    school = make_school()
    with school_scope(school.pk):
        case_with_events(school)
        for act in (lambda rows: rows.update(kind="other"), lambda rows: rows.delete()):
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                act(CaseEvent.objects.all())


def test_two_events_cant_take_one_place():
    """Should somebody forget the lock, the chain doesn't fork."""
    school = make_school()
    with school_scope(school.pk):
        case = make_case(school)
        stale = Case.objects.get()
        record(case, draft("case.noted", by=None, occurred_at=datetime.fromisoformat("2026-01-01T00:00Z")))
        with pytest.raises(IntegrityError, match="case_event_seq"), transaction.atomic():
            record(stale, draft("case.noted", by=None))
