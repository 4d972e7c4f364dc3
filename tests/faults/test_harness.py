"""The drill ground itself: a killed worker's task comes back, a stopped broker keeps its queue."""

import pytest
from kombu.exceptions import OperationalError

from safeguard.celery import app
from tests.harness import Servers, wait_for


def _queue(servers: Servers) -> int:
    return int(servers.broker().llen("celery"))


def _run(servers: Servers, count: int) -> None:
    for _ in range(count):
        app.send_task("safeguard.nothing", retry=False)
    assert _queue(servers) == count


def test_what_is_queued_survives_a_stop_of_the_broker(servers: Servers) -> None:
    _run(servers, 3)
    servers.stop_broker()
    servers.start_broker()
    assert _queue(servers) == 3


def test_a_stopped_broker_refuses_at_once(servers: Servers) -> None:
    servers.stop_broker()
    with pytest.raises(OperationalError):
        app.send_task("safeguard.nothing", retry=False)
    servers.start_broker()
    _run(servers, 1)


def test_a_killed_worker_leaves_no_process_and_another_takes_over(servers: Servers) -> None:
    servers.start_worker("first")
    servers.kill("first")
    servers.start_worker("second")
    _ = app.send_task("safeguard.nothing", retry=False)
    wait_for(lambda: "unregistered task" in servers.log("second"), 20, "the second worker took the task")
