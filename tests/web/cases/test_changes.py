"""Reopened, heard again, joined, split: clocks and registers before and after, and what each page says beforehand."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from cases.enums import ReopenGround
from cases.models import Act, Case, Deadline, Handling, Involvement, Notice, Recusal, Report
from cases.selectors.sides import sides_of
from cases.services.amend_report import amend_report
from cases.services.events import draft, locked_case, record
from cases.services.grants import grant_access
from cases.services.notices import NoticeDraft, record_notice
from cases.services.reopening import Reopening, rehear_case, reopen_case
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.errors import Conflict, RuleViolation
from safeguard.registers.models import Counter
from safeguard.tenancy.scope import school_scope
from tests.web.cases.conftest import LATER, NOW, errors, text

pytestmark = pytest.mark.django_db
WHY = "Мати принесла нові знімки переписки."
TOMORROW = NOW + timedelta(days=1)
HOUR = timedelta(hours=1)


def row(place, case=None):
    [found] = place.rows(Case, pk=(case or place.case).pk)
    return found


def clocks(place):
    """Every limit of the school: rule, time, state, what met it; not whose it is."""
    keys = ("rule", "due_at", "starts_at", "state", "met_at", "missed_at", "late_seconds")
    return sorted(tuple(str(getattr(each, key)) for key in keys) for each in place.rows(Deadline))


def numbers(place):
    return sorted((each.register, each.year, each.last) for each in place.rows(Counter))


def move_to(place, status, **fields):
    with school_scope(place.school.pk):
        Case.objects.filter(pk=place.case.pk).update(status=status, **fields)


def decide(place):
    """As a procedure without a commission does; the event is what counts."""
    with school_scope(place.school.pk), clock.frozen(LATER):
        record(locked_case(place.case.pk), draft("case.decided", by=place.head, text="Так."), status="decided")


def tell(place, case, rule, told_at, child=None, adult=None):
    whom = {"side_child_id": child.pk, "adult_id": adult.pk} if child else {"told_whom": "Черговий"}
    told = NoticeDraft(rule=rule, told_at=told_at, channel="phone", **whom)
    record_notice(case_id=case.pk, notice=told, by=place.head)


# --- reopened ---
def reopen(place, at=LATER, **answers):
    day = {"on_day": str(LATER.day), "on_month": str(LATER.month), "on_year": str(LATER.year)}
    asked = {"ground": "annulled", "reason": WHY, "seen": row(place).event_seq, **day, **answers}
    return place.on_case(place.head, "move/reopen/", asked, at=at)


def test_the_page_says_what_reopening_does_before_it_is_confirmed(place):
    decide(place)
    page = text(place.case_page(place.head, "move/reopen/"))
    assert "Nothing that was met, missed or decided is erased, and no limit begins anew." in page
    assert "A report that comes in from now on brings its own clocks." in page


@pytest.mark.parametrize(
    ("before", "fields", "answers", "after"),
    [
        ("decided", {}, {}, "open"),
        ("monitored", {}, {}, "open"),
        ("closed", {"closed_on": "2025-09-09"}, {}, "open"),
        ("closed", {"closed_on": "2025-09-09"}, {"to_commission": "yes"}, "commission"),
    ],
)
def test_a_case_goes_back_with_reason_and_day_and_no_clock_changes(place, before, fields, answers, after):
    decide(place)
    move_to(place, before, **fields)
    was, counted = clocks(place), numbers(place)
    assert reopen(place, **answers).status_code == 302
    found = row(place)
    assert (found.status, found.closed_on) == (after, None)
    assert (clocks(place), numbers(place)) == (was, counted)
    [said] = place.events("case.reopened")
    assert said == {"from": before, "to": after, "ground": "annulled", "on": "2025-09-09"}
    assert WHY in text(place.case_page(place.head, "timeline/"))


def test_new_facts_need_a_report_or_an_addition_made_after_the_decision(place):
    decide(place)
    assert list(errors(reopen(place, ground="new_facts"))) == ["fact"]
    with school_scope(place.school.pk), clock.frozen(LATER + HOUR):
        report = Report.objects.get(case=place.case)
        addition = amend_report(report_id=report.pk, text="Є ще знімки.", by=place.head)
    assert reopen(place, at=TOMORROW, ground="new_facts", fact=str(addition.pk)).status_code == 302
    assert place.events("case.reopened")[0]["addition"] == str(addition.pk)


def test_an_addition_from_before_the_decision_is_no_new_fact(place):
    with school_scope(place.school.pk), clock.frozen(NOW):
        old = amend_report(report_id=Report.objects.get().pk, text="Давно відоме.", by=place.head)
    decide(place)
    wanted = Reopening(ReopenGround.NEW_FACTS, WHY, LATER.date(), old.pk)
    seen = row(place).event_seq
    with school_scope(place.school.pk), clock.frozen(LATER), pytest.raises(RuleViolation, match="New facts stand"):
        reopen_case(case_id=place.case.pk, wanted=wanted, seen=seen, by=place.head)


@pytest.mark.parametrize("act", ["reopen", "rehear", "join", "split"])
def test_only_whose_office_it_is_may(place, act):
    assert place.case_page(place.member(Role.RESPONSIBLE_PERSON), f"move/{act}/").status_code == 403
    assert place.case_page(place.member(Role.STAFF), f"move/{act}/").status_code == 404


def test_what_happened_meanwhile_is_read_before_it_is_confirmed(place):
    decide(place)
    seen = row(place).event_seq
    with school_scope(place.school.pk), clock.frozen(LATER):
        record(locked_case(place.case.pk), draft("case.monitored", by=place.head), status="monitored")
        with pytest.raises(Conflict):
            rehear_case(case_id=place.case.pk, reason=WHY, seen=seen, by=place.head)
    assert "Something has happened in case" in text(reopen(place, seen=seen))


def test_a_decided_case_goes_to_the_commission_once_more(place):
    decide(place)
    assert "the new one says that it replaces it" in text(place.case_page(place.head, "move/rehear/"))
    asked = {"reason": WHY, "seen": row(place).event_seq}
    assert place.on_case(place.head, "move/rehear/", asked).status_code == 302
    assert row(place).status == "commission"
    assert place.events("case.reheard") == [{"from": "decided", "to": "commission"}]


# --- joined ---
@pytest.fixture
def twin(place):
    """A second report of the same, a day later, with a case of its own."""
    with school_scope(place.school.pk), clock.frozen(TOMORROW):
        return place.file_case()


def join(place, later, into=None, **answers):
    into = into or place.case
    asked = {"into": into.pk, "reason": WHY, "seen": row(place, later).event_seq}
    asked |= {"seen_into": row(place, into).event_seq, **answers}
    return place.post(place.head, place.of_case("move/join/", later), asked, at=TOMORROW)


def look(place, member, page, case=None):
    return place.get(member, place.of_case(page, case), at=TOMORROW)


def test_the_page_lists_earlier_cases_and_says_what_joining_does(place, twin):
    page = look(place, place.head, "move/join/", twin)
    assert [line["href"].split("into=")[1] for line in page.context["found"]] == [str(place.case.pk)]
    page = text(look(place, place.head, f"move/join/?{urlencode({'into': place.case.pk})}", twin))
    assert f"joined to case No. {place.case.number}" in page
    assert "Reports keep their numbers and their clocks" in page
    assert row(place, twin).status == "open"


def test_the_later_joins_the_earlier_and_no_clock_and_no_number_changes(place, twin):
    was, counted = clocks(place), numbers(place)
    reports = {each.pk: (each.number, each.data_key_id) for each in place.rows(Report)}
    assert join(place, twin).status_code == 302
    assert (row(place, twin).status, row(place, twin).joined_to_id) == ("joined", place.case.pk)
    assert (clocks(place), numbers(place)) == (was, counted)
    assert {each.pk: (each.number, each.data_key_id) for each in place.rows(Report)} == reports
    found = {each.case_id for model in (Report, Act, Involvement, Deadline) for each in place.rows(model)}
    assert found == {place.case.pk}
    for each, kind in ((twin, "case.joined"), (place.case, "case.took_in")):
        assert place.events(kind, case=each)[0]["number"] == (place.case if each is twin else twin).number
        assert WHY in text(look(place, place.head, "timeline/", each))


def test_the_register_keeps_the_line_and_says_where_it_went(place, twin):
    join(place, twin)
    page = text(place.get(place.head, "registers/?register=cases", at=TOMORROW))
    assert f"joined to No. {place.case.number}" in page


def test_nothing_more_is_written_in_a_joined_case(place, twin):
    join(place, twin)
    reader = place.member(Role.CLASS_TEACHER)
    with school_scope(place.school.pk), clock.frozen(TOMORROW), pytest.raises(RuleViolation, match="was joined"):
        grant_access(case_id=twin.pk, user_id=reader.user_id, reason="Треба.", is_warned=True, by=place.head)
    page = text(look(place, place.head, "", twin))
    assert "This case goes on in the one that it was joined to" in page
    assert f"cases/{place.case.pk}/" in page


def test_words_sealed_by_the_joined_cases_key_are_read_through_the_other(place, twin):
    join(place, twin)
    assert f"Case No. {twin.number} was joined to this one" in text(look(place, place.head, ""))
    with school_scope(place.school.pk):
        assert all(each.open("narrative") for each in Report.objects.filter(case=place.case))


def test_a_recusal_of_either_holds_for_both(place, twin):
    of_first, of_second = place.member(Role.DEPUTY), place.member(Role.DEPUTY)
    place.recuse(of_first)
    place.recuse(of_second, twin)
    join(place, twin)
    assert [look(place, member, "", case).status_code for member in (of_first, of_second) for case in (twin, None)] == [
        404
    ] * 4
    assert len(place.rows(Recusal)) == 4


def test_joining_lets_nobody_in(place, twin):
    worker, reader = place.member(Role.PSYCHOLOGIST, name="Психолог"), place.member(Role.CLASS_TEACHER, name="Класна")
    with school_scope(place.school.pk), clock.frozen(TOMORROW):
        grant_access(case_id=twin.pk, user_id=reader.user_id, reason="Треба.", is_warned=True, by=place.head)
    place.work_on(worker, twin)
    page = text(look(place, place.head, f"move/join/?{urlencode({'into': place.case.pk})}", twin))
    assert "They see only case" in page
    assert all(name in page for name in ("Психолог", "Класна"))
    join(place, twin)
    assert [look(place, member, "").status_code for member in (worker, reader)] == [404, 404]
    assert all(each.until_at for each in place.rows(Handling, case_id=twin.pk))


def test_the_clock_of_the_joined_report_wants_a_notice_of_its_own(place, twin):
    """Who was told before it came in wasn't told of it; the first clock keeps what met it."""
    join(place, twin)
    early, late = NOW + HOUR / 2, TOMORROW + HOUR
    with school_scope(place.school.pk), clock.frozen(late + HOUR):
        rule = Deadline.objects.filter(case=place.case, rule__contains="police").order_by("pk")[0].rule
        tell(place, place.case, rule, early)
        tell(place, place.case, rule, late)
        found = Deadline.objects.filter(case=place.case, rule=rule).order_by("starts_at")
        assert [each.met_at for each in found] == [early, late]


