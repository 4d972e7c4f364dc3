"""What the pages about people share."""

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from safeguard import clock
from safeguard.access.permissions import Permission
from safeguard.people.models import SchoolClass
from safeguard.people.selectors.classes import classes_of, current_year
from safeguard.people.selectors.directory import Listed, adults
from safeguard.web import SchoolRequest

PER_PAGE = 50


def address(request: SchoolRequest, name: str, **kwargs: object) -> str:
    return reverse(f"people:{name}", kwargs={"school": request.school.organisation.slug, **kwargs})


def tabs(request: SchoolRequest, current: str) -> list[dict[str, Any]]:
    names = (("children", _("Pupils")), ("adults", _("Adults")), ("classes", _("Classes")))
    return [{"label": label, "href": address(request, name), "is_current": name == current} for name, label in names]


def frame(request: SchoolRequest, current: str) -> dict[str, Any]:
    return {
        "tabs": tabs(request, current),
        "may_edit": request.member.may(Permission.PEOPLE_EDIT),
        "slug": request.school.organisation.slug,
    }


def classes_now(request: SchoolRequest) -> list[SchoolClass]:
    return classes_of(current_year(), language=request.school.organisation.language)


def class_choices(request: SchoolRequest) -> list[tuple[str, str]]:
    return [(str(each.pk), each.label) for each in classes_now(request)]


def staff_choices(request: SchoolRequest) -> list[tuple[str, str]]:
    working = [person for person in adults(request.school, on=clock.today()) if person.is_staff]
    return [
        (str(person.id), f"{person.spoken}, {person.place}" if person.place else person.spoken) for person in working
    ]


def page_of(request: SchoolRequest, people: list[Listed]) -> Any:
    return Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
