"""`manage.py load_demo`: the demo region, relative to a day."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from demo.build import appoint_commission, build_region, hashed_password
from demo.places import REGIONS, DemoRegion
from demo.stories import tell_stories
from reporting.services.refresh import refresh_levels, refresh_school
from safeguard import clock
from safeguard.accounts.models import User
from safeguard.procedures.catalogue import version_in_force
from safeguard.tenancy.scope import school_scope


class Command(BaseCommand):
    help = "Loads invented schools, people and cases. Refuses in production and where there are accounts already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="an instant in ISO 8601 to load for; now when left out")

    def handle(self, *args: Any, at: str | None, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("the demo can't be loaded in production")
        if User.objects.exists():
            raise CommandError("there are accounts already: the demo is loaded into an empty database")
        now = datetime.fromisoformat(at).astimezone() if at else clock.now()
        with clock.frozen(now):
            for region in REGIONS:
                self._load(region, now)
            refresh_levels()

    def _load(self, region: DemoRegion, now: datetime) -> None:
        today = clock.today(ZoneInfo(region.timezone))
        definition = version_in_force(region.procedure, today)
        for built in build_region(region, today=today, password=hashed_password()):
            zone, language = ZoneInfo(region.timezone), region.language
            with timezone.override(zone), translation.override(language), school_scope(built.school.pk):
                if definition.commission:
                    appoint_commission(built, definition.commission, today=today)
                tell_stories(built, now=now, has_commission=definition.commission is not None)
            refresh_school(built.school.pk)
            self.stdout.write(f"  {built.school.organisation.name}")
