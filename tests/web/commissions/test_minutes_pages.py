"""After the minutes are finalised, over the pages: corrections, signatures, copies, the desk."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commissions.models import MinutesCopy, Signature
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment, Document
from safeguard.documents.services.rendering import render
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian, make_member
from tests.web.commissions.conftest import Browser
from tests.web.commissions.test_decision_pages import DONE, decided, text

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"


def secretary_of(place, *, later=1) -> Browser:
    browser = Browser(place, place.secretary)
    browser.at = DONE + timedelta(hours=later)
    return browser


def at(place) -> str:
    return f"commission/meetings/{place.meeting.pk}/minutes/"


def fields(page) -> dict[str, str]:
    """What stands in the form, as a browser would send it."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"seen": str(page.context["seen"])}


def test_a_correction_is_saved_read_back_and_becomes_version_2(place) -> None:
    decided(place)
    secretary = secretary_of(place)
    assert "Correct the minutes" in text(secretary.get(at(place)))
    page = secretary.get(f"{at(place)}correct/")
    assert "the commission meets again" in text(page)
    typed = fields(page) | {"items-1-heard": "Осокову Т. Д. про всі матеріали.", "reason": "Пропущено слово"}
    assert secretary.post(f"{at(place)}correct/", typed).status_code == 302
    again = secretary.get(f"{at(place)}correct/")
    assert "Finalise version 2 of minutes No. 1" in text(again)
    [finalise] = re.findall(r'action="([^"]*correct/finalise[^"]*)"', again.content.decode())
    assert secretary.post(finalise.replace("&amp;", "&")).status_code == 302
    page = text(secretary.get(at(place)))
    for words in ("version 2", "Пропущено слово", "про всі матеріали", "What this version changes"):
        assert words in page
    first = text(secretary.get(f"{at(place)}?version=1"))
    assert "corrected by version 2 on" in first
    assert "про всі матеріали" not in first
    assert secretary.get(f"{at(place)}?version=9").status_code == 404
    assert secretary.get(f"{at(place)}?version=x").status_code == 404


def test_what_somebody_else_saved_meanwhile_is_shown_and_nothing_typed_is_lost(place) -> None:
    decided(place)
    secretary, principal = secretary_of(place), Browser(place, place.principal)
    principal.at = secretary.at
    page = secretary.get(f"{at(place)}correct/")
    typed = fields(page)
    assert principal.post(f"{at(place)}correct/", typed | {"bases-0-basis": "Заява матері"}).status_code == 302
    answer = secretary.post(f"{at(place)}correct/", typed | {"items-1-heard": "Інше"})
    assert answer.status_code == 409
    assert "Заява матері" in text(answer)
    assert "Інше" in text(answer)
    merged = typed | {"items-1-heard": "Інше", "bases-0-basis": "Заява матері", "seen": "1"}
    assert secretary.post(f"{at(place)}correct/", merged).status_code == 302


def test_only_texts_have_fields_and_a_forged_place_is_ignored(place) -> None:
    decided(place)
    page = secretary_of(place).get(f"{at(place)}correct/")
    names = set(page.context["form"].fields)
    assert "items-0-resolved" not in names
    assert all(name.split("-")[0] in {"place", "late_reason", "bases", "items", "reasons", "reason"} for name in names)


def test_each_version_has_its_own_pdf(place) -> None:
    decided(place)
    secretary = secretary_of(place)
    typed = fields(secretary.get(f"{at(place)}correct/")) | {"items-1-spoke": "Так.", "reason": "Пропуск"}
    secretary.post(f"{at(place)}correct/", typed)
    [finalise] = re.findall(
        r'action="([^"]*correct/finalise[^"]*)"', secretary.get(f"{at(place)}correct/").content.decode()
    )
    secretary.post(finalise.replace("&amp;", "&"))
    assert secretary.get(f"{at(place)}minutes.pdf").status_code == 404
    with school_scope(place.school.pk):
        for document in Document.objects.filter(kind="minutes"):
            render(document.pk)
    bodies = {secretary.get(f"{at(place)}minutes.pdf?version={number}").content for number in (1, 2)}
    assert len(bodies) == 2
    assert secretary.get(f"{at(place)}minutes.pdf").content in bodies
    shown = text(secretary.get(f"cases/{place.case.pk}/documents/"))
    assert "Minutes № 1, version 2" in shown


