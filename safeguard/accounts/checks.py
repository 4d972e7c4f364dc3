"""What must hold before the product starts or migrates."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from safeguard.accounts.models import User


def no_demo_accounts_outside_a_demo(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Their password is printed in the documentation. Asked with every migration, and by `check --database`."""
    if settings.MODE != "production":
        return []
    for alias in databases or ():
        try:
            found = User.objects.using(alias).filter(is_demo=True).count()
        except DatabaseError:  # before the first migration there is nobody
            continue
        if found:
            return [
                Error(f"{found} demo accounts in production", hint="Start from an empty database.", id="accounts.E001")
            ]
    return []
