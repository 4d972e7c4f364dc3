"""Whether every chronology still says what was written. Exit code 1 names the first broken event of each."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from safeguard.audit.verify import Verified, broken_chains, chained_models
from safeguard.organisations.models import School
from safeguard.tenancy.scope import school_scope


class Command(BaseCommand):
    help = "Check the hash chain of every case and meeting, school by school."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--school", help="the slug of one school; without it, all")
        parser.add_argument("--case", type=UUID, help="the id of one case or meeting")

    def handle(self, *args: Any, **options: Any) -> None:
        schools = School.objects.select_related("organisation").order_by("organisation__slug")
        if options["school"]:
            schools = schools.filter(organisation__slug=options["school"])
            if not schools:
                raise CommandError(f"no school {options['school']}", returncode=2)
        count, broken = Verified(), 0
        for school in schools:
            for line in self._breaks(school, count, options["case"]):
                broken += 1
                self.stdout.write(f"{school} {line}")
        said = f"{count.events} events in {count.chains} chains of {len(schools)} schools"
        if options["case"] and not count.chains:
            raise CommandError(f"no case or meeting {options['case']}", returncode=2)
        if broken:
            raise CommandError(f"{broken} broken; {said}", returncode=1)
        self.stdout.write(f"whole: {said}")

    def _breaks(self, school: School, count: Verified, subject_id: UUID | None) -> list[str]:
        wanted = None if subject_id is None else [subject_id]
        with school_scope(school.pk):
            return [
                str(found) for model in chained_models() for found in broken_chains(model, count, subject_ids=wanted)
            ]