def test_who_may_not_finalise_corrects_and_records_nothing(place) -> None:
    decided(place)
    member = Browser(place, place.members[1])
    member.at = DONE + timedelta(hours=1)
    with school_scope(place.school.pk):
        row = Signature.objects.first()
    for page in ("correct/", f"signatures/{row.pk}/"):
        assert member.get(f"{at(place)}{page}").status_code == 403
    shown = text(member.get(f"{at(place)}signatures/"))
    assert "7 signatures are missing" in shown
    assert "Change the entry" not in shown
    stranger = make_member(place.school, Role.STAFF)
    assert Browser(place, stranger).get(f"{at(place)}signatures/").status_code in {403, 404}


def test_the_secretary_records_each_signature_and_the_desk_says_who_is_missing(place) -> None:
    decided(place)
    secretary = secretary_of(place)
    desk = text(secretary.get(""))
    assert "Signatures under minutes No. 1" in desk
    assert "Вербицька" in desk
    assert "and 5 more" in desk
    with school_scope(place.school.pk):
        rows = list(Signature.objects.filter(state="awaited").order_by("rank"))
    day = {"signed_on_day": "11", "signed_on_month": "9", "signed_on_year": "2025"}
    scan = SimpleUploadedFile("signed.pdf", PDF, content_type="text/html")
    first = {"state": "signed", "seen": "0", **day, "scan": scan}
    assert secretary.post(f"{at(place)}signatures/{rows[0].pk}/", first).status_code == 302
    with school_scope(place.school.pk):
        file = Attachment.objects.get(subject_id=rows[0].pk)
        assert file.media_type == "application/pdf"
    assert secretary.get(f"{at(place)}signatures/scan/{file.pk}/").content == PDF
    refusal = secretary.post(f"{at(place)}signatures/{rows[1].pk}/", {"state": "refused", "seen": "0"})
    assert list(refusal.context["form"].errors) == ["reason"]
    for row in rows[1:]:
        answer = secretary.post(f"{at(place)}signatures/{row.pk}/", {"state": "signed", "seen": "0", **day})
        assert answer.status_code == 302
    assert "Signatures under minutes" not in text(secretary.get(""))
    assert "Complete" in text(secretary.get(f"{at(place)}signatures/"))
    deadlines = text(secretary.get(f"cases/{place.case.pk}/deadlines/"))
    assert 'deadlines/done/minutes.signed/"' not in deadlines
    assert "deadlines/done/minutes.signed/?corrects=" in deadlines


def test_a_file_that_isnt_what_it_says_is_refused(place) -> None:
    decided(place)
    with school_scope(place.school.pk):
        row = Signature.objects.filter(state="awaited").first()
    day = {"signed_on_day": "11", "signed_on_month": "9", "signed_on_year": "2025"}
    scan = SimpleUploadedFile("signed.pdf", b"<html>no</html>", content_type="application/pdf")
    answer = secretary_of(place).post(
        f"{at(place)}signatures/{row.pk}/", {"state": "signed", "seen": "0", **day, "scan": scan}
    )
    assert list(answer.context["form"].errors) == ["scan"]


def test_five_copies_arent_enough_for_two_parents_and_each_copy_prints_its_number(place) -> None:
    """TC-36."""
    with school_scope(place.school.pk):
        child = place.case.involvements.get(role="victim").child
        make_guardian(place.school, child, "Ластівка\nПетро", kinship="father")
    decided(place, "ua-kharkiv-51")
    secretary = secretary_of(place)
    page = text(secretary.get(f"{at(place)}signatures/"))
    assert "There are 5 copies, and 7 are needed" in page
    assert secretary.post(f"{at(place)}copies/add/").status_code == 302
    assert "are needed. Without one" not in text(secretary.get(f"{at(place)}signatures/"))
    with school_scope(place.school.pk):
        second, count = MinutesCopy.objects.get(number=2), MinutesCopy.objects.count()
    assert count == 7
    handed = {"handed_on_day": "11", "handed_on_month": "9", "handed_on_year": "2025", "seen": "0"}
    answer = secretary.post(f"{at(place)}copies/{second.pk}/", handed | {"handed_to": "Ольга Ластівка, мати"})
    assert answer.status_code == 302
    assert "Ольга Ластівка, мати" in text(secretary.get(f"{at(place)}signatures/"))
    body = secretary.get(f"{at(place)}copies/{second.pk}.pdf")
    assert body.content.startswith(b"%PDF")
