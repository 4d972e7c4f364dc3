"""A filed report: its page, additions, files, withdrawal; reports that came in earlier and reports that join a case."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Case, CaseEvent, CaseUserObjectPermission, Deadline, Recusal, Report, ReportDraft
from safeguard.audit.models import AccessRecord
from safeguard.documents.models import Attachment
from safeguard.tenancy.scope import school_scope
from tests.factories import make_member, make_school
from tests.web.intake.conftest import CARE, NOW, WHAT, Browser, Place

LATER = {"channel": "oral", "reporter_name": "мати учениці"}


def text(answer) -> str:
    return answer.content.decode()


def picture(name: str = "чат.png") -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", (4, 4)).save(body, "PNG")
    return SimpleUploadedFile(name, body.getvalue())


def moment(name: str, day: int, at: str) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": "11", f"{name}_year": "2026", f"{name}_time": at}


@pytest.fixture
def report_id(teacher):
    return teacher.file()[1]


def test_the_author_reads_their_report_and_the_list_shows_its_number(teacher, report_id):
    assert WHAT["narrative"] in text(teacher.get(f"report/{report_id}/"))
    assert "Report No. 1" in text(teacher.get("report/mine/"))


@pytest.mark.parametrize("page", ["", "done/", "withdraw/"])
def test_a_colleague_and_a_stranger_dont_learn_that_it_exists(place, colleague, report_id, page):
    assert colleague.get(f"report/{report_id}/{page}").status_code == 404
    stranger = Browser(Place(), place.head)
    stranger.client.force_login(other_head())
    assert stranger.get(f"/s/{place.school.organisation.slug}/report/{report_id}/{page}").status_code == 404
    with school_scope(place.school.pk):
        refused = AccessRecord.objects.filter(user_id=place.colleague.user_id)
        assert set(refused.values_list("is_allowed", flat=True)) == {False}


def other_head():
    from safeguard.accounts.models import User

    return User.objects.get(pk=make_member(make_school()).user_id)


def test_the_head_reads_it_and_sees_every_addition(place, teacher, head, report_id):
    teacher.post(f"report/{report_id}/add/", {"text": "Згадала ще одне."})
    head.post(f"report/{report_id}/add/", {"text": "Мати підтвердила."})
    seen = text(head.get(f"report/{report_id}/"))
    assert "Згадала ще одне." in seen
    assert "Мати підтвердила." in seen
    own = text(teacher.get(f"report/{report_id}/"))
    assert "Згадала ще одне." in own
    assert "Мати підтвердила." not in own


def recuse(place, report_id, member):
    with school_scope(place.school.pk):
        Recusal.objects.create(
            school=place.school, case_id=Report.objects.get(pk=report_id).case_id, user_id=member.user_id,
            ground="declared", recorded_at=NOW, recorded_by=place.head.user_id,
        )  # fmt: skip


@pytest.mark.parametrize("page", ["", "withdraw/"])
def test_a_recused_author_reads_and_changes_nothing_of_it(place, teacher, report_id, page):
    """Who typed a report in may turn out to be a side of it: they can't take it back."""
    recuse(place, report_id, place.teacher)
    assert teacher.get(f"report/{report_id}/{page}").status_code == 404
    assert teacher.post(f"report/{report_id}/withdraw/", {"reason": "Помилка."}).status_code == 404
    assert teacher.post(f"report/{report_id}/add/", {"text": "Ще одне."}).status_code == 404
    with school_scope(place.school.pk):
        assert Report.objects.get(pk=report_id).status == "received"
        refused = AccessRecord.objects.filter(user_id=place.teacher.user_id, what="report", is_allowed=False)
        assert refused.count() == 3


def test_a_recused_author_keeps_the_number_alone(place, teacher, report_id):
    recuse(place, report_id, place.teacher)
    assert f"report/{report_id}/done/" in text(teacher.get("report/mine/"))
    page = text(teacher.get(f"report/{report_id}/done/"))
    assert "<strong>1</strong>" in page
    assert "others deal with it" in page
    assert "Not later than" not in page
    assert f'report/{report_id}/"' not in page


def test_who_was_only_given_the_case_to_read_takes_nothing_back_and_adds_nothing(place, teacher, report_id, colleague):
    with school_scope(place.school.pk):
        case = Report.objects.get(pk=report_id).case
        verb = Permission.objects.get(codename="view_case", content_type__app_label="cases")
        CaseUserObjectPermission.objects.create(
            school=place.school, user_id=place.colleague.user_id, content_object=case, permission=verb
        )
    page = text(colleague.get(f"report/{report_id}/"))
    assert WHAT["narrative"] in page
    assert "Withdraw the report" not in page
    assert "Add to the report" not in page
    assert colleague.post(f"report/{report_id}/withdraw/", {"reason": "Помилка."}).status_code == 403
    assert "Only its author" in text(colleague.post(f"report/{report_id}/add/", {"text": "Ще одне."}))
    assert "Only its author" in text(colleague.post(f"report/{report_id}/attach/", {"file": picture()}))
    with school_scope(place.school.pk):
        assert Report.objects.get(pk=report_id).status == "received"
        assert not Attachment.objects.filter(subject_id=report_id).exists()


def test_an_empty_addition_is_refused_beside_its_field(teacher, report_id):
    assert "govuk-error-message" in text(teacher.post(f"report/{report_id}/add/", {"text": " "}))


def test_a_withdrawn_report_says_that_the_limits_run_on(place, teacher, report_id):
    with school_scope(place.school.pk):
        before = Deadline.objects.count()
    assert teacher.post(f"report/{report_id}/withdraw/", {"reason": ""}).status_code == 200
    assert teacher.post(f"report/{report_id}/withdraw/", {"reason": "Помилка."}).status_code == 302
    assert "The limits run on" in text(teacher.get(f"report/{report_id}/"))
    with school_scope(place.school.pk):
        assert Deadline.objects.count() == before
        assert CaseEvent.objects.latest("seq").kind == "report.withdrawn"


