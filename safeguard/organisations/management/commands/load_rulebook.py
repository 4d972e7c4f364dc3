"""`manage.py load_rulebook`: a row for each released procedure; new tables of calendars are noticed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safeguard.organisations.services.recounts import note_editions
from safeguard.organisations.services.rulebook import seed_procedures


class Command(BaseCommand):
    help = "Makes a row for each released procedure of the rulebook; refuses a released file that has changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="default")

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_procedures(using=options["database"])
        self.stdout.write(f"{made} new procedure versions")
        if asked := note_editions(using=options["database"]):
            self.stdout.write(f"new tables of calendars: {asked} schools will be counted again")
