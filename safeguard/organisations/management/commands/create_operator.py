"""`manage.py create_operator EMAIL`: the first person of a new installation, from the shell."""

from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.urls import reverse

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import AccountMail, Invitation, User
from safeguard.accounts.services.invitations import Invitee, accept_invitation, invite
from safeguard.accounts.tokens import digest_of, new_token
from safeguard.errors import DomainError
from safeguard.organisations.enums import OrganisationKind
from safeguard.organisations.models import Organisation
from safeguard.organisations.services.organisations import Details, create_organisation

_PLACES = {"ua": ("Europe/Kyiv", "uk"), "kz": ("Asia/Almaty", "kk")}


class Command(BaseCommand):
    help = (
        "Makes the operator of a ministry (and the ministry, when it isn't there): prints a link that works once, "
        "or with --password asks for one here. The second sign-in step is set up at the first sign-in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as it stands in logs; the address when left out")
        parser.add_argument("--ministry", default="ministry", help="short name of the ministry")
        parser.add_argument("--ministry-name", default="", help="its official name, when it isn't there yet")
        parser.add_argument("--country", choices=sorted(_PLACES), default="ua")
        parser.add_argument("--password", action="store_true", help="ask for a password instead of printing a link")

    def handle(self, *args: Any, **options: Any) -> None:
        self._check(options)
        password = self._password(options) if options["password"] else ""
        try:
            with transaction.atomic():
                token = self._invited(options)
                if password:
                    accept_invitation(token=token, display_name=options["name"], password=password)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        if password:
            self.stdout.write(f"{options['email']} may sign in at {settings.SITE_ADDRESS}")
        else:
            path = reverse("accounts:invited", kwargs={"token": token})
            self.stdout.write(f"This link works once, for seven days:\n{settings.SITE_ADDRESS}{path}")

    def _check(self, options: dict[str, Any]) -> None:
        try:
            validate_email(options["email"])
            validate_slug(options["ministry"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        options["name"] = options["name"] or options["email"]

    def _password(self, options: dict[str, Any]) -> str:
        password = getpass("Password: ")
        if password != getpass("Again: "):
            raise CommandError("the two passwords differ")
        try:
            validate_password(password, User(email=options["email"], display_name=options["name"]))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password

    def _invited(self, options: dict[str, Any]) -> str:
        """No letter: a new installation may have no mail yet, and a letter's link would end this one."""
        ministry = self._ministry(options)
        invitee = Invitee(options["email"], options["name"], frozenset({Role.OPERATOR}), ministry.language)
        invitation = invite(organisation=ministry, invitee=invitee, by=None)
        AccountMail.objects.filter(invitation=invitation).update(dropped_at=clock.now())
        token = new_token()
        Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest_of(token))
        return token

    def _ministry(self, options: dict[str, Any]) -> Organisation:
        found = Organisation.objects.filter(slug=options["ministry"]).first()
        if found is not None and found.kind != OrganisationKind.MINISTRY:
            raise CommandError(f"{options['ministry']} is the short name of another institution")
        if found is not None:
            return found
        if not options["ministry_name"]:
            raise CommandError("there is no such ministry yet: give --ministry-name and --country to make it")
        zone, language = _PLACES[options["country"]]
        details = Details(options["ministry"], options["ministry_name"], options["country"], zone, language)
        return create_organisation(
            kind=OrganisationKind.MINISTRY, details=details, parent=None, from_on=clock.today(), by=None
        )
