"""A school with a class, its teacher and its head; browsers for them."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cases.models import Report, ReportDraft
from safeguard import clock
from safeguard.access.member import Member
from safeguard.access.roles import Role
from safeguard.accounts.models import User
from safeguard.people.models import SchoolClass
from safeguard.tenancy.scope import school_scope
from tests.factories import make_adult, make_child, make_member, make_school, make_user

NOW = datetime(2026, 11, 23, 7, 15, tzinfo=UTC)
WHAT = {
    "happened_day": "20", "happened_month": "11", "happened_year": "2026", "happened_time": "",
    "place": "online", "place_note": "чат класу", "kinds": ["psychological", "cyber"],
    "narrative": "Після уроку показала чат: її називають образливим прізвиськом.", "danger_now": "no",
}  # fmt: skip
CARE = {"first_aid_given": "no", "first_aid_note": ""}


class Place:
    """Sofia and Danylo of 7-Б, their teacher Olena, the head Halyna, a colleague who needs to know nothing."""

    def __init__(self) -> None:
        self.school = make_school()
        self.teacher = make_member(self.school, Role.CLASS_TEACHER, user=make_user("Олена Терник"))
        self.head = make_member(self.school, Role.PRINCIPAL, user=make_user("Галина Вербова"))
        self.deputy = make_member(self.school, Role.DEPUTY, user=make_user("Ігор Липовець"))
        self.secretary = make_member(self.school, Role.SECRETARY, user=make_user("Ніна Росинко"))
        self.colleague = make_member(self.school, Role.STAFF, user=make_user("Марко Дубовик"))
        with school_scope(self.school.pk):
            self.sofia = make_child(self.school, "Мельник\nСофія\nПетрівна")
            self.danylo = make_child(self.school, "Ясенчук\nДанило")
            self.eighth = make_child(self.school, "Хмелюк\nРоман", grade=8)
            adult = make_adult(
                self.school, "Терник\nОлена", user=User.objects.get(pk=self.teacher.user_id), is_staff=True
            )
            SchoolClass.objects.filter(grade=7).update(teacher=adult)
            self.seventh_id = SchoolClass.objects.get(grade=7).pk


class Browser:
    """One member's requests. Addresses are relative to the school's."""

    def __init__(self, place: Place, member: Member, language: str = "en") -> None:
        self.client, self.member, self.place = Client(), member, place
        self.root, self.language = f"/s/{place.school.organisation.slug}/", language
        self.client.force_login(User.objects.get(pk=member.user_id))
        self.at = NOW

    def get(self, address: str):
        with clock.frozen(self.at):
            return self.client.get(self._full(address), headers={"accept-language": self.language})

    def post(self, address: str, data: dict | None = None):
        with clock.frozen(self.at):
            return self.client.post(self._full(address), data or {}, headers={"accept-language": self.language})

    def _full(self, address: str) -> str:
        return address if address.startswith("/") else self.root + address

    def draft_id(self):
        with school_scope(self.place.school.pk):
            return ReportDraft.objects.filter(author_id=self.member.user_id).latest("saved_at").pk

    def walk(self, *, accused: str = "", what: dict | None = None, begin: str = "report/") -> str:
        """Through every step to the last one; gives the address of the draft."""
        self.post(begin, {"do": f"put:victim:child:{self.place.sofia.pk}", "query": "", "school_class": ""})
        draft = f"report/drafts/{self.draft_id()}/"
        accused = accused or f"child:{self.place.danylo.pk}"
        self.post(f"{draft}who/", {"do": f"put:accused:{accused}"})
        self.post(f"{draft}who/", {"do": "next"})
        self.post(f"{draft}what/", {**(what or WHAT), "do": "next"})
        self.post(f"{draft}care/", {**CARE, "do": "next"})
        return draft

    def file(self, **how: object):
        """Files a report; gives the answer and the report's id."""
        draft = self.walk(**how)
        answer = self.post(f"{draft}file/")
        with school_scope(self.place.school.pk):
            return answer, Report.objects.latest("entered_at", "number").pk


@pytest.fixture
def place(db: None) -> Place:
    return Place()


@pytest.fixture
def teacher(place: Place) -> Browser:
    return Browser(place, place.teacher)


@pytest.fixture
def head(place: Place) -> Browser:
    return Browser(place, place.head)


@pytest.fixture
def secretary(place: Place) -> Browser:
    return Browser(place, place.secretary)


@pytest.fixture
def colleague(place: Place) -> Browser:
    return Browser(place, place.colleague)
