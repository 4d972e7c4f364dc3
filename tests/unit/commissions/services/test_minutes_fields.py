"""The printed minutes of a believable case, in Ukrainian and in Kazakh: every field of obligations 5.2 is there."""

import json
from datetime import timedelta

import pytest

from cases.domain.materials import MaterialDraft
from cases.enums import MaterialKind, RecusalGround
from cases.models import Recusal
from cases.services.materials import add_material
from commissions.domain.guests import Guest
from commissions.enums import Capacity, Harm, MotionKind
from commissions.models import AgendaItem, Attendance, Hearing
from commissions.services.minutes import finalise_minutes
from commissions.services.notices import Handover, invite, record_handover, send_notice
from commissions.services.remarks import add_remark
from commissions.services.sessions import open_meeting
from commissions.services.signs import SignsDraft, note_signs
from commissions.services.texts import add_opinion
from safeguard import clock
from safeguard.documents.render.pdf import pdf
from safeguard.organisations.models import Organisation
from safeguard.tenancy.scope import school_scope
from tests.factories import make_guardian
from tests.unit.commissions.decided import text_of
from tests.unit.commissions.places import CALLED, RECEIVED, STARTS, call, come, finish, make_place, vote
from tests.unit.commissions.services.test_findings import accuse, under

pytestmark = pytest.mark.django_db
K = MotionKind
GUEST = "Ткач О. І., служба у справах дітей"


def believable(language: str):
    """Seven of eight came, one of them by nobody's leave recused; a guest spoke, a member differed."""
    place = make_place()
    Organisation.objects.filter(pk=place.school.pk).update(language=language)
    place.school.organisation.refresh_from_db()
    with school_scope(place.school.pk):
        under(place, "ua-kharkiv-51")
        [person] = accuse(place, 1)
        for involved in place.case.involvements.filter(child__isnull=False):
            make_guardian(place.school, involved.child, "Ластівка\nОльга")
        _prepare(place)
        _hold(place, person)
        return place, _finalise(place)


def _prepare(place) -> None:
    conclusion = MaterialDraft(MaterialKind.PSYCHOLOGIST, RECEIVED.date(), whom="Липовець І. М.", words="Висновок.")
    with clock.frozen(CALLED):
        add_material(case_id=place.case.pk, draft=conclusion, by=place.secretary)
        Recusal.objects.create(
            school=place.school, case=place.case, user_id=place.members[6].user_id, ground=RecusalGround.DECLARED,
            recorded_at=CALLED, recorded_by=place.members[6].user_id,
        )  # fmt: skip
        call(place)
        send_notice(school=place.school, meeting_id=place.meeting.pk, with_materials=True, by=place.secretary)
        guest = Guest(place.case.pk, Capacity.AGENCY, whom=GUEST)
        [row] = invite(meeting_id=place.meeting.pk, guests=[guest], by=place.secretary)
        given = Handover("paper", CALLED, None)
        record_handover(school=place.school, invitation_id=row.pk, handover=given, by=place.secretary)
    place.guest = row


def _hold(place, person) -> None:
    come(place, 0, 1, 2, 3, 4, 5)
    Attendance.objects.create(school=place.school, meeting=place.meeting, invitation=place.guest, arrived_at=STARTS)
    with clock.frozen(STARTS):
        place.meeting = open_meeting(school=place.school, meeting_id=place.meeting.pk, by=place.secretary)
    vote(place, K.AGENDA, "agenda", "ffffff")
    vote(place, K.SUBSTANTIATED, "finding", "fffffa", accused_id=person.pk)
    vote(place, K.BULLYING, "qualification", "fffffo", accused_id=person.pk)
    vote(place, K.MEASURES, "measures", "ffffff")
    finding = AgendaItem.objects.get(meeting=place.meeting, kind="finding")
    with clock.frozen(STARTS):
        add_remark(item_id=finding.pk, invitation_id=place.guest.pk, text="Сім’я на супроводі.", by=place.secretary)
        add_opinion(item_id=finding.pk, seat_id=place.seats[5].pk, text="Доказів замало.", by=place.secretary)
        signs = SignsDraft(person.pk, True, ["physical"], Harm.DONE)
        hearing = Hearing.objects.get()
        note_signs(school=place.school, hearing_id=hearing.pk, signs=signs, seen=0, by=place.secretary)


def _finalise(place):
    finish(place)
    with clock.frozen(STARTS + timedelta(hours=3)):
        place.meeting.refresh_from_db()
        return finalise_minutes(
            school=place.school, meeting_id=place.meeting.pk, seen=place.meeting.version, by=place.secretary
        ).document


