"""Names: sorted as the alphabet says, found however typed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguard.people.alphabet import sort_key
from safeguard.people.matching import is_same_name, ranked
from safeguard.people.names import FullName


@dataclass(frozen=True)
class Somebody:
    spoken: str


@pytest.mark.parametrize(
    ("language", "names"),
    [
        pytest.param("uk", ["Гайовий", "Ґанжа", "Дубовик", "Євич", "Жук"], id="ґ after г, є after е"),
        pytest.param("uk", ["Зірчук", "Ивас", "Івас", "Їжак", "Йосипенко", "Кит"], id="и і ї й"),
        pytest.param("uk", ["Мальвенко", "М’ята", "Нивенко"], id="an apostrophe weighs nothing"),
        pytest.param("uk", ["Вербова", "Вербова Анна", "Вербовенко"], id="a shorter word first"),
        pytest.param("kk", ["Абай", "Әбен", "Бұлақ", "Ғарыш", "Дала"], id="ә after а, ғ after г"),
        pytest.param("kk", ["Қабыл", "Лашын", "Наурыз", "Ңұр", "Өзен", "Поля"], id="қ ң ө"),
        pytest.param("kk", ["Ұлан", "Үміт", "Фариза", "Һарун", "Ыбырай", "Ілияс", "Эльмира"], id="ұ ү һ ы і"),
        pytest.param("uk", ["Яворенко", "Smith"], id="Latin after ours"),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(language, names):
    mixed = names[::-1]
    assert sorted(mixed, key=lambda name: sort_key(name, language)) == names


PUPILS = [
    Somebody(name) for name in ("Мельник Софія Петрівна", "Мельниченко Софія", "Дем'янчук Марта", "Әбілқасым Айзере")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("мельник соф", "Мельник Софія Петрівна"),
        ("софия мельник", "Мельник Софія Петрівна"),
        ("мелнник", "Мельник Софія Петрівна"),
        ("демʼянчук", "Дем'янчук Марта"),
        ("демянчук", "Дем'янчук Марта"),
        ("марта", "Дем'янчук Марта"),
        ("абилкасым", "Әбілқасым Айзере"),
        ("айзере", "Әбілқасым Айзере"),
    ],
)
def test_a_pupil_is_found_however_typed(typed, found):
    assert ranked(typed, PUPILS, limit=5)[0].spoken == found


@pytest.mark.parametrize("typed", ["", "  ", "Зюзя", "я"])
def test_nobody_is_found_by_nothing_or_by_another_name(typed):
    assert ranked(typed, PUPILS, limit=5) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Вербова Олена Петрівна", "Олена Вербова", True),
        ("Вербова Олена", "вербова  олена", True),
        ("Вербова Олена Петрівна", "Вербова Олена Іванівна", False),
        ("Вербова", "Вербова", False),
        ("Вербова Олена", "Вербова Ольга", False),
    ],
)
def test_the_same_name(one, other, same):
    assert is_same_name(one, other) is same


@given(
    st.tuples(
        *[st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))] * 3
    )
)
def test_a_name_is_stored_and_read_unchanged(parts):
    name = FullName(*parts).tidied()
    assert FullName.read(name.stored) == name
