"""The composition, its term and its history over the pages."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from commissions.models import CommissionOrder, Seat
from commissions.services.papers import make_composition_paper
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.organisations.services.changes import adopt_procedure
from safeguard.people.models import Adult
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_guardian, make_member
from tests.unit.commissions.places import NAMES, Place, appoint

ADDRESS = "commission/composition/"


def text(page) -> str:
    return page.content.decode().replace("\xa0", " ")


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def second_order(place: Place, *, until: date | None = None) -> None:
    """Of 1 December: without the last member, the teacher of physics comes instead."""
    with school_scope(place.school.pk):
        newcomer = make_adult(place.school, NAMES[8], is_staff=True)
        stay = [seat.adult_id for seat in place.seats[:7]]
        with clock.frozen(on(date(2025, 12, 1))):
            appoint(place, [*stay, newcomer.pk], on=date(2025, 12, 1), number="120")
        CommissionOrder.objects.filter(number="120").update(term_until=until)
    cache.clear()


@pytest.mark.django_db
def test_the_history_says_who_came_with_which_order_and_whose_seat_ended(place: Place, browser) -> None:
    second_order(place)
    window = browser(place.principal)
    window.at = on(date(2025, 12, 2))
    page = window.get(f"{ADDRESS}history/")
    new, first = page.context["history"]
    assert (len(new["came"]), len(new["left"]), new["stayed"]) == (1, 1, 7)
    assert "Барвінок" in new["came"][0]
    assert "Яворенко" in new["left"][0]
    assert (len(first["came"]), first["left"], first["stayed"]) == (8, [], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        (date(2025, 8, 31), "No order had appointed", "Яворенко Олена"),
        (date(2025, 9, 1), "Яворенко", "Барвінок Юлія"),
        (date(2025, 11, 30), "Composition on 30 November 2025", "No order had"),
        (date(2025, 12, 1), "Барвінок", "No order had"),
    ],
)
def test_the_composition_of_any_day_is_shown(place: Place, browser, day: date, there: str, gone: str) -> None:
    second_order(place)
    window = browser(place.principal)
    window.at = on(date(2025, 12, 2))
    page = window.get(f"{ADDRESS}history/?on_day={day.day}&on_month={day.month}&on_year={day.year}")
    said = text(page).split("<h2")[0]
    assert there in said
    assert gone not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 7, 1), None),
        (date(2026, 8, 5), "ends on 31 August 2026"),
        (date(2026, 9, 1), "ended on 31 August 2026"),
    ],
)
def test_the_term_is_warned_of_on_the_desk_and_beside_the_composition(
    place: Place, browser, today: date, words: str | None
) -> None:
    second_order(place, until=date(2026, 8, 31))
    for member, is_told in ((place.principal, True), (place.secretary, True), (place.members[4], False)):
        window = browser(member)
        window.at = on(today)
        assert ("The term of the commission" in text(window.get(""))) == (is_told and words is not None)
    assert (words or "The term lasts until") in text(browser_at(browser, place, today).get(ADDRESS))


def browser_at(browser, place: Place, today: date):
    window = browser(place.principal)
    window.at = on(today)
    return window


def posted(place: Place, **changes: str) -> dict[str, str]:
    """The whole composition as it stands, as the form sends it."""
    rows: dict[str, str] = {"seats-TOTAL_FORMS": "8", "seats-INITIAL_FORMS": "8"}
    for n, seat in enumerate(place.seats):
        rows |= {
            f"seats-{n}-adult": str(seat.adult_id),
            f"seats-{n}-office": seat.office,
            f"seats-{n}-position": seat.position,
            f"seats-{n}-speciality": seat.speciality,
        }
    rows |= {"number": "121", "signed_on_day": "9", "signed_on_month": "9", "signed_on_year": "2025"}
    return rows | changes


TERM = {"term_until_day": "31", "term_until_month": "8", "term_until_year": "2026"}


@pytest.mark.django_db
def test_the_order_keeps_its_term(place: Place, browser) -> None:
    assert browser(place.principal).post(f"{ADDRESS}order/", posted(place, **TERM)).status_code == 302
    with school_scope(place.school.pk):
        assert CommissionOrder.objects.get(number="121").term_until == date(2026, 8, 31)


@pytest.mark.django_db
def test_the_order_says_who_elected_the_commission(place: Place, browser) -> None:
    """UA-K-P.1: elected by the pedagogical council, approved by the head; both stand in the order's paper."""
    ground = "протокол педагогічної ради від 30.08.2025 № 24"
    window = browser(place.principal)
    assert window.post(f"{ADDRESS}order/", posted(place, **TERM, ground=ground)).status_code == 302
    assert ground in text(window.get(f"{ADDRESS}history/"))
    with school_scope(place.school.pk), clock.frozen(on(date(2025, 12, 2))):
        order = CommissionOrder.objects.get(number="121")
        sheet = (
            make_composition_paper(school=place.school, order=order, by=place.principal).open_bytes("sheet").decode()
        )
    for words in (f"Підстава: {ground}", "31.08.2026"):
        assert words in sheet.replace("\xa0", " ").replace("\u202f", " "), words


@pytest.mark.django_db
def test_a_term_before_the_order_is_refused_beside_its_field(place: Place, browser) -> None:
    page = browser(place.principal).post(f"{ADDRESS}order/", posted(place, **TERM | {"term_until_year": "2024"}))
    assert list(page.context["form"].errors) == ["term_until"]
    assert text(page).count("govuk-error-summary__title") == 1
    with school_scope(place.school.pk):
        assert not CommissionOrder.objects.filter(number="121").exists()


@pytest.mark.django_db
def test_the_places_offered_and_asked_for_are_those_of_the_schools_procedure(place: Place, browser) -> None:
    adopt_procedure(
        organisation_id=place.school.pk, procedure="ua-bila-tserkva-21", by=None, order_number="9-о",
        order_on=date(2025, 9, 1), from_on=date(2025, 9, 1),
    )  # fmt: skip
    window = browser(place.principal)
    assert "wants this place filled where the school has such a person: social pedagogue" in text(window.get(ADDRESS))
    assert (
        window.post(f"{ADDRESS}order/", posted(place, **{"seats-4-speciality": "social_pedagogue"})).status_code == 302
    )
    assert "wants this place" not in text(window.get(ADDRESS))
    with school_scope(place.school.pk):
        assert Seat.objects.filter(until_on__isnull=True, speciality="social_pedagogue").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("procedure", "is_offered"), [("ua-1646", False), ("ua-bila-tserkva-21", True)])
def test_parents_are_offered_a_seat_only_where_the_text_lets_them_sit(place, browser, procedure, is_offered) -> None:
    """C-04; somebody from outside who represents no child can be named everywhere."""
    adopt_procedure(
        organisation_id=place.school.pk, procedure=procedure, by=None, order_number="9-о",
        order_on=date(2025, 9, 1), from_on=date(2025, 9, 1),
    )  # fmt: skip
    with school_scope(place.school.pk):
        mother = make_guardian(place.school, make_child(place.school))
        outsider: Adult = make_adult(place.school, "Зайнятий\nПетро")
    page = browser(make_member(place.school, Role.PRINCIPAL)).get(f"{ADDRESS}order/")
    offered = {value for value, _ in page.context["seats"].forms[0].fields["adult"].choices}
    assert str(outsider.pk) in offered
    assert (str(mother.pk) in offered) == is_offered
