"""What may leave a case when it's split. Pure."""

from collections.abc import Collection
from uuid import UUID

from safeguard.errors import RuleViolation, gettext_noop


def check_split(chosen: Collection[UUID], sides: Collection[UUID]) -> None:
    """Somebody goes and somebody stays; whoever goes is a side of this report."""
    if not chosen:
        raise RuleViolation(gettext_noop("Choose who goes to the new case."), field="sides")
    if not set(chosen) <= set(sides):
        raise RuleViolation(gettext_noop("Choose sides of this report."), field="sides")
    if set(chosen) == set(sides):
        raise RuleViolation(gettext_noop("Somebody stays in this case: leave at least one side."), field="sides")
