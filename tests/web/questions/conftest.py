import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _fresh_counters(db):
    """The limit per address is kept in the cache: each test begins with none used."""
    cache.clear()


@pytest.fixture
def client() -> Client:
    """Nobody: no session, no cookie."""
    return Client(headers={"accept-language": "en"})
