"""The first person of an installation, from the shell."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from safeguard.accounts.models import AccountMail, User
from safeguard.accounts.services.invitations import accept_invitation
from safeguard.organisations.models import Membership, Organisation
from tests.factories import PASSWORD, make_region

pytestmark = pytest.mark.django_db
NEW = {"ministry": "mon", "ministry_name": "Вигадане міністерство"}


def create(email="first@example.org", **options):
    out = StringIO()
    call_command("create_operator", email, stdout=out, **options)
    return out.getvalue()


def test_it_prints_a_link_that_makes_the_operator_of_a_new_ministry():
    said = create(**NEW, country="kz")
    token = said.strip().rstrip("/").rpartition("/")[2]
    accept_invitation(token=token, display_name="Вигадана Особа", password=PASSWORD)
    membership = Membership.objects.get(user__email="first@example.org")
    assert membership.roles == ["operator"]
    place = membership.organisation
    assert (place.slug, place.kind, place.country, place.timezone) == ("mon", "ministry", "kz", "Asia/Almaty")
    assert not AccountMail.objects.filter(dropped_at=None, sent_at=None).exists()


def test_it_takes_a_password_where_nobody_reads_mail(monkeypatch):
    monkeypatch.setattr("safeguard.organisations.management.commands.create_operator.getpass", lambda _: PASSWORD)
    said = create(**NEW, password=True)
    assert User.objects.get(email="first@example.org").check_password(PASSWORD)
    assert PASSWORD not in said


def test_a_second_operator_joins_the_ministry_that_is_there():
    create(**NEW)
    create("second@example.org", ministry="mon")
    assert Organisation.objects.filter(slug="mon").count() == 1


@pytest.mark.parametrize(
    ("email", "options"),
    [
        ("no address", NEW),
        ("a@example.org", {"ministry": "mon"}),
        ("a@example.org", {"ministry": "no slug!"}),
        ("a@example.org", {"ministry": "district"}),
    ],
)
def test_what_cant_be_is_refused_in_one_line(email, options):
    if options.get("ministry") == "district":
        options = {"ministry": make_region().district.slug}
    with pytest.raises(CommandError):
        create(email, **options)
    assert not Organisation.objects.filter(slug="mon").exists()


@pytest.mark.parametrize("typed", [["one long password 1", "another one 22"], ["short", "short"]])
def test_a_weak_or_mistyped_password_makes_nobody(monkeypatch, typed):
    answers = iter(typed)
    monkeypatch.setattr("safeguard.organisations.management.commands.create_operator.getpass", lambda _: next(answers))
    with pytest.raises(CommandError):
        create(**NEW, password=True)
    assert not User.objects.exists()
    assert not Organisation.objects.exists()
