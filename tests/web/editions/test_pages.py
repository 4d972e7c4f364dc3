"""The pages about procedures: what everybody reads, what the head enters, what the second person answers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeguard.access.roles import SCHOOL_ROLES, Role
from safeguard.editions.services.drafts import save_limits, submit_draft
from safeguard.editions.services.reviews import approve_draft, return_draft
from safeguard.organisations.models import Adoption, VersionDraft
from safeguard.organisations.selectors.editions import definition_of
from safeguard.tenancy.scope import school_scope
from tests.factories import make_case, make_member, make_school
from tests.unit.editions.conftest import POLICE
from tests.web.editions.conftest import Browser

DAY = date(2026, 12, 1)


def typed(name, day):
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


ACT = {
    "act_key": "order-961", "act_title": "Наказ МОН", "act_number": "961", "act_link": "https://example.org/961",
    **typed("act_on", date(2026, 6, 18)), **typed("in_force_on", date(2026, 9, 1)),
    **typed("checked_on", date(2026, 11, 20)),
}  # fmt: skip
#: As the form shows them.
LIMITS = {
    "count-police_notice": "24", "unit-police_notice": "hours",
    "count-guardian_notice": "24", "unit-guardian_notice": "hours",
    "count-child_service_notice": "", "unit-child_service_notice": "hours",
    "count-social_services_notice": "", "unit-social_services_notice": "hours",
    "count-commission_meeting": "3", "unit-commission_meeting": "working_days",
    "count-meeting_notice": "1", "at-meeting_notice": "18:00",
    "count-resolution": "10", "unit-resolution": "working_days",
}  # fmt: skip


# --- what everybody reads ---


@pytest.mark.parametrize(
    "role", [Role.STAFF, Role.CLASS_TEACHER, Role.SECRETARY, Role.RESPONSIBLE_PERSON, Role.PRINCIPAL]
)
def test_every_member_reads_which_edition_is_held_and_what_came_after(town, at_school, role):
    text = at_school(make_member(town.school, role)).text()
    for words in (
        "Edition in force from 18.02.2020 (order 1646 of 28.12.2019)", "25 August 2026", "The product&#x27;s rulebook",
        "Order No. 1-о of 1 September 2020", "re-issued on 18 June 2026", "Its new text isn’t held here",
        "Act on the new text", "Order of the Ministry of Education of Ukraine 961 of 18.06.2026",
        "Cabinet resolution 1513 of 19.11.2025", "Cabinet resolution 658 of 04.06.2025", "counts now",
    ):  # fmt: skip
        assert words in text


def test_kazakhstan_reads_what_stands_beside(now):
    school = make_school("kz")
    browser = Browser(make_member(school, Role.PRINCIPAL), f"/s/{school.organisation.slug}/settings/procedures/")
    text = browser.text()
    assert "506 of 21.12.2022" in text
    assert "Law 245-VIII of 30.12.2025" in text
    assert "re-issued" not in text


def test_one_edition_shows_every_limit_with_its_place(town, at_school):
    text = at_school(make_member(town.school, Role.STAFF)).text(f"{town.base().pk}/")
    assert "Tell the police" in text
    assert "24 hours" in text
    assert "chapter “Applications and reports about bullying in the school”, point 2" in text
    assert "no number in the text; the product counts 24 hours" in text
    assert "Enter new numbers" not in text


def test_the_department_sees_all_procedures_of_its_country(town, above):
    cards = above(town.officer).get().context["cards"]
    assert len(cards) == 4
    assert [bool(card["warning"]) for card in cards] == [True, True, False, True]  # adults: nothing newer covers them


def test_a_school_is_offered_the_procedures_for_its_learners(town, at_school):
    """UA-B-IV.1.1: the one for adults isn't among them."""
    choices = at_school(town.head).get("adopt/").context["form"].fields["edition"].choices
    assert [value for value, _ in choices] == [
        "follows:ua-1646",
        "follows:ua-bila-tserkva-21",
        "follows:ua-kharkiv-51",
    ]


