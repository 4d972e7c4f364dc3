"""What stands beside the limits of a case: duties without a deadline, whom to call, what the law provides."""

from typing import Any

from cases.models import Case
from cases.presenters import duties as present
from cases.presenters.reference import concealment, hotlines, penalties
from cases.selectors.clocks import definition_of
from cases.selectors.duties import acts_of, owed_duties, standing
from cases.selectors.notices import evidence_of
from cases.selectors.sides import people_by_id, sides_of
from cases.views.shared import slug_of
from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.web import SchoolRequest


def duties(request: SchoolRequest, case: Case) -> dict[str, Any]:
    """Each with what became of it: who did what and when, or why it doesn't apply."""
    acts = standing(acts_of(case))
    may_answer = request.member.may(Permission.NOTICE_RECORD)
    owed, slug = owed_duties(case), slug_of(request)
    names, files = people_by_id(sides_of(case)), evidence_of(acts)
    return {"duties": present.rows(owed, acts, names, files, case, slug, may_answer=may_answer)}


def reference(request: SchoolRequest, case: Case) -> dict[str, Any]:
    """As of today: whom to call, what the law provides, what not telling may cost."""
    procedure, today = definition_of(case.procedure), clock.today()
    country = request.school.organisation.country
    return {
        "hotlines": hotlines(country, today, adult_learners=procedure.adult_learners),
        "penalties": penalties(procedure, today),
        "concealment": concealment(procedure, today),
    }
