import json
from datetime import date, datetime, UTC
import pytest
from cases.services.file_report import file_report
from cases.domain.filing import Answers as A, SideDraft
from commissions.enums import MotionKind as K
from commissions.models import CommissionOrder
from commissions.selectors.papers import offers_of
from commissions.services.papers import make_composition_paper, make_paper
from commissions.services.undertakings import make_undertaking
from commissions.selectors.undertakings import signings_of
from commissions.selectors.paper_sheet import Answers
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.documents.render.pdf import pdf
from safeguard.documents.render.word import word
from safeguard.tenancy.scope import school_scope
from tests.factories import *
from tests.unit.commissions.decided import AFTER, decide
from tests.unit.commissions.places import make_place

pytestmark = pytest.mark.django_db


def dump(d, name):
    s = json.loads(d.open_bytes("sheet"))
    open(f"/tmp/pp/{name}.pdf", "wb").write(pdf(layout=d.layout, sheet=s, sheet_sha256=d.sheet_sha256))
    open(f"/tmp/pp/{name}.docx", "wb").write(word(layout=d.layout, sheet=s))


@pytest.mark.parametrize("finding", [K.SUBSTANTIATED, K.NOT_SUBSTANTIATED])
def test_uk(finding):
    place = make_place()
    with school_scope(place.school.pk), clock.frozen(AFTER):
        decide(place, "ua-bila-tserkva-21", finding=finding)
        for offer in offers_of(place.case):
            if not offer.targets:
                continue
            target = offer.targets[min(1, len(offer.targets) - 1)]
            ans = Answers(
                "97-о",
                date(2025, 9, 11),
                {"asked": "Що сталося в чаті 5 вересня та хто ще про це знав?"},
                {"until": date(2025, 9, 15)},
                {"persons": (place.seats[5].adult, place.seats[7].adult)},
            )
            d = make_paper(
                case_id=place.case.pk,
                school=place.school,
                form=offer.paper.key,
                key=target.key,
                answers=ans,
                by=place.secretary,
            )
            dump(d, "uk-" + offer.paper.key)
        dump(
            make_composition_paper(school=place.school, order=CommissionOrder.objects.get(), by=place.principal),
            "uk-composition",
        )
        sg = signings_of(place.meeting, {place.case.pk})
        for form in ("undertaking_guest", "undertaking_member"):
            t = next(x.target for x in sg if x.target.paper.key == form)
            dump(
                make_undertaking(school=place.school, meeting=place.meeting, target=t, by=place.secretary), "uk-" + form
            )


def test_kk():
    school = make_school("kz")
    by = make_member(school, Role.PRINCIPAL)
    NOW = datetime(2025, 9, 9, 5, tzinfo=UTC)
    with school_scope(school.pk), clock.frozen(NOW):
        v, a = make_child(school, "Серікова\nАйгерім"), make_child(school, "Жақсыбеков\nНұрлан")
        make_guardian(school, v, "Серікова\nДинара")
        make_guardian(school, a, "Жақсыбеков\nЕрлан")
        case = file_report(
            school=school,
            answers=A(
                sides=[SideDraft("victim", child_id=v.pk), SideDraft("accused", child_id=a.pk)],
                kinds=["cyber"],
                place="online",
                happened_at=NOW,
                narrative="x",
                danger_now="no",
                first_aid_given=False,
            ),
            by=by,
        ).case
        staff = make_adult(school, "Қалиев\nБекзат", is_staff=True)
        for offer in offers_of(case):
            t = offer.targets[-1]
            ans = Answers(
                "",
                None,
                {
                    "asked": "4 қыркүйекте сынып чатында не болды?",
                    "explained": "Тәртіптік комиссия қарайды.\nЕскерту болуы мүмкін.",
                },
                {"until": date(2025, 9, 15)},
                {"contact": (staff,)},
            )
            dump(
                make_paper(case_id=case.pk, school=school, form=offer.paper.key, key=t.key, answers=ans, by=by),
                "kk-" + offer.paper.key,
            )
