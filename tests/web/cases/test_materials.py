"""What is collected about a case: entered, read by whoever may see it, set aside and never lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.enums import MaterialKind
from cases.models import CaseEvent, Involvement, Material
from cases.services.grants import grant_access
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.tenancy.scope import school_scope
from tests.web.cases.conftest import LATER, Place, errors, text

pytestmark = pytest.mark.django_db
LIST, ADD = "materials/", "materials/add/"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def place():
    return Place()


def side(place, role="victim"):
    with school_scope(place.school.pk):
        return str(Involvement.objects.get(case=place.case, role=role).pk)


def material(**answers):
    came = {"received_on_day": "9", "received_on_month": "9", "received_on_year": "2025"}
    said = {"kind": "psychologist", "whom": "Калиняк Н. В., психолог", "words": "Потребує підтримки."}
    return {"side": "", "reference": ""} | said | came | answers


def add(place, **answers):
    return place.on_case(place.head, ADD, material(**answers))


def rows(place):
    with school_scope(place.school.pk):
        return list(Material.objects.filter(case=place.case).select_related("data_key"))


@pytest.mark.parametrize("kind", MaterialKind.values)
def test_every_kind_that_the_texts_name_can_be_chosen(place, kind):
    """UA-B-IV.5.3a names explanations of sides and parents, conclusions, information; UA-D-IV.3a fewer of them."""
    assert f'value="{kind}"' in text(place.case_page(place.head, ADD))
    done = add(place, kind=kind, side=side(place))
    assert done.status_code == 302, errors(done)
    assert [row.kind for row in rows(place)] == [kind]
    assert str(MaterialKind(kind).label) in text(place.case_page(place.head, LIST))


def test_explanations_of_both_sides_stand_among_the_materials(place):
    """UA-B-III.S.10: until both are heard, the page says who isn't."""
    missing = "There is no explanation of {} yet."
    page = text(place.case_page(place.head, LIST))
    assert missing.format("Лисенко Софія") in page
    assert missing.format("Хмелюк Роман") in page
    assert add(place, kind="explanation", side=side(place), whom="").status_code == 302
    page = text(place.case_page(place.head, LIST))
    assert missing.format("Лисенко Софія") not in page
    assert missing.format("Хмелюк Роман") in page
    assert (
        add(place, kind="representative", side=side(place, "accused"), whom="Хмелюк Петро, батько").status_code == 302
    )
    page = text(place.case_page(place.head, LIST))
    assert "There is no explanation" not in page
    assert "Хмелюк Петро, батько, about Хмелюк Роман" in page


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"kind": "explanation"}, "side"),
        ({"kind": "representative", "whom": "Лисенко Ольга"}, "side"),
        ({"whom": " "}, "whom"),
        ({"words": ""}, "words"),
        ({"received_on_day": "10"}, "received_on"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_cant_be_is_refused_beside_its_field_and_stays_typed(place, answers, field):
    refused = add(place, **{"reference": "17-п"} | answers)
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == [field]
    assert 'value="17-п"' in text(refused)
    assert rows(place) == []


def test_a_side_of_another_case_is_refused(place):
    with school_scope(place.school.pk):
        other = place.file_case()
        foreign = str(Involvement.objects.filter(case=other)[0].pk)
    assert list(add(place, kind="explanation", side=foreign).context["form"].errors) == ["side"]


def test_a_file_is_sealed_with_the_case_and_comes_back_as_it_was(place):
    done = add(place, words="", scans=SimpleUploadedFile("висновок.pdf", PDF, "application/pdf"))
    assert done.status_code == 302, errors(done)
    with school_scope(place.school.pk):
        file = Attachment.objects.get(case_id=place.case.pk)
        assert PDF not in bytes(file.body)
        [event] = CaseEvent.objects.filter(case=place.case, kind="material.added")
        assert event.data["files"] == [{"id": str(file.pk), "sha256": file.sha256}]
    page = place.case_page(place.head, LIST)
    assert "висновок.pdf" in text(page)
    assert place.case_page(place.head, f"materials/file/{file.pk}/").content == PDF
    with school_scope(place.school.pk):
        other = place.file_case()
    assert place.get(place.head, place.of_case(f"materials/file/{file.pk}/", other)).status_code == 404


def test_a_renamed_file_is_refused(place):
    refused = add(place, scans=SimpleUploadedFile("висновок.pdf", b"MZ\x90\x00" + b"\x00" * 64, "application/pdf"))
    assert list(refused.context["form"].errors) == ["scans"]
    assert rows(place) == []


def test_a_wrong_one_is_set_aside_with_its_reason_and_stays_on_the_list(place):
    add(place, kind="explanation", side=side(place), whom="", words="Записано не ту розмову.")
    [row] = rows(place)
    address = f"materials/{row.pk}/aside/"
    assert list(place.on_case(place.head, address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert place.on_case(place.head, address, {"reason": "Не та розмова"}).status_code == 302
    page = text(place.case_page(place.head, LIST))
    for words in ("Записано не ту розмову.", "Reason: Не та розмова", "There is no explanation of Лисенко Софія yet."):
        assert words in page, words
    assert place.on_case(place.head, address, {"reason": "Ще раз"}).status_code == 404
    assert place.on_case(place.head, address.replace(str(row.pk), str(place.case.pk)), {}).status_code == 404


def test_who_may_only_read_reads_and_enters_nothing(place):
    add(place)
    reader = place.member(Role.PSYCHOLOGIST)
    assert place.case_page(reader, LIST).status_code == 404
    with school_scope(place.school.pk):
        grant_access(
            case_id=place.case.pk, user_id=reader.user_id, reason="Член комісії", is_warned=True, by=place.head
        )
    page = place.case_page(reader, LIST)
    assert "Потребує підтримки." in text(page)
    assert ADD not in text(page)
    assert place.on_case(reader, ADD, material()).status_code == 403
    assert len(rows(place)) == 1


def test_who_is_recused_finds_what_an_absent_case_answers(place):
    add(place, scans=SimpleUploadedFile("висновок.pdf", PDF, "application/pdf"))
    with school_scope(place.school.pk):
        file = Attachment.objects.get(case_id=place.case.pk)
    place.recuse(place.head)
    for page in (LIST, ADD, f"materials/file/{file.pk}/", f"materials/{rows(place)[0].pk}/aside/"):
        assert place.case_page(place.head, page).status_code == 404, page


def test_the_cost_doesnt_grow_with_the_rows(place, django_assert_max_num_queries):
    def statements():
        with django_assert_max_num_queries(60) as held:
            place.get(place.head, place.of_case(LIST), at=LATER + timedelta(minutes=1))
        return len(held)

    add(place)
    before = statements()
    for number in range(3):
        add(place, words=f"Пояснення {number}")
    assert statements() == before <= 20
