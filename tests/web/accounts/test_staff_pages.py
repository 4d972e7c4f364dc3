"""The pages about people who work in a place: who opens them, what they show, what a press does."""

from uuid import uuid4

import pytest
from django.test import Client

from safeguard.access.roles import Role
from safeguard.accounts.models import Invitation, SignIn, User
from safeguard.organisations.models import ActingHead, Membership
from tests.factories import PASSWORD, make_membership, make_region, make_school, make_user
from tests.web.accounts.conftest import first_step, give_factor, letters, path_in

pytestmark = pytest.mark.django_db
R = Role


@pytest.fixture
def base(school):
    return f"/s/{school.organisation.slug}/settings"


@pytest.fixture
def as_head(client, head):
    client.force_login(head)
    return client


def invitation_data(**changed):
    return {
        "display_name": "Нова Людина", "email": "new@example.org", "position": "", "roles": ["staff"], "language": "uk",
    } | changed  # fmt: skip


# --- who opens them ---


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (R.PRINCIPAL, "staff/", 200),
        (R.HR, "staff/", 200),
        (R.SECRETARY, "staff/", 403),
        (R.CLASS_TEACHER, "staff/", 403),
        (R.PRINCIPAL, "log/", 200),
        (R.HR, "log/", 403),
        (R.PRINCIPAL, "acting/", 200),
        (R.HR, "acting/", 404),
        (R.PRINCIPAL, "staff/invite/", 200),
        (R.HR, "staff/invite/", 200),
    ],
)
def test_who_opens_which_page(client, school, base, role, page, status):
    client.force_login(make_membership(school.pk, role).user)
    assert client.get(f"{base}/{page}").status_code == status


def test_another_schools_head_finds_nothing_here(client, region, base):
    client.force_login(make_membership(make_school(district=region.district).pk, R.PRINCIPAL).user)
    assert client.get(f"{base}/staff/").status_code == 404


@pytest.mark.parametrize("act", ["", "roles/", "leave/", "second-step/"])
def test_a_person_of_another_school_is_not_found(as_head, region, base, act):
    stranger = make_membership(make_school(district=region.district).pk, R.STAFF)
    assert as_head.get(f"{base}/staff/{stranger.pk}/{act}").status_code == 404
    assert as_head.post(f"{base}/staff/{stranger.pk}/{act}", {"roles": ["staff"]}).status_code == 404


# --- the operator, for what stands below ---


@pytest.fixture
def operator(region):
    return make_membership(region.region.pk, R.OPERATOR).user


def test_the_operator_invites_a_head_of_a_school_below(client, region, school, operator):
    client.force_login(operator)
    page = f"/d/{region.region.slug}/settings/of/{school.organisation.slug}/staff"
    assert client.get(f"{page}/").status_code == 200
    client.post(f"{page}/invite/", invitation_data(roles=["principal"]))
    assert Invitation.objects.get().roles == ["principal"]
    assert Invitation.objects.get().organisation_id == school.pk


def test_the_operator_manages_the_department_itself(client, region, operator):
    client.force_login(operator)
    assert client.get(f"/d/{region.region.slug}/settings/staff/").status_code == 200
    client.post(f"/d/{region.region.slug}/settings/staff/invite/", invitation_data(roles=["region_officer"]))
    assert Invitation.objects.get().organisation_id == region.region.pk


def test_what_does_not_stand_below_does_not_exist(client, region, operator):
    client.force_login(operator)
    for slug in (make_school(district=make_region().district).organisation.slug, region.ministry.slug, "nowhere"):
        assert client.get(f"/d/{region.region.slug}/settings/of/{slug}/staff/").status_code == 404


def test_an_officer_manages_nobody(client, region, school):
    client.force_login(make_membership(region.district.pk, R.DISTRICT_OFFICER).user)
    for path in ("staff/", f"of/{school.organisation.slug}/staff/"):
        assert client.get(f"/d/{region.district.slug}/settings/{path}").status_code == 403


# --- invitations ---


