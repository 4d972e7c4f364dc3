"""What a measure or an outcome may not be. Pure: the prohibitions come from the rulebook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from safeguard.procedures.duties import Prohibition, Until


@dataclass(frozen=True)
class Contents:
    """What whoever records a measure or an outcome says that it is.

    `kinds` are those of the prohibitions that it contains; `is_none`: said to contain none. Neither: not asked yet.
    `why_not` says why words that speak of one don't mean it.
    """

    kinds: frozenset[str] = field(default_factory=frozenset)
    is_none: bool = False
    why_not: str = ""

    @property
    def is_said(self) -> bool:
        return self.is_none != bool(self.kinds)


#: Nobody has answered.
UNSAID = Contents()
#: Somebody has read the list and says that it's none of these.
NONE_OF_THESE = Contents(is_none=True)


def forbidden(
    prohibitions: Mapping[str, Prohibition], contents: Contents, *, is_investigated: bool
) -> Prohibition | None:
    """The first that the measure contains and that may not be now; one forbidden for ever before the others."""
    held = [prohibitions[kind] for kind in prohibitions if kind in contents.kinds]
    for_ever = [each for each in held if each.until is Until.ALWAYS]
    return next(iter(for_ever or (held if is_investigated else [])), None)


def unexplained(prohibitions: Iterable[Prohibition], contents: Contents, words: str) -> Prohibition | None:
    """The first that the words speak of, though it isn't among the kinds and nothing says why."""
    if contents.why_not.strip():
        return None
    return next((each for each in prohibitions if each.key not in contents.kinds and each.is_named_in(words)), None)
