"""A school under a district, its head, an officer above, and new numbers on their way."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.editions.services.drafts import ActAnswers, save_limits, start_draft, submit_draft
from safeguard.editions.services.reviews import approve_draft
from safeguard.organisations.models import Organisation, ProcedureVersion, School, VersionDraft
from safeguard.organisations.selectors.editions import in_force
from safeguard.organisations.selectors.members import as_member
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.procedures.amend import Length, LimitUnit, NewLimit
from tests.factories import Region, make_member, make_membership, make_region, make_school

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FROM, DAY = date(2026, 9, 1), date(2026, 12, 1)
ACT = ActAnswers("Наказ МОН", "961", date(2026, 6, 18), FROM, date(2026, 8, 30), "https://example.org/961", "order-961")
POLICE = NewLimit("police_notice", Length(3, LimitUnit.HOURS), "", "4", "")


@dataclass
class Town:
    region: Region
    school: School
    head: Member
    officer: Member
    others: dict[str, Member] = field(default_factory=dict)

    @property
    def place(self) -> Organisation:
        return self.school.organisation

    def officer_of(self, place: Organisation, role: Role = Role.DISTRICT_OFFICER) -> Member:
        return as_member(make_membership(place.pk, role))

    def base(self, school: School | None = None) -> ProcedureVersion:
        found = in_force((school or self.school).pk, on=clock.today())
        assert found is not None
        return found.version

    def started(self, place: Organisation | None = None, by: Member | None = None, act=ACT, base=None) -> VersionDraft:
        return start_draft(organisation=place or self.place, base=base or self.base(), act=act, by=by or self.head)

    def submitted(self, place=None, by=None, limits=(POLICE,), **how) -> VersionDraft:
        draft = self.started(place, by, **how)
        save_limits(draft_id=draft.pk, limits=limits, by=by or self.head)
        return submit_draft(draft_id=draft.pk, by=by or self.head)

    def approved(self, place=None, by=None, reviewer=None, **how) -> ProcedureVersion:
        draft = self.submitted(place, by, **how)
        return approve_draft(draft_id=draft.pk, by=reviewer or self.officer)

    def adopt(self, version: ProcedureVersion | None, from_on: date, place=None, procedure="ua-1646", order="7-н"):
        return adopt_procedure(
            organisation_id=(place or self.place).pk, procedure=procedure, version=version, order_number=order,
            order_on=min(from_on, date(2026, 9, 1)), from_on=from_on, by=None,
        )  # fmt: skip


@pytest.fixture
def now():
    with clock.frozen(NOW):
        yield NOW


@pytest.fixture
def town(db, now):
    region = make_region()
    school = make_school(district=region.district)
    head = make_member(school, Role.PRINCIPAL)
    officer = as_member(make_membership(region.district.pk, Role.DISTRICT_OFFICER))
    return Town(region, school, head, officer)
