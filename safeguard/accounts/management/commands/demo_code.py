"""`manage.py demo_code <e-mail>`: the six digits of a demo account's second step, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguard.accounts.models import User
from safeguard.accounts.services.demo import demo_code
from safeguard.errors import Refused


class Command(BaseCommand):
    help = "Prints the current code of a demo account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower(), is_demo=True).first()
        if user is None:
            raise CommandError("no demo account has this address; `demo_accounts` lists them")
        try:
            self.stdout.write(demo_code(user))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
