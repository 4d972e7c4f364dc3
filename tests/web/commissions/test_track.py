"""The limit for the notice of a meeting runs backwards from the meeting: it stands on the day before, at 18:00."""

from datetime import date

import pytest

from commissions.services.calling import Call, call_meeting
from safeguard import clock
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.places import CALLED, STARTS

pytestmark = pytest.mark.django_db


def test_the_notice_stands_on_the_day_before_the_meeting(place, browser):
    with clock.frozen(CALLED), school_scope(place.school.pk):
        call_meeting(school=place.school, call=Call([place.case.pk], STARTS, "room 204"), by=place.secretary)
    track = browser(place.principal).get(f"cases/{place.case.pk}/").context["track"]
    [row] = [row for row in track.rows if row.label == "Notice of the meeting"]
    bars = [(day.on, cell.text) for day, cell in zip(track.days, row.cells, strict=True) if cell.is_bar]
    assert bars == [(date(2025, 9, 10), "18:00")]
