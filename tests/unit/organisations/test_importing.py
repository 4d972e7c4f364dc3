"""A table of schools: each line understood or refused with its reason; taken twice it makes nothing twice."""

import io

import openpyxl
import pytest

from safeguard.access.roles import Role
from safeguard.errors import RuleViolation
from safeguard.organisations.domain.importing import read_lines
from safeguard.organisations.models import Organisation, School
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.services.importing import Fate, apply_import, plan_import
from safeguard.organisations.tables import read_table
from tests.factories import make_membership, make_region, make_school

LINE = {
    "short_name": "lyceum-1",
    "name": "Ліцей № 1",
    "department": "d",
    "order_number": "1",
    "order_date": "2025-09-01",
}
HEAD = "short_name;name;department;settlement\n"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"pupils": "400", "week": "6", "type": "lyceum"}, None),
        ({"order_date": "01.09.2025"}, None),
        ({"pupils": "400.0"}, None),
        ({"short_name": ""}, "%(column)s is empty"),
        ({"name": ""}, "%(column)s is empty"),
        ({"name": "x" * 201}, "%(column)s is longer than %(most)s characters"),
        ({"short_name": "Ліцей"}, "short_name may hold small Latin letters, figures and hyphens only"),
        ({"pupils": "many"}, "%(column)s must be a whole number from %(least)s to %(most)s"),
        ({"pupils": "-1"}, "%(column)s must be a whole number from %(least)s to %(most)s"),
        ({"week": "7"}, "%(column)s must be a whole number from %(least)s to %(most)s"),
        ({"type": "castle"}, "type must be one of: %(types)s"),
        ({"order_date": "31.02.2025"}, "%(column)s must be a date such as 2025-09-01"),
    ],
)
def test_a_line_is_understood_or_refused(change, reason):
    [line] = read_lines([LINE | change])
    assert [one.message for one in line.reasons] == ([reason] if reason else [])


def test_a_short_name_stands_once():
    lines = read_lines([LINE, LINE | {"short_name": "LYCEUM-1"}])
    assert [len(line.reasons) for line in lines] == [0, 1]
    assert [line.number for line in lines] == [2, 3]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((HEAD + "a;Б;d;Київ\n\n").encode(), id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + (HEAD + "a;Б;d;Київ").encode(), id="with a byte order mark"),
        pytest.param((HEAD + "a;Б;d;Київ").encode("cp1251"), id="as old Excel writes"),
        pytest.param((HEAD + "a;Б;d;Київ").replace(";", ",").encode(), id="commas"),
        pytest.param(
            (HEAD + "a;Б;d;Київ")
            .replace(";", "\t")
            .upper()
            .replace("A\t", "a\t")
            .replace("\tD\t", "\td\t")
            .replace("КИЇВ", "Київ")
            .encode(),
            id="tabs",
        ),
    ],
)
def test_a_csv_however_written(content):
    assert read_table(content, is_xlsx=False) == [
        {"short_name": "a", "name": "Б", "department": "d", "settlement": "Київ"}
    ]


def test_a_workbook():
    book = openpyxl.Workbook()
    book.active.append(["Short_Name", "name", "department", "pupils"])
    book.active.append(["a", "Б", "d", 400])
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue(), is_xlsx=True) == [
        {"short_name": "a", "name": "Б", "department": "d", "pupils": "400"}
    ]


@pytest.mark.parametrize(
    ("content", "is_xlsx"),
    [
        (b"", False),
        (b"a;b\n1;2", False),
        (b"\0\0", False),
        (b"PK\x03\x04 no", True),
        (HEAD.encode() + b"a;b;c;d\n" * 5001, False),
    ],
)
def test_what_is_no_such_table_is_refused(content, is_xlsx):
    with pytest.raises(RuleViolation) as refusal:
        read_table(content, is_xlsx=is_xlsx)
    assert refusal.value.field == "file"


@pytest.fixture
def region(db):
    return make_region()


def fates(region, *rows):
    return [one.fate for one in plan_import(read_lines(rows), root=region.ministry)]


def apply(region, *rows):
    by = as_member(make_membership(region.ministry.pk, Role.OPERATOR))
    return apply_import(plan_import(read_lines(rows), root=region.ministry), by=by)


def test_taken_twice_it_makes_nothing_twice_and_changed_cells_change(region):
    row = LINE | {"department": region.district.slug, "pupils": "400"}
    assert fates(region, row) == [Fate.NEW]
    assert apply(region, row) == (1, 0, [])
    assert fates(region, row) == [Fate.SAME]
    assert apply(region, row) == (0, 0, [])
    changed = row | {"pupils": "410", "settlement": "Вигадане", "phone": ""}
    assert apply(region, changed) == (0, 1, [])
    school = School.objects.get(organisation__slug="lyceum-1")
    assert (school.pupils, school.settlement, school.organisation.country) == (410, "Вигадане", "ua")
    assert Organisation.objects.filter(slug="lyceum-1").count() == 1
    assert school.organisation.adoptions.get().order_number == "1"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"department": "nowhere"}, id="no such department"),
        pytest.param({"order_number": ""}, id="no order"),
        pytest.param({"order_date": "2999-01-01"}, id="an order of the future"),
        pytest.param({"type": "adults"}, id="adults, whose procedure no table names"),
    ],
)
def test_a_line_that_doesnt_fit_the_tree_is_faulty_and_makes_nothing(region, change):
    row = LINE | {"department": region.district.slug} | change
    assert fates(region, row) == [Fate.FAULTY]
    assert apply(region, row) == (0, 0, [])
    assert not Organisation.objects.filter(slug="lyceum-1").exists()


def test_somebody_elses_school_and_department_cant_be_touched(region):
    other = make_school()
    own = {"department": region.district.slug}
    assert fates(region, LINE | own | {"short_name": other.organisation.slug}) == [Fate.FAULTY]
    assert fates(region, LINE | {"department": make_region().district.slug}) == [Fate.FAULTY]
    assert fates(region, LINE | own | {"short_name": region.region.slug}) == [Fate.FAULTY]


def test_a_table_makes_no_school_of_children_one_for_adults(region):
    row = LINE | {"department": region.district.slug}
    apply(region, row)
    created, changed, refused = apply(region, row | {"type": "adults"})
    assert (created, changed, [line.short_name for line in refused]) == (0, 0, ["lyceum-1"])
    assert School.objects.get(organisation__slug="lyceum-1").school_type == "school"


def test_a_table_moves_no_school(region):
    school = make_school(district=region.district)
    row = LINE | {"short_name": school.organisation.slug, "department": region.region.slug}
    assert fates(region, row) == [Fate.FAULTY]


def test_looking_costs_the_same_for_one_line_and_a_hundred(region, django_assert_max_num_queries):
    rows = [LINE | {"short_name": f"s-{n}", "department": region.district.slug} for n in range(100)]
    with django_assert_max_num_queries(4):
        plan_import(read_lines(rows), root=region.ministry)
