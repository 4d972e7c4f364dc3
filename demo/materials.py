"""What was collected about the demo's cases: explanations of both sides, a conclusion of the psychologist."""

from datetime import datetime, timedelta

from cases.domain.materials import MaterialDraft
from cases.enums import MaterialKind, SideRole
from cases.models import RANKED, Case
from cases.services.materials import add_material
from demo.build import BuiltSchool
from demo.words import MATERIALS
from safeguard import clock

STEP = timedelta(minutes=20)


def collect(built: BuiltSchool, case: Case, at: datetime) -> None:
    """The victim and the accused were heard, the psychologist has spoken with the victim."""
    words, by = MATERIALS[built.school.organisation.country], built.members["responsible"]
    drafts = [
        MaterialDraft(MaterialKind.EXPLANATION, at.date(), side_id=side.pk, words=words[side.role])
        for side in case.involvements.exclude(role=SideRole.WITNESS).order_by(*RANKED)
    ]
    psychologist = MaterialDraft(
        MaterialKind.PSYCHOLOGIST,
        at.date(),
        whom=built.members["psychologist"].name,
        words=words["psychologist"],
        reference=f"{case.number}-п",
    )
    for number, draft in enumerate([*drafts, psychologist]):
        with clock.frozen(at + number * STEP):
            add_material(case_id=case.pk, draft=draft, by=by)
