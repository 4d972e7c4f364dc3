"""A school with a case that everybody may see and a whole other one, from the report to the signed minutes, to hide.

What belongs to the hidden one is found by comparing every table before and after, so nothing has to be listed.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from cases.domain.deeds import DeedDraft
from cases.domain.filing import Answers, SideDraft
from cases.domain.materials import MaterialDraft
from cases.enums import DutyState, MaterialKind, RecusalGround
from cases.selectors.clocks import definition_of
from cases.selectors.duties import owed_duties
from cases.services.attachments import Upload, add_attachment
from cases.services.deeds import record_deed
from cases.services.duties import DutyAnswer, answer_duty
from cases.services.file_report import file_report
from cases.services.letters import issue_letter
from cases.services.materials import add_material
from cases.services.recusals import declare_recusal
from cases.services.registers import note_line
from commissions.domain.guests import Guest
from commissions.enums import Capacity
from commissions.models import Seat
from commissions.selectors.paper_sheet import Answers as PaperAnswers
from commissions.selectors.papers import offers_of
from commissions.services.agenda import propose_item
from commissions.services.composition import SeatDraft, approve_composition
from commissions.services.notices import invite
from commissions.services.papers import make_paper
from commissions.services.texts import add_opinion
from safeguard import clock
from safeguard.access.member import Member
from safeguard.people.models import Child
from safeguard.procedures.schema import Evidence
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.models import Counter
from safeguard.tenancy.models import SchoolRow
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian
from tests.unit.commissions.places import OFFICES, POSITIONS, item
from tests.unit.walks.places import Walk, at, begin

NUMBER = 7351
#: Title, narrative, remarks.
WORDS = ("Приховувана", "Цілковитатаємниця", "Слідисправи")
LOOKED_AT = at(30, 10)
ROLES = ("victim", "accused", "witness")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c6360f8cfc0000003"
    "010100c9fe92ef0000000049454e44ae426082"
)  # fmt: skip
SCAN = Upload("скан.png", "image/png", PNG)


@dataclass
class World:
    """`walk` goes on with the hidden case."""

    walk: Walk
    children: dict[str, Child] = field(default_factory=dict)
    before: dict[type[Model], set[UUID]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return str(self.walk.school.organisation.slug)

    def rows(self) -> dict[type[Model], set[UUID]]:
        """Every id of every table of the school."""
        with school_scope(self.walk.school.pk):
            return {model: set(model.objects.values_list("pk", flat=True)) for model in school_models()}

    def hidden(self) -> dict[str, list[UUID]]:
        """By model's name: the ids that came with the hidden case."""
        found = {model._meta.model_name: sorted(ids - self.before[model]) for model, ids in self.rows().items()}
        return {str(name): ids for name, ids in found.items() if ids}


def school_models() -> list[type[Model]]:
    models = [model for model in apps.get_models() if issubclass(model, SchoolRow)]
    return [model for model in models if model._meta.pk.get_internal_type() == "UUIDField"]


def make_world() -> World:
    """Up to the moment before the case is reported that is to be hidden."""
    world = World(begin("ua-kharkiv-51"))
    school = world.walk.school
    with school_scope(school.pk), clock.frozen(at(8, 10, 30)):
        for role in ROLES:
            world.children[role] = make_child(school)
            make_guardian(school, world.children[role])
        for register in Register:
            for year in (2025, 2026):
                Counter.objects.update_or_create(
                    school=school, register=register, year=year, defaults={"last": NUMBER - 1}
                )
    world.before = world.rows()
    return world