def test_a_file_is_sealed_and_comes_back_as_it_was(place, teacher, head, colleague, report_id):
    teacher.post(f"report/{report_id}/attach/", {"file": picture()})
    with school_scope(place.school.pk):
        row = Attachment.objects.get()
        assert b"PNG" not in bytes(row.body)
    address = f"report/{report_id}/files/{row.pk}/"
    answer = head.get(address)
    assert (answer.content, answer.headers["Content-Type"]) == (picture().read(), "image/png")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert colleague.get(address).status_code == 404


@pytest.mark.parametrize("where", ["draft", "report"])
def test_an_upload_that_isnt_what_it_says_is_refused_and_nothing_else_is_lost(place, teacher, where, report_id):
    lie = SimpleUploadedFile("chat.png", b"MZ this is a program")
    if where == "report":
        page = text(teacher.post(f"report/{report_id}/attach/", {"file": lie}))
    else:
        draft = teacher.walk()
        page = text(
            teacher.post(f"{draft}care/", {**CARE, "first_aid_note": "лід на коліно", "do": "next", "file": lie})
        )
        assert "лід на коліно" in page
    assert "can&#x27;t be accepted" in page or "can’t be accepted" in page
    with school_scope(place.school.pk):
        assert not Attachment.objects.exists()


def test_a_file_of_the_draft_goes_to_the_report(place, teacher):
    draft = teacher.walk()
    teacher.post(f"{draft}care/", {**CARE, "do": "attach", "file": picture()})
    assert "чат.png" in text(teacher.get(f"{draft}check/"))
    teacher.post(f"{draft}file/")
    with school_scope(place.school.pk):
        row, report = Attachment.objects.get(), Report.objects.get()
        assert (row.subject_id, row.case_id) == (report.pk, report.case_id)


class TestEarlier:
    """A report that came in by word or on paper, entered afterwards."""

    def enter(self, browser: Browser, told: dict):
        draft = browser.walk(begin="report/?later=1")
        answer = browser.post(f"{draft}told/", {**told, "do": "next"})
        return answer, browser.post(f"{draft}file/")

    def test_its_own_times_count(self, place, secretary):
        told = {**LATER, **moment("received", 21, "10:00"), **moment("head_received", 22, "16:30")}
        self.enter(secretary, told)
        with school_scope(place.school.pk):
            report, case = Report.objects.select_related("data_key").get(), Case.objects.get()
            assert (report.channel, report.open("reporter_name")) == ("oral", "мати учениці")
            assert report.received_at.isoformat() == "2026-11-21T08:00:00+00:00"
            assert case.received_at == report.head_received_at
            assert Deadline.objects.get(rule="police_notice").due_at == case.received_at + timedelta(hours=24)
            assert report.entered_at == NOW

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            pytest.param(
                {**moment("received", 22, "10:00"), **moment("head_received", 21, "10:00")},
                "before the school",
                id="head first",
            ),
            pytest.param(
                {**moment("received", 22, "10:00"), **moment("head_received", 24, "10:00")},
                "later than now",
                id="future",
            ),
            pytest.param(
                {**moment("received", 22, ""), **moment("head_received", 22, "10:00")}, "Give the time", id="no time"
            ),
        ],
    )
    def test_times_that_cant_be_are_refused(self, place, secretary, wrong, words):
        answer, _ = self.enter(secretary, {**LATER, **wrong})
        assert words in text(answer)
        with school_scope(place.school.pk):
            assert not Report.objects.exists()

    def test_received_before_it_happened_is_refused_on_the_last_page(self, place, secretary):
        told = {**LATER, **moment("received", 19, "10:00"), **moment("head_received", 22, "10:00")}
        _, answer = self.enter(secretary, told)
        assert "come before it happened" in text(answer)
        with school_scope(place.school.pk):
            assert not Report.objects.exists()
            assert ReportDraft.objects.exists()

    def test_a_teacher_isnt_offered_it(self, teacher):
        assert "later=1" not in text(teacher.get("report/"))
        assert "step 1 of 4" in text(teacher.get("report/?later=1"))


class TestJoining:
    """A further report to a case that its author sees."""

    def test_it_joins_the_case_and_leaves_its_clock(self, place, head, report_id):
        with school_scope(place.school.pk):
            case_id = Case.objects.get().pk
            due = set(Deadline.objects.values_list("rule", "due_at"))
        head.file(begin=f"report/?case={case_id}")
        with school_scope(place.school.pk):
            assert list(Report.objects.values_list("case_id", flat=True)) == [case_id, case_id]
            assert set(Deadline.objects.values_list("rule", "due_at")) == due

    @pytest.mark.parametrize("who", ["teacher", "colleague"])
    def test_not_to_one_that_isnt_visible(self, place, who, report_id, request):
        with school_scope(place.school.pk):
            case_id = Case.objects.get().pk
        assert request.getfixturevalue(who).get(f"report/?case={case_id}").status_code == 404

    def test_not_to_nonsense(self, head):
        assert head.get("report/?case=7").status_code == 404


def test_a_refused_look_at_the_case_stays_recorded(place, colleague, report_id):
    """The view is rolled back; the record of the refusal isn't."""
    with school_scope(place.school.pk):
        case_id = Case.objects.get().pk
    assert colleague.get(f"cases/{case_id}/").status_code == 404
    with school_scope(place.school.pk):
        looks = AccessRecord.objects.filter(user_id=place.colleague.user_id)
        assert list(looks.values_list("case_id", "is_allowed")) == [(case_id, False)]
