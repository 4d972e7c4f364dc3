"""A table of pupils or staff: read, planned, taken. Who is here is changed, never doubled; nobody is guessed."""

from datetime import UTC, date, datetime, time

import pytest

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.errors import RuleViolation
from safeguard.people.importing.columns import Kind, headings, keys_of
from safeguard.people.importing.known import known_of
from safeguard.people.importing.lines import read_lines
from safeguard.people.importing.plan import Fate, plan
from safeguard.people.importing.take import take
from safeguard.people.models import Adult, Child, Employment, Enrolment, Guardianship, SchoolClass
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_member, make_school, make_user

TODAY = date(2026, 11, 23)
SOFIA = {"class": "7-Б", "family": "Лисенко", "given": "Софія", "born_on": "21.03.2013", "sex": "ж"}
MOTHER = {"rep1_family": "Лисенко", "rep1_given": "Ольга", "rep1_kinship": "мати", "rep1_contact": "+380 67 000 00 01"}


@pytest.fixture(autouse=True)
def that_day():
    """What is taken is enrolled from that day on, whenever the tests run."""
    with clock.frozen(datetime.combine(TODAY, time(9), tzinfo=UTC)):
        yield


# --- the head of the table ---


@pytest.mark.parametrize("language", ["uk", "kk", "ru", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_an_empty_table_of_ours_is_read_in_each_language(kind, language):
    assert "" not in keys_of(kind, headings(kind, language))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ПРІЗВИЩЕ", "family"),
        ("Имя", "given"),
        ("Im'я", ""),
        ("ім'я", "given"),
        (" Сынып ", "class"),
        ("rep1_kinship", "rep1_kinship"),
    ],
)
def test_a_heading_is_known_however_it_is_typed(typed, key):
    found = keys_of(Kind.PUPILS, [typed, "Class", "Family name", "Given name"])
    assert found[0] == key


def test_a_table_without_its_columns_is_refused_by_their_names():
    with pytest.raises(RuleViolation, match="first line lacks") as refused:
        keys_of(Kind.PUPILS, ["Прізвище", "Ім'я"])
    assert "Клас" in str(refused.value.params)


# --- one line ---


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"family": ""}, "is empty"),
        ({"class": "сьомий"}, "is no class"),
        ({"class": "13-А"}, "is no class"),
        ({"born_on": "21 березня"}, "is no date"),
        ({"born_on": "21.03.1913"}, "can't be born"),
        ({"sex": "?"}, "isn't understood"),
        ({"given": "С" * 101}, "is longer"),
        ({"rep1_family": "Лисенко"}, "write family name, given name and kinship"),
        (MOTHER | {"rep1_kinship": "сусідка"}, "isn't understood"),
    ],
)
def test_what_a_line_may_not_hold(changed, why):
    [line] = read_lines(Kind.PUPILS, [SOFIA | changed], today=TODAY)
    assert any(why in reason.message for reason in line.reasons)


@pytest.mark.parametrize(
    ("typed", "grade", "letter"),
    [("7-Б", 7, "Б"), ("7б", 7, "Б"), ("7 «Ә»", 7, "Ә"), ("11", 11, ""), ("10-А", 10, "А"), ("7‑Б", 7, "Б")],
)
def test_a_class_is_read_as_schools_write_it(typed, grade, letter):
    [line] = read_lines(Kind.PUPILS, [SOFIA | {"class": typed}], today=TODAY)
    assert (line.school_class.grade, line.school_class.letter) == (grade, letter)


@pytest.mark.parametrize("typed", ["21.03.2013", "2013-03-21", "21/03/2013", "2013-03-21 00:00:00"])
def test_a_day_is_read_as_tables_write_it(typed):
    [line] = read_lines(Kind.PUPILS, [SOFIA | {"born_on": typed}], today=TODAY)
    assert line.born_on == date(2013, 3, 21)


def test_the_same_person_twice_in_one_table():
    first, second = read_lines(Kind.PUPILS, [SOFIA, SOFIA], today=TODAY)
    assert first.reasons == ()
    assert second.reasons[0].params == {"line": 2}


def test_the_apostrophe_before_a_plus_is_ours():
    [line] = read_lines(Kind.PUPILS, [SOFIA | MOTHER | {"rep1_contact": "'+380670000001"}], today=TODAY)
    assert line.representatives[0].contact == "+380670000001"


# --- against who is here ---


@pytest.fixture
def school(db):
    made = make_school()
    with school_scope(made.pk):
        yield made


@pytest.fixture
def by(db, school):
    return make_member(school, Role.SECRETARY)


def planned(school, *rows, kind=Kind.PUPILS):
    known = known_of(school, on=TODAY)
    return known, plan(kind, read_lines(kind, rows, today=TODAY), known)


def imported(school, by, *rows, kind=Kind.PUPILS):
    known, found = planned(school, *rows, kind=kind)
    return take(kind, found, known, school=school, by=by)


def fates(school, *rows, kind=Kind.PUPILS):
    return [each.fate for each in planned(school, *rows, kind=kind)[1]]


