"""The worker is killed while it works, the broker stops for twenty seconds: nothing is lost, nothing is doubled."""

import time
from datetime import timedelta

import pytest

from cases.models import CaseEvent, Deadline, DeadlineStage
from cases.tasks import sweep_deadlines
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import Message
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school
from tests.harness import Servers, wait_for

CASES = 6
BROKER_AWAY = 20


@pytest.fixture
def school():
    """Cases whose 24-hour limits passed an hour ago, and people to tell."""
    made = make_school()
    for role in (Role.PRINCIPAL, Role.DEPUTY, Role.SECRETARY):
        make_member(made, role)
    with school_scope(made.pk):
        for _ in range(CASES):
            make_case(made, received_at=clock.now() - timedelta(hours=25))
    return made


def acted(school) -> bool:
    """Every stage whose time has come was acted on, and every passed limit is missed."""
    with school_scope(school.pk):
        waiting = DeadlineStage.objects.filter(done_at__isnull=True, at__lte=clock.now()).exists()
        return not waiting and not Deadline.objects.filter(state="open", due_at__lt=clock.now()).exists()


def check_once(school) -> None:
    """One event for each missed limit, one message for each deadline, stage and recipient."""
    with school_scope(school.pk):
        missed = Deadline.objects.filter(state="missed").count()
        assert missed == CaseEvent.objects.filter(kind="deadline.missed").count() == CASES * 4
        sent = list(Message.objects.values_list("subject_id", "stage", "recipient_id"))
        assert len(sent) == len(set(sent)) > 0


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(servers: Servers, school) -> None:
    sweep_deadlines()
    servers.start_worker("first")
    wait_for(lambda: "received" in servers.log("first"), 30, "the first worker has taken a task")
    servers.kill("first")
    servers.start_worker("second")
    servers.start_beat()
    wait_for(lambda: acted(school), 60, "the second worker has finished what the first began")
    check_once(school)


def test_a_broker_away_for_twenty_seconds_loses_and_doubles_nothing(servers: Servers, school) -> None:
    servers.start_worker()
    servers.start_beat()
    servers.stop_broker()
    time.sleep(BROKER_AWAY)
    servers.start_broker()
    wait_for(lambda: acted(school), 90, "the sweep has caught up")
    check_once(school)
    with school_scope(school.pk):
        Message.objects.update(not_before=clock.now())  # the drill may run at night, in the quiet hours
    wait_for(lambda: not _waiting(school), 60, "every message that may be sent now is sent")
    letters = "".join(servers.letters())
    with school_scope(school.pk):
        sent = list(Message.objects.filter(delivery=Delivery.SENT))
        assert sent
        for message in sent:
            assert letters.count(f"Message-ID: {message.message_id}") == 1


def _waiting(school) -> bool:
    with school_scope(school.pk):
        due = Message.objects.filter(not_before__lte=clock.now())
        return due.filter(delivery__in=[Delivery.WAITING, Delivery.CLAIMED]).exists()