def test_from_invitation_to_desk(as_head, school, base):
    """Invited, accepted, signed in, on the desk's address: nothing typed twice."""
    response = as_head.post(f"{base}/staff/invite/", invitation_data(), follow=True)
    assert "new@example.org" in response.content.decode()
    guest = Client()
    link = path_in(letters()[0])
    assert school.organisation.name in guest.get(link).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    typed = {"display_name": "Нова Людина", "password1": PASSWORD, "password2": PASSWORD}
    assert guest.post(link, typed)["Location"] == "/sign-in/"
    first_step(guest, User.objects.get(email="new@example.org"))
    assert guest.get("/")["Location"] == f"/s/{school.organisation.slug}/"
    assert guest.get(link).status_code == 410


def test_somebody_with_an_account_is_asked_no_password(as_head, base):
    user = make_user()
    as_head.post(f"{base}/staff/invite/", invitation_data(email=user.email))
    guest = Client()
    link = path_in(letters()[0])
    assert "password1" not in guest.get(link).content.decode()
    assert guest.post(link)["Location"] == "/sign-in/"
    assert user.memberships.count() == 1


def test_an_invented_link_and_a_used_one_are_answered_alike(client):
    assert client.get("/invited/abc/").status_code == client.get(f"/invited/{uuid4()}/").status_code == 410


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "not an address"}, "Write the address like name@example.org"),
        ({"email": ""}, "Give an e-mail address"),
        ({"display_name": ""}, "Fill in this answer"),
        ({"roles": []}, "Choose at least one answer"),
        ({"roles": ["principal"]}, "Select a valid choice"),
    ],
)
def test_a_bad_invitation_keeps_what_was_typed(as_head, base, changed, said):
    response = as_head.post(f"{base}/staff/invite/", invitation_data(position="учитель фізики", **changed))
    html = response.content.decode()
    assert response.status_code == 200
    assert said in html
    assert 'value="учитель фізики"' in html
    assert not Invitation.objects.exists()


def test_personnel_are_offered_only_what_they_may_give(client, school, base):
    client.force_login(make_membership(school.pk, R.HR).user)
    html = client.get(f"{base}/staff/invite/").content.decode()
    assert 'value="class_teacher"' in html
    assert 'value="secretary"' not in html
    assert client.post(f"{base}/staff/invite/", invitation_data(roles=["secretary"])).status_code == 200
    assert not Invitation.objects.exists()


def test_weak_passwords_are_refused_with_the_reason(as_head, base):
    as_head.post(f"{base}/staff/invite/", invitation_data())
    link = path_in(letters()[0])
    typed = {"display_name": "Нова Людина", "password1": "new@example.org", "password2": "new@example.org"}
    html = Client().post(link, typed).content.decode()
    assert "too much like your name or address" in html
    assert not User.objects.filter(email="new@example.org").exists()


def test_send_again_and_withdraw_are_presses_not_links(as_head, base):
    as_head.post(f"{base}/staff/invite/", invitation_data())
    address = f"{base}/staff/invited/{Invitation.objects.get().pk}"
    for act in ("again", "withdraw"):
        assert as_head.get(f"{address}/{act}/").status_code == 405
        assert as_head.post(f"{address}/{act}/").status_code == 302
    assert Invitation.objects.get().revoked_at is not None
    assert letters() == []


# --- people ---


def test_roles_are_changed_on_a_page(as_head, school, base):
    row = make_membership(school.pk, R.STAFF)
    as_head.post(f"{base}/staff/{row.pk}/roles/", {"roles": ["secretary"], "position": "вчителька"})
    row.refresh_from_db()
    assert (row.roles, row.position) == (["secretary"], "вчителька")


def test_leaving_ends_the_session_at_the_next_request(as_head, school, base):
    row, successor = make_membership(school.pk, R.SECRETARY), make_membership(school.pk, R.DEPUTY)
    theirs = Client()
    theirs.force_login(row.user)
    assert theirs.get("/account/").status_code == 200
    as_head.post(f"{base}/staff/{row.pk}/leave/", {"successor": str(successor.pk)})
    assert theirs.get("/account/")["Location"].startswith("/sign-in/")
    assert Membership.objects.get(pk=row.pk).ended_at is not None


def test_leaving_without_a_successor_is_said_beside_the_field(as_head, school, base):
    row = make_membership(school.pk, R.SECRETARY)
    response = as_head.post(f"{base}/staff/{row.pk}/leave/", {"successor": ""})
    assert "Say who takes over the duties" in response.content.decode()
    assert Membership.objects.get(pk=row.pk).ended_at is None


