"""Numbers of a register: from one, each school and year its own, without a gap whatever is undone."""

import random
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection, transaction

from safeguard.registers.enums import Register
from safeguard.registers.models import Counter
from safeguard.registers.numbers import next_number, next_numbers
from safeguard.tenancy.scope import NoSchoolScope, school_scope
from tests.factories import make_school

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """An act that doesn't come about."""


def test_each_school_register_and_year_counts_from_one():
    ours, theirs = make_school(), make_school()
    taken = []
    for school in (ours, theirs):
        with school_scope(school.pk):
            taken.append([next_number(Register.REPORTS, 2026) for _ in range(3)])
            taken.append([next_number(Register.CASES, 2026), next_number(Register.REPORTS, 2027)])
            taken.append([next_number(Register.REPORTS, 2026)])
    assert taken == [[1, 2, 3], [1, 1], [4]] * 2


def test_several_registers_take_one_statement(django_assert_num_queries):
    with school_scope(make_school().pk):
        next_number(Register.CASES, 2026)
        with django_assert_num_queries(1):
            assert next_numbers([Register.REPORTS, Register.CASES], 2026) == {Register.REPORTS: 1, Register.CASES: 2}


def test_an_act_that_is_undone_gives_its_number_back():
    with school_scope(make_school().pk):
        for _ in range(3):
            with transaction.atomic():
                assert next_number(Register.MINUTES, 2026) == 1
                transaction.set_rollback(True)
        assert next_number(Register.MINUTES, 2026) == 1


def test_outside_a_school_there_are_no_numbers():
    with pytest.raises(NoSchoolScope):
        next_number(Register.REPORTS, 2026)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_in_two_schools_with_half_of_the_acts_undone():
    schools = [make_school().pk for _ in range(2)]
    kept: dict[tuple[UUID, Register], list[int]] = defaultdict(list)

    def act(school: UUID, chance: random.Random) -> None:
        registers = chance.choice([[Register.REPORTS], [Register.CASES, Register.REPORTS], list(Register)])
        with school_scope(school):
            numbers = next_numbers(registers, 2026)
            if chance.random() < 0.5:
                raise Undone
        for register, number in numbers.items():
            kept[school, register].append(number)

    def work(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311
        for _ in range(25):
            try:
                act(chance.choice(schools), chance)
            except Undone:
                continue
        connection.close()

    at_once(work, 6)
    assert set(kept) == set(product(schools, Register))
    assert {taken: sorted(numbers) for taken, numbers in kept.items()} == {
        taken: list(range(1, len(numbers) + 1)) for taken, numbers in kept.items()
    }
    for school in schools:
        with school_scope(school):
            last = dict(Counter.objects.values_list("register", "last"))
        assert last == {register: len(kept[school, register]) for register in Register}


def at_once(work: Callable[[int], None], count: int) -> None:
    threads = [Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
