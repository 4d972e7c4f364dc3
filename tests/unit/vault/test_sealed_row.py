"""Rows open their own words, in the school's scope, until the key is erased."""

from uuid import uuid4

import pytest
from django.db import connection

from safeguard.people.models import Adult, Child
from safeguard.tenancy.scope import NoSchoolScope, school_scope
from safeguard.vault import keys
from safeguard.vault.blind import blind_index
from safeguard.vault.envelope import Tampered
from safeguard.vault.fields import Shredded
from safeguard.vault.keys import KeyShredded, UnknownKey, build_key, load, new_key
from safeguard.vault.models import DataKey, Purpose, SchoolKey
from tests.factories import LONG_AGO, make_adult, make_child, make_school

pytestmark = pytest.mark.django_db

NAME = "Ковальчук\nОлена"


def shred(key: DataKey) -> None:
    DataKey.objects.filter(pk=key.pk).update(wrapped=None, shredded_at=LONG_AGO)


def test_the_database_holds_no_clear_text():
    school = make_school()
    with school_scope(school.pk):
        child = make_child(school, NAME)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM people_child WHERE id = %s", [child.pk])
            stored = b"".join(bytes(v) if isinstance(v, memoryview) else str(v).encode() for v in cursor.fetchone())
        assert "Ковальчук".encode() not in stored
        assert Child.objects.get().open("name") == NAME


def test_an_empty_column_opens_as_nothing():
    school = make_school()
    with school_scope(school.pk):
        adult = make_adult(school)
        optional = next(f.name for f in Adult._meta.fields if type(f).__name__ == "SealedField" and f.null)
        for nothing in (None, ""):
            adult.seal(optional, nothing)
            assert getattr(adult, optional) is None
            assert adult.open(optional) == ""
        adult.seal("name", "")
        assert adult.name != b""
        assert adult.open("name") == ""


def test_bytes_come_back_as_they_were():
    school = make_school()
    with school_scope(school.pk):
        adult = make_adult(school)
        adult.seal_bytes("name", b"\x00\xff%PDF")
        adult.save()
        assert Adult.objects.get().open_bytes("name") == b"\x00\xff%PDF"


def test_words_moved_to_another_row_or_under_another_key_are_refused():
    school = make_school()
    with school_scope(school.pk):
        first, second = make_child(school), make_child(school)
        Child.objects.filter(pk=first.pk).update(name=second.name)
        with pytest.raises(Tampered):
            Child.objects.get(pk=first.pk).open("name")
        Child.objects.filter(pk=first.pk).update(data_key=second.data_key_id)
        with pytest.raises(Tampered):
            Child.objects.get(pk=first.pk).open("name")


def test_a_key_of_one_school_doesnt_open_anything_in_another():
    ours, theirs = make_school(), make_school()
    with school_scope(theirs.pk):
        foreign = new_key(Purpose.PERSON)
    with school_scope(ours.pk):
        with pytest.raises(UnknownKey):
            keys.clear_key(foreign.pk)
        with pytest.raises(Tampered):  # even when its bytes are at hand
            keys.remember(foreign)


def test_outside_a_scope_nothing_is_sealed_or_opened():
    school = make_school()
    with school_scope(school.pk):
        child = make_child(school)
    for act in (lambda: child.open("name"), lambda: child.seal("name", NAME), lambda: new_key(Purpose.PERSON)):
        with pytest.raises(NoSchoolScope):
            act()


def test_erased_words_have_a_marker_and_the_rest_of_the_page_opens():
    school = make_school()
    with school_scope(school.pk):
        gone, there = make_child(school), make_child(school, NAME)
        shred(gone.data_key)
    with school_scope(school.pk):
        opened = {child.pk: child.open("name") for child in Child.objects.all()}
        assert isinstance(opened[gone.pk], Shredded)
        assert opened[gone.pk]  # words that say so
        assert opened[there.pk] == NAME
        erased = Child.objects.get(pk=gone.pk)
        with pytest.raises(KeyShredded):
            erased.open_bytes("name")
        with pytest.raises(KeyShredded):
            erased.seal("name", NAME)


