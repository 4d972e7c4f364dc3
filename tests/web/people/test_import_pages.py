"""Pupils from a table, in the browser: looked at, taken, and what can't be taken given back to be corrected."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.audit.models import AdministrativeAct
from safeguard.people.models import Child
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_member, make_school

pytestmark = pytest.mark.django_db
HEAD = "Клас;Прізвище;Ім'я;Дата народження"
LINES = (HEAD, "7-Б;Лисенко;Софія;21.03.2013", "сьомий;Хмелюк;Роман;02.02.2013")


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def page(school):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.get(pk=make_member(school, Role.SECRETARY).user_id))
    root = f"/s/{school.organisation.slug}/people/import/pupils/"
    return client, root


def table(lines=LINES, encoding="utf-8", name="pupils.csv"):
    return {"file": SimpleUploadedFile(name, "\r\n".join(lines).encode(encoding), "text/csv")}


def test_looked_at_then_taken_and_the_rest_given_back(school, page):
    client, root = page
    look = client.post(root, table())
    assert dict(look.context["counts"])["new"] == 1
    assert (look.context["takes"], look.context["faulty"]) == (1, 1)
    with school_scope(school.pk):
        assert not Child.objects.exists()
    sealed = {"sealed": look.context["sealed"]}
    given_back = client.post(f"{root}to-correct.csv", sealed).content.decode("utf-8-sig").splitlines()
    assert given_back[1].startswith("сьомий;Хмелюк;Роман")
    assert "is no class" in given_back[1]
    assert client.post(f"{root}apply/", sealed | {"seen": look.context["seen"]}).status_code == 302
    with school_scope(school.pk):
        assert [child.open("name") for child in Child.objects.all()] == ["Лисенко\nСофія"]
    act = AdministrativeAct.objects.get(kind="people.imported")
    assert act.data == {"kind": "pupils", "created": 1, "changed": 0}, "no name in a log"


def test_what_was_changed_since_the_look_is_looked_at_again(school, page):
    client, root = page
    look = client.post(root, table())
    with school_scope(school.pk):
        make_child(school, "Лисенко\nСофія")
    client.post(f"{root}apply/", {"sealed": look.context["sealed"], "seen": look.context["seen"]})
    with school_scope(school.pk):
        assert Child.objects.count() == 1


def test_what_excel_of_our_countries_writes_is_read(page):
    client, root = page
    assert client.post(root, table(encoding="cp1251")).context["takes"] == 1
    book = Workbook()
    for line in LINES:
        book.active.append(line.split(";"))
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert client.post(root, {"file": SimpleUploadedFile("p.xlsx", out.getvalue(), kind)}).context["takes"] == 1


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((HEAD,), None),
        (("Клас;Прізвище", "7;Лисенко"), "lacks these columns"),
        ((HEAD, *["7;Лисенко;Софія;"] * 1001), "At most 1000 lines"),
    ],
)
def test_a_table_that_cant_be_read_says_why(page, lines, why):
    client, root = page
    found = client.post(root, table(lines))
    assert (why or "") in " ".join(found.context["form"].errors.get("file", []))
    assert bool(found.context["form"].errors) == (why is not None)


def test_only_who_may_enter_people_imports(school):
    client = Client()
    client.force_login(User.objects.get(pk=make_member(school, Role.STAFF).user_id))
    for kind in ("pupils", "staff", "others"):
        assert client.get(f"/s/{school.organisation.slug}/people/import/{kind}/").status_code in {403, 404}


def test_statements_dont_grow_with_what_is_only_looked_at(page, django_assert_max_num_queries):
    client, root = page
    rows = [f"7-Б;Лисенко;Дитина{number};21.03.2013" for number in range(300)]
    with django_assert_max_num_queries(25):
        assert client.post(root, table((HEAD, *rows))).context["takes"] == 300
