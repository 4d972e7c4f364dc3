"""Which texts of finalised minutes a clerical correction may change. Everything else stays as it was frozen.

Ballots, tallies, attendance, measures and the outcome aren't texts: where one of them is wrong the commission meets
again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safeguard.errors import RuleViolation, gettext_noop

#: Lists of the sheet whose entries hold texts, and which of their texts; what has no index stands in the sheet itself.
IN_LISTS: Mapping[str, Sequence[str]] = {
    "bases": ("basis", "summary"),
    "items": ("heard", "spoke", "resolved"),
    "reasons": ("note",),
}
ALONE = ("place", "late_reason")


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its place: `items-2-heard`."""

    place: str
    group: str
    index: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    text: Text
    now: str


def texts_of(sheet: Mapping[str, Any]) -> Iterator[Text]:
    """In the order of the minutes. The agenda question has no texts of its own to correct."""
    for name in ALONE:
        yield Text(name, "", 0, name, sheet[name])
    for group, names in IN_LISTS.items():
        for index, entry in enumerate(sheet[group]):
            for name in names if group != "items" or index else ():
                yield Text(f"{group}-{index}-{name}", group, index, name, entry[name])


def changes(sheet: Mapping[str, Any], texts: Mapping[str, str]) -> list[Change]:
    """What differs from the sheet. A place that isn't a text is refused, whoever sent it."""
    known = {text.place: text for text in texts_of(sheet)}
    if unknown := set(texts) - set(known):
        raise RuleViolation(
            gettext_noop(
                "Only texts are corrected, not %(places)s. If the outcome is wrong, the commission meets again."
            ),
            places=", ".join(sorted(unknown)),
        )
    return [
        Change(known[place], words.strip()) for place, words in texts.items() if words.strip() != known[place].words
    ]


def corrected(sheet: Mapping[str, Any], made: Sequence[Change]) -> dict[str, Any]:
    """The sheet with these texts and nothing else changed."""
    fresh: dict[str, Any] = json.loads(json.dumps(sheet))
    for change in made:
        where = fresh[change.text.group][change.text.index] if change.text.group else fresh
        where[change.text.name] = change.now
    return fresh


def check_correction(made: Sequence[Change], reason: str) -> None:
    """A further version says what it changes and why."""
    if not made:
        raise RuleViolation(gettext_noop("Nothing is changed: there is nothing to correct."))
    if not reason.strip():
        raise RuleViolation(gettext_noop("Write why the minutes are corrected."), field="reason")
