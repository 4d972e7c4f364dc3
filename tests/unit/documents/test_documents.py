"""A document is frozen with number and hash; its PDF follows once; nothing finalised changes."""

import subprocess
from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from safeguard.access.roles import Role
from safeguard.documents.domain.sheet import Fact, Issuer, Letter, canonical, sha256
from safeguard.documents.enums import DocumentKind, DocumentState
from safeguard.documents.models import Document, DocumentEvent
from safeguard.documents.services.issue import issue_document
from safeguard.documents.services.rendering import render
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
LETTER = Letter(
    language="uk",
    issuer=Issuer(name="Ліцей «Обрій»", contacts="вул. Тиха, 1"),
    sent_on="09.09.2025",
    number="1",
    answer_to="",
    addressee=("Районне управління поліції",),
    subject="Про надходження заяви",
    opening=("Повідомляю про надходження заяви щодо випадку булінгу (цькування).",),
    table_head=("№", "Відомості", "Зміст"),
    facts=(Fact("Заяву отримано", ("09.09.2025 о 10 год 15 хв",)), Fact("Әріптер", ("ӘҒҚҢӨҰҮҺІЇЄҐ",))),
    closing=(),
    signatory_office="Директор",
    signatory="Лідія Вербицька",
)


@pytest.fixture
def issued():
    school = make_school()
    by = make_member(school, Role.PRINCIPAL)
    with school_scope(school.pk):
        case = make_case(school, received_at=RECEIVED)
        document = issue_document(
            kind=DocumentKind.POLICE_NOTICE,
            number="1",
            layout="letter@1",
            sheet=LETTER,
            language="uk",
            data_key=case.data_key,
            subject_id=case.pk,
            case_id=case.pk,
            by=by,
        )
    return school, document


def test_the_sheet_is_frozen_under_its_hash_before_there_is_a_pdf(issued):
    school, document = issued
    with school_scope(school.pk):
        found = Document.objects.get(pk=document.pk)
        assert found.sheet_sha256 == sha256(canonical(LETTER)) == sha256(found.open_bytes("sheet"))
        assert found.state == DocumentState.FINALISED
        assert [event.kind for event in found.events.order_by("seq")] == ["document.finalised"]


def test_the_pdf_follows_once_and_its_hash_is_a_second_event(issued, tmp_path):
    school, document = issued
    with school_scope(school.pk):
        assert (render(document.pk), render(document.pk)) == (True, False)
        found = Document.objects.select_related("data_key").get(pk=document.pk)
        body = found.open_bytes("pdf")
        last = DocumentEvent.objects.filter(document=found).order_by("seq").last()
        assert last.data["pdf_sha256"] == found.pdf_sha256 == sha256(body)
    path = tmp_path / "letter.pdf"
    path.write_bytes(body)
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    for words in ("09.09.2025", "Районне управління поліції", "ӘҒҚҢӨҰҮҺІЇЄҐ", "Лідія Вербицька"):
        assert words in text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_document SET number = '2'",
        "UPDATE documents_document SET sheet = 'x'",
        "UPDATE documents_document SET state = 'rendered', pdf = 'x', rendered_at = now(), kind = 'minutes'",
        "DELETE FROM documents_document",
        "TRUNCATE documents_document CASCADE",
    ],
)
def test_the_database_refuses_to_change_what_is_finalised(issued, statement):
    school, _ = issued
    with school_scope(school.pk), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_rendered_document_takes_no_other_pdf(issued):
    school, document = issued
    with school_scope(school.pk):
        render(document.pk)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE documents_document SET pdf = 'x'")
