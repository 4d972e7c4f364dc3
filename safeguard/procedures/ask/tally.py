"""Is it carried? A vote counted by the procedure's rule."""

from safeguard.errors import gettext_noop
from safeguard.procedures import catalogue
from safeguard.procedures import tally as counting
from safeguard.procedures.ask import values
from safeguard.procedures.ask.values import Question
from safeguard.procedures.schema import Tie
from safeguard.procedures.texts import LANGUAGES

NAMES = frozenset({"procedure", "composition", "present", "for", "against", "abstain", "chair", "tie", "language"})


def tally(question: Question) -> dict[str, object]:
    """Quorum, majority and outcome of one vote, as plain values."""
    values.check_names(question, NAMES)
    name = values.text(question, "procedure")
    procedure = catalogue.load_procedure(name, catalogue.versions(name)[-1])
    if procedure.commission is None:
        raise counting.ImpossibleInput(
            gettext_noop("Procedure %(procedure)s has no commission that votes."), procedure=name
        )
    tie = values.choice(question, "tie", [str(each) for each in Tie])
    language = values.choice(question, "language", list(LANGUAGES)) or "en"
    found = counting.tally(procedure.commission, _vote(question), Tie(tie) if tie else None)
    return _plain(found, language)


def _vote(question: Question) -> counting.Vote:
    chair = values.choice(question, "chair", [str(each) for each in counting.Chair])
    return counting.Vote(
        composition=values.whole(question, "composition"),
        present=values.whole(question, "present"),
        for_=values.whole(question, "for"),
        against=values.whole(question, "against"),
        abstain=values.whole(question, "abstain", 0),
        chair=counting.Chair(chair) if chair else None,
    )


def _plain(found: counting.Tally, language: str) -> dict[str, object]:
    answer: dict[str, object] = {
        "quorum": {"needed": found.needed, "present": found.present, "met": found.is_quorate},
        "majority": found.majority,
        "outcome": str(found.outcome),
        "casting_vote": found.casting_vote,
        "disputed_tie": found.disputed_tie,
        "tie": str(found.tie),
        "citation": "; ".join(citation.in_(language) for citation in found.citations),
    }
    return answer | ({"default": True} if found.is_default else {})
