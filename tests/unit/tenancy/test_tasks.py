"""Jobs inside a school: handed over after the commit, done in its scope, tried again when the database was away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from celery import Celery
from django.db import OperationalError

from safeguard.tenancy import tasks
from safeguard.tenancy.jobs import after_commit
from safeguard.tenancy.scope import NoSchoolScope, current_school, school_scope
from safeguard.tenancy.tasks import SchoolTask

pytestmark = pytest.mark.django_db

SCHOOL = UUID("0199a000-0000-7000-8000-000000000001")


@pytest.fixture
def worker() -> Celery:
    """An application of its own, so that the tasks of the tests don't stay registered."""
    app = Celery("worker", set_as_current=False)
    app.conf.update(broker_url="redis://127.0.0.1:1/0", task_ignore_result=True)
    return app


def test_the_body_runs_in_the_scope_of_its_school(worker):
    @worker.task(base=SchoolTask, name="test-1")
    def look(*, row: str) -> tuple[UUID, str]:
        return current_school(), row

    assert look(school=str(SCHOOL), row="7") == (SCHOOL, "7")
    assert look.apply(kwargs={"school": str(SCHOOL), "row": "7"}).get() == (SCHOOL, "7")
    with pytest.raises(NoSchoolScope):
        current_school()


def test_without_a_school_nothing_runs(worker):
    @worker.task(base=SchoolTask, name="test-2")
    def look() -> None:
        raise AssertionError("never reached")

    with pytest.raises(TypeError, match="school"):
        look()


def test_a_body_that_lost_the_database_is_tried_again(worker):
    tries = []

    @worker.task(base=SchoolTask, name="test-3")
    def flicker() -> str:
        tries.append(current_school())
        if len(tries) < 3:
            raise OperationalError("server closed the connection")
        return "done"

    assert flicker.apply(kwargs={"school": str(SCHOOL)}).get() == "done"
    assert tries == [SCHOOL] * 3


def test_a_scope_that_cant_be_opened_or_committed_is_tried_again(worker, monkeypatch):
    steps = iter(["open", "commit", "well"])

    @contextmanager
    def flickering(school_id: UUID) -> Iterator[None]:
        step = next(steps)
        if step == "open":
            raise OperationalError("connection refused")
        with school_scope(school_id):
            yield
        if step == "commit":
            raise OperationalError("server closed the connection")

    monkeypatch.setattr(tasks, "school_scope", flickering)
    ran = []

    @worker.task(base=SchoolTask, name="test-4")
    def count() -> int:
        ran.append(1)
        return len(ran)

    assert count.apply(kwargs={"school": str(SCHOOL)}).get() == 2


def test_a_mistake_of_the_body_is_not_tried_again(worker):
    tries = []

    @worker.task(base=SchoolTask, name="test-5")
    def wrong() -> None:
        tries.append(1)
        raise ValueError("a mistake")

    assert wrong.apply(kwargs={"school": str(SCHOOL)}).failed()
    assert tries == [1]


def test_a_job_is_queued_after_the_commit_with_ids_as_text(worker, monkeypatch, django_capture_on_commit_callbacks):
    sent = []

    @worker.task(base=SchoolTask, name="test-6")
    def render(*, document: str) -> None: ...

    monkeypatch.setattr(render, "apply_async", lambda **options: sent.append(options))
    document = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        after_commit(render, school=SCHOOL, document=document)
        assert sent == []
    assert sent == [{"kwargs": {"school": str(SCHOOL), "document": str(document)}, "retry": False}]


def test_without_a_broker_the_act_stands_and_the_sweep_is_left_to_find_it(
    worker, caplog, django_capture_on_commit_callbacks
):
    @worker.task(base=SchoolTask, name="render")
    def render() -> None: ...

    with caplog.at_level(logging.WARNING, "safeguard.tenancy.jobs"), django_capture_on_commit_callbacks(execute=True):
        after_commit(render, school=SCHOOL)
    assert caplog.messages == ["broker away, render left to the sweep"]
