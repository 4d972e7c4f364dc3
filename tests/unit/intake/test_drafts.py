"""A draft keeps what was typed, sealed, for its author alone; a report takes its files and leaves nothing behind."""

from dataclasses import replace

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.draft import MOST_PEOPLE, ROLES, DraftAnswers, Step
from cases.models import Case, ReportDraft
from cases.services.attachments import MOST_FILES, Upload, add_to_draft
from cases.services.drafts import discard_draft, locked_draft, read_answers, save_draft, start_draft
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.models import Attachment
from safeguard.errors import RuleViolation
from safeguard.tenancy.scope import school_scope
from safeguard.vault.models import DataKey, Purpose
from tests.factories import make_member, make_school
from tests.unit.intake.test_file_report import NOW, place  # noqa: F401  the fixture

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
TYPED = st.dictionaries(TEXT, st.lists(TEXT, max_size=3), max_size=5)
STEPS = st.dictionaries(TEXT, st.builds(Step, typed=TYPED, is_asked=st.booleans()), max_size=4)
PEOPLE = st.dictionaries(st.sampled_from(ROLES), st.lists(TEXT, max_size=4))
ANSWERS = st.builds(DraftAnswers, PEOPLE, STEPS, st.booleans(), TEXT, st.booleans())
WORDS = "Софія сказала: «Я більше не хочу туди заходити»."


@given(ANSWERS)
def test_whatever_was_typed_is_read_back_unchanged(answers):
    assert DraftAnswers.from_json(answers.to_json()) == answers


@given(ANSWERS, TYPED)
def test_typing_in_one_step_changes_no_other(answers, typed):
    changed = answers.with_step("what", typed, is_asked=True)
    assert changed.step("what") == Step(typed, is_asked=True)
    assert {**changed.steps, "what": None} == {**answers.steps, "what": None}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("other", ROLES)
def test_nobody_has_two_roles_in_one_act(role, other):
    named = DraftAnswers().with_person(role, "child:1")
    if role == other:
        assert named.with_person(role, "child:1") == named
    else:
        with pytest.raises(RuleViolation):
            named.with_person(other, "child:1")
        moved = named.without_person(role, "child:1").with_person(other, "child:1")
        assert moved.everybody() == ["child:1"]


def test_a_report_names_a_hundred_people_at_most():
    full = DraftAnswers({"witness": [f"child:{number}" for number in range(MOST_PEOPLE)]})
    with pytest.raises(RuleViolation):
        full.with_person("victim", "child:one too many")


@pytest.mark.django_db
class TestRows:
    """In the database."""

    @pytest.fixture
    def draft(self):
        school = make_school()
        author = make_member(school, Role.CLASS_TEACHER)
        with school_scope(school.pk):
            answers = DraftAnswers().with_step("what", {"narrative": [WORDS]}, is_asked=False)
            return school, author, start_draft(school=school, answers=answers, by=author).pk

    def test_the_row_holds_no_clear_text(self, draft):
        school, _, _ = draft
        with school_scope(school.pk), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM cases_reportdraft")
            [row] = cursor.fetchall()
        whole = b"".join(bytes(one) if isinstance(one, memoryview | bytes) else str(one).encode() for one in row)
        for word in ("Софія", "заходити", "narrative"):
            assert word.encode() not in whole

    def test_only_the_author_finds_it(self, draft):
        school, author, draft_id = draft
        colleague = make_member(school, Role.PRINCIPAL)
        with school_scope(school.pk):
            assert locked_draft(draft_id, by=colleague) is None
            found = locked_draft(draft_id, by=author)
            assert read_answers(found).step("what").typed == {"narrative": [WORDS]}

    def test_a_user_of_another_school_finds_nothing(self, draft):
        _, author, draft_id = draft
        other = make_school()
        with school_scope(other.pk):
            assert locked_draft(draft_id, by=author) is None

    def test_it_goes_with_its_key_and_its_files(self, draft):
        school, author, draft_id = draft
        with school_scope(school.pk):
            add_to_draft(draft=locked_draft(draft_id, by=author), upload=PICTURE, by=author)
            discard_draft(draft_id=draft_id, by=author)
            assert not ReportDraft.objects.exists()
            assert not Attachment.objects.exists()
            assert not DataKey.objects.filter(purpose=Purpose.DRAFT).exists()

    def test_a_draft_takes_ten_files(self, draft):
        school, author, draft_id = draft
        with school_scope(school.pk):
            found = locked_draft(draft_id, by=author)
            for _ in range(MOST_FILES):
                add_to_draft(draft=found, upload=PICTURE, by=author)
            with pytest.raises(RuleViolation):
                add_to_draft(draft=found, upload=PICTURE, by=author)

    def test_filing_seals_the_files_with_the_key_of_the_case(self, place):  # noqa: F811
        school, teacher, answers = place
        with clock.frozen(NOW), school_scope(school.pk):
            draft = start_draft(school=school, answers=DraftAnswers(), by=teacher)
            add_to_draft(draft=draft, upload=PICTURE, by=teacher)
            save_draft(draft=draft, answers=replace(DraftAnswers(), has_files=True))
            filed = file_report(school=school, answers=answers, by=teacher, draft=draft)
            row = Attachment.objects.select_related("data_key").get()
            assert filed.report.pk == draft.pk == row.subject_id
            assert (row.case_id, row.data_key_id) == (filed.case.pk, Case.objects.get().data_key_id)
            assert (row.open("name"), row.open_bytes("body")) == (PICTURE.name, PICTURE.body)
            assert not ReportDraft.objects.exists()
            assert not DataKey.objects.filter(purpose=Purpose.DRAFT).exists()


PICTURE = Upload("чат.png", "image/png", b"\x89PNG not really")