@pytest.mark.parametrize("select_related", [False, True], ids=["loaded", "joined"])
def test_a_list_of_any_length_takes_as_many_queries(select_related, django_assert_num_queries):
    school = make_school()
    with school_scope(school.pk):
        for _ in range(12):
            make_child(school, NAME)
    for count in (3, 12):
        # the setting and its end, the rows, the school's key; the data keys unless they came with the rows
        with django_assert_num_queries(6 if select_related else 7), school_scope(school.pk):
            children = Child.objects.order_by("pk")[:count]
            if select_related:
                children = children.select_related("data_key")
            else:
                load(child.data_key_id for child in children)
            assert [child.open("name") for child in children] == [NAME] * count


def test_keys_in_the_clear_are_forgotten_with_the_scope(django_assert_num_queries):
    school = make_school()
    with school_scope(school.pk):
        key = new_key(Purpose.CASE)
        with django_assert_num_queries(0):
            keys.clear_key(key.pk)
    with school_scope(school.pk), django_assert_num_queries(2):
        keys.clear_key(key.pk)


def test_keys_for_a_bulk_insert_are_usable_before_they_are_saved():
    school = make_school()
    with school_scope(school.pk):
        built = [build_key(Purpose.PERSON) for _ in range(3)]
        children = [Child(school=school, data_key=key, created_at=LONG_AGO, birth_year=2013) for key in built]
        for child in children:
            child.seal("name", NAME)
        DataKey.objects.bulk_create(built)
        Child.objects.bulk_create(children)
    with school_scope(school.pk):
        assert [child.open("name") for child in Child.objects.all()] == [NAME] * 3
        assert len({bytes(key.wrapped) for key in DataKey.objects.all()}) == 3


# --- the master key ---

OLD, NEW = "1:" + "A" * 43 + "=", "2:" + "B" * 42 + "A="


def test_a_new_master_key_wraps_and_the_old_one_still_unwraps(settings):
    settings.MASTER_KEYS = [OLD]
    before = make_school()
    with school_scope(before.pk):
        make_child(before, NAME)
    settings.MASTER_KEYS = [NEW, OLD]
    after = make_school()
    with school_scope(after.pk):
        assert SchoolKey.objects.get().master_id == "2"
    with school_scope(before.pk):
        assert SchoolKey.objects.get().master_id == "1"
        assert Child.objects.get().open("name") == NAME


def test_without_its_master_key_nothing_opens(settings):
    settings.MASTER_KEYS = [OLD]
    school = make_school()
    with school_scope(school.pk):
        make_child(school, NAME)
    settings.MASTER_KEYS = [NEW]
    with school_scope(school.pk), pytest.raises(UnknownKey, match="master key 1"):
        Child.objects.get().open("name")
    settings.MASTER_KEYS = [NEW.replace("2:", "1:")]
    with school_scope(school.pk), pytest.raises(Tampered):
        Child.objects.get().open("name")


# --- exact look-up ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Ковальчук Олена", "  ковальчук   ОЛЕНА ", id="case and spaces"),
        pytest.param("Мар'яна", "Мар\u02bcяна", id="modifier apostrophe"),
        pytest.param("Мар'яна", "Мар\u2019яна", id="right quotation mark"),
        pytest.param("Сергій", "Сергіи\u0306", id="letter in two parts"),
        pytest.param("Әлия", "әЛИЯ", id="Kazakh letters"),
    ],
)
def test_the_blind_index_knows_one_name_however_typed(one, other):
    school = uuid4()
    assert blind_index(school, one) == blind_index(school, other)


def test_the_blind_index_finds_the_same_words_in_one_school_only(settings):
    ours, theirs = uuid4(), uuid4()
    found = blind_index(ours, "Ковальчук Олена")
    assert found != blind_index(ours, "Ковальчук Олени")
    assert found != blind_index(theirs, "Ковальчук Олена")
    settings.BLIND_INDEX_KEY = "another"
    assert found != blind_index(ours, "Ковальчук Олена")
