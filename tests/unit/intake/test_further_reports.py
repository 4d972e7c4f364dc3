"""A report grows by additions, is withdrawn while the clocks run on, and may join an open case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cases.domain.filing import Answers, SideDraft
from cases.enums import DeadlineState
from cases.models import Case, CaseEvent, Deadline, DeadlineStage, Recusal, Report, ReportAddition
from cases.services.amend_report import amend_report
from cases.services.file_report import file_report
from cases.services.join_report import join_report
from cases.services.notices import NoticeDraft, record_notice
from cases.services.withdraw_report import withdraw_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.errors import Conflict, RuleViolation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_guardian, make_member, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
DAY = timedelta(days=1)


class Filed:
    """A school with one filed report on one child."""

    def __init__(self) -> None:
        self.school = make_school()
        self.head = make_member(self.school, Role.PRINCIPAL)
        self.teacher = make_member(self.school, Role.CLASS_TEACHER)
        with school_scope(self.school.pk), clock.frozen(NOW):
            self.child = make_child(self.school)
            self.mother = make_guardian(self.school, self.child)
            self.answers = Answers(
                sides=[SideDraft("victim", child_id=self.child.pk)],
                kinds=["psychological"],
                place="yard",
                happened_at=NOW - DAY,
                narrative="Сказала, що її штовхнули.",
                danger_now="no",
                first_aid_given=False,
            )
            filed = file_report(school=self.school, answers=self.answers, by=self.teacher)
        self.case_id, self.report_id = filed.case.pk, filed.report.pk

    def at(self, instant: datetime):
        from contextlib import ExitStack

        stack = ExitStack()
        stack.enter_context(clock.frozen(instant))
        stack.enter_context(school_scope(self.school.pk))
        return stack


@pytest.fixture
def filed(db):
    return Filed()


def kinds() -> list[str]:
    return list(CaseEvent.objects.order_by("seq").values_list("kind", flat=True))


def test_an_addition_is_dated_and_leaves_the_first_words(filed):
    with filed.at(NOW + DAY):
        amend_report(report_id=filed.report_id, text=" Пізніше згадала ще одне. ", by=filed.teacher)
        report, addition = Report.objects.get(), ReportAddition.objects.get()
        assert report.open("narrative") == "Сказала, що її штовхнули."
        assert addition.open("text") == "Пізніше згадала ще одне."
        assert (addition.added_at, addition.added_by_name) == (NOW + DAY, filed.teacher.name)
        assert kinds() == ["report.filed", "case.opened", "report.added"]


def test_a_withdrawal_keeps_every_limit_running(filed):
    with filed.at(NOW + timedelta(hours=1)):
        before = list(Deadline.objects.order_by("pk").values_list("rule", "due_at", "state"))
        withdraw_report(report_id=filed.report_id, reason="Діти помирилися.", by=filed.teacher)
        assert list(Deadline.objects.order_by("pk").values_list("rule", "due_at", "state")) == before
        report = Report.objects.get()
        assert (report.status, report.withdrawn_by) == ("withdrawn", filed.teacher.user_id)
        assert ReportAddition.objects.get().open("text") == "Діти помирилися."
        assert kinds()[-1] == "report.withdrawn"


def test_a_report_is_withdrawn_once(filed):
    with filed.at(NOW):
        withdraw_report(report_id=filed.report_id, reason="Помилка.", by=filed.teacher)
        with pytest.raises(Conflict):
            withdraw_report(report_id=filed.report_id, reason="Помилка.", by=filed.teacher)


@pytest.mark.parametrize(("act", "field"), [(amend_report, "text"), (withdraw_report, "reason")])
def test_nothing_is_added_or_withdrawn_without_words(filed, act, field):
    with filed.at(NOW):
        with pytest.raises(RuleViolation) as refusal:
            act(report_id=filed.report_id, by=filed.teacher, **{field: "  "})
        assert refusal.value.field == field
        assert not ReportAddition.objects.exists()


def test_a_further_report_leaves_the_clock_of_the_case(filed):
    with filed.at(NOW + DAY):
        due = set(Deadline.objects.values_list("rule", "due_at"))
        more = replace(filed.answers, kinds=["physical"])
        joined = join_report(school=filed.school, case_id=filed.case_id, answers=more, by=filed.head)
        case = Case.objects.get()
        assert set(Deadline.objects.values_list("rule", "due_at")) == due
        assert (joined.report.number, case.kinds) == (2, ["psychological", "physical"])
        assert case.received_at == NOW
        assert kinds() == ["report.filed", "case.opened", "report.filed"]
        assert DeadlineStage.objects.filter(stage="new-report-2").count() == 1


def test_sides_that_a_further_report_brings_have_a_clock_of_their_own(filed):
    later = NOW + 2 * DAY
    with filed.at(NOW + timedelta(hours=2)):
        tell(filed, filed.child, filed.mother)
        assert guardian_limits() == [(None, NOW + DAY, DeadlineState.MET)]
    with filed.at(later):
        witness = make_child(filed.school)
        father = make_guardian(filed.school, witness, kinship="father")
        sides = [*filed.answers.sides, SideDraft("witness", child_id=witness.pk)]
        more = replace(filed.answers, sides=sides)
        second = join_report(school=filed.school, case_id=filed.case_id, answers=more, by=filed.head).report
        assert guardian_limits()[1] == (second.pk, later + DAY, DeadlineState.OPEN)
    with filed.at(later + timedelta(hours=3)):
        tell(filed, witness, father)
        assert [state for _, _, state in guardian_limits()] == [DeadlineState.MET, DeadlineState.MET]


def test_new_sides_dont_hold_up_the_first_limit(filed):
    with filed.at(NOW + timedelta(hours=1)):
        witness = make_child(filed.school)
        more = replace(filed.answers, sides=[*filed.answers.sides, SideDraft("witness", child_id=witness.pk)])
        join_report(school=filed.school, case_id=filed.case_id, answers=more, by=filed.head)
        tell(filed, filed.child, filed.mother)
        assert [state for _, _, state in guardian_limits()] == [DeadlineState.MET, DeadlineState.OPEN]


def tell(filed: Filed, child, adult) -> None:
    notice = NoticeDraft(
        rule="guardian_notice", told_at=clock.now(), channel="phone", side_child_id=child.pk, adult_id=adult.pk
    )
    record_notice(case_id=filed.case_id, notice=notice, by=filed.head)


def guardian_limits() -> list[tuple]:
    rows = Deadline.objects.filter(rule="guardian_notice").order_by("due_at")
    return list(rows.values_list("subject_id", "due_at", "state"))


def test_a_member_whom_a_further_report_accuses_is_recused(filed):
    with filed.at(NOW + DAY):
        adult = make_adult(filed.school, user=User.objects.get(pk=filed.head.user_id), is_staff=True)
        more = replace(filed.answers, sides=[*filed.answers.sides, SideDraft("accused", adult_id=adult.pk)])
        for _ in range(2):
            join_report(school=filed.school, case_id=filed.case_id, answers=more, by=filed.teacher)
        assert list(Recusal.objects.values_list("user_id", flat=True)) == [filed.head.user_id]


def test_nothing_joins_a_closed_case(filed):
    with filed.at(NOW + DAY):
        Case.objects.update(status="closed", closed_on=NOW.date())
        with pytest.raises(RuleViolation):
            join_report(school=filed.school, case_id=filed.case_id, answers=filed.answers, by=filed.head)