def test_a_reset_second_step_ends_the_session_and_is_told(as_head, school, base):
    row = make_membership(school.pk, R.SECRETARY)
    give_factor(row.user)
    theirs = Client()
    theirs.force_login(row.user)
    as_head.post(f"{base}/staff/{row.pk}/second-step/")
    assert theirs.get("/account/")["Location"].startswith("/sign-in/")
    assert [letter.to for letter in letters()] == [[row.user.email]]


def test_one_is_offered_nothing_against_oneself(as_head, head, base):
    row = head.memberships.get()
    html = as_head.get(f"{base}/staff/{row.pk}/").content.decode()
    assert "Somebody else has to change your roles" in html
    for act in ("roles", "leave", "second-step"):
        assert f"{row.pk}/{act}/" not in html
    response = as_head.post(f"{base}/staff/{row.pk}/leave/", {"successor": ""})
    assert response.status_code == 200
    assert head.memberships.get().ended_at is None


def test_an_acting_head_opens_the_heads_pages_until_the_order_ends(as_head, school, base):
    deputy = make_membership(school.pk, R.DEPUTY)
    theirs = Client()
    theirs.force_login(deputy.user)
    assert theirs.get(f"{base}/staff/").status_code == 403
    order = {"membership": str(deputy.pk), "order_number": "12-к"}
    for name in ("order_on", "from_on"):
        order |= {f"{name}_day": "1", f"{name}_month": "9", f"{name}_year": "2025"}
    assert as_head.post(f"{base}/acting/", order).status_code == 302
    assert theirs.get(f"{base}/staff/").status_code == 200
    as_head.post(f"{base}/acting/{ActingHead.objects.get().pk}/end/")
    assert theirs.get(f"{base}/staff/").status_code == 403


def test_the_log_says_who_did_what(as_head, school, head, base):
    row = make_membership(school.pk, R.STAFF)
    as_head.post(f"{base}/staff/{row.pk}/roles/", {"roles": ["secretary"], "position": ""})
    html = as_head.get(f"{base}/log/").content.decode()
    assert f"{head.display_name} changed the roles of {row.user.display_name}" in html
    assert "from “Staff member” to “Commission secretary”" in html


@pytest.mark.parametrize("page", ["staff/", "log/", "acting/"])
def test_queries_do_not_grow_with_the_rows(as_head, school, base, page, django_assert_max_num_queries):
    for _ in range(12):
        row = make_membership(school.pk, R.SECRETARY)
        as_head.post(f"{base}/staff/{row.pk}/roles/", {"roles": ["staff"], "position": ""})
        as_head.post(f"{base}/staff/invite/", invitation_data(email=f"{row.pk}@example.org"))
    with django_assert_max_num_queries(12):
        assert as_head.get(f"{base}/{page}").status_code == 200


# --- my account ---


def test_what_one_changes_about_oneself(client, teacher):
    client.force_login(teacher)
    typed = {"display_name": "Інше Імʼя", "language": "kk", "reminds_by_mail": "no"}
    response = client.post("/account/", typed)
    assert response["Location"] == "/account/"
    assert response.cookies["language"].value == "kk"
    teacher.refresh_from_db()
    assert (teacher.display_name, teacher.language, teacher.reminds_by_mail) == ("Інше Імʼя", "kk", False)


def test_other_sessions_are_listed_and_ended(teacher):
    here, telephone = (
        Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0"),
        Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36"),
    )
    for client in (here, telephone):
        first_step(client, teacher)
    html = here.get("/account/").content.decode()
    assert "Firefox, Linux" in html
    assert "Chrome, Android" in html
    here.post("/account/sessions/end/")
    assert here.get("/account/").status_code == 200
    assert telephone.get("/account/")["Location"].startswith("/sign-in/")
    assert "Chrome, Android" not in here.get("/account/").content.decode()


def test_the_list_of_sessions_opens_none(client, teacher):
    """The table holds digest and sealed key: a copy of it lets nobody in."""
    first_step(client, teacher)
    row = str(SignIn.objects.filter(user=teacher).values_list().get())
    assert client.cookies["sessionid"].value not in row


def test_a_new_password_keeps_one_line_for_the_present_session(client, teacher):
    first_step(client, teacher)
    new = "quite another long pass phrase"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    html = client.get("/account/").content.decode()
    assert html.count("this one") == 1
    assert SignIn.objects.filter(user=teacher).count() == 1
