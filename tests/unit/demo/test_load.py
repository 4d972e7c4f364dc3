"""The demo loads whole, and has something at every stage whenever it's loaded."""

import pytest
from django.core.management import call_command

from cases.enums import CaseStatus
from cases.models import Case, Deadline
from commissions.models import Decision, Signature
from demo.places import KAZAKHSTAN, UKRAINE
from safeguard.documents.models import Document
from safeguard.organisations.models import School
from safeguard.tenancy.scope import school_scope

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "at",
    [
        pytest.param("2026-11-23T10:00:00+02:00", id="a Monday morning"),
        pytest.param("2026-09-05T22:30:00+03:00", id="a Saturday night in September", marks=pytest.mark.slow),
    ],
)
def test_something_stands_at_every_stage(at):
    call_command("load_demo", at=at, verbosity=0)
    for place in UKRAINE.schools:
        school = School.objects.get(organisation__slug=place.slug)
        with school_scope(school.pk):
            states = set(Deadline.objects.values_list("state", flat=True))
            assert states == {"open", "met", "missed", "met_late"}
            assert set(Case.objects.values_list("status", flat=True)) == set(CaseStatus)
            minutes = Document.objects.filter(kind="minutes")
            assert Decision.objects.count() == minutes.filter(version=1).count() == 5
            assert minutes.filter(version=2).count() == 1
            assert Signature.objects.filter(document__version=1, state="awaited").exists()
            pinned = set(Case.objects.values_list("procedure__procedure", flat=True))
            assert pinned == {"ua-1646", *([place.adopts] if place.adopts else [])}
    for place in KAZAKHSTAN.schools:
        school = School.objects.get(organisation__slug=place.slug)
        with school_scope(school.pk):
            without_commission = set(CaseStatus) - {CaseStatus.COMMISSION}
            assert set(Case.objects.values_list("status", flat=True)) == without_commission
