"""Two people at one meeting: what the second one is told."""

from collections.abc import Mapping
from datetime import datetime

from safeguard.errors import Conflict, gettext_noop


class Overtaken(Conflict):
    """The row has changed since the page was loaded. `theirs` is what stands there; nothing of either is lost.

    The page fills in `time`, in the reader's zone and language.
    """

    def __init__(self, *, who: str, at: datetime | None, version: int, theirs: Mapping[str, str]) -> None:
        message = gettext_noop("%(who)s recorded something else at %(time)s. Look at it and choose again.")
        super().__init__(message, who=who or "–", time="")
        self.at, self.version, self.theirs = at, version, dict(theirs)