def test_a_neighbours_edition_and_draft_dont_exist(town, at_school, above):
    beside = make_school(district=town.region.district)
    head = make_member(beside, Role.PRINCIPAL)
    theirs = town.approved(beside.organisation, head)
    draft = town.submitted(beside.organisation, head)
    mine = at_school(town.head)
    for page in (f"{theirs.pk}/", f"{theirs.pk}/enter/", f"drafts/{draft.pk}/", f"drafts/{draft.pk}/limits/"):
        assert mine.get(page).status_code == 404
    assert "2026-09-01+1" not in mine.text()
    assert above(town.officer).get(f"drafts/{draft.pk}/").status_code == 200
    assert above(town.officer).get(f"drafts/{draft.pk}/limits/").status_code == 404
    assert above(town.officer).post(f"drafts/{draft.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("role", sorted(SCHOOL_ROLES - {Role.PRINCIPAL}))
def test_who_may_not_enter_is_refused_every_entering_page(town, at_school, role):
    draft, base = town.started(), town.base()
    browser = at_school(make_member(town.school, role))
    for page in (
        "adopt/",
        f"{base.pk}/enter/",
        f"drafts/{draft.pk}/act/",
        f"drafts/{draft.pk}/limits/",
    ):
        assert browser.get(page).status_code == 403
    assert browser.get(f"drafts/{draft.pk}/").status_code == (200 if role == Role.DEPUTY else 403)
    for page in (f"drafts/{draft.pk}/submit/", f"drafts/{draft.pk}/withdraw/", "adopt/"):
        assert browser.post(page).status_code == 403


# --- the desk ---


@pytest.mark.parametrize(
    ("role", "link"),
    [
        (Role.PRINCIPAL, "What is known, and how the new numbers are entered"),
        (Role.RESPONSIBLE_PERSON, "What is known of it"),
        (Role.DEPUTY, None),
    ],
)
def test_the_desk_warns_the_head_and_the_responsible_person(town, role, link):
    browser = Browser(make_member(town.school, role), f"/s/{town.place.slug}/")
    warnings = browser.get().context.get("warnings")
    assert [line.link for line in warnings] == ([link] if link else [])
    if link:
        assert "Its new text isn’t held here" in browser.text()
        assert browser.client.get(warnings[0].href).status_code == 200


def test_the_page_behind_it_says_the_next_step_and_the_desk_is_silent_in_the_end(town, at_school):
    head, base = at_school(town.head), town.base()

    def step():
        return head.get(f"{base.pk}/").context["warning"].action

    assert step() == "Enter the new numbers"
    draft = town.started()
    assert step() == "Go on entering the new numbers"
    save_limits(draft_id=draft.pk, limits=[POLICE], by=town.head)
    submit_draft(draft_id=draft.pk, by=town.head)
    assert step() == "The new numbers wait for the second person"
    return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    assert step() == "Correct the new numbers"
    submit_draft(draft_id=draft.pk, by=town.head)
    version = approve_draft(draft_id=draft.pk, by=town.officer)
    assert step() == "Adopt the approved edition by an order"
    town.adopt(version, DAY)
    assert step().replace("\xa0", " ") == "The edition that was entered counts from 1 December 2026"
    town.adopt(version, date(2026, 11, 20), order="8-н")
    assert Browser(town.head, f"/s/{town.place.slug}/").get().context["warnings"] == []


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.RESPONSIBLE_PERSON])
def test_the_warning_keeps_the_desk_within_twelve_statements(town, role):
    with school_scope(town.school.pk):
        make_case(town.school)
    browser = Browser(make_member(town.school, role), f"/s/{town.place.slug}/")
    assert browser.get().context["warnings"]
    with CaptureQueriesContext(connection) as seen:
        browser.get()
    asked = [each["sql"] for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= 12, "\n".join(asked)


# --- from the act to the order ---


def entered(browser, base, limits):
    """By the pages alone; gives the address of the draft."""
    page = browser.post(f"{base.pk}/enter/", ACT)
    assert page.status_code == 302, page.context["form"].errors
    limits_page = page["Location"].removeprefix(browser.root)
    page = browser.post(limits_page, LIMITS | limits)
    assert page.status_code == 302, page.context["form"].errors
    return page["Location"].removeprefix(browser.root)


NEW = {"count-police_notice": "3", "point-police_notice": "4", "chapter-police_notice": "III"}


def test_a_head_enters_an_officer_approves_and_the_head_adopts(town, at_school, above):
    head, officer = at_school(town.head), above(town.officer)
    draft = entered(head, town.base(), NEW)
    text = head.text(draft)
    assert "3 hours" in text
    assert "No. 961 of 18 Jun 2026, chapter “III”, point 4" in text
    assert head.post(f"{draft}submit/").status_code == 302
    assert "A second person must review" in head.text(draft)
    assert head.get(draft).context["form"] is None
    assert "Наказ МОН, No. 961" in officer.text()
    assert officer.post(draft, {"outcome": "approved", "words": ""}).status_code == 302
    version = VersionDraft.objects.get().version
    order = {
        "edition": str(version.pk),
        "order_number": "7",
        "tie_rule": "harmonised",
        **typed("order_on", date(2026, 11, 20)),
        **typed("from_on", DAY),
    }
    page = head.post("adopt/", order)
    assert page.status_code == 302, page.context["form"].errors
    assert Adoption.objects.get(version=version).from_on == DAY
    assert definition_of(version).rule("police_notice").limit.count == 3
    assert "coming" in head.text()
    text = head.text(f"{version.pk}/")
    assert "reviewed by a second person" in text
    assert "Composition, quorum, vote and forms are as in the edition held before: check them against the act." in text
    assert f"{town.officer.name}, {town.region.district.name}" in text


def test_returned_words_stand_on_the_page_and_the_numbers_can_be_changed_again(town, at_school, above):
    head, officer = at_school(town.head), above(town.officer)
    draft = entered(head, town.base(), NEW)
    head.post(f"{draft}submit/")
    assert head.get(f"{draft}limits/").status_code == 404
    page = officer.post(draft, {"outcome": "returned", "words": ""})
    assert list(page.context["form"].errors) == ["words"]
    officer.post(draft, {"outcome": "returned", "words": "Point 4 says two hours."})
    assert "Point 4 says two hours." in head.text(draft)
    assert head.get(f"{draft}limits/").status_code == 200


def test_the_author_above_finds_no_form_and_cant_post_a_review(town, at_school):
    head = at_school(town.head)
    draft = entered(head, town.base(), NEW)
    head.post(f"{draft}submit/")
    head.post(draft, {"outcome": "approved", "words": ""})
    assert VersionDraft.objects.get().state == "submitted"


def test_only_what_differs_or_is_cited_is_kept_and_what_stays_is_said(town, at_school):
    head = at_school(town.head)
    same = {"point-resolution": "15"}
    draft = entered(
        head, town.base(), NEW | same | {"count-child_service_notice": "12", "point-child_service_notice": "5"}
    )
    page = head.get(draft)
    assert set(VersionDraft.objects.get().limits.values_list("rule", "count")) == {
        ("police_notice", 3), ("resolution", 10), ("child_service_notice", 12),
    }  # fmt: skip
    assert len(page.context["unchanged"]) == 4
    assert "the same: 10 working days" in page.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"count-police_notice": "3"}, ["point-police_notice"]),
        ({"unit-police_notice": "working_days"}, ["point-police_notice"]),
        ({"at-meeting_notice": "16:00"}, ["point-meeting_notice"]),
        ({"count-child_service_notice": "12"}, ["point-child_service_notice"]),
        ({"count-police_notice": "", "point-police_notice": "4"}, ["count-police_notice"]),
        ({"count-police_notice": "soon", "point-police_notice": "4"}, ["count-police_notice"]),
        ({"count-police_notice": "0", "point-police_notice": "4"}, ["count-police_notice"]),
        ({"count-police_notice": "-3", "point-police_notice": "4"}, ["count-police_notice"]),
        ({"count-police_notice": "99999", "point-police_notice": "4"}, ["count-police_notice"]),
        ({"unit-police_notice": "years", "point-police_notice": "4"}, ["unit-police_notice"]),
        ({"at-meeting_notice": "25:00", "point-meeting_notice": "4"}, ["at-meeting_notice"]),
        ({"point-police_notice": "4" * 21}, ["point-police_notice"]),
    ],
)
def test_a_wrong_limit_is_refused_beside_its_answer_and_kept(town, at_school, change, fields):
    draft = town.started()
    page = at_school(town.head).post(f"drafts/{draft.pk}/limits/", LIMITS | change)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == fields
    assert all(value in page.content.decode() for value in change.values())
    assert not draft.limits.exists()


