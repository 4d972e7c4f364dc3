"""A browser for each member, signed in with the second step passed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from safeguard import clock
from safeguard.access.member import Member
from safeguard.accounts.models import User
from tests.unit.commissions.places import CALLED, Place, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


class Browser:
    """Requests of one member at an instant. Addresses are relative to the school's."""

    def __init__(self, place: Place, member: Member) -> None:
        self.client, self.root = Client(), f"/s/{place.school.organisation.slug}/"
        self.client.force_login(User.objects.get(pk=member.user_id))
        session = self.client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session.save()
        self.at = CALLED

    def get(self, address: str, **headers: str):
        with clock.frozen(self.at):
            return self.client.get(self._full(address), headers={"accept-language": "en", **headers})

    def post(self, address: str, data: dict | None = None, **headers: str):
        with clock.frozen(self.at):
            return self.client.post(self._full(address), data or {}, headers={"accept-language": "en", **headers})

    def _full(self, address: str) -> str:
        return address if address.startswith("/") else self.root + address


@pytest.fixture
def browser(place: Place) -> Callable[[Member], Browser]:
    return lambda member: Browser(place, member)


def moment(name: str, at: datetime) -> dict[str, str]:
    """What a MomentField posts, in Kyiv's time."""
    from zoneinfo import ZoneInfo

    local = at.astimezone(ZoneInfo("Europe/Kyiv"))
    return {
        f"{name}_day": str(local.day),
        f"{name}_month": str(local.month),
        f"{name}_year": str(local.year),
        f"{name}_time": local.strftime("%H:%M"),
    }
