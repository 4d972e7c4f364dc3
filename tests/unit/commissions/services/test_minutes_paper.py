"""What the printed minutes hold of the decision: findings by code, effect, who is told by when, signatures, copies."""

import json
import re
import subprocess
from datetime import timedelta

import pytest

from commissions.enums import Harm, MotionKind
from commissions.models import Hearing
from commissions.services.minutes import finalise_minutes
from commissions.services.signs import SignsDraft, note_signs
from safeguard import clock
from safeguard.documents.render.pdf import pdf
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian
from tests.unit.commissions.places import STARTS, finish, make_place, start, vote
from tests.unit.commissions.services.test_findings import FOR, accuse, under

pytestmark = pytest.mark.django_db
K = MotionKind


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def decided(place, procedure: str, *, second: K = K.CONFLICT):
    """Two accused: bullying by one; what the second is, is asked."""
    under(place, procedure)
    people = accuse(place, 2)
    for involved in place.case.involvements.filter(child__isnull=False):
        make_guardian(place.school, involved.child, "Ластівка\nОльга")
    start(place, *range(8))
    vote(place, K.AGENDA, "agenda", FOR)
    for person in people:
        vote(place, K.SUBSTANTIATED, "finding", FOR, accused_id=person.pk)
    vote(place, K.BULLYING, "qualification", FOR, accused_id=people[0].pk)
    vote(place, second, "qualification", FOR, accused_id=people[1].pk)
    vote(place, K.MEASURES, "measures", FOR)
    signs = SignsDraft(people[0].pk, True, ["physical"], Harm.DONE)
    hearing = Hearing.objects.get()
    with clock.frozen(STARTS):
        note_signs(school=place.school, hearing_id=hearing.pk, signs=signs, seen=0, by=place.secretary)
    finish(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        done = finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        )
    place.meeting = done.meeting
    return done.document


def sheet_of(document) -> dict:
    return json.loads(document.open_bytes("sheet"))


def text_of(document, tmp_path, **more) -> str:
    """As a reader copies it, on one line."""
    path = tmp_path / "minutes.pdf"
    path.write_bytes(pdf(layout=document.layout, sheet=sheet_of(document) | more, sheet_sha256="0" * 64))
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def test_each_accused_stands_by_code_with_finding_qualification_and_signs(place, tmp_path) -> None:
    document = decided(place, "ua-bila-tserkva-21")
    [block] = sheet_of(document)["findings"]
    assert [line["code"] for line in block["lines"]] == ["К-1", "К-2"]
    assert document.layout == "minutes@2"
    assert block["lines"][0]["signs"].count(";") == 2
    assert block["lines"][1]["signs"] == "–"
    text = text_of(document, tmp_path)
    assert "К-1" in text
    assert "бесіда з П-1 через два тижні" in text
    assert "(П-1)" in text


def test_who_is_told_by_when_comes_from_the_definition(place) -> None:
    """Bila Tserkva: juvenile police and service for children within one working day of Thursday 11.09.2025."""
    [block] = sheet_of(decided(place, "ua-bila-tserkva-21"))["addressed"]
    lines = [(line["whom"], line["by_when"]) for line in block["lines"]]
    [tomorrow] = [whom for whom, when in lines if "12.09.2025" in when]
    assert "ювенальна поліція" in tomorrow
    assert "Служба у справах дітей" in tomorrow
    families = "; ".join(whom for whom, _ in lines)
    assert all(f"представник {code}" in families or f"of {code}" in families for code in ("П-1", "К-1", "К-2"))
    assert all(line["ground"] for line in block["lines"])


def test_kharkiv_prints_families_signatures_and_five_numbered_copies(place, tmp_path) -> None:
    document = decided(place, "ua-kharkiv-51")
    sheet = sheet_of(document)
    assert [line["note"] for line in sheet["copies"]] == ["1", "2", "3", "4", "5"]
    assert sum(not line["name"] for line in sheet["signatures"]) == 3
    assert not sheet["needs_order"]
    copy = {"number": "2", "holder": "законний представник П-1"}
    first, second = text_of(document, tmp_path), text_of(document, tmp_path, numbered=copy)
    assert "Ластівка" in first
    assert "Ластівка" not in second


def test_dnipro_knows_no_order_that_formalises_the_minutes(place) -> None:
    """UA-D-IV.8: minutes by annex 2 and nothing more (C-28)."""
    sheet = sheet_of(decided(place, "ua-dnipro-cpto"))
    assert (sheet["copies"], sheet["needs_order"]) == ([], False)


def test_the_national_procedure_prints_the_order_and_one_copy(place) -> None:
    sheet = sheet_of(decided(place, "ua-1646"))
    assert (sheet["copies"], sheet["needs_order"], sheet["version"], sheet["correction"]) == ([], True, 1, None)
