"""The head's deputy as the second person; an order that was entered wrongly is taken back."""

from safeguard.access.roles import Role
from safeguard.organisations.models import School, VersionDraft
from safeguard.organisations.selectors.members import as_member
from tests.factories import make_membership
from tests.web.editions.test_pages import DAY, NEW, entered


def test_the_heads_deputy_is_told_and_reviews_but_enters_nothing(town, at_school):
    head = at_school(town.head)
    deputy = at_school(as_member(make_membership(town.place.pk, Role.DEPUTY)))
    draft = entered(head, town.base(), NEW)
    assert deputy.get(draft).context["form"] is None
    head.post(f"{draft}submit/")
    assert "New numbers wait for your review" in deputy.client.get(f"/s/{town.place.slug}/").content.decode()
    assert "submit_href" in deputy.get(draft).context
    assert deputy.get(draft).context["withdraw_href"] == ""
    for page in ("adopt/", f"{draft}limits/", f"{town.base().pk}/enter/"):
        assert deputy.get(page).status_code == 403
    assert deputy.post(draft, {"outcome": "approved", "words": ""}).status_code == 302
    assert VersionDraft.objects.get().state == "approved"


def test_an_order_entered_wrongly_is_withdrawn_with_a_reason(town, at_school):
    head = at_school(town.head)
    order = town.adopt(None, DAY, procedure="ua-bila-tserkva-21")
    assert f"orders/{order.pk}/withdraw/" in head.text()
    page = head.post(f"orders/{order.pk}/withdraw/", {"why": ""})
    assert list(page.context["form"].errors) == ["why"]
    assert head.post(f"orders/{order.pk}/withdraw/", {"why": "wrong year"}).status_code == 302
    text = head.text()
    assert "wrong year" in text
    assert f"orders/{order.pk}/withdraw/" not in text
    assert head.get(f"orders/{order.pk}/withdraw/").status_code == 404


def test_a_limit_that_runs_past_the_calendar_tables_locks_nobody_out(town, at_school):
    """The page of the draft compares it by the weekly rhythm; it's handed in, or taken back."""
    head = at_school(town.head)
    School.objects.filter(pk=town.school.pk).update(calendar="ua-peace")
    far = {
        "count-resolution": "1000",
        "unit-resolution": "working_days",
        "point-resolution": "15",
        "chapter-resolution": "IV",
    }
    draft = entered(head, town.base(), far)
    assert head.get(draft).status_code == 200
    assert head.post(f"{draft}withdraw/").status_code == 302
