"""Pages about people: who belongs where, who represents whom, and nothing of any case."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguard.access.roles import Role
from safeguard.audit.models import AdministrativeAct
from safeguard.people.models import Adult, Child, Enrolment, Guardianship, SchoolClass
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian, make_member, make_school
from tests.web.intake.conftest import Browser, Place

PERSON = {"family": "Осоковий", "given": "Лука", "patronymic": "", "sex": "m", "contact": ""}


@pytest.fixture
def place(db):
    return Place()


@pytest.fixture
def head(place):
    return Browser(place, place.head)


@pytest.fixture
def teacher(place):
    return Browser(place, place.teacher)


@pytest.fixture
def colleague(place):
    return Browser(place, place.colleague)


def text(answer) -> str:
    return answer.content.decode()


def test_pupils_stand_in_the_order_of_the_alphabet_and_by_class(place, colleague):
    page = text(colleague.get("people/"))
    assert page.index("Мельник Софія") < page.index("Хмелюк Роман") < page.index("Ясенчук Данило")
    page = text(colleague.get(f"people/?school_class={place.seventh_id}"))
    assert "Хмелюк" not in page
    assert "Ясенчук" in page


def test_a_name_is_looked_for_without_standing_in_an_address(colleague):
    answer = colleague.post("people/", {"query": "мелник"})
    assert answer.status_code == 200
    assert "Мельник Софія" in text(answer)
    assert "Хмелюк" not in text(answer)


@pytest.mark.parametrize(
    "page",
    ["children/new/", "children/{child}/edit/", "children/{child}/class/", "children/{child}/representatives/new/",
     "adults/new/", "classes/new/"],
)  # fmt: skip
def test_only_those_whose_office_it_is_change_the_list(place, colleague, page):
    assert colleague.get(f"people/{page.format(child=place.sofia.pk)}").status_code == 403


def test_nobody_of_another_school_is_found(place, head):
    other = make_school()
    with school_scope(other.pk):
        stranger = make_child(other)
        adult = make_guardian(other, stranger)
    assert head.get(f"people/children/{stranger.pk}/").status_code == 404
    assert head.get(f"people/adults/{adult.pk}/").status_code == 404
    outsider = Browser(place, make_member(other, Role.PRINCIPAL))
    assert outsider.get("people/").status_code == 404
    assert outsider.get(f"people/children/{place.sofia.pk}/").status_code == 404


def test_contacts_are_for_the_office_and_the_class_teacher(place, head, teacher, colleague):
    with school_scope(place.school.pk):
        mother = make_guardian(place.school, place.sofia, "Мельник\nМарія")
        mother.seal("contact", "+380 50 111 2233")
        mother.save()
    page = f"people/children/{place.sofia.pk}/"
    assert "+380 50 111 2233" in text(head.get(page))
    assert "+380 50 111 2233" in text(teacher.get(page))
    assert "Мельник Марія" in text(colleague.get(page))
    assert "+380 50 111 2233" not in text(colleague.get(page))


def test_a_pupil_is_entered_with_a_class_and_logged_without_a_name(place, head):
    answer = head.post("people/children/new/", {**PERSON, "school_class": str(place.seventh_id)})
    with school_scope(place.school.pk):
        child = Child.objects.select_related("data_key").latest("created_at")
        assert child.open("name") == "Осоковий\nЛука"
        assert (child.is_pupil, child.sex) == (True, "m")
        assert Enrolment.objects.get(child=child).school_class_id == place.seventh_id
    assert answer.headers["Location"].endswith(f"/children/{child.pk}/")
    act = AdministrativeAct.objects.get(organisation_id=place.school.pk, kind="child.added")
    assert act.data == {"child": str(child.pk)}


def test_a_namesake_in_the_class_is_asked_about(place, head):
    same = {**PERSON, "family": "мельник", "given": "Софія", "school_class": str(place.seventh_id)}
    assert "is already here" in text(head.post("people/children/new/", same))
    assert head.post("people/children/new/", {**same, "is_another": "yes"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"family": ""}, "Fill in this answer"),
        ({"family": "   "}, "Fill in this answer"),
        ({"born_on_day": "1", "born_on_month": "1", "born_on_year": "2030"}, "later than today"),
        ({"school_class": "7"}, "Select a valid choice"),
    ],
)
def test_wrong_answers_stay_with_their_reason(head, wrong, words):
    page = text(head.post("people/children/new/", {**PERSON, **wrong}))
    assert words in page
    assert "Лука" in page


def test_a_child_is_corrected(place, head):
    born = {"born_on_day": "3", "born_on_month": "5", "born_on_year": "2013"}
    head.post(f"people/children/{place.sofia.pk}/edit/", {**PERSON, **born})
    with school_scope(place.school.pk):
        child = Child.objects.select_related("data_key").get(pk=place.sofia.pk)
        assert (child.open("name"), child.birth_year, child.open("born_on")) == ("Осоковий\nЛука", 2013, "2013-05-03")


def test_a_child_moves_to_another_class_and_keeps_the_old_one(place, head):
    with school_scope(place.school.pk):
        eighth = SchoolClass.objects.get(grade=8).pk
    day = {"from_on_day": "23", "from_on_month": "11", "from_on_year": "2026"}
    head.post(f"people/children/{place.sofia.pk}/class/", {"school_class": str(eighth), **day})
    with school_scope(place.school.pk):
        rows = Enrolment.objects.filter(child=place.sofia).order_by("from_on")
        assert list(rows.values_list("school_class__grade", "until_on")) == [(7, date(2026, 11, 22)), (8, None)]
    assert "already" in text(
        head.post(f"people/children/{place.sofia.pk}/class/", {"school_class": str(eighth), **day})
    )


class TestRepresentatives:
    """Who represents a child."""

    def test_somebody_new(self, place, head):
        new = {"who": "new", "family": "Мельник", "given": "Марія", "kinship": "mother"}
        head.post(f"people/children/{place.sofia.pk}/representatives/new/", new)
        page = text(head.get(f"people/children/{place.sofia.pk}/"))
        assert "Мельник Марія" in page
        assert "Mother" in page

    def test_a_sisters_mother_is_offered_and_chosen(self, place, head):
        with school_scope(place.school.pk):
            sister = make_child(place.school, "Мельник\nЄва")
            mother = make_guardian(place.school, sister, "Мельник\nМарія")
        address = f"people/children/{place.sofia.pk}/representatives/new/"
        assert "Мельник Марія" in text(head.get(address))
        assert head.post(address, {"who": str(mother.pk), "kinship": "mother"}).status_code == 302
        with school_scope(place.school.pk):
            assert Adult.objects.filter(is_staff=False).count() == 1
            assert Guardianship.objects.filter(adult=mother).count() == 2

    def test_a_new_one_needs_a_name(self, place, head):
        page = text(
            head.post(f"people/children/{place.sofia.pk}/representatives/new/", {"who": "new", "kinship": "mother"})
        )
        assert "Write the name of the new person" in page

    def test_an_entry_is_ended_and_never_removed(self, place, head):
        with school_scope(place.school.pk):
            make_guardian(place.school, place.sofia, "Мельник\nМарія")
            tie = Guardianship.objects.get().pk
        address = f"people/children/{place.sofia.pk}/representatives/{tie}/end/"
        head.post(address, {"until_on_day": "22", "until_on_month": "11", "until_on_year": "2026"})
        with school_scope(place.school.pk):
            assert Guardianship.objects.get().until_on == date(2026, 11, 22)
        assert head.get(f"people/children/{place.danylo.pk}/representatives/{tie}/end/").status_code == 404


def test_a_class_of_a_year_is_entered_once(place, head):
    new = {"school_year": "2026", "grade": "9", "letter": "а", "teacher": ""}
    assert head.post("people/classes/new/", new).status_code == 302
    assert "There is such a class" in text(head.post("people/classes/new/", new))
    page = text(head.get("people/classes/"))
    assert "Терник Олена" in page
    assert "9‑А" in page


def test_a_class_gets_another_teacher(place, head):
    head.post(f"people/classes/{place.seventh_id}/", {"teacher": ""})
    with school_scope(place.school.pk):
        assert SchoolClass.objects.get(pk=place.seventh_id).teacher is None


def test_an_adult_is_entered_and_corrected(place, head):
    head.post("people/adults/new/", {**PERSON, "is_staff": "yes", "position": "учитель хімії"})
    with school_scope(place.school.pk):
        adult = Adult.objects.latest("created_at")
    assert "учитель хімії" in text(head.get(f"people/adults/{adult.pk}/"))
    head.post(f"people/adults/{adult.pk}/edit/", {**PERSON, "family": "Озерчук"})
    assert "Озерчук Лука" in text(head.get("people/adults/"))


@pytest.mark.parametrize(
    ("page", "most"), [("people/", 12), ("people/adults/", 12), ("people/classes/", 12), ("report/", 15)]
)
def test_statements_dont_grow_with_the_people(place, teacher, page, most):
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert teacher.get(page).status_code == 200
        return len(seen)

    statements()
    before = statements()
    with school_scope(place.school.pk):
        for _ in range(10):
            make_guardian(place.school, make_child(place.school))
    assert statements() == before <= most
