"""Makes tests/upgrade/<version>.dump: an invented school with a filed report, a commission and finalised minutes.

Run by script/upgrade-dump when a version is released; a dump is never made anew for a version that is out.
"""

import os
import sys
from datetime import timedelta

from tests.upgrade.released import FOLDER, KEYS, Told, read

os.environ.update(KEYS)

import django

django.setup()

from cases.domain.filing import Answers, SideDraft  # noqa: E402
from cases.services.file_report import file_report  # noqa: E402
from commissions.enums import MotionKind  # noqa: E402
from commissions.services.minutes import finalise_minutes  # noqa: E402
from safeguard import __version__, clock  # noqa: E402
from safeguard.localservers import postgres  # noqa: E402
from safeguard.tenancy.scope import school_scope  # noqa: E402
from tests.databases import database_name, make_clone  # noqa: E402
from tests.factories import make_child  # noqa: E402
from tests.unit.commissions import places  # noqa: E402


def main() -> None:
    make_clone()
    try:
        tell_the_story()
        target = FOLDER / f"{__version__}.dump"
        postgres.dump_database(database_name(), target, as_archive=True)
        Told(**read(database_name())).save(__version__)
    finally:
        postgres.drop_database(database_name())
    sys.stdout.write(f"{target.name}: {target.stat().st_size // 1024} KB\n")


def tell_the_story() -> None:
    place = places.make_place()
    with clock.frozen(places.RECEIVED), school_scope(place.school.pk):
        answers = Answers(
            sides=[SideDraft("victim", child_id=make_child(place.school).pk)],
            kinds=["physical"],
            place="corridor",
            happened_at=places.RECEIVED - timedelta(hours=2),
            narrative="Штовхали біля сходів.",
            danger_now="no",
            first_aid_given=False,
        )
        file_report(school=place.school, answers=answers, by=place.principal)
    with school_scope(place.school.pk):
        hold_a_meeting(place)


def hold_a_meeting(place: places.Place) -> None:
    places.start(place, *range(8))
    for kind, item in (
        (MotionKind.AGENDA, "agenda"),
        (MotionKind.SUBSTANTIATED, "finding"),
        (MotionKind.BULLYING, "qualification"),
        (MotionKind.MEASURES, "measures"),
    ):
        places.vote(place, kind, item, "ffffffff")
    places.finish(place)
    with clock.frozen(places.STARTS + timedelta(hours=2)):
        seen = place.meeting.version
        finalise_minutes(school=place.school, meeting_id=place.meeting.pk, seen=seen, by=place.secretary)


if __name__ == "__main__":
    main()
