"""Who sees a case: let in, work on it, end it, step back. Who may, who may not, what the chronology says."""

from uuid import uuid4

import pytest

from cases.models import CaseUserObjectPermission, Handling, Recusal
from safeguard.access.roles import Role
from safeguard.outbox.models import Message
from tests.factories import make_member, make_school
from tests.web.cases.conftest import LATER, errors, text

pytestmark = pytest.mark.django_db
WHY = "Готує висновок для комісії."
ACTS = ("access/give/", "access/recuse/", "access/recuse/other/", "access/{user}/end/", "access/{user}/release/")


@pytest.fixture
def psychologist(place):
    """No office opens the case to her."""
    return place.member(Role.PSYCHOLOGIST, name="Дарина Ясен")


def giving(member, how="reader", **answers):
    return {"user": str(member.user_id), "how": how, "reason": WHY, "is_warned": "warned"} | answers


def give(place, member, how="reader", by=None):
    answer = place.on_case(by or place.head, "access/give/", giving(member, how))
    assert answer.status_code == 302, errors(answer)


def on_page(place, part):
    """Names on the page of access, as the head sees it."""
    return {one["name"]: one for one in place.case_page(place.head, "access/").context[part]}


# --- letting in ---


@pytest.mark.parametrize(
    ("how", "kind", "why"),
    [("reader", "access.granted", "was given access"), ("handler", "handler.assigned", "works on the case")],
)
def test_a_colleague_is_let_in_with_a_reason_and_after_a_warning(place, psychologist, how, kind, why):
    assert place.case_page(psychologist, "").status_code == 404
    give(place, psychologist, how)
    assert place.case_page(psychologist, "").status_code == 200
    assert place.events(kind)[-1] == {"user": str(psychologist.user_id), "warned": True}
    assert on_page(place, "onlookers")["Дарина Ясен"]["why"] == why
    assert WHY in text(place.case_page(place.head, "timeline/"))
    told = place.rows(Message, recipient_id=psychologist.user_id, kind="duty")
    assert [message.case_id for message in told] == [place.case.pk]


@pytest.mark.parametrize(
    ("missing", "field"),
    [({"reason": "  "}, "reason"), ({"is_warned": ""}, "is_warned"), ({"how": ""}, "how"), ({"user": ""}, "user")],
    ids=["no reason", "not warned", "neither to read nor to work", "nobody"],
)
def test_letting_in_is_refused_beside_the_field_and_keeps_what_was_typed(place, psychologist, missing, field):
    page = place.on_case(place.head, "access/give/", giving(psychologist) | missing)
    assert page.status_code == 200
    assert list(errors(page)) == [field]
    if field != "reason":
        assert WHY in text(page)
    assert place.events("access.granted") == []


def test_nobody_outside_the_school_is_let_in(place):
    stranger = make_member(make_school(), Role.PSYCHOLOGIST)
    page = place.on_case(place.head, "access/give/", giving(stranger))
    assert list(errors(page)) == ["user"]


def test_a_recused_colleague_isnt_offered_and_isnt_let_in(place, psychologist):
    place.recuse(psychologist)
    page = place.case_page(place.head, "access/give/")
    assert "Дарина Ясен" not in text(page)
    assert list(errors(place.on_case(place.head, "access/give/", giving(psychologist)))) == ["user"]


@pytest.mark.parametrize("how", ["reader", "handler"])
def test_access_is_ended_with_a_reason(place, psychologist, how):
    give(place, psychologist, how)
    ending = "end" if how == "reader" else "release"
    page = f"access/{psychologist.user_id}/{ending}/"
    refused = place.on_case(place.head, page, {"reason": ""})
    assert list(errors(refused)) == ["reason"]
    assert place.case_page(psychologist, "").status_code == 200
    assert place.on_case(place.head, page, {"reason": WHY}).status_code == 302
    assert place.case_page(psychologist, "").status_code == 404
    assert place.last_kind() == ("access.revoked" if how == "reader" else "handler.released")


@pytest.mark.parametrize("page", ["access/{user}/end/", "access/{user}/release/"])
def test_there_is_nothing_to_end_for_somebody_without_access(place, psychologist, page):
    for user_id in (psychologist.user_id, place.head.user_id, uuid4()):
        address = page.format(user=user_id)
        assert place.case_page(place.head, address).status_code == 404
        assert place.on_case(place.head, address, {"reason": WHY}).status_code == 404


def test_who_works_on_it_hands_it_back_and_loses_sight_of_it(place, psychologist):
    give(place, psychologist, "handler")
    page = f"access/{psychologist.user_id}/release/"
    done = place.on_case(psychologist, page, {"reason": "Не встигаю."})
    assert done.url == f"/s/{place.slug}/"
    assert place.case_page(psychologist, "").status_code == 404
    assert [row.until_at for row in place.rows(Handling, user_id=psychologist.user_id)] == [LATER]


