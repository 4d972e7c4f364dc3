"""A report from another program becomes the same case as one from the pages, once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseEvent, Deadline, Involvement, Recusal, Report
from safeguard.access.roles import Role
from safeguard.people.models import Child
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.enums import Scope
from safeguard.tokens.models import AnsweredKey
from tests.factories import make_adult, make_child, make_member, make_user
from tests.web.api.conftest import NOW, Api, secret_of

WORDS = "Відібрали рюкзак і кинули у воду."


@pytest.fixture
def child(school):
    with school_scope(school.pk):
        return make_child(school)


@pytest.fixture
def sent(child):
    return {
        "people": [
            {"role": "victim", "child": str(child.pk)},
            {"role": "accused", "name": {"family": "Вигаданий", "given": "Хлопець"}},
        ],
        "kinds": ["physical"],
        "place": "yard",
        "happened_at": (NOW - timedelta(hours=1)).isoformat(),
        "narrative": WORDS,
        "danger_now": "no",
        "first_aid_given": False,
    }


@pytest.fixture
def api(school):
    return Api(secret_of(school.organisation, Scope.REPORTS_WRITE))


@pytest.mark.parametrize(
    ("named", "is_member", "status", "ground"),
    [
        pytest.param("adult", None, 400, None, id="nothing said of an adult of the school"),
        pytest.param("adult", True, 201, "doubt", id="it's the colleague: a program links nobody"),
        pytest.param("adult", False, 201, None, id="it's another person"),
        pytest.param("name", None, 400, None, id="nothing said of a new name"),
        pytest.param("name", True, 201, "doubt", id="a new name is the colleague's"),
        pytest.param("name", False, 201, None, id="a new name is another person's"),
    ],
)
def test_of_whose_name_somebody_works_here_it_must_be_said(school, api, sent, named, is_member, status, ground):
    deputy = make_member(school, Role.DEPUTY, user=make_user("Коваль Іван"))
    with school_scope(school.pk):
        adult = make_adult(school, "Коваль\nІван")
    who = {"adult": str(adult.pk)} if named == "adult" else {"name": {"family": "Коваль", "given": "Іван"}}
    accused = {"role": "accused", "is_adult": True, **who}
    sent["people"][1] = accused if is_member is None else accused | {"is_member": is_member}
    assert api.post("reports/", sent).status_code == status
    with school_scope(school.pk):
        found = list(Recusal.objects.filter(user_id=deputy.user_id).values_list("ground", flat=True))
    assert found == ([ground] if ground else [])


def cases(school):
    with school_scope(school.pk):
        return Case.objects.count()


def test_it_opens_a_numbered_case_with_its_clocks(school, api, sent):
    response = api.post("reports/", sent)
    assert response.status_code == 201, response.content
    body = response.json()
    assert (body["number"], body["case_number"], body["school_year"]) == (1, 1, 2025)
    assert WORDS not in response.content.decode()
    with school_scope(school.pk):
        assert Report.objects.get().open("narrative") == WORDS
        assert Deadline.objects.get(rule="police_notice").due_at == NOW + timedelta(hours=24)
        assert {event.by_name for event in CaseEvent.objects.all()} == {"integration: Diary"}
        assert sorted(Involvement.objects.values_list("role", flat=True)) == ["accused", "victim"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"happened_at": (NOW + timedelta(hours=1)).isoformat()}, "happened"),
        ({"happened_at": "yesterday"}, "happened_at"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["theft"]}, "kinds.0"),
        ({"people": []}, "people.non_field_errors"),
        ({"people": [{"role": "victim"}]}, "people.0.non_field_errors"),
        ({"people": [{"role": "witness", "name": {"family": "Свідок"}}]}, "victims"),
        ({"people": [{"role": "victim", "child": "0198f3a2-7a10-7cc1-a2f0-4a1d2f3b4c5d"}]}, "victims"),
        ({"narrative": ""}, "narrative"),
        ({"danger_now": "perhaps"}, "danger_now"),
    ],
)
def test_what_cant_be_is_refused_beside_its_field_and_nobody_is_entered(school, api, sent, change, field):
    response = api.post("reports/", sent | change)
    assert response.status_code == 400
    assert list(response.json()["fields"]) == [field]
    with school_scope(school.pk):
        assert Child.objects.count() == 1
    assert cases(school) == 0


def test_the_victim_cant_be_the_accused(school, api, sent, child):
    both = [{"role": role, "child": str(child.pk)} for role in ("victim", "accused")]
    response = api.post("reports/", sent | {"people": both})
    assert (response.status_code, list(response.json()["fields"])) == (400, ["accused"])


def test_a_child_of_another_school_is_unknown(school, other, api, sent):
    with school_scope(other.pk):
        stranger = make_child(other)
    response = api.post("reports/", sent | {"people": [{"role": "victim", "child": str(stranger.pk)}]})
    assert response.status_code == 400
    assert cases(school) == cases(other) == 0


def test_the_same_key_files_once(school, api, sent):
    first = api.post("reports/", sent, **{"idempotency-key": "diary-1"})
    again = api.post("reports/", sent, **{"idempotency-key": "diary-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert cases(school) == 1
    with school_scope(school.pk):
        assert WORDS not in str(vars(AnsweredKey.objects.get()))


def test_a_key_used_for_something_else_is_a_conflict(school, api, sent):
    api.post("reports/", sent, **{"idempotency-key": "diary-1"})
    response = api.post("reports/", sent | {"place": "home"}, **{"idempotency-key": "diary-1"})
    assert response.status_code == 409
    assert cases(school) == 1


def test_a_refused_report_leaves_its_key_free(school, api, sent):
    assert api.post("reports/", sent | {"kinds": []}, **{"idempotency-key": "k"}).status_code == 400
    assert api.post("reports/", sent, **{"idempotency-key": "k"}).status_code == 201


def test_keys_of_two_tokens_have_nothing_to_do_with_each_other(school, api, sent):
    second = Api(secret_of(school.organisation, Scope.REPORTS_WRITE))
    assert [one.post("reports/", sent, **{"idempotency-key": "k"}).status_code for one in (api, second)] == [201, 201]


@pytest.mark.parametrize("body", ["", "{", "[1]", '"x"'])
def test_what_isnt_a_report_at_all_is_a_400(api, body):
    response = api.client.post("/api/v1/reports/", body, content_type="application/json", headers=api.headers)
    assert response.status_code == 400
    assert set(response.json()) == {"status", "error", "fields"}


def test_the_number_of_statements_is_the_same_for_2_and_30_people(school, api, sent):
    with school_scope(school.pk):
        many = [{"role": "witness", "child": str(make_child(school).pk)} for _ in range(28)]
    counts = []
    for people in (sent["people"][:1], sent["people"][:1] + many):
        with CaptureQueriesContext(connection) as seen:
            assert api.post("reports/", sent | {"people": people}).status_code == 201
        counts.append([one["sql"] for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "UPDATE"))])
    assert len(counts[0]) == len(counts[1]) <= 15, counts[0]
