"""`manage.py tally`: whether a vote carries a motion."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandParser

from safeguard.procedures.ask import tally
from safeguard.questions.management.asking import AskCommand


class Command(AskCommand):
    help = "Quorum, majority of the approved composition and outcome of one vote."
    names = ("procedure", "composition", "present", "for", "against", "abstain", "chair", "tie", "language")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("procedure", nargs="?", metavar="PROCEDURE")
        for name in ("composition", "present", "for", "against", "abstain"):
            parser.add_argument(f"--{name}", type=int, metavar="N")
        parser.add_argument("--chair", metavar="for|against|abstain|absent")
        parser.add_argument("--tie", metavar="harmonised|literal")
        parser.add_argument("--language", metavar="uk|kk|ru|en")

    def ask(self, question: Mapping[str, Any]) -> object:
        return tally(question)

    def in_words(self, answer: Any) -> Iterable[str]:
        quorum = answer["quorum"]
        yield f"{answer['outcome']} (tie rule: {answer['tie']})"
        yield f"  quorum {quorum['needed']}, present {quorum['present']}; majority {answer['majority']}"
        if answer["casting_vote"]:
            yield "  carried by the chair's vote at an equal split"
        if answer["disputed_tie"]:
            yield "  the two readings of the tie rule give different outcomes"
        if answer.get("default"):
            yield "  the text has no such rule: counted by the national one"
        yield f"  {answer['citation']}"