# --- whose office it is ---


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.RESPONSIBLE_PERSON, True), (Role.SECRETARY, False), (Role.DEPUTY, False), (Role.PSYCHOLOGIST, False)],
)
def test_the_head_and_the_responsible_person_let_others_in(place, psychologist, role, may):
    member = place.member(role)
    place.work_on(member)
    answer = place.on_case(member, "access/give/", giving(psychologist))
    assert answer.status_code == (302 if may else 403)
    assert place.case_page(member, "access/").context["may_open"] is may
    assert len(place.events("access.granted")) == may


def test_the_deputy_acts_when_every_head_is_recused(place, psychologist):
    deputy = place.member(Role.DEPUTY)
    place.recuse(place.head)
    assert place.on_case(deputy, "access/give/", giving(psychologist)).status_code == 302


def test_who_may_only_read_sees_who_else_does_but_not_who_looked(place, psychologist):
    give(place, psychologist)
    page = place.case_page(psychologist, "access/")
    assert {one["name"] for one in page.context["onlookers"]} == {"Галина Вербова", "Дарина Ясен"}
    assert "looks" not in page.context
    assert [one["acts"] for one in page.context["onlookers"]] == [[], []]


def test_looks_and_refusals_are_shown_to_the_head(place, psychologist):
    place.case_page(psychologist, "")
    looks = place.case_page(place.head, "access/").context["looks"]
    assert {"who": "Дарина Ясен", "is_refused": True}.items() <= next(
        look for look in looks if look["who"] == "Дарина Ясен"
    ).items()


@pytest.mark.parametrize("page", ACTS)
@pytest.mark.parametrize("who", ["colleague", "recused head", "stranger"])
def test_an_act_on_a_hidden_case_and_on_no_case_answer_alike(place, psychologist, page, who):
    member = {"colleague": psychologist, "recused head": place.head}.get(who) or make_member(
        make_school(), Role.PRINCIPAL
    )
    if who == "recused head":
        place.recuse(place.head)
    address = page.format(user=psychologist.user_id)
    for ask in (place.get, place.post):
        hidden = ask(member, f"cases/{place.case.pk}/{address}")
        absent = ask(member, f"cases/{place.victim.pk}/{address}")
        assert hidden.status_code == absent.status_code
        assert hidden.status_code in {403, 404}
        if who != "colleague":
            assert hidden.status_code == 404
    assert place.rows(CaseUserObjectPermission) == []


# --- stepping back ---


def test_who_steps_back_doesnt_find_the_case_any_more(place):
    secretary = place.member(Role.SECRETARY)
    answers = {"ground": "relative", "reason": "Це моя племінниця."}
    done = place.on_case(secretary, "access/recuse/", answers)
    assert done.url == f"/s/{place.slug}/"
    assert place.case_page(secretary, "").status_code == 404
    assert place.get(secretary, "cases/").context["rows"] == []
    assert place.events("recusal.recorded") == [{"user": str(secretary.user_id), "ground": "relative"}]
    assert [row.ground for row in place.rows(Recusal)] == ["relative"]
    assert "Це моя племінниця." in text(place.case_page(place.head, "timeline/"))


@pytest.mark.parametrize(("missing", "field"), [({"reason": ""}, "reason"), ({"ground": ""}, "ground")])
def test_stepping_back_asks_for_ground_and_reason(place, missing, field):
    page = place.on_case(place.head, "access/recuse/", {"ground": "relative", "reason": "Бо родич."} | missing)
    assert list(errors(page)) == [field]
    assert ("Бо родич." in text(page)) is (field == "ground")
    assert place.rows(Recusal) == []


@pytest.mark.parametrize("others", [True, False])
def test_the_last_who_sees_the_case_is_warned_before_stepping_back(place, others):
    if others:
        place.member(Role.SECRETARY)
    page = place.case_page(place.head, "access/recuse/")
    assert ("Nobody else in the school sees this case" in text(page)) is not others


def test_the_recusal_of_another_ends_their_work_and_their_sight(place, psychologist):
    give(place, psychologist, "handler")
    answers = {"user": str(psychologist.user_id), "ground": "side", "reason": "Свідок події."}
    assert place.on_case(place.head, "access/recuse/other/", answers).status_code == 302
    assert place.case_page(psychologist, "").status_code == 404
    assert place.events("recusal.recorded") == [{"user": str(psychologist.user_id), "ground": "side"}]
    assert list(on_page(place, "recused")) == ["Дарина Ясен"]
    assert "Дарина Ясен" not in on_page(place, "onlookers")


def test_the_recusal_of_another_is_refused_without_a_reason_and_keeps_the_choice(place, psychologist):
    answers = {"user": str(psychologist.user_id), "ground": "side", "reason": ""}
    page = place.on_case(place.head, "access/recuse/other/", answers)
    assert list(errors(page)) == ["reason"]
    assert f'value="{psychologist.user_id}" selected' in text(page)


def test_only_whose_office_it_is_recuses_another(place, psychologist):
    secretary = place.member(Role.SECRETARY)
    answers = {"user": str(psychologist.user_id), "ground": "side", "reason": "Бо так."}
    assert place.on_case(secretary, "access/recuse/other/", answers).status_code == 403
    assert place.rows(Recusal) == []