def test_families_are_told_for_both_clocks_though_the_children_are_the_same(place, twin):
    join(place, twin)
    at = TOMORROW + HOUR
    with school_scope(place.school.pk), clock.frozen(at + HOUR):
        for child, adult in ((place.victim, place.mother), (place.accused, place.father)):
            tell(place, place.case, "guardian_notice", at, child, adult)
        found = Deadline.objects.filter(case=place.case, rule="guardian_notice")
        assert [each.met_at for each in found] == [at] * 2


@pytest.mark.parametrize("change", [{"status": "closed", "closed_on": "2025-09-09"}, {"status": "decided"}])
def test_a_decided_or_closed_case_takes_nothing_in(place, twin, change):
    move_to(place, **change)
    assert join(place, twin).status_code == 404


def test_the_earlier_doesnt_join_the_later(place, twin):
    assert join(place, place.case, into=twin).status_code == 404


def test_a_case_that_changed_meanwhile_isnt_joined(place, twin):
    assert "Something has happened in case" in text(join(place, twin, seen_into=0))
    assert row(place, twin).status == "open"


# --- split ---
def split(place, chosen, at=LATER, **answers):
    happened = NOW - 4 * HOUR
    asked = {
        "sides": [str(each) for each in chosen],
        "happened_at_day": str(happened.day),
        "happened_at_month": str(happened.month),
        "happened_at_year": str(happened.year),
        "happened_at_time": "06:15",
        "kinds": ["economic"],
        "title": "Відбирання грошей",
        "reason": "Повідомлення розповідає про дві різні події.",
        "seen": row(place).event_seq,
        **answers,
    }
    return place.on_case(place.head, "move/split/", asked, at=at)


