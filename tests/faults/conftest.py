"""Real servers that a test may kill: `servers` on this process's database, with what the test commits in it."""

from collections.abc import Iterator

import pytest

from tests.databases import database_name
from tests.harness import Servers, queueing


@pytest.fixture
def servers(transactional_db: None) -> Iterator[Servers]:
    """A broker is up, nothing else: the test starts, stops and kills worker, scheduler, web and the broker itself."""
    started = Servers(database_name())
    try:
        started.start_broker()
        with queueing(started):
            yield started
    finally:
        started.close()