#: Field of obligations 5.2, and what a reader finds in either language.
FIELDS = [
    ("number", "ПРОТОКОЛ № 1", "№ 1 ХАТТАМА"),
    ("heading", "засідання комісії з розгляду випадків булінгу", "жағдайларын қарау жөніндегі комиссия отырысының"),
    ("institution", "(найменування закладу освіти)", "(білім беру ұйымының атауы)"),
    ("date", "«11» вересня 2025 р.", "2025 ж. «11» қыркүйек"),
    ("time", "Час 10 год 00 хв", "Уақыты 10 сағ 00 мин"),
    ("ground", "Підстава: повідомлення класного керівника", "Негізі: повідомлення класного керівника"),
    ("summary", "(стислий зміст заяви або повідомлення)", "(өтініштің немесе хабарламаның қысқаша мазмұны)"),
    ("present", "Члени комісії (6 осіб)", "комиссия мүшелері (6 адам)"),
    ("order on composition", "від 01.09.2025 № 84", "(01.09.2025 № 84)"),
    ("invited", "Інші особи (1 особа): 1. Ткач О. І.", "Басқа адамдар (1 адам): 1. Ткач О. І."),
    ("agenda", "Порядок денний: 1. Про наявність обставин", "Күн тәртібі: 1. Өтініште"),
    ("partial model", "часткова модель форми", "нысанның ішінара үлгісі"),
    ("our own block", "Далі – відомості, які заклад освіти зазначає", "Бұдан әрі – білім беру ұйымы"),
    ("heard", "СЛУХАЛИ: Осокову Т. Д.", "ТЫҢДАЛДЫ: Осокову Т. Д."),
    ("spoke", "ВИСТУПИЛИ: Запитань не було.", "СӨЗ СӨЙЛЕДІ: Запитань не було."),
    ("resolved", "ВИРІШИЛИ: Визнати.", "ШЕШІМ ҚАБЫЛДАНДЫ: Визнати."),
    ("votes", "«За» – 5, «проти» – 1, «утрималися» – 0", "«Жақтап» – 5, «қарсы» – 1, «қалыс қалды» – 0"),
    ("base of the votes", "Склад 8, присутні 6, потрібно «за» 5.", "Құрамы – 8, қатысқаны – 6"),
    ("quorum", "потрібно 6, на відкритті присутні 6", "қажеті 6, ашылғанда қатысқаны 6"),
    ("recused", "Терник С. Б., має відвід", "Терник С. Б., шеттетілген"),
    ("absent", "Яворенко О. Л., на лікарняному", "Яворенко О. Л., на лікарняному"),
    ("tie rule", "вирішальний голос голови", "төрағаның шешуші даусы"),
    ("presiding and keeper", "Вербицька Л. П.; Калиняк Н. В.", "Вербицька Л. П.; Калиняк Н. В."),
    ("place and end", "каб. 204; 11:00", "каб. 204; 11:00"),
    ("notice", "09.09.2025, 11:00", "09.09.2025, 11:00"),
    ("who wasn't told", "не повідомлено", "хабарланбаған"),
    ("remark", "(без права голосу), Ткач О. І.", "(дауыс құқығынсыз), Ткач О. І."),
    (
        "separate opinion",
        "Окрема думка. Ромашко В. Г.: Доказів замало.",
        "Ерекше пікір. Ромашко В. Г.: Доказів замало.",
    ),
    ("measure", "Як оцінюють результат: бесіда", "Нәтижесі қалай бағаланады: бесіда"),
    ("day of the measure", "до 01.10.2025", "01.10.2025 күніне дейін"),
    ("finding", "обставини підтверджено", "мән-жайлар расталды"),
    ("qualification", "булінг (цькування)", "қорлау (буллинг)"),
    ("signs", "дії систематичні; фізичне насильство; завдано шкоди", "әрекеттер жүйелі; физикалық зорлық-зомбылық"),
    ("who is told by when", "Кого і до якого часу повідомляють", "кімге және қашанға дейін хабарланады"),
    ("open ballots", "6 Ромашко В. Г. за проти утримався за", "6 Ромашко В. Г. жақтады қарсы қалыс қалды жақтады"),
    ("reasons", "Мотиви рішення. Знімки.", "Шешімнің уәждері. Знімки."),
    (
        "annexes",
        "2) окрема думка: Ромашко В. Г.; 3) висновок психолога, 08.09.2025.",
        "2) ерекше пікір: Ромашко В. Г.;",
    ),
    ("signatures", "1 Голова комісії Лідія ВЕРБИЦЬКА", "1 Комиссия төрағасы Лідія ВЕРБИЦЬКА"),
    ("who was absent doesn't sign", "відсутній на засіданні Олена ЯВОРЕНКО", "отырысқа қатыспады Олена ЯВОРЕНКО"),
    ("parents sign", "Законний представник П-1", "Заңды өкіл: З-1"),
    ("five copies", "4 служба у справах дітей 5 поліція", "4 балалар істері жөніндегі қызмет 5 полиция"),
    ("key of the codes", "П-1 Ластівка С.", "З-1 Ластівка С."),
]


@pytest.fixture
def printed(language: str) -> str:
    place, document = believable(language)
    with school_scope(place.school.pk):
        sheet = json.loads(document.open_bytes("sheet"))
    text = text_of(pdf(layout=document.layout, sheet=sheet, sheet_sha256="0" * 64))
    return text.replace("\u2011", "-").replace("‐ ", "")


@pytest.mark.parametrize("language", ["uk", "kk"])
def test_the_text_of_the_pdf_holds_every_field(printed: str, language: str) -> None:
    column = ("uk", "kk").index(language) + 1
    assert [row[0] for row in FIELDS if row[column] not in printed] == []


@pytest.mark.parametrize("language", ["uk", "kk"])
def test_codes_stand_for_children_everywhere_but_in_the_annex_of_copy_1(printed: str) -> None:
    before, _, annex = printed.partition(
        "Відомості про осіб" if "ПРОТОКОЛ" in printed else "Кодпен белгіленген адамдар туралы мәліметтер Код"
    )
    assert "Ластівка" not in before
    assert "Ластівка" in annex
