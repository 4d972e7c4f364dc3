"""What the roll of a meeting allows."""

from datetime import datetime

from safeguard.errors import RuleViolation, gettext_noop


def check_times(arrived_at: datetime | None, left_at: datetime | None, *, now: datetime) -> None:
    """Nobody comes or leaves in the future, and nobody leaves before coming."""
    if arrived_at is not None and arrived_at > now:
        raise RuleViolation(gettext_noop("The time of arrival is in the future."), field="arrived_at")
    if left_at is not None and left_at > now:
        raise RuleViolation(gettext_noop("The time of departure is in the future."), field="left_at")
    if left_at is not None and (arrived_at is None or left_at < arrived_at):
        raise RuleViolation(gettext_noop("Nobody leaves before arriving."), field="left_at")


def check_absence(reason: str, *, now_here: bool) -> None:
    """Someone who has been here leaves; only someone who hasn't come is absent, with a reason."""
    if now_here:
        raise RuleViolation(gettext_noop("This person was in the room: record when they left."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Say why the person is absent."), field="absence_reason")
