"""An order on the procedure that was entered wrongly is withdrawn until the end of its first day, never deleted."""

from datetime import timedelta

import pytest

from safeguard import clock
from safeguard.access.roles import Role
from safeguard.editions.services.orders import enter_order, withdraw_order
from safeguard.errors import Refused, RuleViolation
from safeguard.organisations.models import Adoption
from safeguard.organisations.selectors.editions import in_force

TODAY = timedelta()


def ordered(town, after, procedure="ua-bila-tserkva-21", number="15"):
    day = clock.today() + after
    return enter_order(
        organisation_id=town.school.pk, procedure=procedure, order_number=number, order_on=clock.today(), from_on=day,
        by=town.head,
    )  # fmt: skip


def withdrawn(town, order, by=None):
    return withdraw_order(organisation_id=town.school.pk, adoption_id=order.pk, why="the year", by=by or town.head)


@pytest.mark.parametrize("days", [0, 1, 365])
def test_an_order_of_today_or_to_come_is_withdrawn_and_counts_no_more(town, days):
    order = ordered(town, timedelta(days=days))
    withdrawn(town, order)
    assert in_force(town.school.pk, on=order.from_on).definition.id == "ua-1646"
    row = Adoption.objects.get(pk=order.pk)
    assert (row.withdrawn_why, row.withdrawn_by, row.withdrawn_at) == ("the year", town.head.name, clock.now())


def test_the_right_order_takes_the_same_day(town):
    withdrawn(town, ordered(town, TODAY))
    ordered(town, TODAY, "ua-kharkiv-51", "16")
    assert in_force(town.school.pk, on=clock.today()).definition.id == "ua-kharkiv-51"


def test_an_order_that_counted_a_day_ends_by_the_next_one_alone(town):
    order = ordered(town, TODAY)
    with clock.frozen(clock.now() + timedelta(days=1)), pytest.raises(RuleViolation, match="counts already"):
        withdrawn(town, order)


def test_the_only_order_stays_and_a_second_withdrawal_says_so(town):
    order = ordered(town, TODAY)
    withdrawn(town, order)
    with pytest.raises(RuleViolation, match="withdrawn already"):
        withdrawn(town, order)
    Adoption.objects.filter(organisation=town.place, withdrawn_at=None).update(from_on=clock.today())
    with pytest.raises(RuleViolation, match="no procedure would count"):
        withdrawn(town, Adoption.objects.get(organisation=town.place, withdrawn_at=None))


def test_nobody_else_withdraws_it(town):
    order = ordered(town, TODAY)
    with pytest.raises(Refused):
        withdrawn(town, order, by=town.officer)
    with pytest.raises(Refused):
        withdrawn(town, order, by=town.officer_of(town.place, Role.DEPUTY))
