"""`manage.py demo_accounts`: who can sign in to the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.accounts import OFFICERS, PASSWORD, STAFF, address
from demo.places import REGIONS


class Command(BaseCommand):
    help = "Prints the sign-in names of the demo, their password and how to get the second factor's code."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("there are no demo accounts in production")
        for region in REGIONS:
            self.stdout.write(f"\n{region.country.upper()}  {region.schools[0].name}")
            for person in (*STAFF, *OFFICERS):
                roles = ", ".join(person.roles)
                self.stdout.write(f"  {address(person.key, region.country):44} {roles}")
        self.stdout.write(f"\nPassword: {PASSWORD}")
        self.stdout.write("Code of the second factor: script/manage demo_code ADDRESS, or the page /demo/codes")
