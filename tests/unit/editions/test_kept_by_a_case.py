"""A case keeps the edition in force when its report was received, for ever; its page and its papers name it."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from cases.domain.filing import Answers, SideDraft
from cases.models import Case, CaseEvent, Deadline
from cases.selectors.clocks import definition_of
from cases.services.file_report import file_report
from cases.services.join_report import join_report
from cases.services.letters import issue_letter
from cases.services.notices import NoticeDraft, record_notice
from cases.tasks import recount_deadlines
from safeguard import clock
from safeguard.accounts.models import User
from safeguard.organisations.services.calendar import order_days
from safeguard.organisations.services.recounts import waiting_recounts
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian
from tests.unit.editions.conftest import DAY, POLICE

BEFORE, AFTER = datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC)
RELEASED, ENTERED = "Редакція, чинна з 18.02.2020", "Редакція, чинна з 01.09.2026"
HOUR = timedelta(hours=1)


@pytest.fixture
def filed(town):
    """A case of the day before the order takes effect, the order, a case of its day."""
    first = file(town, BEFORE)
    town.adopt(town.approved(), DAY)
    return town, first, file(town, AFTER)


def told(town, at, child=None):
    child = child or make_child(town.school)
    make_guardian(town.school, child)
    return Answers(
        sides=[SideDraft("victim", child_id=child.pk)], kinds=["physical"], place="corridor", happened_at=at - HOUR,
        narrative="Слова.", danger_now="no", first_aid_given=False,
    )  # fmt: skip


def file(town, at):
    with clock.frozen(at), school_scope(town.school.pk):
        return file_report(school=town.school, answers=told(town, at), by=town.head).case


def limits(town, case):
    with school_scope(town.school.pk):
        return list(Deadline.objects.filter(case=case).order_by("pk").values())


def pinned(town, case):
    with school_scope(town.school.pk):
        return Case.objects.select_related("procedure").get(pk=case.pk).procedure


# --- what is adopted later ---


def test_each_case_has_the_edition_of_its_day(filed):
    town, first, second = filed
    assert [pinned(town, case).version for case in (first, second)] == ["2020-02-18", "2026-09-01+1"]


def everything(town, case):
    with school_scope(town.school.pk):
        row = Case.objects.filter(pk=case.pk).values().get()
        return row, list(Deadline.objects.filter(case=case).order_by("pk").values()), CaseEvent.objects.count()


def test_adopting_never_touches_an_open_case(town):
    case = file(town, BEFORE)
    before = everything(town, case)
    town.adopt(town.approved(), date(2026, 11, 1))  # of a day before the case was received, entered later
    town.adopt(town.approved(base=town.base()), DAY, order="8-н")
    town.adopt(None, date(2026, 12, 5), procedure="ua-kharkiv-51", order="9-н")
    assert everything(town, case) == before


def test_what_is_done_afterwards_is_counted_by_the_edition_of_the_case(filed):
    """Five hours after the receipt: in time under 24 hours, late under 3."""
    town, first, second = filed
    for case, at, state in ((first, BEFORE, "met"), (second, AFTER, "met_late")):
        notice = NoticeDraft(rule="police_notice", told_at=at + 5 * HOUR, channel="line_102", told_whom="Черговий")
        with clock.frozen(at + 6 * HOUR), school_scope(town.school.pk):
            record_notice(case_id=case.pk, notice=notice, by=town.head)
            assert Deadline.objects.get(case=case, rule="police_notice").state == state


def test_a_further_report_and_a_changed_calendar_dont_move_it_to_another_edition(filed):
    town, first, _second = filed
    with clock.frozen(AFTER + HOUR), school_scope(town.school.pk):
        join_report(school=town.school, case_id=first.pk, answers=told(town, AFTER), by=town.head)
    with clock.frozen(AFTER + HOUR):
        order_days(
            organisation_id=town.place.pk, first=date(2026, 12, 2), last=None, is_working=False, reason="x",
            order_number="1", order_on=date(2026, 12, 1), by=None,
        )  # fmt: skip
        for school_id, ids in waiting_recounts().items():
            recount_deadlines(school=str(school_id), ids=[str(each) for each in ids])
    assert pinned(town, first).version == "2020-02-18"
    due = {row["rule"]: row for row in limits(town, first)}
    assert due["police_notice"]["due_at"] == BEFORE + 24 * HOUR
    assert due["commission_meeting"]["calendar_version"] != ""


# --- what names it ---


def test_the_page_of_a_case_names_its_edition_for_good(filed):
    town, first, second = filed
    client = Client(headers={"accept-language": "uk"})
    client.force_login(User.objects.get(pk=town.head.user_id))
    for case, own, other in ((first, RELEASED, ENTERED), (second, ENTERED, RELEASED)):
        with clock.frozen(AFTER + HOUR):
            page = client.get(f"/s/{town.place.slug}/cases/{case.pk}/").content.decode().replace("\xa0", " ")
        assert own in page
        assert other not in page
        assert pinned(town, case).version in page


@pytest.mark.parametrize("rule", ["police_notice", "guardian_notice"])
def test_a_letter_names_the_edition_of_its_case(filed, rule):
    town, *cases = filed
    for case, label in zip(cases, (RELEASED, ENTERED), strict=True):
        sheet = letter(town, case, rule)
        [lines] = [
            fact["lines"] for fact in sheet["facts"] if fact["label"] in {"Порядок і редакція", "Procedure and edition"}
        ]
        assert label in lines[1]
        assert "1646" in lines[1] or "961" in lines[1]


def letter(town, case, rule):
    from cases.models import Involvement
    from safeguard.people.models import Guardianship

    with clock.frozen(AFTER + 2 * HOUR), school_scope(town.school.pk):
        whom = {}
        if rule == "guardian_notice":
            child = Involvement.objects.filter(case=case).values_list("child_id", flat=True)[0]
            adult = Guardianship.objects.filter(child_id=child).values_list("adult_id", flat=True)[0]
            whom = {"child_id": child, "adult_id": adult}
        made = issue_letter(case_id=case.pk, school=town.school, rule=rule, by=town.head, **whom)
        return json.loads(made.open("sheet"))


def test_the_chronology_says_it_from_the_first_event_on(filed):
    town, first, second = filed
    with school_scope(town.school.pk):
        opened = CaseEvent.objects.filter(kind="case.opened", case__in=[first, second]).order_by("occurred_at")
        assert [event.data["version"] for event in opened] == ["2020-02-18", "2026-09-01+1"]


def test_who_reads_the_definition_of_a_case_reads_the_same_for_ever(filed):
    town, first, second = filed
    held = [definition_of(pinned(town, case)).rule(POLICE.rule).limit.count for case in (first, second)]
    assert held == [24, 3]