def involvement(place, role):
    [found] = [each for each in place.rows(Involvement, case_id=place.case.pk) if each.role == role]
    return found.pk


def new_case(place):
    [found] = place.rows(Case, split_from=place.case.pk)
    return found


def test_the_page_says_from_when_the_new_clocks_count(place):
    page = text(place.case_page(place.head, "move/split/"))
    assert "stands in both" in page
    assert "when the report was received, never later" in page


def test_chosen_sides_go_to_a_case_with_its_own_number_and_the_clocks_of_the_receipt(place):
    before, at = {(each.rule, each.due_at) for each in place.rows(Deadline)}, NOW + 30 * HOUR
    assert split(place, [involvement(place, "accused")], at=at).status_code == 302
    new = new_case(place)
    assert (new.number, new.received_at) == (place.case.number + 1, place.case.received_at)
    for case in (place.case, new):
        assert {(each.rule, each.due_at) for each in place.rows(Deadline, case_id=case.pk)} == before
        assert "прізвиськом" in text(place.get(place.head, place.of_case("", case), at=at))
    assert len(place.rows(Report)) == 1


def test_who_left_is_no_side_and_keeps_the_code(place):
    split(place, [involvement(place, "accused")])
    new = new_case(place)
    with school_scope(place.school.pk):
        assert [side.person_id for side in sides_of(place.case)] == [place.victim.pk]
        assert [side.person_id for side in sides_of(new)] == [place.accused.pk]
        assert Involvement.ever.filter(case=place.case).count() == 2