@pytest.mark.parametrize("number", ["x", "", "5"])
def test_the_summary_of_errors_names_the_rule(town, at_school, number):
    answers = LIMITS | {"count-police_notice": number}
    text = at_school(town.head).post(f"drafts/{town.started().pk}/limits/", answers).content.decode()
    assert text.count("Tell the police: ") == 2  # in the summary and beside the answer


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"act_title": ""}, "act_title"),
        ({"act_number": ""}, "act_number"),
        ({"act_link": "not an address"}, "act_link"),
        ({"act_link": "ftp://example.org/961"}, "act_link"),
        ({"act_link": "javascript:alert(1)"}, "act_link"),
        ({"act_key": "order-506"}, "act_key"),
        ({"act_on_year": "2999"}, "act_on"),
        ({"in_force_on_month": "13"}, "in_force_on"),
        ({"in_force_on_year": "2025"}, "in_force_on"),
        ({"checked_on_year": "2025"}, "checked_on"),
    ],
)
def test_a_wrong_act_is_refused_beside_its_answer(town, at_school, change, field):
    page = at_school(town.head).post(f"{town.base().pk}/enter/", ACT | change)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not VersionDraft.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"edition": ""}, "edition"),
        ({"edition": "follows:kz-2021"}, "edition"),
        ({"order_number": ""}, "order_number"),
        ({"from_on_year": "2025"}, "from_on"),
    ],
)
def test_a_wrong_order_is_refused_beside_its_answer(town, at_school, change, field):
    order = {
        "edition": "follows:ua-kharkiv-51",
        "order_number": "7",
        "tie_rule": "literal",
        **typed("order_on", date(2026, 11, 20)),
        **typed("from_on", DAY),
    }
    page = at_school(town.head).post("adopt/", order | change)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert at_school(town.head).post("adopt/", order).status_code == 302


