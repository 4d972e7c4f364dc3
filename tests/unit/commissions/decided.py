"""A case that was decided about two accused, everybody with a representative: for the tests of papers."""

import subprocess
from datetime import date, timedelta

from cases.domain.outcomes import NONE_OF_THESE
from cases.enums import SideRole
from cases.models import Involvement
from commissions.enums import MeasureFor, MeasureKind, MotionKind
from commissions.models import AgendaItem, Hearing
from commissions.services.measures import MeasureDraft, add_measure
from commissions.services.minutes import finalise_minutes
from commissions.services.texts import add_opinion, save_hearing_texts
from safeguard import clock
from tests.factories import make_guardian
from tests.unit.commissions.places import STARTS, Place, finish, start, vote
from tests.unit.commissions.services.test_findings import FOR, accuse, under

K = MotionKind
AFTER = STARTS + timedelta(hours=4)
REASONS = (
    "Знімки чату підтверджують події. П-1 приймає ліки. К-1 раніше не мав зауважень! "
    "К–2 сам був у складній ситуації; Марко плакав. Потерпіла дитина лікується."
)
FAMILIES = ("Ластівка", "Дубовий", "Явір1")


def decide(place: Place, procedure: str, *, kinds=(K.BULLYING, K.CONFLICT), finding=K.SUBSTANTIATED):
    """The guardians in the order of the children: victim, first accused, second accused."""
    under(place, procedure)
    people = accuse(place, 2)
    guardians = add_guardians(place)
    start(place, *range(8))
    vote(place, K.AGENDA, "agenda", FOR)
    for person in people:
        vote(place, finding, "finding", FOR, accused_id=person.pk)
    if finding == K.SUBSTANTIATED:
        for person, kind in zip(people, kinds, strict=True):
            vote(place, kind, "qualification", FOR, accused_id=person.pk)
        vote(place, K.MEASURES, "measures", FOR)
    item = AgendaItem.objects.get(meeting=place.meeting, kind="finding")
    with clock.frozen(STARTS):
        add_opinion(item_id=item.pk, seat_id=place.seats[4].pk, text="Вважаю доказів замало.", by=place.secretary)
    finish(place)
    write(place, people, has_measures=finding == K.SUBSTANTIATED)
    with clock.frozen(STARTS + timedelta(hours=3)):
        place.meeting.refresh_from_db()
        done = finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        )
    place.meeting = done.meeting
    place.case.refresh_from_db()
    return guardians


def add_guardians(place: Place):
    rows = place.case.involvements.filter(child__isnull=False).order_by("added_at", "pk")
    by_name = {row.child.open("name").split("\n")[0]: row.child for row in rows}
    given = ("Ольга", "Петро", "Ганна")
    return [make_guardian(place.school, by_name[n], f"{n}\n{g}") for n, g in zip(FAMILIES, given, strict=True)]


def write(place: Place, people: list[Involvement], *, has_measures: bool) -> None:
    """Reasons that speak of everybody, and a measure for the first accused and for the class."""
    [hearing] = Hearing.objects.filter(meeting=place.meeting)
    save_hearing_texts(hearing_id=hearing.pk, texts={"reasons": REASONS}, seen=hearing.version, by=place.secretary)
    if not has_measures:
        return
    for text, whom, person in (
        ("К-1 – бесіди з психологом", MeasureFor.ACCUSED, people[0].pk),
        ("Година спілкування в класі", MeasureFor.CLASS, None),
    ):
        measure = MeasureDraft(
            next(iter(MeasureKind)), text, place.seats[3].adult_id, date(2025, 10, 1),
            contents=NONE_OF_THESE, for_whom=whom, person_id=person, effect="бесіда",
        )  # fmt: skip
        add_measure(hearing_id=hearing.pk, measure=measure, by=place.secretary)


def victim_of(place: Place) -> Involvement:
    return place.case.involvements.get(role=SideRole.VICTIM)


def text_of(body: bytes) -> str:
    """In the order of reading, with single spaces."""
    found = subprocess.run(["pdftotext", "-", "-"], input=body, check=True, capture_output=True).stdout.decode()
    return " ".join(found.split())
