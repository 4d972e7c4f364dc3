"""The zone in which an institution's days are counted."""

from zoneinfo import ZoneInfo

from safeguard.organisations.models import School


def zone_of(school: School) -> ZoneInfo:
    """`school.organisation` should be selected with it."""
    return ZoneInfo(school.organisation.timezone)
