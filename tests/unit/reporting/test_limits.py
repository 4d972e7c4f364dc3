"""Which limits of each procedure the statistics count, and that two clocks for one act count once."""

import pytest

from cases.models import Deadline
from reporting.domain.limits import counted_limits
from reporting.domain.periods import Quarter
from reporting.selectors.figures import figures_of_school
from reporting.services.rollup import recompute_quarter
from safeguard import clock
from safeguard.procedures.catalogue import load_procedure, versions
from safeguard.tenancy.scope import school_scope
from tests.unit.walks.places import at, begin

NATIONAL = {
    "police_notice": "authority_in_time",
    "guardian_notice": "guardians_in_time",
    "commission_meeting": "meeting_in_time",
    "resolution": "resolution_in_time",
}
HEARING = {"commission_hearing": "meeting_in_time"}


@pytest.mark.parametrize(
    ("procedure", "counted"),
    [
        pytest.param("ua-1646", NATIONAL, id="national"),
        pytest.param("ua-bila-tserkva-21", NATIONAL | HEARING, id="two clocks for the meeting"),
        pytest.param("ua-kharkiv-51", NATIONAL | HEARING, id="three calendar days beside three working days"),
        pytest.param(
            "ua-dnipro-cpto", {key: name for key, name in NATIONAL.items() if key != "guardian_notice"}, id="adults"
        ),
        pytest.param(
            "kz-2021",
            {"law_enforcement_notice": "authority_in_time", "guardian_notice": "guardians_in_time"},
            id="no commission",
        ),
    ],
)
def test_a_limit_is_counted_by_what_its_rule_says(procedure, counted):
    assert dict(counted_limits(load_procedure(procedure, versions(procedure)[-1]))) == counted


@pytest.mark.django_db
def test_of_two_clocks_for_a_meeting_the_one_that_ends_first_counts():
    """C-01: in time by the later clock alone isn't in time."""
    walk = begin("ua-kharkiv-51")
    with school_scope(walk.school.pk), clock.frozen(at(15, 12)):
        for rule, state in (("commission_meeting", "met"), ("commission_hearing", "met")):
            Deadline.objects.update_or_create(
                school=walk.school,
                case=walk.case,
                rule=rule,
                defaults={
                    "state": state,
                    "met_at": at(11, 10),
                    "due_at": at(11, 23) if rule == "commission_meeting" else at(12, 23),
                    "starts_at": at(8, 10),
                    "calendar": "ua-martial",
                    "calendar_version": "1",
                },
            )
        recompute_quarter(walk.school, Quarter(2025, 1))
        assert figures_of_school(walk.school.pk, Quarter(2025, 1))[("meeting_in_time", "total")] == 1
        late = Deadline.objects.get(rule="commission_meeting")
        late.state, late.late_seconds = "met_late", 60
        late.save()
        recompute_quarter(walk.school, Quarter(2025, 1))
        assert ("meeting_in_time", "total") not in figures_of_school(walk.school.pk, Quarter(2025, 1))
