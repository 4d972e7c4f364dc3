"""What `explain`, `tally` and `workdays` share: one question by flags, or many as JSON Lines."""

import json
import sys
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguard.errors import DomainError

IMPOSSIBLE = 2


class AskCommand(BaseCommand):
    """Impossible input ends with exit code 2 and one line; in a batch it is one line of the answer."""

    requires_system_checks: list[str] = []
    #: The flags that make a question, by the name that a batch line uses.
    names: tuple[str, ...] = ()

    @abstractmethod
    def ask(self, question: Mapping[str, Any]) -> object:
        """The answer as plain values."""

    @abstractmethod
    def in_words(self, answer: Any) -> Iterable[str]:
        """The answer for a person, line by line."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = partial(_refuse_flags, parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        parser.add_argument("--batch", action="store_true", help="questions and answers as JSON Lines")

    def handle(self, *_: object, **options: Any) -> None:
        if options["batch"]:
            stream = options.get("stdin") or sys.stdin.buffer
            for line in self.batch(stream.read()):
                self.stdout.write(line)
            return
        question = {name: options[name] for name in self.names if options[name] is not None}
        try:
            answer = self.ask(question)
        except DomainError as refusal:
            _refuse(str(refusal))
        lines = [self._json(answer)] if options["json"] else map(self._sayable, self.in_words(answer))
        for line in lines:
            self.stdout.write(line)

    def batch(self, content: bytes) -> Iterator[str]:
        """One answer for one line; a bad line gets its error and the next one is asked all the same."""
        for line in content.rstrip().split(b"\n") if content.strip() else ():
            yield self._json(self._answer(line))

    def _json(self, answer: object) -> str:
        """In letters; in escapes where the output can't carry them, for one odd line mustn't end the batch."""
        written = json.dumps(answer, ensure_ascii=False)
        return written if self._sayable(written) == written else json.dumps(answer)

    def _sayable(self, line: str) -> str:
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        return line.encode(encoding, "replace").decode(encoding)

    def _answer(self, line: bytes) -> object:
        try:
            question = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return {"error": "This line isn't JSON."}
        if not isinstance(question, dict):
            return {"error": "A question is a JSON object."}
        try:
            return self.ask(question)
        except DomainError as refusal:
            return {"error": str(refusal)}


def _refuse_flags(parser: CommandParser, message: str) -> NoReturn:
    """argparse would print its usage as well; one line is enough."""
    if parser.called_from_command_line:
        parser.exit(IMPOSSIBLE, f"{message}\n")
    _refuse(message)


def _refuse(message: str) -> NoReturn:
    raise CommandError(message, returncode=IMPOSSIBLE)
