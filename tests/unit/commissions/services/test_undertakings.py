"""Nobody invited gets materials before the undertaking is signed; who has signed is recorded once, with its scan."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from cases.enums import Channel
from cases.models import CaseUserObjectPermission
from cases.services.attachments import Upload
from commissions.domain.guests import Guest
from commissions.enums import Capacity
from commissions.models import Invitation, MeetingEvent, Undertaking
from commissions.selectors import undertakings as selectors
from commissions.selectors.undertakings import signings_of
from commissions.services.notices import Handover, invite, record_handover, send_notice, take_off
from commissions.services.undertakings import make_undertaking, record_undertaking
from safeguard import clock
from safeguard.documents.models import Attachment
from safeguard.documents.services.rendering import render
from safeguard.errors import Conflict, RuleViolation
from safeguard.procedures.papers import papers_about
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian
from tests.unit.commissions.decided import text_of
from tests.unit.commissions.places import CALLED, call, make_place

pytestmark = pytest.mark.django_db
PAPER = Upload("зобовʼязання.pdf", "application/pdf", b"%PDF-1.7 scan")


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk), clock.frozen(CALLED):
        call(made)
        child = made.case.involvements.get(role="victim").child
        mother = make_guardian(made.school, child, "Ластівка\nОльга")
        made.guest = Guest(
            made.case.pk, Capacity.GUARDIAN, adult_id=mother.pk, side_child_id=child.pk, has_consent=True
        )
        yield made


def invited(place) -> Invitation:
    [row] = invite(meeting_id=place.meeting.pk, guests=[place.guest], by=place.secretary)
    return row


def signing(place, row):
    return next(each for each in signings_of(place.meeting, {place.case.pk}) if each.target.invitation == row)


def hand_over(place, row, materials_at=CALLED):
    given = Handover(Channel.PAPER, CALLED, materials_at, has_consent=True)
    return record_handover(school=place.school, invitation_id=row.pk, handover=given, by=place.secretary)


def sign(place, target, *, on=date(2025, 9, 9), scan=()):
    return record_undertaking(
        school=place.school, meeting_id=place.meeting.pk, target=target, signed_on=on, by=place.secretary, scan=scan
    )


def test_materials_only_after_the_signature(place):
    row = invited(place)
    with pytest.raises(RuleViolation) as refused:
        hand_over(place, row)
    assert refused.value.field == "materials_at"
    assert hand_over(place, row, materials_at=None).materials_at is None
    sign(place, signing(place, row).target)
    assert hand_over(place, row).materials_at == CALLED


def test_the_applicant_reads_what_they_wrote_themselves(place):
    row = Invitation.objects.get(meeting=place.meeting, capacity=Capacity.APPLICANT)
    assert hand_over(place, row).materials_at == CALLED


def test_everybody_on_the_list_is_asked_to_sign(place):
    invited(place)
    found = [each.target.paper.key for each in signings_of(place.meeting, {place.case.pk})]
    assert found.count("undertaking_member") == 8
    assert found.count("undertaking_guest") == 2


def test_recorded_once_with_its_scan(place):
    row = invited(place)
    done = sign(place, signing(place, row).target, scan=[PAPER])
    with pytest.raises(Conflict):
        sign(place, signing(place, row).target)
    found = signing(place, row)
    assert (found.undertaking, [scan.subject_id for scan in found.scans]) == (done, [done.pk])
    assert Attachment.objects.get(subject_id=done.pk).case_id == place.case.pk
    assert MeetingEvent.objects.filter(meeting=place.meeting, kind="undertaking.signed").count() == 1


def test_it_cant_be_signed_tomorrow(place):
    with pytest.raises(RuleViolation) as refused:
        sign(place, signing(place, invited(place)).target, on=date(2025, 9, 10))
    assert refused.value.field == "signed_on"


def test_the_row_never_changes(place):
    sign(place, signing(place, invited(place)).target)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Undertaking.objects.update(signed_on=date(2025, 9, 1))


def test_who_has_signed_isnt_taken_off_the_list(place):
    row = invited(place)
    sign(place, signing(place, row).target)
    with pytest.raises(RuleViolation):
        take_off(school=place.school, invitation_id=row.pk, by=place.secretary)


def test_the_form_names_who_signs_and_no_child(place):
    row = invited(place)
    document = make_undertaking(
        school=place.school, meeting=place.meeting, target=signing(place, row).target, by=place.secretary
    )
    render(document.pk)
    document.refresh_from_db()
    said = text_of(document.open_bytes("pdf"))
    for words in ("ЗОБОВ’ЯЗАННЯ про нерозголошення", "Ластівка Ольга", "зобов’язуюся", "п. 9", "не розголошувати"):
        assert words in said, words
    assert "Софія" not in said
    assert (document.number, document.case_id) == ("", place.case.pk)


def test_members_wait_too_where_the_text_asks_for_it(place, monkeypatch):
    """No text held here does; the switch is a line of its file of papers."""

    def gated(procedure, *about):
        return [replace(paper, is_gate=True) for paper in papers_about(procedure, *about)]

    monkeypatch.setattr(selectors, "papers_about", gated)
    member = next(
        each.target for each in signings_of(place.meeting, {place.case.pk}) if each.target.seat == place.seats[5]
    )
    send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
    given = CaseUserObjectPermission.objects.filter(content_object=place.case)
    assert not given.filter(user_id=place.members[5].user_id).exists()
    sign(place, member)
    assert given.filter(user_id=place.members[5].user_id).exists()
    assert not given.filter(user_id=place.members[6].user_id).exists()
