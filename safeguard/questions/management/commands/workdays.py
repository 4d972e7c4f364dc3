"""`manage.py workdays`: the first working days after a date."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandParser

from safeguard.procedures.ask import workdays
from safeguard.questions.management.asking import AskCommand


class Command(AskCommand):
    help = "The first working days after a date, by a calendar."
    names = ("calendar", "from", "count", "week")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("calendar", nargs="?", metavar="CALENDAR")
        parser.add_argument("--from", metavar="DATE")
        parser.add_argument("--count", type=int, metavar="N")
        parser.add_argument("--week", type=int, metavar="5|6")

    def ask(self, question: Mapping[str, Any]) -> object:
        return workdays(question)

    def in_words(self, answer: Any) -> Iterable[str]:
        yield from answer