def let_it_happen(world: World) -> None:
    """Reported, ordered, met, decided; with files, letters, materials, papers, answers and a note in the register."""
    walk = world.walk
    with school_scope(walk.school.pk):
        with clock.frozen(at(8, 11)):
            report = file_report(school=walk.school, answers=_answers(world), by=walk.place.members[3])
            walk.place.case = report.case
            add_attachment(report_id=report.report.pk, upload=SCAN, by=walk.place.members[3])
        _create_commission(walk)
        _papers(walk)
        walk.call(at(9, 11), at(11, 10))
        _around(walk)
        walk.hold(at(11, 10))
        with clock.frozen(at(11, 10, 30)):
            add_opinion(
                item_id=item(walk.place, "finding").pk, seat_id=walk.place.seats[5].pk, text=WORDS[2],
                by=walk.place.secretary,
            )  # fmt: skip
        walk.decide(at(11, 11))
        with clock.frozen(at(12, 10)):
            _make_extract(walk)
            said = {"case_id": walk.case.pk, "kind": NoteKind.CORRECTION, "text": WORDS[2], "by": walk.place.secretary}
            note_line(register=Register.REPORTS, year=2025, number=NUMBER, **said)


def _answers(world: World) -> Answers:
    return Answers(
        sides=[SideDraft(role, child_id=child.pk) for role, child in world.children.items()],
        kinds=["physical"],
        place="yard",
        happened_at=clock.now() - timedelta(hours=2),
        narrative=WORDS[1],
        title=WORDS[0],
        danger_now="yes",
        first_aid_given=False,
    )


def _create_commission(walk: Walk) -> None:
    """Of this case alone: its order and its seats are hidden too."""
    rules = definition_of(walk.case.procedure).commission
    assert rules is not None
    seats = [
        SeatDraft(seat.adult_id, OFFICES[n] if n < 3 else seat.office, POSITIONS[n], seat.speciality or None)
        for n, seat in enumerate(walk.place.seats)
    ]
    with clock.frozen(at(8, 11, 30)):
        approve_composition(
            school=walk.school, rules=rules, number="7351-к", signed_on=at(8, 11).date(), seats=seats,
            by=walk.place.principal, case_id=walk.case.pk,
        )  # fmt: skip
    walk.place.seats = list(Seat.objects.filter(commission__case=walk.case).order_by("rank").select_related("adult"))


def _papers(walk: Walk) -> None:
    by = walk.place.principal
    deed = DeedDraft(
        evidence=Evidence.COMMISSION_ORDERED, done_at=at(8, 12), done_by="principal", number="7351-к",
        dated_on=at(8, 12).date(), words=WORDS[2],
    )  # fmt: skip
    said = MaterialDraft(MaterialKind.OTHER, at(8, 12).date(), whom=WORDS[0], words=WORDS[2])
    with clock.frozen(at(8, 13)):
        record_deed(case_id=walk.case.pk, deed=deed, by=by, evidence=[SCAN])
        add_material(case_id=walk.case.pk, draft=said, by=by, files=[SCAN])
        issue_letter(case_id=walk.case.pk, school=walk.school, rule="police_notice", by=by)
        duty = owed_duties(walk.case)[0]
        answer = DutyAnswer(duty.key, DutyState.NOT_APPLICABLE, reason=WORDS[2])
        answer_duty(case_id=walk.case.pk, answer=answer, by=by)


def _around(walk: Walk) -> None:
    meeting, by = walk.place.meeting, walk.place.secretary
    assert meeting is not None
    with clock.frozen(at(9, 12)):
        invite(meeting_id=meeting.pk, guests=[Guest(walk.case.pk, Capacity.OTHER, whom=WORDS[0])], by=by)
        seat = walk.place.seats[6].pk
        propose_item(meeting_id=meeting.pk, seat_id=seat, text=WORDS[2], case_id=walk.case.pk, by=by)


def _make_extract(walk: Walk) -> None:
    target = next(target for offer in offers_of(walk.case) for target in offer.targets if offer.paper.key == "extract")
    make_paper(
        case_id=walk.case.pk, school=walk.school, form="extract", key=target.key, answers=PaperAnswers(),
        by=walk.place.secretary,
    )  # fmt: skip


def recuse(world: World, *members: Member) -> None:
    """Each for themselves, with a reason."""
    for member in members:
        with school_scope(world.walk.school.pk), clock.frozen(at(13, 9)):
            declare_recusal(
                case_id=world.walk.case.pk, user_id=member.user_id, ground=RecusalGround.DECLARED, reason=WORDS[2],
                by=member,
            )  # fmt: skip
