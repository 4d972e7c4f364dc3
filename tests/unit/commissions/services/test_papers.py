"""Papers around the minutes: what they hold, to whom they go, and what they never show."""

import io
import json
from datetime import date

import docx
import pytest

from cases.models import CaseEvent, SuspectedRepresentative
from commissions.enums import MotionKind
from commissions.models import CommissionOrder
from commissions.selectors.paper_sheet import Answers
from commissions.selectors.papers import offers_of
from commissions.services.papers import make_composition_paper, make_paper, voting_investigators
from safeguard import clock
from safeguard.documents.domain.sheet import sha256
from safeguard.documents.render.pdf import pdf
from safeguard.documents.render.word import word
from safeguard.errors import RuleViolation
from safeguard.registers.models import OrderEntry
from safeguard.tenancy.scope import school_scope
from tests.unit.commissions.decided import AFTER, decide, text_of
from tests.unit.commissions.places import RECEIVED, make_place
from tests.unit.commissions.services.test_findings import under

pytestmark = pytest.mark.django_db
K = MotionKind
BILA = "ua-bila-tserkva-21"
NOTHING = Answers()
ORDER = Answers(number="97-о", signed_on=date(2025, 9, 11))


@pytest.fixture
def place():
    made = make_place()
    with school_scope(made.school.pk):
        yield made


def targets(place, form: str):
    return {
        target.addressee or str(number): target
        for offer in offers_of(place.case)
        for number, target in enumerate(offer.targets)
        if offer.paper.key == form
    }


def make(place, form: str, key: str, answers: Answers = NOTHING, at=AFTER):
    with clock.frozen(at):
        return make_paper(
            case_id=place.case.pk, school=place.school, form=form, key=key, answers=answers, by=place.secretary
        )


def printed(document) -> str:
    """As the worker prints it."""
    content = document.open_bytes("sheet")
    assert sha256(content) == document.sheet_sha256
    return text_of(pdf(layout=document.layout, sheet=json.loads(content), sheet_sha256=document.sheet_sha256))


def test_what_is_missing_before_a_decision(place):
    under(place, BILA)
    found = {
        offer.paper.key: (len(offer.targets), bool(offer.missing), offer.unreached) for offer in offers_of(place.case)
    }
    nobody = ("Ластівка Софія", "Дубовий Марко")
    assert found == {
        "investigation": (1, False, ()),
        "explanations": (0, False, nobody),
        "opinion": (0, True, ()),
        "minutes_order": (0, True, ()),
        "extract": (0, True, ()),
        "not_confirmed": (0, True, ()),
        "police_right": (0, True, ()),
    }


def test_the_extract_of_the_victims_family(place):
    decide(place, BILA)
    said = printed(make(place, "extract", targets(place, "extract")["Ластівка Ольга"].key))
    for words in (
        "ВИТЯГ З ПРОТОКОЛУ", "№ 1 від 11.09.2025", "Ластівка Софія", "П-1", "К-1: обставини підтверджено; булінг",
        "К-2: обставини підтверджено; одноразовий конфлікт", "Знімки чату підтверджують події.", "П-1 приймає ліки.",
        "психологічна підтримка", "Година спілкування в класі", "Вербицька", "Калиняк", "п. 10",
    ):  # fmt: skip
        assert words in said, words
    for words in ("Дубовий", "Марко", "Явір", "Ілля", "не мав зауважень", "складній ситуації", "бесіди з психологом"):
        assert words not in said, words


def test_the_extract_of_an_accused_holds_nothing_of_the_victim_nor_of_the_other_accused(place):
    decide(place, BILA)
    said = printed(make(place, "extract", targets(place, "extract")["Дубовий Петро"].key))
    for words in ("Дубовий Марко", "К-1: обставини підтверджено", "бесіди з психологом", "не мав зауважень"):
        assert words in said, words
    for words in (
        "Ластівка",
        "Софія",
        "Явір",
        "Ілля",
        "К-2",
        "ліки",
        "лікується",
        "психологічна підтримка",
        "Пшеничний",
    ):
        assert words not in said, words


@pytest.mark.parametrize("form", ["extract", "explanations"])
def test_a_suspected_representative_gets_nothing(place, form):
    guardians = decide(place, BILA)
    SuspectedRepresentative.objects.create(
        school=place.school,
        case=place.case,
        adult_id=guardians[0].pk,
        marked_at=RECEIVED,
        marked_by=place.principal.user_id,
    )
    assert set(targets(place, form)) == {"Дубовий Петро", "Явір1 Ганна"}
    [offer] = [each for each in offers_of(place.case) if each.paper.key == form]
    assert offer.unreached == ("Ластівка Софія",)


def test_the_order_that_formalises_the_minutes_takes_one_line_of_the_register(place):
    decide(place, BILA)
    document = make(place, "minutes_order", targets(place, "minutes_order")["0"].key, ORDER)
    said = printed(document)
    for words in (
        "НАКАЗ",
        "№ 97-о",
        "11.09.2025",
        "НАКАЗУЮ:",
        "№ 1 від 11.09.2025",
        "К-1 – бесіди з психологом",
        "Липовець",
        "01.10.2025",
        "Контроль",
    ):
        assert words in said, words
    for words in ("Ластівка", "Дубовий", "Явір"):
        assert words not in said
    [line] = OrderEntry.objects.filter(subject_id=document.pk)
    assert (line.kind, line.office_number, line.signed_on, line.case_id) == (
        "minutes",
        "97-о",
        date(2025, 9, 11),
        place.case.pk,
    )


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (Answers(signed_on=date(2025, 9, 11)), "number"),
        (Answers(number="1"), "signed_on"),
        (Answers(number="1", signed_on=date(2025, 9, 12)), "signed_on"),
    ],
)
def test_an_order_without_its_number_and_day_isnt_made(place, answers, field):
    decide(place, BILA)
    before = OrderEntry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        make(place, "minutes_order", targets(place, "minutes_order")["0"].key, answers)
    assert (refused.value.field, OrderEntry.objects.count()) == (field, before)


