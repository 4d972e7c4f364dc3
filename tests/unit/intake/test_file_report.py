"""Filing a report: the case, its clocks, its sides and its first events, or nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.filing import Answers, SideDraft
from cases.models import Case, CaseEvent, Deadline, Involvement, Recusal, Report
from cases.selectors.duties import owed_duties
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.calendars import load_calendar
from safeguard.errors import Refused, RuleViolation
from safeguard.organisations.models import School
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_member, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
WORDS = "Після уроку показала чат: її називають образливим прізвиськом."


@pytest.fixture
def place():
    school = make_school()
    teacher = make_member(school, Role.CLASS_TEACHER)
    with school_scope(school.pk):
        victim, accused = make_child(school), make_child(school)
    sides = (SideDraft("victim", child_id=victim.pk), SideDraft("accused", child_id=accused.pk))
    answers = Answers(
        sides=sides,
        kinds=["psychological", "cyber"],
        place="online",
        happened_at=NOW - timedelta(days=1),
        narrative=WORDS,
        danger_now="no",
        first_aid_given=False,
    )
    return school, teacher, answers


def file(school, answers, by, at=NOW):
    with clock.frozen(at), school_scope(school.pk):
        return file_report(school=school, answers=answers, by=by)


def test_a_report_opens_a_numbered_case_with_every_clock(place):
    school, teacher, answers = place
    filed = file(school, answers, teacher)
    with school_scope(school.pk):
        case = Case.objects.select_related("data_key", "procedure").get()
        assert (case.number, case.school_year, case.procedure.procedure) == (1, 2025, "ua-1646")
        assert case.received_at == NOW
        assert Report.objects.get().open("narrative") == WORDS
        due = dict(Deadline.objects.values_list("rule", "due_at"))
        assert due["police_notice"] == due["guardian_notice"] == NOW + timedelta(hours=24)
        assert set(due) == {
            "police_notice",
            "guardian_notice",
            "child_service_notice",
            "social_services_notice",
            "commission_meeting",
            "resolution",
        }
        assert [event.kind for event in CaseEvent.objects.order_by("seq")] == ["report.filed", "case.opened"]
        assert {(side.role, side.grade) for side in Involvement.objects.all()} == {("victim", 7), ("accused", 7)}
    assert filed.report.number == 1


def test_an_earlier_oral_report_counts_from_the_head(place):
    school, teacher, answers = place
    told = replace(
        answers, channel="oral", received_at=NOW - timedelta(hours=20), head_received_at=NOW - timedelta(hours=2)
    )
    with pytest.raises(Refused):
        file(school, told, teacher)
    file(school, told, make_member(school, Role.RESPONSIBLE_PERSON))
    with school_scope(school.pk):
        report = Report.objects.get()
        assert (report.received_at, report.head_received_at, report.entered_at) == (
            NOW - timedelta(hours=20),
            NOW - timedelta(hours=2),
            NOW,
        )
        assert Deadline.objects.get(rule="police_notice").due_at == NOW + timedelta(hours=22)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"happened_at": NOW + timedelta(seconds=1)}, "happened", id="happened in the future"),
        pytest.param({"received_at": NOW - timedelta(days=2)}, "received", id="received before it happened"),
        pytest.param({"received_at": NOW + timedelta(hours=1)}, "received", id="received in the future"),
        pytest.param(
            {"received_at": NOW - timedelta(hours=1), "head_received_at": NOW - timedelta(hours=2)},
            "head_received",
            id="the head before the school",
        ),
        pytest.param({"narrative": "  "}, "narrative", id="no words"),
        pytest.param({"kinds": []}, "kinds", id="no kind"),
        pytest.param({"sides": ()}, "victims", id="nobody hurt"),
    ],
)
def test_a_report_that_cant_be_is_refused_beside_its_field(place, change, field):
    school, _, answers = place
    with pytest.raises(RuleViolation) as refusal:
        file(school, replace(answers, **change), make_member(school, Role.SECRETARY))
    assert refusal.value.field == field
    with school_scope(school.pk):
        assert not Case.objects.exists()


def test_victim_and_accused_of_one_act_are_two_people(place):
    school, teacher, answers = place
    both = (answers.sides[0], replace(answers.sides[0], role="accused"))
    with pytest.raises(RuleViolation) as refusal:
        file(school, replace(answers, sides=both), teacher)
    assert refusal.value.field == "accused"


def test_a_child_of_another_school_is_unknown_here(place):
    school, teacher, answers = place
    other = make_school()
    with school_scope(other.pk):
        stranger = make_child(other)
    with pytest.raises(RuleViolation):
        file(school, replace(answers, sides=(SideDraft("victim", child_id=stranger.pk),)), teacher)


def test_a_member_who_is_accused_is_recused_at_once(place):
    school, teacher, answers = place
    head = make_member(school, Role.PRINCIPAL)
    with school_scope(school.pk):
        adult = make_adult(school, user=User.objects.get(pk=head.user_id), is_staff=True)
    file(school, replace(answers, sides=(answers.sides[0], SideDraft("accused", adult_id=adult.pk))), teacher)
    with school_scope(school.pk):
        assert list(Recusal.objects.values_list("user_id", "ground")) == [(head.user_id, "side")]


def test_numbers_are_gapless_after_a_refusal(place):
    school, teacher, answers = place
    file(school, answers, teacher)
    with pytest.raises(RuleViolation):
        file(school, replace(answers, kinds=[]), teacher)
    assert file(school, answers, teacher).case.number == 2


def test_the_number_of_statements_doesnt_grow_with_the_people(place):
    school, teacher, answers = place
    with school_scope(school.pk):
        many = tuple(SideDraft("witness", child_id=make_child(school).pk) for _ in range(30))
    file(school, answers, teacher)
    counts = []
    for sides in (answers.sides, (*answers.sides, *many)):
        with (
            clock.frozen(NOW),
            school_scope(school.pk),
            CaptureQueriesContext(
                connection,
            ) as seen,
        ):
            file_report(school=school, answers=replace(answers, sides=sides), by=teacher)
        counts.append([q["sql"] for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
    assert len(counts[0]) == len(counts[1]) <= 8, counts[0]


def test_a_report_is_filed_when_its_limits_run_past_the_calendar_tables(place):
    """A child isn't told to come back when next year's table has been reviewed; the limit says how it was counted."""
    school, teacher, answers = place
    School.objects.filter(pk=school.pk).update(calendar="ua-peace")
    last = load_calendar("ua-peace").last
    at = datetime.combine(last - timedelta(days=4), NOW.time(), UTC)
    school = School.objects.select_related("organisation").get(pk=school.pk)
    file(school, replace(answers, happened_at=at - timedelta(days=1)), teacher, at=at)
    with school_scope(school.pk):
        limit = Deadline.objects.get(rule="resolution")
        police = Deadline.objects.get(rule="police_notice")
    assert limit.due_at.date() > last
    assert {"code": "no_table", "params": {"last": last.isoformat()}} in limit.explanation["notes"]
    assert police.explanation["notes"] == [], "hours need no table"


@pytest.mark.parametrize(("age", "is_owed"), [(17, True), (18, False), (None, False)])
def test_where_adults_learn_a_minor_side_is_owed_what_the_national_procedure_says(place, age, is_owed):
    """C-12: the parents of a girl of 17 don't learn of it later because the other learners are adults."""
    _school, _teacher, answers = place
    school = make_school(school_type="adults", procedure="ua-dnipro-cpto")
    with school_scope(school.pk):
        sides = (SideDraft("victim", child_id=make_child(school).pk),)
    file(school, replace(answers, sides=sides), make_member(school, Role.STAFF))
    with school_scope(school.pk):
        Involvement.objects.update(age=age)
        keys = {duty.key for duty in owed_duties(Case.objects.select_related("procedure").get())}
    assert ({"minor_guardian_told", "minor_service_told"} <= keys) == is_owed


def test_in_kazakhstan_the_notice_is_owed_whether_or_not_anybody_is_accused():
    """C-18: whatever comes of the accusation never takes back that the law enforcement is told."""
    school = make_school("kz")
    with school_scope(school.pk):
        sides = (SideDraft("victim", child_id=make_child(school).pk),)
    answers = Answers(
        sides=sides, kinds=["physical"], place="yard", happened_at=NOW - timedelta(hours=2), narrative=WORDS,
        danger_now="no", first_aid_given=True,
    )  # fmt: skip
    file(school, answers, make_member(school, Role.STAFF))
    with school_scope(school.pk):
        assert Deadline.objects.filter(rule="law_enforcement_notice", met_at=None).exists()