def test_a_second_import_of_the_same_table_finds_nothing_to_do(school, by):
    rows = [SOFIA | MOTHER, SOFIA | MOTHER | {"given": "Марта", "born_on": "02.02.2015", "class": "5-А"}]
    taken = imported(school, by, *rows)
    assert (taken.created, taken.changed, taken.refused) == (2, 0, [])
    assert fates(school, *rows) == [Fate.SAME, Fate.SAME]
    imported(school, by, *rows)
    assert (Child.objects.count(), Adult.objects.count(), Guardianship.objects.count()) == (2, 1, 2)
    assert {row.label for row in SchoolClass.objects.all()} == {"7\u2011Б", "5\u2011А"}


def test_nothing_is_written_by_looking(school):
    assert fates(school, SOFIA | MOTHER) == [Fate.NEW]
    assert not Child.objects.exists()


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"class": "7-А"}, ["class"]),
        ({"patronymic": "Олегівна"}, ["name"]),
        ({"family": "ЛИСЕНКО"}, ["name"]),
        (MOTHER | {"rep1_contact": "+380 50 000 00 09"}, ["contact"]),
        ({"rep1_family": "Лисенко", "rep1_given": "Петро", "rep1_kinship": "батько"}, ["representative"]),
        ({"sex": ""}, []),
        ({"born_on": ""}, []),
    ],
)
def test_what_differs_is_changed_and_an_empty_cell_changes_nothing(school, by, changed, what):
    imported(school, by, SOFIA | MOTHER)
    _known, [found] = planned(school, SOFIA | changed)
    assert [change.what for change in found.changes] == what
    imported(school, by, SOFIA | changed)
    [child] = Child.objects.all()
    assert (child.sex, child.open("born_on"), child.birth_year) == ("f", "2013-03-21", 2013)
    assert fates(school, SOFIA | changed) == [Fate.SAME]


def test_a_move_to_another_class_ends_the_one_before(school, by):
    imported(school, by, SOFIA)
    Enrolment.objects.update(from_on=date(2026, 9, 1))
    imported(school, by, SOFIA | {"class": "7-А"})
    assert [row.until_on is None for row in Enrolment.objects.order_by("from_on")] == [False, True]


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        pytest.param(SOFIA, Fate.SAME, id="name and birthday"),
        pytest.param(SOFIA | {"born_on": "22.03.2013"}, Fate.NEW, id="another birthday is another child"),
        pytest.param(SOFIA | {"born_on": ""}, Fate.SAME, id="no birthday, the same class"),
        pytest.param(SOFIA | {"born_on": "", "class": "5-А"}, Fate.FAULTY, id="no birthday, another class: asked"),
    ],
)
def test_who_is_the_same_child(school, by, row, fate):
    imported(school, by, SOFIA)
    assert fates(school, row) == [fate]


def test_of_two_children_of_one_name_none_is_guessed(school, by):
    imported(school, by, SOFIA, SOFIA | {"born_on": "22.03.2013"})
    assert fates(school, SOFIA | {"born_on": ""}) == [Fate.FAULTY]


def test_an_adult_of_the_same_name_is_a_parent_only_by_the_same_telephone(school, by):
    make_adult(school, "Лисенко\nОльга", is_staff=True)
    assert fates(school, SOFIA | MOTHER) == [Fate.FAULTY]
    adult = Adult.objects.get()
    adult.seal("contact", "067 000 00 01")
    adult.save()
    imported(school, by, SOFIA | MOTHER)
    assert Guardianship.objects.get().adult_id == adult.pk


# --- staff ---

TEACHER = {"family": "Ткаченко", "given": "Ірина", "position": "учителька", "class": "7-Б"}


def test_a_colleague_is_entered_with_position_and_class(school, by):
    imported(school, by, TEACHER, kind=Kind.STAFF)
    assert Employment.objects.get().position == "учителька"
    assert SchoolClass.objects.get().teacher == Adult.objects.get(is_staff=True)
    assert fates(school, TEACHER, kind=Kind.STAFF) == [Fate.SAME]
    imported(school, by, TEACHER | {"position": "завуч"}, kind=Kind.STAFF)
    assert Employment.objects.get(until_on=None).position == "завуч"


def test_a_member_with_an_account_is_asked_for_the_e_mail_and_then_linked(school, by):
    """A recusal reaches a colleague only through the account: nobody is entered a second time beside it."""
    user = make_user("Ткаченко Ірина")
    make_member(school, Role.CLASS_TEACHER, user=user)
    assert fates(school, TEACHER, kind=Kind.STAFF) == [Fate.FAULTY]
    assert fates(school, TEACHER | {"family": "Хмелюк", "email": user.email}, kind=Kind.STAFF) == [Fate.FAULTY]
    imported(school, by, TEACHER | {"email": user.email.upper()}, kind=Kind.STAFF)
    assert Adult.objects.get(user_id=user.pk).is_staff
    assert fates(school, TEACHER | {"email": user.email}, kind=Kind.STAFF) == [Fate.SAME]
