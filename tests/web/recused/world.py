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
from cases.models import Case, Report
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
from commissions.models import Meeting, Seat
from commissions.services.agenda import propose_item
from commissions.services.composition import SeatDraft, approve_composition
from commissions.services.notices import invite
from safeguard import clock
from safeguard.access.member import Member
from safeguard.documents.models import Document
from safeguard.documents.services.rendering import render
from safeguard.organisations.selectors.tree import parent_of
from safeguard.people.models import Child
from safeguard.procedures.schema import Evidence
from safeguard.registers.enums import NoteKind, Register
from safeguard.registers.models import Counter
from safeguard.tenancy.models import SchoolRow
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian
from tests.unit.commissions import places
from tests.unit.walks.places import Walk, at, begin

NUMBER = 7351
WORDS = ("Приховувана", "Цілковитатаємниця", "Слідисправи")
LOOKED_AT = at(30, 10)
ROLES = ("victim", "accused", "witness")
NAMES = {"victim": "Схованкожертва", "accused": "Схованкокривдник", "witness": "Схованкосвідок"}


@dataclass
class World:
    """`walk` goes on with the hidden case; `open_case` is the other one."""

    walk: Walk
    open_case: Case
    children: dict[str, Child] = field(default_factory=dict)
    before: dict[type[Model], set[UUID]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    duty: str = ""
    district: str = ""

    @property
    def root(self) -> str:
        return self.walk.school.organisation.slug

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
    walk = begin("ua-kharkiv-51")
    world = World(walk, walk.case, names=list(NAMES.values()))
    parent = parent_of(walk.school.pk, on=at(8, 10).date())
    assert parent is not None
    world.district = parent.slug
    with school_scope(walk.school.pk), clock.frozen(at(8, 10)):
        for role in ROLES:
            world.children[role] = make_child(walk.school, f"{NAMES[role]}\nДитина")
            make_guardian(walk.school, world.children[role], f"{NAMES[role]}\nМати")
        Counter.objects.update(last=NUMBER - 1)
        for register in Register:
            Counter.objects.get_or_create(
                school=walk.school, register=register, year=2025, defaults={"last": NUMBER - 1}
            )
    world.before = world.rows()
    return world


def let_it_happen(world: World) -> None:
    """Reported, told, ordered, met, decided, signed; with files, letters, answers and a note in the register."""
    walk = world.walk
    with school_scope(walk.school.pk):
        with clock.frozen(at(8, 11)):
            walk.place.case = file_report(school=walk.school, answers=_answers(world), by=walk.place.members[3]).case
        _papers(world)
        _collect(walk)
        walk.call(at(9, 11), at(11, 10))
        _around(walk)
        walk.hold(at(11, 10))
        walk.decide(at(11, 11))
        walk.tell(at(12, 9), "minutes_police_notice")
        with clock.frozen(at(12, 10)):
            said = {"case_id": walk.case.pk, "kind": NoteKind.CORRECTION, "text": WORDS[2], "by": walk.place.secretary}
            note_line(register=Register.REPORTS, year=2025, number=NUMBER, **said)
            _render_all()


def _collect(walk: Walk) -> None:
    """Among the materials, with a scan; and a commission of this case alone, whose order is hidden too."""
    by, rules = walk.place.principal, definition_of(walk.case.procedure).commission
    assert rules is not None
    seats = [SeatDraft(seat.adult_id, seat.office, seat.position, seat.speciality or None) for seat in walk.place.seats]
    said = MaterialDraft(MaterialKind.OTHER, at(8, 12).date(), whom=WORDS[0], words=WORDS[2])
    with clock.frozen(at(8, 12, 30)):
        add_material(case_id=walk.case.pk, draft=said, by=by, files=[Upload("висновок.png", "image/png", PNG)])
        approve_composition(
            school=walk.school, rules=rules, number="7351-к", signed_on=at(8, 12).date(), seats=seats, by=by,
            case_id=walk.case.pk,
        )  # fmt: skip
    walk.place.seats = list(Seat.objects.filter(commission__case=walk.case).order_by("rank").select_related("adult"))


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


def _papers(world: World) -> None:
    walk = world.walk
    by = walk.place.principal
    deed = DeedDraft(
        evidence=Evidence.COMMISSION_ORDERED, done_at=at(8, 12), done_by="principal", number="7351-о",
        dated_on=at(8, 12).date(), words=WORDS[2],
    )  # fmt: skip
    with clock.frozen(at(8, 13)):
        scan = Upload("наказ.png", "image/png", PNG)
        record_deed(case_id=walk.case.pk, deed=deed, by=by, evidence=[scan])
        report_id = Report.objects.get(case=walk.case).pk
        add_attachment(report_id=report_id, upload=scan, by=walk.place.members[3])
        issue_letter(school=walk.school, case_id=walk.case.pk, rule="police_notice", by=by)
        duty = owed_duties(walk.case)[0]
        world.duty = duty.key
        answer = DutyAnswer(duty.key, DutyState.NOT_APPLICABLE, reason=WORDS[2])
        answer_duty(case_id=walk.case.pk, answer=answer, by=by)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c6360f8cfc0000003"
    "010100c9fe92ef0000000049454e44ae426082"
)  # fmt: skip


def _around(walk: Walk) -> None:
    """A question that a member proposes; an invited person who has promised to keep what they learn."""
    meeting, proposer = walk.place.meeting, walk.place.seats[4]
    assert meeting is not None
    with clock.frozen(at(10, 10)):
        about = {"seat_id": proposer.pk, "text": WORDS[2], "case_id": walk.case.pk}
        propose_item(meeting_id=meeting.pk, by=walk.place.members[4], **about)
        officer = Guest(walk.case.pk, Capacity.AGENCY, whom="Інспектор у справах дітей")
        [invited] = invite(meeting_id=meeting.pk, guests=[officer], by=walk.place.secretary)
        places.promise(walk.place, invited)


def _render_all() -> None:
    for document_id in Document.objects.filter(rendered_at=None).values_list("pk", flat=True):
        render(document_id)


def recuse(world: World, *members: Member) -> None:
    """Each for themselves, with a reason."""
    for member in members:
        with school_scope(world.walk.school.pk), clock.frozen(at(13, 9)):
            declare_recusal(
                case_id=world.walk.case.pk, user_id=member.user_id, ground=RecusalGround.DECLARED, reason=WORDS[2],
                by=member,
            )  # fmt: skip


def meeting_of(world: World) -> Meeting:
    assert world.walk.place.meeting is not None
    return world.walk.place.meeting
