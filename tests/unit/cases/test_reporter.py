"""From whom a report came: who files in the product what they saw; who told the school; or nobody named."""

from datetime import UTC, datetime

import pytest
from uuid_utils.compat import uuid7

from cases.domain.filing import Answers, SideDraft
from cases.services.file_report import file_report
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.people.models import Adult
from safeguard.tenancy.scope import school_scope
from safeguard.tokens.integration import Integration
from tests.factories import make_adult, make_child, make_member, make_school

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 9, 8, tzinfo=UTC)


def machine(school):
    ids = {"user_id": uuid7(), "membership_id": uuid7()}
    scopes = frozenset({"reports:write"})
    return Integration(name="integration: journal", organisation_id=school.pk, scopes=scopes, **ids)


def filed(school, by, **told):
    child = make_child(school)
    answers = Answers(
        sides=[SideDraft("victim", child_id=child.pk)],
        kinds=["physical"],
        place="yard",
        happened_at=NOW,
        narrative="Штовхали.",
        danger_now="no",
        first_aid_given=False,
        **told,
    )
    return file_report(school=school, answers=answers, by=by).report


@pytest.mark.parametrize(
    ("is_known", "told", "expected"),
    [
        pytest.param(True, {}, ("teacher", ""), id="who files it, when the school knows the person"),
        pytest.param(False, {}, (None, "by name"), id="who files it, by the name of the account"),
        pytest.param(True, {"channel": "phone", "reporter_name": "мати"}, (None, "мати"), id="who told the school"),
        pytest.param(True, {"channel": "phone"}, (None, ""), id="told by nobody named"),
    ],
)
def test_the_reporter(is_known, told, expected):
    school = make_school()
    by = make_member(school, Role.PRINCIPAL)
    with clock.frozen(NOW), school_scope(school.pk):
        teacher = make_adult(school)
        if is_known:
            Adult.objects.filter(pk=teacher.pk).update(user_id=by.user_id)
        report = filed(school, by, **told)
        who, name = expected
        assert report.reporter_id == (teacher.pk if who else None)
        assert report.open("reporter_name") == (by.name if name == "by name" else name)


def test_a_machine_is_nobody_who_saw_anything():
    school = make_school()
    with clock.frozen(NOW), school_scope(school.pk):
        report = filed(school, machine(school))
        assert (report.reporter_id, report.open("reporter_name")) == (None, "")
