"""New numbers: entered by one person, reviewed by another, an edition for ever. What is refused, and what is kept."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import DatabaseError, transaction

from safeguard.access.roles import Role
from safeguard.audit.models import AdministrativeAct
from safeguard.editions.selectors.drafts import draft_here, waiting_below
from safeguard.editions.services.drafts import save_act, save_limits, start_draft, submit_draft, withdraw_draft
from safeguard.editions.services.reviews import approve_draft, return_draft
from safeguard.errors import DomainError
from safeguard.organisations.models import ProcedureText, ProcedureVersion
from safeguard.organisations.selectors.editions import definition_of
from safeguard.procedures.amend import Length, LimitUnit, NewLimit
from safeguard.procedures.stored import hash_of
from tests.factories import make_member, make_membership, make_school, make_user
from tests.unit.editions.conftest import ACT, FROM, POLICE


def new(rule="police_notice", count=3, unit=LimitUnit.HOURS, at=None, point="4"):
    return NewLimit(rule, Length(count, unit, at), "", point, "")


# --- the way of an edition ---


def test_approved_numbers_are_an_edition_with_a_hash(town):
    version = town.approved()
    assert (version.procedure, version.version, version.in_force_on) == ("ua-1646", "2026-09-01+1", FROM)
    assert (version.source, version.owner, version.based_on.version) == ("institution", town.place, "2020-02-18")
    assert hash_of(ProcedureText.objects.get(pk=version.content_hash).content) == version.content_hash
    assert definition_of(version).rule("police_notice").limit.count == 3
    assert (version.draft.state, version.draft.reviews.get().by_user_id) == ("approved", town.officer.user_id)


def test_returned_with_words_corrected_and_approved(town):
    draft = town.submitted()
    return_draft(draft_id=draft.pk, by=town.officer, words="Point 4 says two hours.")
    save_limits(draft_id=draft.pk, limits=[new(count=2)], by=town.head)
    submit_draft(draft_id=draft.pk, by=town.head)
    version = approve_draft(draft_id=draft.pk, by=town.officer)
    assert definition_of(version).rule("police_notice").limit.count == 2
    assert list(draft.reviews.order_by("at").values_list("outcome", "words")) == [
        ("returned", "Point 4 says two hours."), ("approved", ""),
    ]  # fmt: skip


def test_a_correction_is_a_further_edition_and_the_first_stays(town):
    first = town.approved()
    second = town.approved(base=first, limits=[new(count=4)])
    assert (first.version, second.version) == ("2026-09-01+1", "2026-09-01+2")
    assert [definition_of(each).rule("police_notice").limit.count for each in (first, second)] == [3, 4]
    assert definition_of(second).released == "2020-02-18"


def test_two_schools_may_enter_the_same_numbers(town):
    other = make_school(district=town.region.district)
    mine, theirs = town.approved(), town.approved(other.organisation, make_member(other, Role.PRINCIPAL))
    assert mine.content_hash == theirs.content_hash
    assert mine.pk != theirs.pk


def test_every_step_is_in_the_log(town):
    draft = town.submitted()
    return_draft(draft_id=draft.pk, by=town.officer, words="Look.")
    submit_draft(draft_id=draft.pk, by=town.head)
    town.adopt(approve_draft(draft_id=draft.pk, by=town.officer), date(2026, 12, 1))
    withdraw_draft(draft_id=town.submitted().pk, by=town.head)
    kinds = AdministrativeAct.objects.filter(organisation=town.place, kind__startswith="procedure.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "procedure.entered", "procedure.returned", "procedure.entered", "procedure.approved", "procedure.adopted",
        "procedure.entered", "procedure.withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations_procedureversion SET content_hash = 'x' WHERE owner_id IS NOT NULL",
        "DELETE FROM organisations_procedureversion",
        "UPDATE organisations_proceduretext SET content = replace(content, '3', '4')",
        "UPDATE organisations_draftreview SET words = 'x'",
        "DELETE FROM organisations_draftreview",
    ],
)
def test_the_database_keeps_editions_and_reviews_as_they_are(town, statement):
    from django.db import connection

    town.approved()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# --- two persons ---


def test_the_author_cant_review_in_any_office(town):
    draft = town.submitted()
    author = make_membership(town.region.district.pk, Role.DISTRICT_OFFICER).user
    assert author  # another person may
    as_officer = replace(town.officer, user_id=town.head.user_id)
    for reviewer in (town.head, as_officer):
        with pytest.raises(DomainError, match="can't review them"):
            approve_draft(draft_id=draft.pk, by=reviewer)
    assert not ProcedureVersion.objects.filter(owner=town.place).exists()


def test_whoever_wrote_a_word_of_it_is_an_author(town):
    acting = make_member(town.school, Role.PRINCIPAL)
    draft = town.started()
    save_limits(draft_id=draft.pk, limits=[POLICE], by=acting)
    submit_draft(draft_id=draft.pk, by=town.head)
    for reviewer in (town.head, acting):
        with pytest.raises(DomainError, match="can't review them"):
            approve_draft(draft_id=draft.pk, by=reviewer)
    third = make_member(town.school, Role.PRINCIPAL)
    assert approve_draft(draft_id=draft.pk, by=third).owner == town.place


@pytest.mark.parametrize("above", ["district", "region", "ministry"])
def test_any_department_above_reviews(town, above):
    officer = town.officer_of(getattr(town.region, above), Role.MINISTRY_OFFICER)
    assert town.approved(reviewer=officer)


def test_a_department_beside_another_school_and_a_teacher_dont(town):
    beside = make_school()
    draft = town.submitted()
    district = beside.organisation.placements.get().parent
    for reviewer, words in (
        (town.officer_of(district), "in a department above it"),
        (make_member(beside, Role.PRINCIPAL), "in a department above it"),
        (make_member(town.school, Role.RESPONSIBLE_PERSON), "You may read the procedures"),
    ):
        with pytest.raises(DomainError, match=words):
            approve_draft(draft_id=draft.pk, by=reviewer)


def test_a_ministrys_own_numbers_need_a_second_officer(town):
    first, second = (town.officer_of(town.region.ministry, Role.MINISTRY_OFFICER) for _ in range(2))
    draft = town.submitted(town.region.ministry, first)
    with pytest.raises(DomainError, match="can't review them"):
        approve_draft(draft_id=draft.pk, by=first)
    with pytest.raises(DomainError, match="in a department above it"):
        approve_draft(draft_id=draft.pk, by=town.officer)
    assert approve_draft(draft_id=draft.pk, by=second).owner == town.region.ministry


def test_a_return_needs_words(town):
    draft = town.submitted()
    with pytest.raises(DomainError) as refusal:
        return_draft(draft_id=draft.pk, by=town.officer, words=" ")
    assert refusal.value.field == "words"


# --- refusals ---

ACTS = [
    ({"in_force_on": date(2026, 6, 17)}, "in_force_on", "its own date"),
    ({"act_on": date(2019, 1, 1), "in_force_on": date(2019, 2, 1)}, "in_force_on", "before the edition"),
    ({"checked_on": date(2026, 6, 1)}, "checked_on", "have been read before"),
]


@pytest.mark.parametrize(("change", "field", "words"), ACTS)
def test_an_act_that_cant_be_is_refused_beside_its_field(town, change, field, words):
    with pytest.raises(DomainError, match=words) as refusal:
        town.started(act=replace(ACT, **change))
    assert refusal.value.field == field
    draft = town.started()
    with pytest.raises(DomainError, match=words):
        save_act(draft_id=draft.pk, act=replace(ACT, **change), by=town.head)


@pytest.mark.parametrize(
    ("limit", "field", "words"),
    [
        (new(count=0), "count-police_notice", "too small"),
        (new("resolution", 0, LimitUnit.WORKING_DAYS), "count-resolution", "too small"),
        (new("meeting_notice", 0, LimitUnit.CLOCK, time(9)), "count-meeting_notice", "too small"),
        (new(point=" "), "point-police_notice", "'point' is empty"),
        (new("no_such_rule"), "", "no such limit"),
        (new(unit=LimitUnit.CLOCK, at=time(9)), "", "no such limit"),
        (new("meeting_notice", 5, LimitUnit.HOURS), "", "no such limit"),
    ],
)
def test_a_limit_that_the_loader_refuses_is_refused_beside_its_field(town, limit, field, words):
    draft = town.started()
    with pytest.raises(DomainError, match=words) as refusal:
        save_limits(draft_id=draft.pk, limits=[limit], by=town.head)
    assert refusal.value.field == field
    assert not draft.limits.exists()


def test_nothing_new_isnt_handed_in(town):
    draft = town.started()
    with pytest.raises(DomainError, match="No limit is changed yet"):
        submit_draft(draft_id=draft.pk, by=town.head)


def test_one_at_a_time_and_only_over_what_one_sees(town):
    town.started()
    with pytest.raises(DomainError, match="being entered already"):
        town.started()
    beside = make_school(district=town.region.district)
    theirs = town.approved(beside.organisation, make_member(beside, Role.PRINCIPAL))
    with pytest.raises(DomainError, match="belongs to another institution"):
        town.started(base=theirs)
    kz = make_school("kz")
    with pytest.raises(DomainError, match="belongs to another institution"):
        town.started(base=town.base(kz))


@pytest.mark.parametrize("state", ["submitted", "approved", "withdrawn"])
def test_what_waits_or_is_decided_isnt_changed(town, state):
    draft = town.submitted()
    if state == "approved":
        approve_draft(draft_id=draft.pk, by=town.officer)
    if state == "withdrawn":
        withdraw_draft(draft_id=draft.pk, by=town.head)
    for act in (
        lambda: save_act(draft_id=draft.pk, act=ACT, by=town.head),
        lambda: save_limits(draft_id=draft.pk, limits=[], by=town.head),
        lambda: submit_draft(draft_id=draft.pk, by=town.head),
    ):
        with pytest.raises(DomainError, match="can't be changed any more"):
            act()
    if state != "submitted":
        with pytest.raises(DomainError, match="decided already"):
            withdraw_draft(draft_id=draft.pk, by=town.head)


def test_only_its_own_institution_changes_it(town):
    draft = town.started()
    neighbour = make_member(make_school(district=town.region.district), Role.PRINCIPAL)
    for by in (town.officer, neighbour):
        with pytest.raises(DomainError, match="Only the institution that entered"):
            save_limits(draft_id=draft.pk, limits=[POLICE], by=by)
    with pytest.raises(DomainError, match="Only the institution that entered"):
        start_draft(organisation=town.place, base=town.base(), act=ACT, by=town.officer)


# --- who sees what is on its way ---


def test_those_above_see_it_once_it_is_handed_in(town):
    draft = town.started()
    district, beside = town.region.district.pk, make_school(district=town.region.district)
    assert draft_here(town.place.pk, draft.pk) == draft
    assert draft_here(district, draft.pk) is None
    save_limits(draft_id=draft.pk, limits=[POLICE], by=town.head)
    submit_draft(draft_id=draft.pk, by=town.head)
    assert draft_here(district, draft.pk) == draft
    assert list(waiting_below(town.region.ministry.pk)) == [draft]
    assert draft_here(beside.pk, draft.pk) is None
    assert not waiting_below(beside.pk).exists()
    assert make_user()
