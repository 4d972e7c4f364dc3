"""A case of each procedure from the report to its end: what starts each rule, what meets it, and when it's due.

A rule that no fact starts or no act meets would be missing here: the table holds every rule of the definition.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.enums import CaseStatus
from cases.models import Case, CaseEvent
from cases.selectors.clocks import definition_of
from cases.selectors.transitions import circumstances_of
from safeguard.access.roles import Role
from safeguard.procedures.schema import Evidence
from safeguard.tenancy.scope import school_scope
from tests.unit.walks.places import Walk, at, begin

pytestmark = pytest.mark.django_db
E = Evidence
AUTHORITIES = ("police_notice", "child_service_notice", "social_services_notice")


def table(walk: Walk) -> list[tuple[str, str, str, str]]:
    """Rule, the fact that started it, the event that met it, when it was due; in the order of the definition."""
    held, zone = definition_of(walk.case.procedure), ZoneInfo(walk.school.organisation.timezone)
    kinds = dict(CaseEvent.objects.filter(case=walk.case).values_list("pk", "kind"))
    order = [rule.key for rule in held.rules]
    return [
        (row.rule, str(held.rule(row.rule).starts_on), kinds[row.met_event_id], written(row.due_at, zone))
        for row in sorted(walk.limits(), key=lambda row: order.index(row.rule))
    ]


def written(due: datetime, zone: ZoneInfo) -> str:
    return due.astimezone(zone).strftime("%d.%m %H:%M")


def rules_of(walk: Walk) -> list[str]:
    return [rule.key for rule in definition_of(walk.case.procedure).rules]


def walk_1646(walk: Walk) -> None:
    walk.tell(at(8, 12), *AUTHORITIES, "guardian_notice")
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11))


def walk_bila_tserkva(walk: Walk) -> None:
    """1 + 3 + 1 + 3 working days and one more; the national limits beside them."""
    walk.tell(at(8, 12), *AUTHORITIES, "guardian_notice")
    walk.do(at(8, 15), E.INVESTIGATION_ORDERED, words="Уповноважено: Калиняк Н. В.")
    walk.do(at(9, 12), E.INVESTIGATION_REPORTED, Role.RESPONSIBLE_PERSON, words="Образи тривали три тижні.")
    walk.do(at(10, 9), E.COMMISSION_ORDERED, number="91", dated_on=at(10, 9).date())
    walk.call(at(10, 9, 30), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11))
    walk.tell(at(11, 15), "qualification_notice", "qualification_child_service_notice", "education_department_notice")


def walk_kharkiv(walk: Walk) -> None:
    """The commission works three calendar days; police and service are told whatever the finding."""
    walk.tell(at(8, 12), *AUTHORITIES, "guardian_notice")
    walk.do(at(8, 14), E.COMMISSION_ORDERED, number="57-о", dated_on=at(8, 14).date())
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11))
    walk.tell(at(12, 9), "minutes_police_notice", "minutes_child_service_notice")
    walk.do(at(12, 10), E.MINUTES_SIGNED, Role.SECRETARY, copies=5)


def walk_dnipro(walk: Walk) -> None:
    walk.tell(at(8, 12), "police_notice")
    walk.call(at(9, 11), at(11, 10))
    walk.hold(at(11, 10))
    walk.decide(at(11, 11))


def walk_kz(walk: Walk) -> None:
    told = ("law_enforcement_notice", "child_rights_notice", "medical_notice", "education_department_notice")
    walk.tell(at(8, 10, 30), *told, "guardian_notice")


NATIONAL = [
    ("police_notice", "received", "notice.given", "09.09 10:00"),
    ("guardian_notice", "received", "notice.given", "09.09 10:00"),
    ("child_service_notice", "received", "notice.given", "09.09 10:00"),
    ("social_services_notice", "received", "notice.given", "09.09 10:00"),
    ("commission_meeting", "received", "meeting.held", "11.09 23:59"),
    ("meeting_notice", "meeting", "meeting.announced", "10.09 18:00"),
    ("resolution", "received", "resolution.adopted", "22.09 23:59"),
]
WALKS = {
    "ua-1646": (walk_1646, NATIONAL),
    "ua-bila-tserkva-21": (
        walk_bila_tserkva,
        [
            *NATIONAL,
            ("investigation_order", "accepted", "investigation.ordered", "09.09 23:59"),
            ("investigation_report", "investigation_ordered", "investigation.reported", "11.09 23:59"),
            ("commission_order", "investigation_reported", "commission.ordered", "10.09 23:59"),
            ("commission_hearing", "commission_ordered", "meeting.held", "15.09 23:59"),
            ("qualification_notice", "qualified", "notice.given", "12.09 23:59"),
            ("qualification_child_service_notice", "qualified", "notice.given", "12.09 23:59"),
            ("education_department_notice", "qualified", "notice.given", "11.09 23:59"),
        ],
    ),
    "ua-kharkiv-51": (
        walk_kharkiv,
        [
            *NATIONAL,
            ("commission_order", "accepted", "commission.ordered", "09.09 23:59"),
            ("commission_hearing", "commission_ordered", "meeting.held", "11.09 23:59"),
            ("minutes_police_notice", "meeting", "notice.given", "12.09 23:59"),
            ("minutes_child_service_notice", "meeting", "notice.given", "12.09 23:59"),
        ],
    ),
    "ua-dnipro-cpto": (
        walk_dnipro,
        [row for row in NATIONAL if row[0] in {"police_notice", "commission_meeting", "meeting_notice", "resolution"}],
    ),
    "kz-2021": (
        walk_kz,
        [
            ("law_enforcement_notice", "received", "notice.given", "08.09 13:00"),
            ("child_rights_notice", "received", "notice.given", "08.09 13:00"),
            ("medical_notice", "received", "notice.given", "08.09 13:30"),
            ("guardian_notice", "received", "notice.given", "08.09 13:00"),
            ("education_department_notice", "received", "notice.given", "08.09 13:00"),
        ],
    ),
}


@pytest.mark.parametrize("procedure", WALKS)
def test_a_case_goes_from_its_report_to_its_end_and_no_rule_is_left(procedure):
    steps, expected = WALKS[procedure]
    walk = begin(procedure)
    with school_scope(walk.school.pk):
        steps(walk)
        assert table(walk) == expected
        assert [row[0] for row in expected] == rules_of(walk)
        assert {row.state for row in walk.limits()} == {"met"}
        assert circumstances_of(walk.case).owed == 0
        assert Case.objects.get(pk=walk.case.pk).next_due_at is None
        walk.close(at(29, 12))
        assert walk.case.status == CaseStatus.CLOSED
