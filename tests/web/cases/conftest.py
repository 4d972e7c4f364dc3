"""A school with one case: Sofia was hurt, Roman may have done it; a head, a secretary, a psychologist, a teacher."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from cases.domain.filing import Answers, SideDraft
from cases.enums import RecusalGround
from cases.models import CaseEvent, Recusal
from cases.services.file_report import file_report
from cases.services.handling import assign_handler
from safeguard import clock
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.tenancy.scope import school_scope
from tests.factories import make_child, make_guardian, make_member, make_school, make_user

NOW = datetime(2025, 9, 9, 7, 15, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


class Place:
    def __init__(self):
        self.school = make_school()
        self.slug = self.school.organisation.slug
        self.head = make_member(self.school, Role.PRINCIPAL, user=make_user("Галина Вербова"))
        with school_scope(self.school.pk), clock.frozen(NOW):
            self.victim = make_child(self.school, "Лисенко\nСофія")
            self.accused = make_child(self.school, "Хмелюк\nРоман")
            self.mother = make_guardian(self.school, self.victim, "Лисенко\nОльга")
            self.father = make_guardian(self.school, self.accused, "Хмелюк\nПетро", kinship="father")
            self.case = self.file_case()

    def member(self, *roles, name=""):
        return make_member(self.school, *roles, user=make_user(name))

    def file_case(self):
        """Another report of the same, a case of its own. Inside the school's scope."""
        sides = [SideDraft("victim", child_id=self.victim.pk), SideDraft("accused", child_id=self.accused.pk)]
        answers = Answers(
            sides=sides,
            kinds=["cyber"],
            place="online",
            happened_at=NOW - timedelta(hours=3),
            narrative="Називають образливим прізвиськом.",
            danger_now="no",
            first_aid_given=False,
        )
        return file_report(school=self.school, answers=answers, by=self.head).case

    def client(self, member):
        client = Client()
        client.force_login(User.objects.get(pk=member.user_id))
        return client

    def get(self, member, page, at=LATER):
        with clock.frozen(at):
            return self.client(member).get(f"/s/{self.slug}/{page}", headers={"accept-language": "en"})

    def post(self, member, page, answers=None, at=LATER):
        with clock.frozen(at):
            return self.client(member).post(f"/s/{self.slug}/{page}", answers or {}, headers={"accept-language": "en"})

    def of_case(self, page, case=None):
        return f"cases/{(case or self.case).pk}/{page}"

    def case_page(self, member, page):
        return self.get(member, self.of_case(page))

    def on_case(self, member, page, answers=None, at=LATER):
        return self.post(member, self.of_case(page), answers, at)

    # --- the ground of a test ---
    def recuse(self, member, case=None):
        with school_scope(self.school.pk):
            Recusal.objects.create(
                school=self.school,
                case=case or self.case,
                user_id=member.user_id,
                ground=RecusalGround.DECLARED,
                recorded_at=NOW,
                recorded_by=member.user_id,
            )

    def work_on(self, member, case=None):
        with school_scope(self.school.pk), clock.frozen(NOW):
            assign_handler(case_id=(case or self.case).pk, user_id=member.user_id, is_warned=True, by=self.head)

    def events(self, kind="", case=None):
        """Data of the case's events, in their order."""
        with school_scope(self.school.pk):
            rows = CaseEvent.objects.filter(case=case or self.case).order_by("seq")
            return [row.data for row in rows if not kind or row.kind == kind]

    def last_kind(self):
        with school_scope(self.school.pk):
            return CaseEvent.objects.filter(case=self.case).latest("seq").kind

    def rows(self, model, **where):
        with school_scope(self.school.pk):
            return list(model.objects.filter(**where))


def text(page):
    return page.content.decode().replace("\xa0", " ")


def errors(page):
    """By field, as the page says them."""
    return {field: [str(each) for each in found] for field, found in page.context["form"].errors.items()}


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    """The second step of signing in has tests of its own."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "second" not in each.lower()]


@pytest.fixture
def place(db):
    return Place()
