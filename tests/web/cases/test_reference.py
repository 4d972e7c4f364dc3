"""Hotlines and penalties where they help: the report, the page of limits, the letter to the parents. Dated, cited."""

import json
from datetime import date

import pytest
from django.utils import translation

from cases.presenters.reference import concealment, dial, first_numbers, hotlines, penalties
from cases.presenters.reports import numbers
from safeguard.documents.models import Document
from safeguard.procedures import catalogue
from safeguard.tenancy.scope import school_scope
from tests.web.cases.conftest import text

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def held(name):
    return catalogue.load_procedure(name, catalogue.versions(name)[-1])


@pytest.mark.parametrize(("country", "police", "child_line"), [("ua", "102", "116 111"), ("kz", "102", "111")])
def test_whom_to_call_first_comes_from_the_reference_data(country, police, child_line):
    assert [number for _, number in first_numbers(country, DAY)] == [police, child_line]
    assert {police, child_line.replace(" ", "")} <= {line["dial"] for line in numbers(country)}


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("116 111", "116111"), ("8 (7172) 71-25-54", "87172712554"), ("+7 777 678 75 90", "+77776787590")],
)
def test_a_number_can_be_called(number, dialled):
    assert dial(number) == dialled


@pytest.mark.parametrize("country", ["ua", "kz"])
def test_every_line_says_where_it_was_read_and_when(country):
    with translation.override("en"):
        found = hotlines(country, DAY)
    assert len(found) >= 6
    assert all("checked on" in line["source"] for line in found)
    assert all(line["numbers"] or line["site"] for line in found)


def test_what_was_checked_long_ago_says_so():
    with translation.override("en"):
        by_title = {line["title"]: line["source"] for line in hotlines("ua", DAY)}
    assert "not checked for over a year" in by_title["Bullying line"]
    assert "not checked for over a year" not in by_title["National child helpline"]


def test_lines_for_children_arent_offered_among_adults():
    with translation.override("en"):
        titles = {line["title"] for line in hotlines("ua", DAY, adult_learners=True)}
    assert titles == {"Police", "Commissioner for human rights of the Parliament of Ukraine", "Free legal aid"}


@pytest.mark.parametrize(
    ("procedure", "who", "penalty"),
    [
        ("ua-1646", "head of the school", "50 to 100 non-taxable minimum incomes"),
        ("ua-bila-tserkva-21", "head of the school", "50 to 100 non-taxable minimum incomes"),
        ("ua-kharkiv-51", "head of the school", "50 to 100 non-taxable minimum incomes"),
        ("kz-2021", "everyone", "liability under the laws of Kazakhstan"),
        ("ua-dnipro-cpto", None, None),
    ],
)
def test_what_not_telling_may_cost(procedure, who, penalty):
    """UA-K-M.2: near the clock of 24 hours; none among adults (C-12)."""
    with translation.override("en"):
        found = concealment(held(procedure), DAY)
    if who is None:
        assert found is None
    else:
        assert found is not None
        assert found["who"] == who
        assert penalty in found["penalty"]
        assert "checked on" in found["source"]


@pytest.mark.parametrize(("procedure", "disputed"), [("ua-1646", 0), ("ua-kharkiv-51", 2), ("kz-2021", 0)])
def test_what_a_text_prints_against_the_law_says_so(procedure, disputed):
    """C-21."""
    assert sum(each["is_disputed"] for each in penalties(held(procedure), DAY)) == disputed


def test_the_page_of_limits_shows_them(place):
    page = text(place.case_page(place.head, "deadlines/"))
    for words in ("What not telling may cost", "What the law provides", "art. 173-4 part 5", "tel:116111", "15-47"):
        assert words in page


def test_the_report_shows_every_line_one_tap_away(place):
    page = text(place.get(place.head, "report/"))
    for words in ("If a child is in danger now, call first", "All lines that help", "tel:102", "tel:0800500335"):
        assert words in page


def test_so_does_the_page_after_filing(place):
    with school_scope(place.school.pk):
        report_id = place.case.reports.values_list("pk", flat=True)[0]
    assert "tel:1547" in text(place.get(place.head, f"report/{report_id}/done/"))


def letter(place, rule, **answers):
    assert place.on_case(place.head, f"documents/letters/{rule}/", answers).status_code == 302
    with school_scope(place.school.pk):
        row = Document.objects.select_related("data_key").get(case_id=place.case.pk)
        return json.loads(row.open("sheet"))


def test_the_letter_to_the_parents_keeps_both_as_they_were_on_its_day(place):
    sheet = letter(place, "guardian_notice", whom=f"{place.victim.pk}:{place.mother.pk}")
    lines = {fact["label"]: fact["lines"] for fact in sheet["facts"]}
    [calls] = [found for found in lines.values() if any("116 111" in line for line in found)]
    assert "Національна дитяча гаряча лінія: 116 111, 0 800 500 225 (цілодобово, безкоштовно, анонімно)" in calls
    [law] = [found for found in lines.values() if any("ст. 173-4, ч. 1" in line for line in found)]
    assert len(law) == 6
    assert law[0].startswith("Булінг (цькування) – особа, яка вчинила діяння: штраф від 50 до 100")


def test_a_letter_to_the_police_has_neither(place):
    sheet = letter(place, "police_notice")
    assert "173-4" not in json.dumps(sheet, ensure_ascii=False)
    assert "116 111" not in json.dumps(sheet, ensure_ascii=False)
