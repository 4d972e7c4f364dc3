"""A count in words: when the meeting is competent, how many votes carry, and what came out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguard.procedures.schema import Tie
from safeguard.procedures.tally import Outcome

OUTCOMES = {
    Outcome.ADOPTED: (gettext_lazy("The motion is adopted"), "done"),
    Outcome.REJECTED: (gettext_lazy("The motion isn't adopted"), "late"),
    Outcome.NO_QUORUM: (gettext_lazy("No quorum: nothing can be decided"), "late"),
}
TIE_RULES = {
    Tie.HARMONISED: gettext_lazy("The chair's vote counts once more; the sum must reach the majority"),
    Tie.LITERAL: gettext_lazy("At any equal split the chair's side wins"),
}


@dataclass(frozen=True)
class VoteAnswer:
    """`outcome` is word and colour, empty while nobody has voted."""

    figures: tuple[dict[str, Any], ...]
    outcome: tuple[str, str] | None
    lines: tuple[str, ...]
    source: str


def vote_answer(found: dict[str, Any], composition: int, *, has_votes: bool) -> VoteAnswer:
    """From what `ask.tally` answers."""
    word, kind = OUTCOMES[Outcome(found["outcome"])]
    return VoteAnswer(
        figures=_figures(found, composition, has_votes=has_votes),
        outcome=(str(word), kind) if has_votes else None,
        lines=tuple(_lines(found, has_votes=has_votes)),
        source=found["citation"],
    )


def majority_text(found: dict[str, Any]) -> dict[str, Any]:
    """For the sheet of the timetable: two numbers and where they come from."""
    return {
        "quorum": found["quorum"]["needed"],
        "majority": found["majority"],
        "composition": found["quorum"]["present"],
        "lines": _lines(found, has_votes=False),
        "source": found["citation"],
    }


def _figures(found: dict[str, Any], composition: int, *, has_votes: bool) -> tuple[dict[str, Any], ...]:
    quorum = {"figure": found["quorum"]["needed"], "label": _("members make the quorum")}
    if has_votes:
        quorum["note"] = _("present: %(present)s of %(composition)s") % {
            "present": found["quorum"]["present"],
            "composition": composition,
        }
    return quorum, {"figure": found["majority"], "label": _("votes for carry a motion")}


def _lines(found: dict[str, Any], *, has_votes: bool) -> list[str]:
    lines = [_("The majority is counted from the approved composition, not from those present.")]
    if has_votes and found["casting_vote"]:
        lines.append(_("The split was equal, and the chair's vote carried the motion."))
    rule = _("Rule for an equal split")
    lines.append(f"{rule}: {TIE_RULES[Tie(found['tie'])]}.")
    if has_votes and found["disputed_tie"]:
        lines.append(_("The two readings of the rule for an equal split give different outcomes here."))
    if found.get("default"):
        lines.append(_("The institution's own text is silent here: the national rule counts."))
    return lines
