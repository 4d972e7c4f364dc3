"""People who can be named in an order or made responsible."""

from safeguard.people.models import Adult


def staff() -> list[Adult]:
    """The staff of the school, with names that can be opened; one query."""
    return list(Adult.objects.filter(is_staff=True).select_related("data_key"))
