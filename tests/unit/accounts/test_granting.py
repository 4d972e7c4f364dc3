"""Who may give which role, and who may act on whom: each row is a sentence."""

import pytest

from safeguard.access.roles import SCHOOL_ROLES, Role
from safeguard.accounts.domain.granting import (
    PLAIN_ROLES,
    grantable,
    may_act_on,
    may_name_acting_head,
    may_reset_factor,
    needs_successor,
)

R = Role


@pytest.mark.parametrize(
    ("own", "kind", "expected"),
    [
        pytest.param(
            {R.PRINCIPAL}, "school", SCHOOL_ROLES - {R.PRINCIPAL}, id="a head gives every role but the head's"
        ),
        pytest.param({R.HR}, "school", PLAIN_ROLES, id="personnel gives roles that open no case"),
        pytest.param({R.HR, R.PRINCIPAL}, "school", SCHOOL_ROLES - {R.PRINCIPAL}, id="two roles add up"),
        pytest.param({R.OPERATOR}, "school", SCHOOL_ROLES, id="the operator names the head too"),
        pytest.param({R.OPERATOR}, "district", {R.DISTRICT_OFFICER, R.OPERATOR}, id="a district has officers only"),
        pytest.param({R.OPERATOR}, "ministry", {R.MINISTRY_OFFICER, R.OPERATOR}, id="a ministry its own"),
        pytest.param({R.PRINCIPAL}, "district", set(), id="a head gives nothing in a district"),
        pytest.param({R.DEPUTY, R.SECRETARY, R.RESPONSIBLE_PERSON}, "school", set(), id="handlers give nothing"),
        pytest.param({R.DISTRICT_OFFICER}, "district", set(), id="officers give nothing"),
        pytest.param(set(), "school", set(), id="nobody gives nothing"),
    ],
)
def test_who_gives_what(own, kind, expected):
    assert grantable(own, kind) == expected


@pytest.mark.parametrize(
    ("own", "subject", "may"),
    [
        pytest.param({R.PRINCIPAL}, {R.SECRETARY}, True, id="a head acts on the secretary"),
        pytest.param({R.PRINCIPAL}, {R.PRINCIPAL}, False, id="a head not on a head, nor an acting one on the head"),
        pytest.param({R.OPERATOR}, {R.PRINCIPAL}, True, id="the operator on the head"),
        pytest.param({R.HR}, {R.CLASS_TEACHER}, True, id="personnel on a teacher"),
        pytest.param({R.HR}, {R.CLASS_TEACHER, R.SECRETARY}, False, id="personnel not on a secretary who also teaches"),
        pytest.param({R.HR}, {R.HR}, False, id="personnel not on personnel"),
        pytest.param({R.DEPUTY}, {R.STAFF}, False, id="a deputy on nobody"),
    ],
)
def test_who_acts_on_whom(own, subject, may):
    assert may_act_on(own, subject, "school") is may


@pytest.mark.parametrize(
    ("own", "subject", "may"),
    [
        ({R.PRINCIPAL}, {R.STAFF}, True),
        ({R.PRINCIPAL}, {R.PRINCIPAL}, False),
        ({R.OPERATOR}, {R.PRINCIPAL}, True),
        ({R.HR}, {R.STAFF}, False),
        ({R.SECRETARY}, {R.STAFF}, False),
    ],
)
def test_who_resets_a_second_step(own, subject, may):
    assert may_reset_factor(own, subject, "school") is may


@pytest.mark.parametrize(
    ("own", "may"), [({R.PRINCIPAL}, True), ({R.OPERATOR}, True), ({R.HR}, False), ({R.DEPUTY}, False)]
)
def test_who_names_an_acting_head(own, may):
    assert may_name_acting_head(own) is may


@pytest.mark.parametrize(
    ("roles", "needs"),
    [({R.STAFF}, False), ({R.CLASS_TEACHER, R.HR}, False), ({R.SECRETARY}, True), ({R.STAFF, R.PSYCHOLOGIST}, True)],
)
def test_whose_duties_need_somebody(roles, needs):
    assert needs_successor(roles) is needs
