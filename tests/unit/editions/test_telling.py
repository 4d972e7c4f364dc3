"""Whoever may review is told that something waits, whoever entered it how it ended; by e-mails without content."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.editions.selectors.waiting import waiting_at_department, waiting_at_school
from safeguard.editions.services.drafts import submit_draft, withdraw_draft
from safeguard.editions.services.reviews import approve_draft, return_draft
from safeguard.organisations.models import Membership
from safeguard.organisations.selectors.members import as_member
from safeguard.outbox.enums import Delivery
from safeguard.outbox.models import DirectoryMail
from safeguard.outbox.selectors import due_directory_mail
from safeguard.outbox.services.delivery import deliver_directory_mail
from tests.factories import make_member, make_membership, make_school
from tests.unit.editions.conftest import DAY


def written_to(stage):
    """The people whom the newest e-mails of that stage are for."""
    return set(DirectoryMail.objects.filter(stage__startswith=stage).values_list("recipient_id", flat=True))


def ids(*members):
    return {member.user_id for member in members}


def test_who_may_review_is_written_to_and_nobody_else(town):
    region, ministry = town.officer_of(town.region.region), town.officer_of(town.region.ministry)
    acting, deputy = make_member(town.school, Role.PRINCIPAL), make_member(town.school, Role.DEPUTY)
    for stranger in (make_member(town.school, Role.SECRETARY), make_member(make_school(district=town.region.district))):
        assert stranger
    make_membership(town.region.district.pk, Role.OPERATOR)
    make_member(make_school(), Role.PRINCIPAL)
    town.submitted()
    assert written_to("review") == ids(town.officer, region, ministry, acting, deputy)


def test_whoever_wrote_a_word_has_left_or_is_a_guest_isnt_written_to(town):
    gone = make_membership(town.region.district.pk, Role.DISTRICT_OFFICER)
    Membership.objects.filter(pk=gone.pk).update(until_on=date(2026, 11, 1))
    make_membership(town.region.district.pk, Role.DISTRICT_OFFICER, user=User.objects.get(pk=town.head.user_id))
    Membership.objects.filter(user_id=town.officer_of(town.region.region).user_id).update(from_on=date(2030, 1, 1))
    town.submitted()
    assert written_to("review") == ids(town.officer)


def test_a_departments_own_numbers_are_told_there_and_above(town):
    first, second = town.officer_of(town.region.region), town.officer_of(town.region.region)
    ministry = town.officer_of(town.region.ministry)
    town.submitted(town.region.region, first)
    assert written_to("review") == ids(second, ministry)


@pytest.mark.parametrize("outcome", ["approved", "returned"])
def test_the_author_is_written_to_and_the_reviewers_no_more(town, outcome):
    draft = town.submitted()
    if outcome == "approved":
        approve_draft(draft_id=draft.pk, by=town.officer)
    else:
        return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    assert written_to(outcome) == ids(town.head)
    reviews = DirectoryMail.objects.filter(stage__startswith="review")
    assert set(reviews.values_list("delivery", flat=True)) == {Delivery.WITHDRAWN}


def test_handed_in_again_is_told_again_and_withdrawn_no_more(town):
    draft = town.submitted()
    return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    with clock.frozen(datetime(2026, 11, 20, 10, tzinfo=UTC)):
        submit_draft(draft_id=draft.pk, by=town.head)
    assert DirectoryMail.objects.filter(stage__startswith="review", delivery=Delivery.WAITING).count() == 1
    withdraw_draft(draft_id=draft.pk, by=town.head)
    assert not DirectoryMail.objects.filter(stage__startswith="review", delivery=Delivery.WAITING).exists()


@pytest.mark.parametrize("where", ["school", "district"])
def test_the_e_mail_says_only_that_something_waits_and_where(town, where):
    place = town.place if where == "school" else town.region.district
    author = town.head if where == "school" else town.officer
    reader = make_membership(place.pk, Role.PRINCIPAL if where == "school" else Role.DISTRICT_OFFICER)
    town.submitted(place, author)
    [row] = DirectoryMail.objects.filter(recipient_id=reader.user_id)
    assert row.pk in due_directory_mail(at_most=9)
    assert deliver_directory_mail(mail_id=row.pk) == Delivery.SENT
    assert deliver_directory_mail(mail_id=row.pk) is None
    [sent] = mail.outbox
    assert sent.to == [reader.user.email]
    assert f"/{'s' if where == 'school' else 'd'}/{place.slug}/" in sent.body
    for secret in ("961", "МОН", place.name, author.name, "ua-1646"):
        assert secret not in sent.body + sent.subject


def test_at_night_it_waits_for_the_morning(town):
    with clock.frozen(datetime(2026, 11, 20, 22, tzinfo=UTC)):
        town.submitted()
        assert due_directory_mail(at_most=9) == []
    with clock.frozen(datetime(2026, 11, 21, 5, 1, tzinfo=UTC)):
        assert len(due_directory_mail(at_most=9)) == 1


# --- what waits for one person ---


@pytest.fixture
def seen(monkeypatch):
    """What a school's member finds, without what a desk keeps for a minute."""
    monkeypatch.setattr("safeguard.editions.selectors.waiting.SECONDS", 0)
    return lambda member: [row.state for row in waiting_at_school(member)]


def test_what_waits_is_read_from_the_numbers_so_that_who_comes_later_sees_it_too(town, seen):
    draft = town.submitted()
    late = as_member(make_membership(town.region.region.pk, Role.REGION_OFFICER))
    assert [row.pk for row in waiting_at_department(late)] == [draft.pk]
    assert seen(make_member(town.school, Role.PRINCIPAL)) == ["submitted"]
    assert seen(town.head) == []
    assert seen(make_member(make_school(), Role.PRINCIPAL)) == []
    elsewhere = as_member(make_membership(make_school().pk, Role.PRINCIPAL))
    assert waiting_at_department(elsewhere) == []


def test_the_author_sees_it_come_back_until_it_is_handed_in_again(town, seen):
    draft = town.submitted()
    return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    assert seen(town.head) == ["returned"]
    assert waiting_at_department(town.officer) == []
    submit_draft(draft_id=draft.pk, by=town.head)
    assert seen(town.head) == []


def test_the_author_sees_the_approval_until_it_is_adopted_or_old(town, seen):
    version = town.approved()
    assert seen(town.head) == ["approved"]
    with clock.frozen(datetime(2026, 12, 21, tzinfo=UTC)):
        assert seen(town.head) == []
    town.adopt(version, DAY)
    assert seen(town.head) == []


def test_a_desk_asks_once_a_minute_until_a_step_is_taken(town, django_capture_on_commit_callbacks):
    second = make_member(town.school, Role.PRINCIPAL)
    assert waiting_at_school(second) == []
    with CaptureQueriesContext(connection) as asked:
        assert waiting_at_school(second) == []
    assert len(asked) == 0
    with django_capture_on_commit_callbacks(execute=True):
        town.submitted()
    assert len(waiting_at_school(second)) == 1
