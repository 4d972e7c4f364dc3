"""`manage.py check_rulebook FILE`: can this definition be used, and what should a lawyer look at?"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguard.procedures.reader import RulebookError
from safeguard.procedures.review import review
from safeguard.questions.management.asking import IMPOSSIBLE


class Command(BaseCommand):
    help = "Reads definitions of procedures; a wrong one is refused with file, line and reason."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_: object, files: list[Path], **__: Any) -> None:
        for file in files:
            try:
                procedure, warnings = review(file)
            except (RulebookError, OSError, UnicodeDecodeError) as refusal:
                raise CommandError(str(refusal), returncode=IMPOSSIBLE) from None
            self.stdout.write(f"{file.name}: {procedure.title.in_('en')}, {len(procedure.rules)} limits")
            for warning in warnings:
                self.stdout.write(f"  look at this: {warning}")
