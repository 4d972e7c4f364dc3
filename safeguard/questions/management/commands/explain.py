"""`manage.py explain`: when everything is due after a report, and why."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser

from safeguard.procedures.ask import explain
from safeguard.questions.management.asking import IMPOSSIBLE, AskCommand


class Command(AskCommand):
    help = "The limits of a procedure for a report received at a time, with the days counted and the citation."
    names = ("procedure", "received", "timezone", "calendar", "week", "language")

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("procedure", nargs="?", metavar="PROCEDURE")
        parser.add_argument("--received", metavar="ISO", help="when the head received the report")
        parser.add_argument("--fact", action="append", metavar="NAME=ISO", dest="fact", help="may be repeated")
        parser.add_argument("--timezone", metavar="TZ")
        parser.add_argument("--calendar", metavar="CODE")
        parser.add_argument("--week", type=int, metavar="5|6")
        parser.add_argument("--language", metavar="uk|kk|ru|en")

    def handle(self, *_: object, **options: Any) -> None:
        self.facts = dict(_fact(given) for given in options.get("fact") or [])
        if len(self.facts) < len(options.get("fact") or []):
            raise CommandError("The same fact is given twice.", returncode=IMPOSSIBLE)
        super().handle(**options)

    def ask(self, question: Mapping[str, Any]) -> object:
        return explain({"facts": self.facts, **question})

    def in_words(self, answer: Any) -> Iterable[str]:
        yield (
            f"{answer['procedure']}, version {answer['version']}; received {answer['received']} ({answer['timezone']});"
            f" calendar {answer['calendar']}, edition {answer['calendar_version']}, {answer['week']}-day week"
        )
        for each in answer["deadlines"]:
            yield from _deadline(each)
        for note in answer["notes"]:
            yield f"Note: {note}"


def _fact(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise CommandError(f"A fact is given as NAME=ISO, not “{given}”.", returncode=IMPOSSIBLE)
    return name.strip(), value


def _without_number(each: Mapping[str, Any]) -> str:
    """A duty whose text gives no number has the product's own time, labelled so, or none at all."""
    return f"{each['default_due']} ({each['default_label']})" if "default_due" in each else "no time set by the text"


def _deadline(each: Mapping[str, Any]) -> Iterable[str]:
    due = each["due"] or _without_number(each)
    yield ""
    yield f"{each['title']} [{each['rule']}]"
    yield f"  due {due}{', projected' if each['projected'] else ''}"
    if each["counted"]:
        yield f"  counted {', '.join(each['counted'])}"
    for skipped in each.get("skipped", ()):
        yield f"  not counted {skipped['day']}: {skipped['why']}"
    yield f"  {each['citation']}"
    for note in each.get("notes", ()):
        yield f"  {note}"