def test_the_decision_to_investigate_names_who_is_authorised(place):
    under(place, BILA)
    member = place.seats[5].adult
    answers = Answers("96-о", date(2025, 9, 9), days={"until": date(2025, 9, 12)}, people={"persons": (member,)})
    [target] = targets(place, "investigation").values()
    said = printed(make(place, "investigation", target.key, answers))
    for words in (
        "НАКАЗ",
        "№ 96-о",
        "Про проведення розслідування",
        "Ромашко В.",
        "до 12.09.2025",
        "П-1",
        "К-1",
        f"№ {place.case.number} від 08.09.2025",
    ):
        assert words in said, words
    for words in ("Ластівка", "Дубовий"):
        assert words not in said
    assert [seat.pk for seat in voting_investigators(place.case, target, answers)] == [place.seats[5].pk]


def test_a_request_names_no_other_child(place):
    decide(place, "ua-1646")
    key = targets(place, "explanations")["Дубовий Петро"].key
    until = {"until": date(2025, 9, 15)}
    with pytest.raises(RuleViolation) as refused:
        make(place, "explanations", key, Answers(words={"asked": "Що сталося із Софією?"}, days=until))
    assert refused.value.field == "asked"
    said = printed(make(place, "explanations", key, Answers(words={"asked": "Що сталося в чаті?"}, days=until)))
    for words in (
        "Дубовий Петро",
        "Дубовий Марко",
        "Що сталося в чаті?",
        "15.09.2025",
        f"№ {place.case.number} від 08.09.2025",
    ):
        assert words in said, words
    assert "Ластівка" not in said


def test_not_qualified_the_victim_is_told_of_the_right_in_writing(place):
    decide(place, "ua-kharkiv-51", kinds=(K.CONFLICT, K.CONFLICT))
    assert set(targets(place, "police_right")) == {"Ластівка Ольга"}
    document = make(place, "police_right", targets(place, "police_right")["Ластівка Ольга"].key)
    said = printed(document)
    for words in ("маєте право одразу звернутися із заявою до Національної поліції", "п. 7", f"№ {document.number}"):
        assert words in said, words
    assert "Дубовий" not in said


def test_not_confirmed_both_families_are_told_in_writing(place):
    decide(place, BILA, finding=K.NOT_SUBSTANTIATED)
    assert set(targets(place, "not_confirmed")) == {"Ластівка Ольга", "Дубовий Петро", "Явір1 Ганна"}
    said = printed(make(place, "not_confirmed", targets(place, "not_confirmed")["Дубовий Петро"].key))
    assert "не підтвердився" in said
    assert "Ластівка" not in said


def test_nothing_of_it_after_a_case_of_bullying(place):
    decide(place, BILA)
    assert (targets(place, "police_right"), targets(place, "not_confirmed")) == ({}, {})


def test_a_separate_opinion_is_a_paper_of_its_own(place):
    decide(place, BILA)
    [target] = targets(place, "opinion").values()
    said = printed(make(place, "opinion", target.key))
    for words in ("ОКРЕМА ДУМКА", "Осокова Т.", "Вважаю доказів замало.", "№ 1 від 11.09.2025", "Тамара ОСОКОВА"):
        assert words in said, words


def test_the_chronology_tells_which_paper_was_made(place):
    decide(place, BILA)
    document = make(place, "extract", targets(place, "extract")["Дубовий Петро"].key)
    event = CaseEvent.objects.filter(case=place.case, kind="paper.issued").get()
    assert (event.data["document"], event.data["kind"]) == (str(document.pk), "extract")


def test_the_order_on_the_composition(place):
    with clock.frozen(AFTER):
        document = make_composition_paper(school=place.school, order=CommissionOrder.objects.get(), by=place.principal)
    said = printed(document)
    for words in (
        "НАКАЗ",
        "№ 84",
        "01.09.2025",
        "Вербицька Л. П.",
        "голова комісії",
        "Яворенко",
        "Терник",
    ):
        assert words in said.replace("\u202f", " ").replace("\u00a0", " "), words


def test_the_word_copy_holds_the_same_and_says_that_it_isnt_the_record(place):
    decide(place, BILA)
    document = make(place, "extract", targets(place, "extract")["Дубовий Петро"].key)
    found = docx.Document(io.BytesIO(word(layout=document.layout, sheet=json.loads(document.open_bytes("sheet")))))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])
    for words in ("ВИТЯГ З ПРОТОКОЛУ", "Дубовий Марко", "К-1: обставини підтверджено"):
        assert words in said, words
    for words in ("Ластівка", "Явір"):
        assert words not in said
    for section in found.sections:
        assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text != ""
    assert not document.__class__.objects.filter(layout="word").exists()