def test_who_was_told_before_the_split_was_told_of_both(place):
    with school_scope(place.school.pk), clock.frozen(LATER):
        tell(place, place.case, "guardian_notice", LATER, place.accused, place.father)
    split(place, [involvement(place, "accused")])
    new = new_case(place)
    [copy] = place.rows(Notice, case_id=new.pk)
    [met] = place.rows(Deadline, case_id=new.pk, rule="guardian_notice")
    assert (copy.told_at, met.state, met.met_at) == (LATER, "met", LATER)
    with school_scope(place.school.pk):
        assert Notice.objects.get(pk=copy.pk).open("told_whom") == "Хмелюк Петро"
    [waits] = place.rows(Deadline, case_id=place.case.pk, rule="guardian_notice")
    assert waits.state == "open"


def test_both_chronologies_tell_of_the_split_and_recusals_hold_in_both(place):
    out = place.member(Role.DEPUTY)
    place.recuse(out)
    split(place, [involvement(place, "accused")])
    new = new_case(place)
    assert place.events("case.split")[0]["number"] == new.number
    assert place.events("case.split_off", case=new)[0]["number"] == place.case.number
    assert place.get(out, place.of_case("", new)).status_code == 404


@pytest.mark.parametrize("roles", [[], ["victim", "accused"]])
def test_somebody_goes_and_somebody_stays(place, roles):
    assert list(errors(split(place, [involvement(place, role) for role in roles]))) == ["sides"]
    assert len(place.rows(Case)) == 1
