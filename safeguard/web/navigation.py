"""The items of the header: what this member may open in this organisation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguard.access.permissions import Permission


@dataclass(frozen=True)
class Item:
    label: Promise
    href: str
    is_current: bool


_SCHOOL = (
    (_("Desk"), "desk", Permission.SCHOOL_ENTER),
    (_("Report"), "cases:report_new", Permission.REPORT_FILE),
    (_("Cases"), "cases:list", Permission.CASE_LIST),
    (_("Commission"), "commissions:meetings", Permission.MEETING_VIEW),
    (_("Registers"), "cases:registers", Permission.REGISTER_VIEW),
    (_("Figures"), "reporting:school", Permission.STATISTICS_VIEW),
    (_("People"), "people:children", Permission.PEOPLE_VIEW),
    (_("Settings"), "accounts:staff", Permission.STAFF_MANAGE),
    (_("Procedures"), "editions:list", Permission.SCHOOL_ENTER),
)
_DEPARTMENT = (
    (_("Institutions"), "organisations:tree", Permission.ORGANISATIONS_OPERATE),
    (_("Overview"), "reporting:overview", Permission.DEPARTMENT_STATISTICS),
    (_("Alerts"), "reporting:alerts", Permission.DEPARTMENT_ENTER),
    (_("Procedures"), "editions:department_list", Permission.DEPARTMENT_ENTER),
    (_("Calendar"), "organisations:department_calendar", Permission.DEPARTMENT_ENTER),
    (_("API tokens"), "tokens:department_list", Permission.TOKEN_MANAGE),
    (_("Settings"), "accounts:department_staff", Permission.STAFF_MANAGE),
)

#: They open at the staff and stand for everything under settings/.
_SETTINGS = {"accounts:staff", "accounts:department_staff"}
#: Who has the settings finds it there; everybody else needs a way of their own.
_AMONG_SETTINGS = {"editions:list"}


def navigation(request: HttpRequest) -> list[Item]:
    """Empty for somebody who isn't inside an organisation."""
    member = getattr(request, "member", None)
    if member is None:
        return []
    if school := getattr(request, "school", None):
        return list(_items(request, _SCHOOL, {"school": school.organisation.slug}))
    department = getattr(request, "department", None)
    return list(_items(request, _DEPARTMENT, {"department": department.slug})) if department else []


def _items(request, table, place):  # type: ignore[no-untyped-def]
    for label, name, permission in table:
        if not request.member.may(permission):
            continue
        if name in _AMONG_SETTINGS and request.member.may(Permission.STAFF_MANAGE):
            continue
        try:
            href = reverse(name, kwargs=place)
        except NoReverseMatch:
            continue
        at_desk = name in {"desk", "reporting:overview"}
        under = href.removesuffix("staff/") if name in _SETTINGS else href
        is_current = request.path == href if at_desk else request.path.startswith(under)
        yield Item(label, href, is_current)
