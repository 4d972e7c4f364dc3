"""`manage.py invite_operator`: the first account of an installation, from the shell."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguard.access.roles import Role
from safeguard.accounts.services.invitations import Invitee, invite
from safeguard.errors import DomainError
from safeguard.organisations.models import Organisation


class Command(BaseCommand):
    help = "Invites an operator to a ministry, region or district; the link comes by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="short name of the organisation, as in its address")
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).exclude(kind="school").first()
        if organisation is None:
            raise CommandError("no ministry, region or district has this short name")
        invitee = Invitee(options["email"], options["name"], frozenset({Role.OPERATOR}), organisation.language)
        try:
            invite(organisation=organisation, invitee=invitee, by=None)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"The invitation goes to {options['email']}.")
