"""The minutes name the edition by which each case is counted; it's frozen with them."""

import json
from datetime import date, timedelta

import pytest

from commissions.enums import MotionKind
from commissions.models import Hearing
from commissions.selectors.calling import clocks_for
from commissions.selectors.drafting import build_sheet
from commissions.selectors.room import room_of
from commissions.services.calling import Call, call_meeting
from commissions.services.minutes import finalise_minutes
from safeguard import clock
from safeguard.documents.render.pdf import pdf
from safeguard.organisations.models import ProcedureVersion
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case
from tests.unit.commissions.places import CALLED, RECEIVED, STARTS, finish, make_place, make_report, start, vote

pytestmark = pytest.mark.django_db
NATIONAL, LOCAL = "Редакція, чинна з 18.02.2020", "Біла Церква"


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def finalised(place):
    start(place, *range(8))
    for kind, of in (
        (MotionKind.AGENDA, "agenda"),
        (MotionKind.SUBSTANTIATED, "finding"),
        (MotionKind.BULLYING, "qualification"),
        (MotionKind.MEASURES, "measures"),
    ):
        vote(place, kind, of, "ffffffff")
    finish(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        return finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        ).document


def test_the_minutes_name_it_whatever_is_adopted_before_they_are_finalised(place):
    adopt_procedure(
        organisation_id=place.school.pk, procedure="ua-bila-tserkva-21", order_number="9", from_on=date(2025, 9, 9),
        order_on=date(2025, 9, 9), by=None,
    )  # fmt: skip
    document = finalised(place)
    sheet = json.loads(document.open_bytes("sheet"))
    [line] = sheet["editions"]
    assert NATIONAL in line
    assert document.layout == "minutes@2"
    assert clocks_for(place.school, Hearing.objects.get().case).procedure.id == "ua-1646"


def test_the_paper_prints_it_and_an_older_paper_is_drawn_as_it_was(place, monkeypatch):
    printed = []
    monkeypatch.setattr("safeguard.documents.render.pdf.HTML", lambda string, **_: printed.append(string) or Nothing())
    sheet = json.loads(finalised(place).open_bytes("sheet"))
    pdf(layout="minutes@2", sheet=sheet, sheet_sha256="0" * 64)
    older = {name: value for name, value in sheet.items() if name != "editions"}
    pdf(layout="minutes@1", sheet=older, sheet_sha256="0" * 64)
    assert [NATIONAL in each.replace("\xa0", " ") for each in printed] == [True, False]


class Nothing:
    def write_pdf(self, **_):
        return b""


def test_cases_of_two_editions_are_told_apart(place):
    with clock.frozen(RECEIVED):
        other = make_case(place.school, received_at=RECEIVED)
        other.procedure = ProcedureVersion.objects.get(procedure="ua-bila-tserkva-21")
        other.save(update_fields=["procedure"])
        make_report(place, other)
    with clock.frozen(CALLED):
        meeting = call_meeting(
            school=place.school, call=Call([place.case.pk, other.pk], STARTS, "204"), by=place.secretary
        )
    hearings = list(Hearing.objects.filter(meeting=meeting).select_related("case__procedure").order_by("rank"))
    room = room_of(meeting, place.school, case_ids={row.case_id for row in hearings})
    lines = build_sheet(room, hearings, place.school, number="1").editions
    assert len(lines) == 2
    for line, case, label in zip(lines, (place.case, other), (NATIONAL, LOCAL), strict=True):
        assert str(case.number) in line
        assert label in line
