"""Who was told: the notices that stand, and how far the rules that count sides have come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from cases.domain.notices import MinorSide, Progress, Told, counting_for, progress, sides_by_clock
from cases.models import RANKED, Case, Deadline, DutyAct, Involvement, Notice
from cases.selectors.clocks import definition_of
from cases.selectors.joined import of
from safeguard.documents.models import Attachment


def notices_of(case: Case) -> list[Notice]:
    """Every notice, the corrected ones too, in the order in which they were recorded."""
    return list(Notice.objects.filter(case=case).select_related("data_key").order_by("recorded_at", "pk"))


def notice_of(case: Case, notice_id: UUID) -> Notice | None:
    return Notice.objects.filter(case=case, pk=notice_id).select_related("data_key").first()


def progress_of(deadlines: Iterable[Deadline]) -> dict[UUID, Progress]:
    """How many minor sides were told, by deadline: one statement, however many cases; none without such a rule.

    `case.procedure` should be selected with the deadlines.
    """
    counting = [row for row in deadlines if definition_of(row.case.procedure).rule(row.rule).each]
    if not counting:
        return {}
    cases = _cases_told({row.case_id for row in counting}, {row.rule for row in counting})
    return {row.pk: cases[row.case_id].progress(row) for row in counting}


@dataclass(frozen=True)
class _CaseTold:
    """Of one case: who was told by rule, its minor sides, and what has a clock of its own (a side found later)."""

    told: dict[str, list[Told]]
    sides: list[MinorSide]
    own_clocks: set[UUID]

    def progress(self, deadline: Deadline) -> Progress:
        owed = sides_by_clock(self.sides, self.own_clocks).get(deadline.subject_id, set())
        told = counting_for(self.told.get(deadline.rule, []), self._since(deadline))
        return progress({each.side_child for each in told if each.side_child}, owed)

    def _since(self, deadline: Deadline) -> datetime | None:
        has_come = any(side.has_come and side.report == deadline.subject_id for side in self.sides)
        return deadline.starts_at if has_come else None


def _cases_told(case_ids: set[UUID], rules: set[str]) -> dict[UUID, _CaseTold]:
    """Without the notices that a later one corrects."""
    here = OuterRef("pk")
    corrected = Notice.objects.filter(corrects=OuterRef("pk"))
    told = Notice.objects.filter(case=here, rule__in=rules, side_child__isnull=False).exclude(Exists(corrected))
    sides = Involvement.objects.filter(case=here, child__isnull=False).order_by(*RANKED)
    told_of = JSONObject(rule="rule", child="side_child_id", at="told_at")
    side = JSONObject(child="child_id", involvement="pk", report="act__report_id", came_at="came_at")
    own = Deadline.objects.filter(case=here, rule__in=rules, subject_id__isnull=False)
    rows = Case.objects.filter(pk__in=case_ids).annotate(
        told=ArraySubquery(told.values(pair=told_of)),
        sides=ArraySubquery(sides.values(side=side)),
        own=ArraySubquery(own.values("subject_id")),
    )
    return {pk: _case_told(*found) for pk, *found in rows.values_list("pk", "told", "sides", "own")}


def _case_told(told: list[dict[str, str]], sides: list[dict[str, str]], own: list[UUID]) -> _CaseTold:
    by_rule: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_rule[each["rule"]].append(Told(datetime.fromisoformat(each["at"]), UUID(each["child"])))
    return _CaseTold(by_rule, [_minor(side) for side in sides], set(own))


def _minor(side: dict[str, str]) -> MinorSide:
    child, involvement, report = (UUID(side[name]) for name in ("child", "involvement", "report"))
    return MinorSide(child, involvement, report, has_come=side["came_at"] is not None)


def evidence_of(notices: Iterable[Notice | DutyAct]) -> dict[UUID, list[Attachment]]:
    """Names and sizes of the files, by notice: one statement."""
    wanted = [row.pk for row in notices]
    rows = Attachment.objects.filter(subject_id__in=wanted).defer("body").select_related("data_key")
    found: dict[UUID, list[Attachment]] = defaultdict(list)
    for row in rows.order_by("added_at", "pk"):
        found[row.subject_id].append(row)
    return found


def evidence_with_body(case: Case, attachment_id: UUID) -> Attachment | None:
    """A file of a notice or of a duty of this case."""
    subjects = Notice.objects.filter(case=case).values("pk").union(DutyAct.objects.filter(of(case)).values("pk"))
    rows = Attachment.objects.filter(pk=attachment_id, case_id=case.pk, subject_id__in=subjects)
    return rows.select_related("data_key").first()