def test_a_department_adopts_without_a_tie_rule(town, above):
    first, second = town.officer_of(town.region.district), town.officer_of(town.region.district)
    version = town.approved(town.region.district, first, second)
    order = {
        "edition": str(version.pk),
        "order_number": "7",
        **typed("order_on", date(2026, 11, 20)),
        **typed("from_on", DAY),
    }
    assert above(first).post("adopt/", order).status_code == 302
    assert "2026-09-01+1" in above(first).text()


# --- what it costs ---


@pytest.mark.parametrize("page", ["", "edition", "draft"])
def test_the_pages_cost_the_same_for_one_row_and_many(town, at_school, page):
    version = town.approved()
    town.adopt(version, DAY)
    draft = town.submitted()
    browser = at_school(town.head)
    address = {"": "", "edition": f"{version.pk}/", "draft": f"drafts/{draft.pk}/"}[page]
    counts = []
    for number in range(2):
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        counts.append(len([each for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
        if not number:
            for day in range(2, 6):
                town.adopt(version, date(2026, 12, day), order=str(day))
    assert counts[0] == counts[1] <= 12


def test_a_department_with_many_waiting_costs_no_more(town, above):
    browser = above(town.officer)
    counts = []
    for schools in (1, 3):
        for _ in range(schools):
            school = make_school(district=town.region.district)
            town.submitted(school.organisation, make_member(school, Role.PRINCIPAL))
        browser.get()
        with CaptureQueriesContext(connection) as seen:
            assert len(browser.get().context["waiting"]) in {1, 4}
        counts.append(len([each for each in seen if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert counts[0] == counts[1] <= 12
