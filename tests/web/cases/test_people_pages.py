"""Who else was there, and who represents a child: added while the case is worked on."""

from uuid import UUID

import pytest

from cases.models import Act, Involvement, Recusal
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.people.models import Adult, Guardianship
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_member, make_school
from tests.web.cases.conftest import errors, text

pytestmark = pytest.mark.django_db
NEW = {
    "form": "new", "q": "", "family": "Осокова", "given": "Марта", "patronymic": "", "contact": "",
    "kinship": "guardian",
}  # fmt: skip


@pytest.fixture
def witness(place):
    with school_scope(place.school.pk):
        return make_child(place.school, "Ясенчук\nДанило")


def adding(place, key, role="witness", **answers):
    [act] = place.rows(Act)
    return {"form": "side", "q": "ясенчук", "who": key, "act": str(act.pk), "role": role} | answers


def sides(place):
    return {(row.child_id or row.adult_id, row.role) for row in place.rows(Involvement)}


# --- a person in a role ---


def test_a_name_is_found_by_a_few_letters_and_never_stands_in_an_address(place, witness):
    page = place.on_case(place.head, "people/add/", {"form": "search", "q": "ясенчк"})
    assert "Ясенчук Данило" in text(page)
    assert 'method="get"' not in text(page).partition('id="main"')[2]
    assert errors(page) == {}


def test_another_child_is_added_in_one_role_and_its_family_must_be_told(place, witness):
    done = place.on_case(place.head, "people/add/", adding(place, f"child:{witness.pk}"))
    assert done.status_code == 302, errors(done)
    assert (witness.pk, "witness") in sides(place)
    [event] = place.events("side.added")
    assert (event["role"], event["child"]) == ("witness", str(witness.pk))
    assert "0 of 3 sides" in text(place.case_page(place.head, "notices/"))


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"who": "child:nobody"}, "who"), ({"role": ""}, "role"), ({"act": ""}, "act"), ({"who": ""}, "who")],
    ids=["nobody of the list", "no role", "no event", "nobody"],
)
def test_what_is_missing_is_said_and_who_was_found_stays(place, witness, answers, field):
    page = place.on_case(place.head, "people/add/", adding(place, f"child:{witness.pk}") | answers)
    assert list(errors(page)) == [field]
    assert "Ясенчук Данило" in text(page)
    assert len(sides(place)) == 2


def test_who_was_hurt_cant_be_who_did_it_in_one_event(place):
    answers = adding(place, f"child:{place.victim.pk}", "accused", q="лисенко")
    page = place.on_case(place.head, "people/add/", answers)
    assert list(errors(page)) == ["who"]
    assert (place.victim.pk, "accused") not in sides(place)


def test_a_colleague_who_was_there_loses_sight_of_the_case(place):
    secretary = place.member(Role.SECRETARY, name="Ніна Росинко")
    answers = adding(place, f"member:{secretary.user_id}", q="росинко")
    assert place.on_case(place.head, "people/add/", answers).status_code == 302
    assert place.case_page(secretary, "").status_code == 404
    assert [row.user_id for row in place.rows(Recusal)] == [secretary.user_id]


def test_who_names_themselves_is_led_away_from_the_case(place):
    answers = adding(place, f"member:{place.head.user_id}", q="вербова")
    done = place.on_case(place.head, "people/add/", answers)
    assert done.url == f"/s/{place.slug}/"
    assert place.case_page(place.head, "").status_code == 404


# --- somebody of that name stands in the list twice ---


@pytest.fixture
def koval(place):
    """A secretary with an account, and an adult of the list without one."""
    secretary = place.member(Role.SECRETARY, name="Іван Коваль")
    with school_scope(place.school.pk):
        adult = make_adult(place.school, "Коваль\nІван")
    return {"adult": f"adult:{adult.pk}", "member": f"member:{secretary.user_id}", "same": str(adult.pk)}, secretary


@pytest.mark.parametrize("chosen", ["adult", "member"])
def test_whichever_entry_is_chosen_it_is_asked_whether_it_is_the_other_too(place, koval, chosen):
    keys, _ = koval
    page = place.on_case(place.head, "people/add/", adding(place, keys[chosen], "accused", q="коваль"))
    assert list(errors(page)) == ["same"]
    assert len(sides(place)) == 2


@pytest.mark.parametrize(
    ("chosen", "same", "sees"),
    [
        ("adult", "same", False),
        ("adult", "another", True),
        ("member", "same", False),
        ("member", "another", False),
    ],
)
def test_the_colleague_sees_the_case_unless_it_is_they(place, koval, chosen, same, sees):
    keys, secretary = koval
    answers = adding(place, keys[chosen], "accused", q="коваль", same=keys.get(same, same))
    assert place.on_case(place.head, "people/add/", answers).status_code == 302
    assert (place.case_page(secretary, "").status_code == 200) is sees
    named = (UUID(keys["same"]), "accused") in sides(place)
    assert named is not (chosen == "member" and same == "another")


