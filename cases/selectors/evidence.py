"""What has happened in a case, as its events say it: the evidence that limits are met by."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from cases.models import Case, CaseEvent, Deadline
from cases.selectors.clocks import definition_of
from cases.selectors.joined import of
from safeguard.documents.models import Attachment
from safeguard.procedures.bindings import DEEDS, rules_met_by
from safeguard.procedures.schema import Evidence


def standing_event(case: Case, evidence: Evidence) -> CaseEvent | None:
    """The first event of a kind that no later one corrects."""
    return next(iter(standing_events(case, [evidence])), None)


def standing_events(case: Case, kinds: Iterable[Evidence]) -> list[CaseEvent]:
    rows = list(CaseEvent.objects.filter(of(case), kind__in=list(kinds)).order_by("occurred_at", "seq"))
    corrected = {row.data.get("corrects") for row in rows}
    return [row for row in rows if str(row.pk) not in corrected]


def deeds_done(case: Case) -> list[CaseEvent]:
    """Every entry of an act recorded by hand, the corrected ones too, in the order in which they were recorded."""
    return list(CaseEvent.objects.filter(of(case), kind__in=list(DEEDS)).select_related("data_key").order_by("seq"))


def has_happened(case: Case, kinds: Iterable[Evidence]) -> dict[str, int]:
    """Which of these have happened and how often, an entry that was corrected once; one statement."""
    rows = CaseEvent.objects.filter(of(case), kind__in=list(kinds)).exclude(data__has_key="corrects")
    return dict(rows.values_list("kind").annotate(times=Count("pk")).order_by())


def limits_of_act(cases: Iterable[Case], evidence: Evidence) -> dict[UUID, list[Deadline]]:
    """By case the limits that the act meets, the one that ends first before the others: it binds (C-01).

    `case.procedure` should be selected. One statement.
    """
    keys = {case.pk: {rule.key for rule in rules_met_by(definition_of(case.procedure), evidence)} for case in cases}
    rows = Deadline.objects.filter(case__in=keys, rule__in=set().union(*keys.values())).order_by("due_at", "pk")
    found: dict[UUID, list[Deadline]] = {case_id: [] for case_id in keys}
    for row in rows:
        if row.rule in keys[row.case_id]:
            found[row.case_id].append(row)
    return found


def files_of(case: Case, events: Iterable[CaseEvent]) -> dict[str, Attachment]:
    """The files that entries name, by id: one statement."""
    ids = [file_id for event in events for file_id in event.data.get("files", [])]
    rows = Attachment.objects.filter(case_id=case.pk, pk__in=ids).defer("body").select_related("data_key")
    return {str(row.pk): row for row in rows}


def file_with_body(case: Case, attachment_id: UUID) -> Attachment | None:
    """A file that an entry of this case names."""
    named = {file_id for event in deeds_done(case) for file_id in event.data.get("files", [])}
    if str(attachment_id) not in named:
        return None
    return Attachment.objects.filter(case_id=case.pk, pk=attachment_id).select_related("data_key").first()
