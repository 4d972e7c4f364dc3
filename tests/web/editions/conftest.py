"""Browsers for the people of a town."""

import pytest
from django.test import Client

from safeguard.accounts.models import User
from tests.unit.editions.conftest import now, town

__all__ = ["now", "town"]


class Browser:
    """One member's requests, relative to the procedures' pages of their place. It follows no redirect."""

    def __init__(self, member, root):
        self.client, self.root = Client(headers={"accept-language": "en"}), root
        self.client.force_login(User.objects.get(pk=member.user_id))

    def get(self, page=""):
        return self.client.get(self.root + page)

    def post(self, page, answers=None):
        return self.client.post(self.root + page, answers or {})

    def text(self, page=""):
        return self.get(page).content.decode().replace("\xa0", " ")


@pytest.fixture
def at_school(town):
    root = f"/s/{town.place.slug}/settings/procedures/"
    return lambda member: Browser(member, root)


@pytest.fixture
def above(town):
    return lambda member, place=None: Browser(member, f"/d/{(place or town.region.district).slug}/settings/procedures/")
