"""Who looked, and who administered."""

import pytest
from django.db import transaction

from safeguard.access.roles import Role
from safeguard.audit.access import record_access
from safeguard.audit.acts import log_act
from safeguard.audit.kinds import EventKind, all_kinds, kind_of, register_event_kinds
from safeguard.audit.models import AccessRecord, AdministrativeAct
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school, make_user

pytestmark = pytest.mark.django_db


def test_a_look_and_a_refusal_are_kept_with_one_statement_each(django_assert_num_queries):
    school = make_school()
    member = make_member(school, Role.PRINCIPAL)
    with school_scope(school.pk):
        case = make_case(school)
        for is_allowed in (True, False):
            with django_assert_num_queries(1):
                record_access(member=member, case_id=case.pk, what="timeline", is_allowed=is_allowed)
        kept = [(r.user_id, r.user_name, r.case_id, r.what, r.is_allowed) for r in AccessRecord.objects.order_by("pk")]
    assert kept == [(member.user_id, member.name, case.pk, "timeline", allowed) for allowed in (True, False)]


def test_a_look_stays_in_its_school():
    ours, theirs = make_school(), make_school()
    member = make_member(ours)
    with school_scope(ours.pk):
        record_access(member=member, case_id=ours.pk, what="view", is_allowed=False)
    with school_scope(theirs.pk):
        assert AccessRecord.every_school.count() == 0


def test_an_administrative_act_names_who_did_what_to_whom_and_stays():
    school, user = make_school(), make_user()
    head = make_member(school, Role.PRINCIPAL)
    log_act(organisation_id=school.pk, kind="roles.changed", by=head, subject_user_id=user.pk, data={"user": user.pk})
    act = AdministrativeAct.objects.get(kind="roles.changed")
    assert (act.by_user_id, act.by_name, act.subject_user_id) == (head.user_id, head.name, user.pk)
    assert act.data == {"user": str(user.pk)}
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        AdministrativeAct.objects.all().delete()


def test_a_kind_is_registered_once_and_an_unknown_one_has_no_sentence(monkeypatch):
    all_kinds()
    monkeypatch.setattr("safeguard.audit.kinds._kinds", {})
    kind = EventKind("case.tested", lambda data: f"{data['n']} tests")
    register_event_kinds(kind)
    assert kind_of("case.tested").sentence({"n": 3}) == "3 tests"
    assert all_kinds() == {"case.tested": kind}
    with pytest.raises(ValueError, match="twice"):
        register_event_kinds(kind)
    with pytest.raises(KeyError):
        kind_of("case.unknown")
