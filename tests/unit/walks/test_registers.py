"""The registers after whole cases: of reports, of decisions, of orders; on the screen, on paper, in a spreadsheet."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook

from cases.enums import RecusalGround
from cases.models import CaseEvent, Recusal
from cases.presenters.registers import REPORT_CELLS, TOLD
from commissions.enums import MotionKind
from commissions.models import Decision
from commissions.presenters.registers import DECISION_CELLS
from safeguard import clock
from safeguard.accounts.models import User
from safeguard.audit.models import AccessRecord
from safeguard.procedures.catalogue import load_procedure, procedures, versions
from safeguard.procedures.schema import Evidence
from safeguard.registers.models import OrderEntry, RegisterNote
from safeguard.tenancy.scope import school_scope
from tests.unit.walks.places import Walk, at, begin

pytestmark = pytest.mark.django_db
MONTH = at(30, 10)


@pytest.fixture
def walk(db):
    """UA-K: the commission is ordered for the case, decides, and the police is told with the minutes."""
    walk = begin("ua-kharkiv-51")
    with school_scope(walk.school.pk):
        walk.do(at(8, 12), Evidence.COMMISSION_ORDERED, number="91", dated_on=at(8, 12).date())
        walk.call(at(9, 11), at(11, 10))
        walk.hold(at(11, 10))
        walk.decide(at(11, 11))
        walk.tell(at(12, 9), "minutes_police_notice")
    return walk


def browser(member) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=member.user_id))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    return client


def ask(walk: Walk, member, address: str, data: dict | None = None):
    client, full = browser(member), f"/s/{walk.school.organisation.slug}/registers/{address}"
    with clock.frozen(MONTH):
        headers = {"accept-language": "en"}
        return client.post(full, data, headers=headers) if data else client.get(full, headers=headers)


def cells(page) -> list[dict[str, str]]:
    book = page.context["book"]
    keys = [column.key for column in book.columns]
    return [dict(zip(keys, line.cells, strict=True)) for line in book.lines]


def pdf_text(body: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=body, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


# --- the columns of the texts ---


@pytest.mark.parametrize("procedure", procedures())
def test_every_column_that_a_procedure_prints_is_known(procedure):
    definition = load_procedure(procedure, versions(procedure)[-1])
    recipients = {f"{key}{TOLD}" for key in definition.recipients}
    known = {"applications": {*REPORT_CELLS, *recipients}, "decisions": {*DECISION_CELLS}}
    for key, register in definition.registers.items():
        assert {column.key for column in register.columns} <= known.get(
            key, {column.key for column in register.columns}
        )


def test_the_register_of_decisions_says_what_the_text_wants(walk):
    """UA-K-III.8: number, date, minutes, case, decision, votes, bodies told, where the paper is kept."""
    [line] = cells(ask(walk, walk.place.principal, "?register=decisions&year=2025"))
    assert line == {
        "number": "1",
        "decided_on": "11\u00a0Sep\u00a02025",
        "minutes_number": "1",
        "case_number": "1",
        "finding": "confirmed; bullying",
        "votes": line["votes"],
        "bodies_told": line["bodies_told"],
        "paper_kept_at": "–",
    }
    assert line["votes"].count("for 8, against 0") == 2
    assert line["bodies_told"].endswith("12\u00a0Sep\u00a02025")


def test_the_decision_enters_its_register_with_the_minutes(walk):
    """Nobody types a number twice: the register takes the decision in the transaction that finalises the minutes."""
    with school_scope(walk.school.pk):
        [event] = CaseEvent.objects.filter(case=walk.case, kind=Evidence.DECISION_REGISTERED)
        decision = Decision.objects.get(case=walk.case)
        assert event.data["number"] == decision.number == 1
        assert decision.school_year == 2025


@pytest.mark.parametrize("qualification", [MotionKind.BULLYING, MotionKind.CONFLICT])
def test_a_column_of_its_own_takes_the_qualification(qualification):
    walk = begin("ua-bila-tserkva-21")
    with school_scope(walk.school.pk):
        walk.do(at(8, 15), Evidence.INVESTIGATION_ORDERED, words="Уповноважено: Калиняк Н. В.")
        walk.do(at(9, 12), Evidence.INVESTIGATION_REPORTED, words="Образи тривали три тижні.")
        walk.do(at(10, 9), Evidence.COMMISSION_ORDERED, number="91", dated_on=at(10, 9).date())
        walk.call(at(10, 9, 30), at(11, 10))
        walk.hold(at(11, 10))
        walk.decide(at(11, 11), qualification)
    [line] = cells(ask(walk, walk.place.principal, "?register=decisions&year=2025"))
    words = {MotionKind.BULLYING: "bullying", MotionKind.CONFLICT: "one-off conflict"}
    assert (line["finding"], line["qualification"]) == ("confirmed", words[qualification])


def test_every_order_takes_the_next_line(walk):
    """The order on the composition first, then the one that creates the commission of the case."""
    lines = cells(ask(walk, walk.place.principal, "?register=orders&year=2025"))
    assert [(line["number"], line["office_number"], line["case"]) for line in lines][-1] == (
        str(len(lines)), "91", "№ 1"
    )  # fmt: skip
    with school_scope(walk.school.pk):
        numbers = list(OrderEntry.objects.filter(year=2025).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_corrected_order_keeps_its_line_and_shows_the_correction(walk):
    with school_scope(walk.school.pk):
        wrong = CaseEvent.objects.get(case=walk.case, kind=Evidence.COMMISSION_ORDERED)
        walk.do(
            at(8, 12),
            Evidence.COMMISSION_ORDERED,
            number="92",
            dated_on=at(8, 12).date(),
            corrects_id=wrong.pk,
            correction_reason="Описка в номері.",
        )
    lines = ask(walk, walk.place.principal, "?register=orders&year=2025").context["book"].lines
    [line] = [each for each in lines if each.case_id]
    assert "91" in line.cells
    assert "№ 92" in line.notes[0]
    assert "Описка в номері." in line.notes[0]


# --- on paper and in a spreadsheet ---


@pytest.mark.parametrize("register", ["reports", "cases", "decisions", "orders"])
def test_the_paper_book_holds_every_line_in_the_language_of_record(walk, register):
    page = ask(walk, walk.place.principal, f"?register={register}&year=2025")
    answer = ask(walk, walk.place.principal, f"{register}/2025.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = pdf_text(answer.content)
    for line in page.context["book"].lines:
        assert str(line.number) in text
    assert "2025/26" in text


@pytest.mark.parametrize("register", ["reports", "cases", "decisions", "orders"])
def test_the_spreadsheet_holds_the_same_cells(walk, register):
    book = ask(walk, walk.place.principal, f"?register={register}&year=2025").context["book"]
    answer = ask(walk, walk.place.principal, f"{register}/2025.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows[0]) == len(book.columns) + 1
    assert [row[0] for row in rows[1:]] == [line.number for line in book.lines]


def test_names_are_printed_only_where_the_text_keeps_them_and_the_looks_are_recorded():
    walk = begin("ua-1646")
    name = "Дубовик"
    without = pdf_text(ask(walk, walk.place.principal, "reports/2025.pdf").content)
    with_names = ask(walk, walk.place.principal, "reports/2025.pdf?names=1")
    assert with_names.status_code == 200
    with school_scope(walk.school.pk):
        assert AccessRecord.objects.filter(case_id=walk.case.pk, what="register.names").count() == 1
        names = {row.child.open("name").split("\n")[0] for row in walk.case.involvements.select_related("child")}
    text = pdf_text(with_names.content)
    assert all(each in text for each in names)
    assert not any(each in without for each in {*names, name})
    assert ask(walk, walk.place.principal, "decisions/2025.pdf?names=1").status_code == 403


# --- what was wrong is corrected beside the line ---


def test_a_correction_stands_beside_the_line_and_in_the_timeline(walk):
    place = {"kind": "correction", "text": "Спосіб подання: усно."}
    assert ask(walk, walk.place.secretary, "reports/2025/1/", place).status_code == 302
    line = ask(walk, walk.place.principal, "?register=reports&year=2025").context["book"].lines[0]
    assert "Спосіб подання: усно." in line.notes[0]
    with school_scope(walk.school.pk):
        assert CaseEvent.objects.filter(case=walk.case, kind="register.noted").count() == 1
        assert RegisterNote.objects.count() == 1


def test_where_the_original_is_kept_stands_in_its_column_and_the_last_word_counts(walk):
    for where in ("Сейф № 1", "Сейф № 2"):
        ask(walk, walk.place.secretary, "decisions/2025/1/", {"kind": "kept_at", "text": where})
    [line] = cells(ask(walk, walk.place.principal, "?register=decisions&year=2025"))
    assert line["paper_kept_at"] == "Сейф № 2"


@pytest.mark.parametrize(
    ("address", "data", "answer"),
    [
        ("reports/2025/1/", {"kind": "correction", "text": "  "}, 200),
        ("reports/2025/1/", {"kind": "nothing", "text": "x"}, 200),
        ("reports/2025/9/", {"kind": "correction", "text": "x"}, 404),
        ("nothing/2025/1/", {"kind": "correction", "text": "x"}, 404),
        ("minutes/2025/1/", {"kind": "correction", "text": "x"}, 404),
    ],
)
def test_a_note_that_cant_be_written_is_refused(walk, address, data, answer):
    page = ask(walk, walk.place.secretary, address, data)
    assert page.status_code == answer
    if answer == 200:
        assert page.context["form"].errors
    with school_scope(walk.school.pk):
        assert not RegisterNote.objects.exists()


# --- who may not know of a case ---


@pytest.mark.parametrize(
    "address",
    [
        "?register=reports&year=2025", "?register=cases&year=2025", "?register=decisions&year=2025",
        "?register=orders&year=2025", "reports/2025.pdf", "cases/2025.xlsx", "decisions/2025.pdf", "orders/2025.xlsx",
        "reports/2025/1/", "decisions/2025/1/",
    ],
)  # fmt: skip
def test_who_is_recused_opens_no_register_of_that_year(walk, address):
    with school_scope(walk.school.pk):
        Recusal.objects.create(
            school=walk.school,
            case=walk.case,
            user_id=walk.place.secretary.user_id,
            ground=RecusalGround.DECLARED,
            recorded_at=MONTH - timedelta(days=1),
            recorded_by=walk.place.secretary.user_id,
        )
    assert ask(walk, walk.place.secretary, address).status_code == 403
