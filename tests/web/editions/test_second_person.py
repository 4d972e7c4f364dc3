"""Who can be the second person is said before somebody starts and when the numbers are handed in."""

from datetime import date

from safeguard.access.roles import Role
from safeguard.editions.services.drafts import save_limits
from safeguard.organisations.models import Membership
from tests.factories import make_membership, make_user
from tests.unit.editions.conftest import ACT, POLICE
from tests.web.editions.conftest import Browser


def alone(town, *roles):
    """The only officer of a ministry, with nobody above."""
    return town.officer_of(town.region.ministry, roles[0] if roles else Role.MINISTRY_OFFICER)


def test_a_ministrys_only_officer_reads_at_the_start_that_a_second_must_be_invited(town, above):
    officer = alone(town)
    make_membership(town.region.ministry.pk, Role.OPERATOR, user=make_user("Оператор Липа"))
    text = above(officer, town.region.ministry).text(f"{town.base().pk}/enter/")
    assert "A second person must review, and there is nobody yet" in text
    assert "The operator invites one: Оператор Липа" in text


def test_a_ministrys_only_officer_who_manages_its_staff_gets_the_way_to_invite(town, above):
    officer = alone(town)
    Membership.objects.filter(user_id=officer.user_id).update(roles=["ministry_officer", "operator"])
    browser = above(officer, town.region.ministry)
    second = browser.get(f"{town.base().pk}/enter/").context["second"]
    assert second.is_missing
    assert browser.client.get(second.href).status_code == 200


def test_handing_in_with_nobody_to_review_says_so_and_the_page_keeps_saying_it(town, above):
    officer, place = alone(town), town.region.ministry
    draft = town.started(place, officer, ACT)
    save_limits(draft_id=draft.pk, limits=[POLICE], by=officer)
    browser = above(officer, place)
    browser.post(f"drafts/{draft.pk}/submit/")
    assert "nobody can review the numbers yet" in browser.text(f"drafts/{draft.pk}/")
    assert "there is nobody yet" in browser.text(f"drafts/{draft.pk}/")
    second = town.officer_of(place)
    assert "there is nobody yet" not in browser.text(f"drafts/{draft.pk}/")
    assert second.name in browser.text(f"drafts/{draft.pk}/")
    [line] = Browser(second, f"/d/{place.slug}/").get().context["waiting"]
    assert line.label == "New numbers wait for your review"


def test_a_school_reads_that_the_district_may_review(town, at_school):
    text = at_school(town.head).text(f"{town.base().pk}/enter/")
    assert f"An officer of: {town.region.district.name}" in text
    assert "there is nobody yet" not in text


def test_a_school_with_nobody_above_reads_what_to_do(town, at_school):
    Membership.objects.filter(user_id=town.officer.user_id).update(from_on=date(2030, 1, 1))
    head = at_school(town.head)
    text = head.text(f"{town.base().pk}/enter/")
    assert "An officer of the district above may review, but none has an account yet." in text
    assert head.client.get(head.get(f"{town.base().pk}/enter/").context["second"].href).status_code == 200
