"""Cases, limits and figures as codes; what belongs to somebody else isn't there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from cases.enums import RecusalGround
from cases.models import Recusal
from reporting.services.refresh import refresh_levels, refresh_school
from safeguard.access.roles import Role
from safeguard.audit.models import AccessRecord
from safeguard.organisations.selectors.members import as_member
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from tests.factories import make_membership, make_school
from tests.web.api.conftest import NOW, Api, make_cases, secret_of

CASE_FIELDS = {"id", "number", "school_year", "status", "kinds", "place", "received_at", "next_due_at"}


def test_a_case_is_codes_and_no_word(school, everything):
    [case] = make_cases(school)
    response = Api(everything).get("cases/")
    [row] = response.json()["results"]
    assert set(row) == CASE_FIELDS
    assert (row["id"], row["number"], row["status"], row["kinds"]) == (
        str(case.pk),
        case.number,
        "open",
        ["psychological"],
    )
    assert row["received_at"].endswith("+03:00")
    detail = Api(everything).get(f"cases/{case.pk}/").json()
    assert set(detail) == CASE_FIELDS | {"procedure", "procedure_version", "closed_on", "deadlines"}
    assert {limit["rule"] for limit in detail["deadlines"]} >= {"police_notice", "resolution"}
    assert "Цькування" not in response.content.decode() + str(detail)


@pytest.mark.parametrize(
    ("query", "count"),
    [({"status": "open"}, 2), ({"status": "closed"}, 0), ({"kind": "psychological"}, 2), ({"kind": "sexual"}, 0)],
)
def test_filters_narrow(school, everything, query, count):
    make_cases(school, 2)
    assert len(Api(everything).get("cases/", **query).json()["results"]) == count


@pytest.mark.parametrize(
    ("address", "query", "field"),
    [
        ("cases/", {"status": "gone"}, "status"),
        ("cases/", {"kind": "x"}, "kind"),
        ("deadlines/", {"due_before": "tomorrow"}, "due_before"),
        ("statistics/", {"quarter": "2025-5"}, "quarter"),
        ("statistics/", {"indicator": "names"}, "indicator"),
    ],
)
def test_a_wrong_filter_is_named_in_the_readers_language(school, everything, address, query, field):
    for language in ("en", "uk", "kk", "ru"):
        response = Api(everything, language).get(address, **query)
        assert response.status_code == 400
        assert response["Content-Language"] == language
        assert list(response.json()["fields"]) == [field]


def test_pages_are_followed_to_the_end(school, everything):
    made = {str(case.pk) for case in make_cases(school, 51)}
    api, seen, address = Api(everything), [], "/api/v1/cases/"
    while address:
        page = api.client.get(address, headers=api.headers).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == 51
    assert set(seen) == made


def test_limits_before_an_instant_the_soonest_first(school, everything):
    make_cases(school)
    before = NOW - timedelta(days=1)
    rows = Api(everything).get("deadlines/", due_before=before.isoformat()).json()["results"]
    assert "police_notice" in {row["rule"] for row in rows}
    assert "resolution" not in {row["rule"] for row in rows}
    assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)


def test_another_schools_case_is_like_one_that_never_was(school, other, everything):
    [case] = make_cases(other)
    hidden, absent = (Api(everything).get(f"cases/{pk}/") for pk in (case.pk, uuid4()))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json() == absent.json()
    assert Api(everything).get("cases/").json()["results"] == []
    assert Api(everything).get("deadlines/").json()["results"] == []


def test_a_token_shows_nobody_a_case_from_which_its_maker_is_recused(school):
    head = as_member(make_membership(school.pk, Role.PRINCIPAL))
    api = Api(secret_of(school.organisation, *Scope, by=head))
    [case] = make_cases(school)
    with school_scope(school.pk):
        Recusal.objects.create(
            school=school, case=case, user_id=head.user_id, ground=RecusalGround.SIDE,
            recorded_at=NOW, recorded_by=head.user_id,
        )  # fmt: skip
    assert api.get(f"cases/{case.pk}/").status_code == 404
    assert api.get("cases/").json()["results"] == api.get("deadlines/").json()["results"] == []


def test_every_look_is_recorded_refusals_too(school, everything):
    [case] = make_cases(school)
    absent = uuid4()
    for address in ("cases/", f"cases/{case.pk}/", "deadlines/", f"cases/{absent}/"):
        Api(everything).get(address)
    with school_scope(school.pk):
        looks = AccessRecord.objects.order_by("at", "pk").values_list("user_name", "case_id", "what", "is_allowed")
        assert list(looks) == [
            ("integration: Diary", case.pk, "api list", True),
            ("integration: Diary", case.pk, "api", True),
            ("integration: Diary", case.pk, "api list", True),
            ("integration: Diary", absent, "api", False),
        ]


@pytest.mark.parametrize("address", ["cases/", "deadlines/", "statistics/"])
def test_the_number_of_statements_is_the_same_for_1_and_30(school, everything, address):
    counts = []
    for more in (1, 29):
        make_cases(school, more)
        with CaptureQueriesContext(connection) as seen:
            assert Api(everything).get(address).status_code == 200
        counts.append(len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "UPDATE"))]))
    assert counts[0] == counts[1] <= 12


def figures(api, **query):
    response = api.get("statistics/", **{"quarter": "2025-1", "indicator": "cases", "kind": "total", **query})
    body = response.json() if response.status_code == 200 else {"figures": []}
    return response.status_code, [row["value"] for row in body["figures"]]


def count(*schools):
    for school in schools:
        refresh_school(school.pk)
    refresh_levels()


def test_a_school_reads_its_own_figures_and_no_other_place(region, school, other, everything):
    make_cases(school, 2)
    make_cases(other)
    count(school, other)
    assert figures(Api(everything)) == (200, [2])
    for slug in (other.organisation.slug, region.district.slug, region.region.slug, "nowhere"):
        assert figures(Api(everything), place=slug) == (404, [])


@pytest.mark.parametrize("level", ["district", "region", "ministry"])
def test_a_department_reads_its_place_and_every_place_below(region, school, other, level):
    make_cases(school, 2)
    make_cases(make_school(district=region.district))
    make_cases(other)
    count(school, other)
    api = Api(secret_of(getattr(region, level), Scope.STATISTICS_READ))
    assert figures(api)[0] == 200
    assert figures(api, place=region.district.slug) == figures(api)
    assert figures(api, place=school.organisation.slug) == (200, [2])
    assert figures(api, place=other.organisation.slug) == (404, [])
    if level == "district":
        assert figures(api, place=region.region.slug) == (404, [])


def test_a_departments_answer_holds_counts_of_places_and_nothing_of_a_case(region, school, department):
    [case] = make_cases(school)
    count(school)
    body = Api(department).get("statistics/", quarter="2025-1")
    assert set(body.json()) == {"quarter", "place", "figures", "below"}
    assert [row["place"]["slug"] for row in body.json()["below"]] == [school.organisation.slug]
    assert {key for row in body.json()["figures"] for key in row} == {"indicator", "kind", "value"}
    assert str(case.pk) not in body.content.decode()


def api_addresses():
    [api] = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/"]
    return [str(one.pattern) for one in api.url_patterns]


def test_a_department_reaches_no_case_by_any_address_of_the_api(school, department):
    [case] = make_cases(school)
    count(school)
    walked = [address.replace("<uuid:case_id>", str(case.pk)) for address in api_addresses()]
    assert len(walked) == 5
    for address in walked:
        for response in (
            Api(department).get(address),
            Api(department).post(address, {}),
            Api(department).get(address, place=school.organisation.slug, case=str(case.pk)),
        ):
            assert response.status_code in {200, 403, 404, 405}
            assert response.status_code != 200 or address == "statistics/"
            assert str(case.pk) not in response.content.decode()
            assert "case_number" not in response.content.decode()
