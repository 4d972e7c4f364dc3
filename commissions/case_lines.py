"""What the commission puts on the overview of a case: the measures that are followed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases.models import Case
from cases.presenters.lines import Card, register_case_lines
from commissions.presenters.follow_up import line, measures_href, today_at
from commissions.selectors.follow_up import followed_in, is_open
from safeguard.access.member import Member
from safeguard.organisations.models import School

SHOWN = 6


@register_case_lines
def measures_of(case: Case, school: School, _member: Member) -> Iterator[Card]:
    """The open ones; one statement."""
    slug, found = str(school.organisation.slug), list(followed_in(case))
    waiting = [line(row, case, slug, today_at(school)) for row in found if is_open(row)]
    if found:
        yield Card(_("Measures"), waiting[:SHOWN], _("What became of the measures"), measures_href(case.pk, slug))