def test_nobody_of_another_school_is_added(place):
    other = make_school()
    with school_scope(other.pk):
        stranger = make_child(other, "Ясенчук\nДанило")
    page = place.on_case(place.head, "people/add/", adding(place, f"child:{stranger.pk}"))
    assert page.status_code == 200
    assert len(sides(place)) == 2


# --- a representative ---


def represent(place, answers, child=None):
    return place.on_case(place.head, f"people/{(child or place.victim).pk}/representative/", answers)


def who_represents(place, child):
    return {row.adult_id for row in place.rows(Guardianship, child_id=child.pk)}


def test_somebody_whom_the_school_knows_represents_the_child_from_today(place):
    with school_scope(place.school.pk):
        aunt = make_adult(place.school, "Осокова\nМарта")
    page = represent(place, {"form": "search", "q": "осокова"})
    assert "Осокова Марта" in text(page)
    known = {"form": "known", "q": "осокова", "who": f"adult:{aunt.pk}", "kinship": "guardian"}
    assert represent(place, known).status_code == 302
    assert who_represents(place, place.victim) == {place.mother.pk, aunt.pk}
    assert place.events("representative.added") == [{"child": str(place.victim.pk), "adult": str(aunt.pk)}]
    assert "Осокова Марта" in text(place.case_page(place.head, "notices/guardian_notice/"))


def test_a_new_person_is_entered_and_represents_the_child_in_one_act(place):
    assert represent(place, NEW).status_code == 302
    assert len(who_represents(place, place.victim)) == 2
    assert len(place.events("representative.added")) == 1
    assert "Осокова Марта" in text(place.case_page(place.head, "people/"))


@pytest.mark.parametrize(("answers", "field"), [({"family": " "}, "family"), ({"kinship": ""}, "kinship")])
def test_a_new_person_that_isnt_whole_is_refused_and_stays_typed(place, answers, field):
    page = represent(place, NEW | answers)
    assert list(page.context["new"].errors) == [field]
    assert "Марта" in text(page)
    assert who_represents(place, place.victim) == {place.mother.pk}


def test_a_namesake_is_entered_only_once_it_is_said_that_this_is_another(place):
    namesake = NEW | {"family": "Лисенко", "given": "Ольга"}
    before = len(place.rows(Adult))
    page = represent(place, namesake)
    assert list(page.context["new"].errors) == ["family"]
    assert "is_another" in text(page)
    assert len(place.rows(Adult)) == before
    assert represent(place, namesake | {"is_another": "yes"}).status_code == 302
    assert len(place.rows(Adult)) == before + 1


def test_the_same_person_doesnt_represent_a_child_twice(place):
    known = {"form": "known", "q": "лисенко", "who": f"adult:{place.mother.pk}", "kinship": "mother"}
    page = represent(place, known)
    assert list(errors(page)) == ["who"]
    assert place.events("representative.added") == []


def test_a_child_outside_the_case_gets_no_representative_here(place, witness):
    assert represent(place, NEW, witness).status_code == 404
    assert who_represents(place, witness) == set()


# --- who may ---

PAGES = ("people/add/", "people/{child}/representative/")


@pytest.mark.parametrize("page", PAGES)
def test_who_only_reads_the_case_adds_nobody(place, page, witness):
    reader = place.member(Role.PSYCHOLOGIST)
    place.work_on(reader)
    address = page.format(child=place.victim.pk)
    assert place.case_page(reader, address).status_code == 403
    answers = NEW | adding(place, f"child:{witness.pk}")
    assert place.on_case(reader, address, answers).status_code == 403
    assert (
        "Add a person" not in text(place.case_page(reader, "people/")).partition('id="main"')[2].partition("aside")[0]
    )
    assert len(sides(place)) == 2


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["recused head", "stranger"])
def test_a_hidden_case_and_no_case_answer_alike(place, page, who):
    member = place.head if who == "recused head" else make_member(make_school(), Role.PRINCIPAL)
    if who == "recused head":
        place.recuse(place.head)
    address = page.format(child=place.victim.pk)
    for case_id in (place.case.pk, place.victim.pk):
        assert place.get(member, f"cases/{case_id}/{address}").status_code == 404
        assert place.post(member, f"cases/{case_id}/{address}", NEW).status_code == 404


def test_users_of_the_school_are_as_many_as_before(place, witness):
    """Adding a child makes nobody a user."""
    before = User.objects.count()
    place.on_case(place.head, "people/add/", adding(place, f"child:{witness.pk}"))
    assert User.objects.count() == before
